using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Passband.Kernels;
using Passband.Models;
using Passband.Synthesis;

namespace Passband.Cli.Tests.Commands;

/// <summary>
/// The zone plate is the proof of what is said of kernels: it holds every frequency in every direction at a place of its own, so a filtered plate is bright where the filter passes. The
/// rings and lobes must lie where the explanation says, and be as bright as the kernel's Fourier transform says.
/// </summary>
public class ZonePlateProofTests
{
    private const int Size = 1024;

    /// <summary>
    /// The plate's frequency grows by 0.5/512 cycles per pixel each pixel, so that over a kernel's reach of w pixels its phase departs from that of a pure wave by π·w²·0.5/512: 0.03 for a 7×7
    /// kernel at its sides, 0.8 for the 35×35 of the lowest Gabor, whose weights there are below 1.2 % of the middle's. Weighted with the kernels that leaves less than 2 % of the peak; a plain
    /// model of the plate in NumPy, with SciPy's correlation, shows 0.5 % to 1.6 %.
    /// </summary>
    private const double AmplitudeTolerance = 0.03;

    /// <summary>Bands of the fits are this wide; a maximum or an edge can be told to one of them.</summary>
    private const double Band = 0.01;

    /// <summary>Below, a ring of two bands holds less than a period of the plate, and no wave can be fitted to it.</summary>
    private const double Lowest = 0.07;

    /// <summary>Sectors of the search for the brightest direction.</summary>
    private const double Sector = 10;

    private readonly ZonePlateLockIn _lockIn = new(Size);

    private static string SampleFile => Path.Combine(AppContext.BaseDirectory, "sample", "face_recognition_model-weights_manifest.json");

    public static TheoryData<string> Named =>
        ["gaussian(1.5)", "log(1.5)", "gabor(0.1,0)", "gabor(0.15,60,90)", "gabor(0.2,45,90)", "gabor(0.3,120)", "gabor(0.25,90,90)", "derivative(1.2,30)", "line(1.5,150)"];

