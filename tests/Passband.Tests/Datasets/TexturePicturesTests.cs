using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Tests.Datasets;

public sealed class TexturePicturesTests
{
    [Fact]
    public void Noise_and_leaves_of_a_bank_have_one_power_spectrum()
    {
        var bank = new TextureBank(8, 1);

        var (leaves, noise) = (Spectrum(bank.Leaves(0), bank.Side), Spectrum(bank.Noise(0), bank.Side));

        Assert.Equal(256, bank.Side);
        Assert.Equal(8, bank.Count);
        for (var i = 0; i < leaves.Length; i++)
            Assert.Equal(leaves[i], noise[i], 1e-3 * Math.Max(leaves[i], 1e-3));
        Assert.False(bank.Noise(0).SequenceEqual(bank.Leaves(0)));
        Assert.False(bank.Leaves(1).SequenceEqual(bank.Leaves(0)));
    }

    [Fact]
    public void The_amplitude_of_leaves_falls_about_as_that_of_natural_pictures()
    {
        var bank = new TextureBank(8, 1);

        var slope = Slope(Enumerable.Range(0, bank.Count).Select(i => Spectrum(bank.Leaves(i), bank.Side)), bank.Side, 4, 64);

        // Power 1/f² at −2; natural pictures lie between −1.6 and −2.4 or so (Ruderman 1997; van der Schaaf and van Hateren 1996).
        Assert.InRange(slope, -2.4, -1.6);
    }

    [Fact]
    public void Pictures_of_both_classes_have_spectra_of_one_slope_though_edges_only_in_one()
    {
        var data = GeneratedData.Make(GeneratedKind.Textures, new GeneratedOptions { Count = 2000, Noise = 0 }).Training;
        var pictures = Enumerable.Range(0, 2).Select(c => data.OfClass(c).ToArray()).ToArray();

        var slopes = pictures.Select(p => Slope(p.Select(Windowed), 32, 2, 12)).ToArray();
        var kurtosis = pictures.Select(p => Kurtosis([.. p.SelectMany(Differences)])).ToArray();

        Assert.InRange(Math.Abs(slopes[0] - slopes[1]), 0, 0.15);
        // Differences of neighbors are near to normal in noise; in leaves they are zero within a leaf and large at its edge.
        Assert.InRange(kurtosis[1] / kurtosis[0], 2, double.PositiveInfinity);
    }

    [Fact]
    public void Leaves_cover_everything_with_all_grays()
    {
        var random = new GaussianRandom(5);
        var grays = Enumerable.Range(0, 8).SelectMany(_ => DeadLeaves.Make(128, 1, 16, ref random)).ToArray();

        Assert.All(grays, g => Assert.InRange(g, 0, 1));
        Assert.Equal(0.5, grays.Average(), 0.05);
        // Uniform samples have 0.289; averages along edges a little less.
        Assert.InRange(PictureContrast.Of(grays).Deviation, 0.22, 0.29);
    }

    /// <summary>Squared amplitudes [side, side].</summary>
    private static double[] Spectrum(ReadOnlySpan<float> texture, int side)
    {
        var rows = new Complex[side][];
        for (var y = 0; y < side; y++)
        {
            rows[y] = [.. texture.Slice(y * side, side).ToArray().Select(v => new Complex(v, 0))];
            Fourier.Forward(rows[y], FourierOptions.Matlab);
        }
        var power = new double[side * side];
        for (var x = 0; x < side; x++)
        {
            Complex[] column = [.. rows.Select(r => r[x])];
            Fourier.Forward(column, FourierOptions.Matlab);
            for (var y = 0; y < side; y++)
                power[y * side + x] = column[y].MagnitudeSquared();
        }
        return power;
    }

    private static double[] Windowed(float[] picture)
    {
        var hann = Window.HannPeriodic(32);
        return Spectrum([.. picture.Select((v, i) => (float)((v - 0.5) * hann[i / 32] * hann[i % 32]))], 32);
    }

    /// <summary>The slope of the logarithm of mean power over that of frequency, in cycles per picture from one to another.</summary>
    private static double Slope(IEnumerable<double[]> spectra, int side, int from, int to)
    {
        var sums = new double[side];
        var counts = new int[side];
        foreach (var power in spectra)
        {
            for (var i = 0; i < power.Length; i++)
            {
                double u = Math.Min(i % side, side - i % side), v = Math.Min(i / side, side - i / side);
                var ring = (int)Math.Round(Math.Sqrt(u * u + v * v));
                if (ring < side)
                    (sums[ring], counts[ring]) = (sums[ring] + power[i], counts[ring] + 1);
            }
        }
        var rings = Enumerable.Range(from, to - from + 1).ToArray();
        return Fit.Line([.. rings.Select(r => Math.Log(r))], [.. rings.Select(r => Math.Log(sums[r] / counts[r]))]).B;
    }

    private static IEnumerable<double> Differences(float[] picture) => Enumerable.Range(0, 1023).Where(i => i % 32 < 31).Select(i => (double)picture[i + 1] - picture[i]);

    private static double Kurtosis(double[] values)
    {
        var square = values.Average(v => v * v);
        return values.Average(v => v * v * v * v) / (square * square);
    }
}
