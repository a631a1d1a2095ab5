using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;
using Complex = System.Numerics.Complex;

namespace Passband.Tests.Measures;

/// <summary>What the aliasing measures claim, seen in pictures that are filtered and decimated.</summary>
public class AliasingOracleTests
{
    /// <summary>A multiple of all strides below.</summary>
    private const int Side = 96;

    public static TheoryData<double, double, int> Waves => new()
    {
        { 0.3, 0, 2 }, { 0.3, 90, 2 }, { 0.35, 30, 2 }, { 0.35, 150, 2 }, { 0.2, 20, 4 }, { 0.28, 110, 4 }, { 0.15, 45, 2 }, { 0.31, 70, 3 },
    };

    [Theory]
    [MemberData(nameof(Waves))]
    public void A_wave_at_the_peak_appears_at_the_folded_frequency_and_direction(double frequency, double angle, int stride)
    {
        var plane = Plane.Gabor(11, angle, frequency, 40, 2.5, 2.5);
        var spectrum = new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape));
        var described = Nets.Describe(Nets.Gray(plane) with { Stride = Extent.Square(stride) }).Aliasing!;

        var output = Decimate(Filter(Plane.Sample(Side, Side, (x, y) => Math.Cos(2 * Math.PI * (spectrum.Peak.U * x + spectrum.Peak.V * y))), plane), stride);

        // The strongest frequency of the output, cycles per output sample; the half plane u ≥ 0 holds all of a real picture.
        var length = Side / stride;
        var transform = Fourier(output, length, inverse: false);
        var strongest = Enumerable.Range(0, length * length).MaxBy(i => transform[i].Magnitude);
        double Signed(int bin) => (bin > length / 2 ? bin - length : bin) / (double)length;
        var (u, v) = (Signed(strongest % length), Signed(strongest / length));
        var (sin, cos) = Math.SinCos(described.FoldedWavevector!.Value * Math.PI / 180);
        var (expectedU, expectedV) = (described.Folded * stride * cos, -described.Folded * stride * sin);
        // The wave goes on in the direction opposite to its wavevector as well, and lies within half a bin of the strongest; filtering a picture that does not repeat at its
        // border leaks a little, so two thirds.
        var distance = Math.Min(Math.Max(Math.Abs(u - expectedU), Math.Abs(v - expectedV)), Math.Max(Math.Abs(u + expectedU), Math.Abs(v + expectedV)));
        Assert.InRange(distance, 0, 0.67 / length);
        Assert.Equal(Math.Abs(spectrum.Peak.U) > 0.5 / stride || Math.Abs(spectrum.Peak.V) > 0.5 / stride, described.Beyond);
    }

    [Theory]
    [InlineData(0.25, 2, false)]
    [InlineData(0.25, 2, true)]
    [InlineData(0.15, 3, true)]
    [InlineData(0.2, 4, true)]
    public void The_aliased_share_is_what_the_decimated_picture_has_from_beyond(double frequency, int stride, bool natural)
    {
        var plane = Plane.Gabor(7, 30, frequency, 60, 1.4, 1.8);
        var spectrum = new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape));
        var (white, pink) = new Aliasing(spectrum.Transform, stride, stride).Shares(spectrum.Power);

        var shares = Enumerable.Range(0, 12).Select(seed => AliasedShare(plane, stride, natural, (ulong)seed)).ToArray();

        var mean = shares.Average();
        var error = Math.Sqrt(shares.Sum(s => (s - mean) * (s - mean)) / (shares.Length * (shares.Length - 1)));
        // Three standard errors of the pictures' mean, and half a percent for the measure's own grid.
        Assert.Equal(natural ? pink : white, mean, 3 * error + 0.005);
        // The test tells something only if the pictures agree among themselves much better than the shares of different inputs do.
        Assert.True(3 * error < 0.3 * Math.Abs(pink - white));
    }

    /// <summary>Power of the decimated output that comes from beyond the limit, over all: the picture's two parts are filtered apart.</summary>
    private static double AliasedShare(Plane kernel, int stride, bool natural, ulong seed)
    {
        var spectrum = Fourier([.. Plane.Noise(Side, Side, seed).Values.Select(v => new Complex(v, 0))], Side, inverse: false);
        var (inside, outside) = (new Complex[spectrum.Length], new Complex[spectrum.Length]);
        for (var i = 0; i < spectrum.Length; i++)
        {
            double Frequency(int bin) => Math.Min(bin, Side - bin) / (double)Side;
            var (u, v) = (Frequency(i % Side), Frequency(i / Side));
            var amplitude = natural ? 1 / Math.Sqrt(u * u + v * v + 1.0 / 256 / 256) : 1;
            // A frequency on the limit belongs to both sides.
            double Within(double frequency) => frequency == 0.5 / stride ? 0.5 : frequency < 0.5 / stride ? 1 : 0;
            var share = Within(u) * Within(v);
            inside[i] = Math.Sqrt(share) * amplitude * spectrum[i];
            outside[i] = Math.Sqrt(1 - share) * amplitude * spectrum[i];
        }
        double Power(Complex[] part) =>
            Decimate(Filter(new Plane(Side, Side, [.. Fourier(part, Side, inverse: true).Select(v => v.Real)]), kernel), stride).Sum(v => v.Real * v.Real);
        var (right, wrong) = (Power(inside), Power(outside));
        return wrong / (right + wrong);
    }

    /// <summary>Correlation as networks do it, the picture repeating at its borders.</summary>
    private static Plane Filter(Plane picture, Plane kernel) => new(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(i =>
    {
        var sum = 0.0;
        for (var t = 0; t < kernel.Values.Length; t++)
            sum += kernel.Values[t] * picture[(i / Side + t / kernel.Width) % Side, (i % Side + t % kernel.Width) % Side];
        return sum;
    })]);

    private static Complex[] Decimate(Plane picture, int stride) =>
        [.. from y in Enumerable.Range(0, Side / stride) from x in Enumerable.Range(0, Side / stride) select new Complex(picture[y * stride, x * stride], 0)];

    /// <summary>The two-dimensional discrete Fourier transform by its definition, rows and then columns.</summary>
    private static Complex[] Fourier(Complex[] values, int length, bool inverse)
    {
        var sign = inverse ? 1 : -1;
        var turns = Enumerable.Range(0, length).Select(i => Complex.FromPolarCoordinates(inverse ? 1.0 / length : 1, sign * 2 * Math.PI * i / length)).ToArray();
        var (rows, result) = (new Complex[values.Length], new Complex[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            for (var n = 0; n < length; n++)
                rows[i] += values[i / length * length + n] * turns[i % length * n % length];
        }
        for (var i = 0; i < values.Length; i++)
        {
            for (var n = 0; n < length; n++)
                result[i] += rows[n * length + i % length] * turns[i / length * n % length];
        }
        return result;
    }
}