    [Theory]
    [MemberData(nameof(Named))]
    public void The_lobes_of_named_kernels_are_as_bright_as_their_transform(string spec)
    {
        var kernel = TextbookKernel.Parse(spec);
        using var folder = new TempFolder();

        AssertLikeTransform(Filter(folder, spec).Values, [kernel], spec);
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void The_lobes_of_named_kernels_lie_where_the_explanation_says(string spec)
    {
        using var folder = new TempFolder();
        var plate = Filter(folder, spec, out var passband);

        AssertPassband(plate.Values, passband, Math.Abs(TextbookKernel.Parse(spec).Sum), spec);
    }

    [Fact]
    public void The_lobes_of_a_trained_layer_are_as_bright_as_their_transform()
    {
        var bank = Sample().Layers[0].Bank;
        var plates = SamplePlates();

        for (var filter = 0; filter < bank.Shape.Filters; filter++)
        {
            KernelMatrix[] kernels = [.. Enumerable.Range(0, 3).Select(c => KernelMatrix.Of(bank, filter, c, "kernel"))];
            AssertLikeTransform(plates.AsSpan(filter * Size * Size, Size * Size).ToArray(), kernels, $"filter {filter}");
        }
    }

    [Fact]
    public void The_lobes_of_a_trained_layer_lie_where_the_explanation_says()
    {
        Assert.SkipUnless(File.Exists(SampleFile), "The sample network was not fetched.");
        using var explained = JsonDocument.Parse(new ToolRun { BaseFolder = AppContext.BaseDirectory }.Run("explain", "--layer", "0", "--json").Output);
        var filters = explained.RootElement.GetProperty("layers")[0].GetProperty("filters").EnumerateArray().ToArray();
        var plates = SamplePlates();
        var held = 0;
        for (var filter = 0; filter < filters.Length; filter++)
        {
            // A gray plate shows the sum over the channels; the explanation adds them in power. The two agree where all channels have one pattern of one sign.
            var color = filters[filter].GetProperty("color");
            var peak = filters[filter].GetProperty("passband").GetProperty("peak").GetDouble();
            if (!filters[filter].GetProperty("orientation").GetProperty("oriented").GetBoolean() || color.GetProperty("kind").GetString() != "achromatic"
                || color.GetProperty("rank1").GetDouble() < 0.95 || peak is < Lowest or > 0.4)
                continue;
            var passband = Passband.Of(filters[filter].GetProperty("passband"), filters[filter].GetProperty("orientation").GetProperty("wavevector").GetDouble());
            AssertPassband(plates.AsSpan(filter * Size * Size, Size * Size).ToArray(), passband, 0, $"filter {filter}");
            held++;
        }

        Assert.InRange(held, 6, 32);
    }

    private static ConvNet Sample()
    {
        Assert.SkipUnless(File.Exists(SampleFile), "The sample network was not fetched.");
        return ModelFile.Open(SampleFile);
    }

    /// <summary>The plate through all filters of the sample's first layer, [filters, Size, Size].</summary>
    private static float[] SamplePlates()
    {
        using var folder = new TempFolder();
        var result = new ToolRun { BaseFolder = AppContext.BaseDirectory }.Run("filter", $"test:zone-plate({Size})", "--kernel", "sample#0", "--all", "-o", folder["all.npy"]);
        Assert.Equal((0, ""), (result.Code, result.Output));
        var plates = Npy.Read(folder["all.npy"]);
        Assert.Equal([32, Size, Size], plates.Shape);
        return plates.Values;
    }

    private static Npy Filter(TempFolder folder, string spec) => Filter(folder, spec, out _);

    private static Npy Filter(TempFolder folder, string spec, out Passband passband)
    {
        var result = ToolRun.Of("filter", $"test:zone-plate({Size})", "--kernel", spec, "-o", folder["plate.npy"], "--json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        var said = document.RootElement.GetProperty("kernel").GetProperty("passband");
        passband = Passband.Of(said, said.GetProperty("wavevector") is { ValueKind: JsonValueKind.Number } angle ? angle.GetDouble() : null);
        var plate = Npy.Read(folder["plate.npy"]);
        Assert.Equal([Size, Size], plate.Shape);
        return plate;
    }

    /// <summary>Every sector of every ring against H, averaged over the sector.</summary>
    private void AssertLikeTransform(float[] plate, KernelMatrix[] kernels, string what)
    {
        var (worst, peak, where) = (0.0, 0.0, "");
        for (var low = Lowest; low < 0.445; low += 2 * Band)
        {
            for (var from = 0.0; from < 360; from += 2 * Sector)
            {
                var expected = Mean(kernels, low, low + 2 * Band, from, from + 2 * Sector);
                var found = _lockIn.Response(plate, low, low + 2 * Band, from, from + 2 * Sector);
                peak = Math.Max(peak, expected.Magnitude);
                if (Math.Abs(found.Magnitude - expected.Magnitude) is var error && error > worst)
                    (worst, where) = (error, string.Create(CultureInfo.InvariantCulture, $"{what}, {low:0.00} cycles per pixel at {from}°: {found.Magnitude:0.0000} for {expected.Magnitude:0.0000}"));
            }
        }
        Assert.True(worst <= AmplitudeTolerance * peak, $"{where}, of a peak of {peak:0.0000}");
    }

    /// <summary>The mean over a sector, by area, of Σk·exp(2πi(fx·x + fy·y)): what correlation multiplies a wave with.</summary>
    private static Complex Mean(KernelMatrix[] kernels, double low, double high, double from, double to)
    {
        const int Points = 4;
        var (sum, weights) = (Complex.Zero, 0.0);
        for (var i = 0; i < Points; i++)
        {
            for (var j = 0; j < Points; j++)
            {
                var f = low + (i + 0.5) / Points * (high - low);
                var (sin, cos) = Math.SinCos((from + (j + 0.5) / Points * (to - from)) * Math.PI / 180);
                sum += f * kernels.Aggregate(Complex.Zero, (total, k) => total + At(k, f * cos, -f * sin));
                weights += f;
            }
        }
        return sum / weights;
    }

    private static Complex At(KernelMatrix kernel, double fx, double fy)
    {
        var sum = Complex.Zero;
        for (var row = 0; row < kernel.Height; row++)
        {
            for (var column = 0; column < kernel.Width; column++)
                sum += kernel[row, column] * Complex.FromPolarCoordinates(1, 2 * Math.PI * (fx * (column - kernel.Width / 2) + fy * (row - kernel.Height / 2)));
        }
        return sum;
    }

    /// <summary>Direction of the brightest lobe, frequency of its brightest place, and where it falls to −3 dB.</summary>
    private void AssertPassband(float[] plate, Passband passband, double dc, string what)
    {
        var center = Math.Max(passband.Peak, Lowest);
        var directions = Enumerable.Range(0, (int)(180 / Sector)).Select(i => i * Sector).ToArray();
        var brightest = directions.MaxBy(d => _lockIn.Response(plate, center - Band, center + Band, d - Sector / 2, d + Sector / 2).Magnitude);
        if (passband.Wavevector is { } wavevector)
        {
            var apart = Math.Abs((brightest - wavevector + 270) % 180 - 90);
            // Sectors are 10° apart and the brightest may be the one on the other side: 5° for the grid, as much again for how flat the top of a lobe is.
            Assert.True(apart <= Sector, $"{what}: brightest at {brightest}°, said to be {wavevector}°");
        }
        var along = passband.Wavevector ?? brightest;
        var bands = Enumerable.Range(6, 40).Select(i => i * Band).ToArray();
        var profile = Array.ConvertAll(bands, f => _lockIn.Response(plate, f - Band / 2, f + Band / 2, along - Sector / 2, along + Sector / 2).Magnitude);
        var top = Math.Max(profile.Max(), dc);
        if (passband.Peak >= Lowest)
        {
            // Where the top is flat, a neighbor may be brightest by a hair: what is held is that the place said to be brightest is.
            Assert.True(profile[Nearest(bands, passband.Peak)] >= 0.97 * top, $"{what}: not brightest at {passband.Peak:0.000}");
        }
        AssertEdge(passband.Lower, step: -1);
        AssertEdge(passband.Upper, step: 1);

        void AssertEdge(double? edge, int step)
        {
            if (edge is not { } said || said < Lowest || said > bands[^1] - Band)
                return;
            var i = Nearest(bands, Math.Max(passband.Peak, bands[0]));
            while (profile[i] > top / Math.Sqrt(2))
                i += step;
            var share = (top / Math.Sqrt(2) - profile[i]) / (profile[i - step] - profile[i]);
            Assert.Equal(said, bands[i] - step * share * Band, Band);
        }
    }

    private static int Nearest(double[] bands, double frequency) => Enumerable.Range(0, bands.Length).MinBy(i => Math.Abs(bands[i] - frequency));

    /// <summary>What the explanation says.</summary>
    private sealed record Passband(double Peak, double? Lower, double? Upper, double? Wavevector)
    {
        public static Passband Of(JsonElement said, double? wavevector) => new(said.GetProperty("peak").GetDouble(), Number(said, "lower"), Number(said, "upper"), wavevector);

        private static double? Number(JsonElement said, string name) => said.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
    }
}
