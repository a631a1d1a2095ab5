using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

/// <summary>A dilated filter is the filter with zeros between its taps; everything said of its response must be what is said of that one.</summary>
public class DilationTests
{
    /// <summary>The plane with its zeros.</summary>
    internal static Plane Stuff(Plane plane, int dilationY, int dilationX)
    {
        var stuffed = new double[(plane.Height - 1) * dilationY + 1, (plane.Width - 1) * dilationX + 1];
        for (var i = 0; i < plane.Values.Length; i++)
            stuffed[i / plane.Width * dilationY, i % plane.Width * dilationX] = plane.Values[i];
        return new Plane(stuffed.GetLength(0), stuffed.GetLength(1), [.. stuffed.Cast<double>()]);
    }

    private static Spectrum Dilated(Plane plane, int dilationY, int dilationX) => new(
        new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape)), new Transform(plane.Shape, new TapSpacing(dilationY, dilationX)));

    private static Spectrum Stuffed(Plane plane, int dilationY, int dilationX)
    {
        var stuffed = Stuff(plane, dilationY, dilationX);
        return new Spectrum(stuffed.Values, stuffed.Shape, new Transform(stuffed.Shape));
    }

    public static TheoryData<int, int, int, int> Sizes => new()
    {
        { 3, 3, 2, 2 }, { 3, 3, 6, 6 }, { 5, 5, 3, 3 }, { 3, 5, 1, 4 }, { 7, 7, 2, 3 }, { 1, 9, 1, 5 }, { 9, 1, 4, 1 }, { 1, 64, 1, 3 }, { 3, 3, 36, 36 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_power_on_the_grid_is_that_of_the_filter_with_its_zeros(int height, int width, int dilationY, int dilationX)
    {
        var plane = Plane.Noise(height, width, 6);
        var transform = new Transform(plane.Shape, new TapSpacing(dilationY, dilationX));
        var power = new double[transform.GridLength];
        transform.Power(plane.Values, power);

        var stuffed = Stuff(plane, dilationY, dilationX);
        for (var i = 0; i < power.Length; i += 7)
        {
            var expected = Dtft.Power(stuffed.Values, stuffed.Shape, transform.U(i % transform.HalfColumns), transform.V(i / transform.HalfColumns));
            Assert.Equal(expected, power[i], 1e-9 * plane.Values.Sum(v => v * v));
        }
        var reference = new double[transform.GridLength];
        transform.PowerReference(plane.Values, reference);
        Assert.All(reference.Zip(power), p => Assert.Equal(p.First, p.Second, 1e-9 * plane.Values.Sum(v => v * v)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_amplitude_is_that_of_the_filter_with_its_zeros(int height, int width, int dilationY, int dilationX)
    {
        var plane = Plane.Noise(height, width, 8);
        var (dilated, stuffed) = (Dilated(plane, dilationY, dilationX), Stuffed(plane, dilationY, dilationX));
        double[] u = [0, 0.01, -0.2, 0.37, 0.5];
        double[] v = [0, 0.3, 0.11, -0.44, 0.5];
        var amplitudes = new double[u.Length];
        dilated.Amplitudes(u, v, amplitudes);
        for (var i = 0; i < u.Length; i++)
        {
            // Peaks are found to about 10⁻⁶ of their height by either.
            Assert.Equal(stuffed.Amplitude(u[i], v[i]), amplitudes[i], 1e-5);
            Assert.Equal(amplitudes[i], dilated.Amplitude(u[i], v[i]), 1e-12);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_band_of_an_average_is_that_of_the_average_with_its_zeros(int dilation)
    {
        var box = Plane.Parse("1 1 1/1 1 1/1 1 1");
        var (found, expected) = (Band.Of(Dilated(box, dilation, dilation), 0), Band.Of(Stuffed(box, dilation, dilation), 0));

        Assert.Equal((expected.Kind, expected.Across), (found.Kind, found.Across));
        Assert.Equal(expected.NyquistDb!.Value, found.NyquistDb!.Value, 1e-6);
        Assert.Equal(expected.Upper!.Value, found.Upper!.Value, 1e-9);
        // A lowpass repeated every 1/dilation: for 2 the copy lies at Nyquist and passes there.
        Assert.Equal(dilation == 2 ? "bandstop" : "lowpass", found.Kind);
        Assert.Equal(0, found.Peak);
    }

    [Fact]
    public void The_peak_is_that_of_the_copy_around_DC()
    {
        var gabor = Plane.Gabor(9, 30, 0.25, 40, 1.8, 1.8);
        var taps = new Spectrum(gabor.Values, gabor.Shape, new Transform(gabor.Shape));
        var dilated = Dilated(gabor, 4, 4);
        Assert.Equal(taps.Peak.Frequency / 4, dilated.Peak.Frequency, 1e-12);
        var (band, ofTaps) = (Band.Of(dilated, 30), Band.Of(taps, 30));
        // Profiles have 128 steps, here over four periods: edges between two of them are interpolated.
        Assert.Equal(ofTaps.Lower!.Value / 4, band.Lower!.Value, 1e-3);
        Assert.Equal(ofTaps.Upper!.Value / 4, band.Upper!.Value, 1e-3);
        var all = Band.Of(dilated, null);
        Assert.InRange(dilated.Peak.Frequency, all.Lower!.Value, all.Upper!.Value);
        // The response at right angles to f/4 is as wide in degrees as that to f.
        Assert.Equal(Band.OrientationBandwidth(taps)!.Value, Band.OrientationBandwidth(dilated)!.Value, 1e-6);
    }

    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(3, 3, 2)]
    [InlineData(1, 4, 3)]
    public void What_a_stride_folds_is_what_it_folds_of_the_filter_with_its_zeros(int dilationY, int dilationX, int stride)
    {
        var plane = Plane.Noise(3, 3, 12);
        var (dilated, stuffed) = (Dilated(plane, dilationY, dilationX), Stuffed(plane, dilationY, dilationX));
        var found = new Aliasing(dilated.Transform, stride, stride).Of(dilated.Power, dilated.Peak);
        var expected = new Aliasing(stuffed.Transform, stride, stride).Of(stuffed.Power, stuffed.Peak);
        // The grids differ, and with them the cells that the limit cuts.
        Assert.Equal(expected.White, found.White, 5e-3);
        Assert.Equal(expected.Natural, found.Natural, 5e-3);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    [InlineData(9, 9)]
    public void The_bands_of_a_layer_are_those_of_the_kernels_with_their_zeros(int dilationY, int dilationX)
    {
        Plane[] planes = [.. Enumerable.Range(0, 6).Select(i => Plane.Noise(3, 3, (ulong)i))];
        KernelBank Bank(IEnumerable<Plane> kernels) => new(
            BankShape.Plane(6, 1, kernels.First().Height, kernels.First().Width), kernels.SelectMany(k => k.Values).Select(v => (float)v).ToArray());

        var found = TotalResponse.Bands(Bank(planes), new TapSpacing(dilationY, dilationX))!.Value;
        var expected = TotalResponse.Bands(Bank(planes.Select(p => Stuff(p, dilationY, dilationX))))!.Value;

        Assert.Equal(expected.Low, found.Low, 1e-12);
        Assert.Equal(expected.Middle, found.Middle, 1e-12);
        Assert.Equal(expected.High, found.High, 1e-12);
    }

    [Fact]
    public void A_location_is_that_of_the_plane_with_its_zeros()
    {
        var plane = Plane.Noise(4, 5, 3);
        var stuffed = Stuff(plane, 2, 3);
        var (found, expected) = (Location.Of(plane.Values, plane.Shape, new TapSpacing(2, 3)), Location.Of(stuffed.Values, stuffed.Shape));
        Assert.Equal(expected.X, found.X, 1e-12);
        Assert.Equal(expected.Y, found.Y, 1e-12);
        Assert.Equal(expected.Sigma, found.Sigma, 1e-12);
    }

    [Fact]
    public void A_direction_turns_toward_the_axis_of_closer_taps()
    {
        Assert.Equal(Math.Atan2(1, 0.5) * 180 / Math.PI, new TapSpacing(1, 2).OnGrid(45), 1e-12);
        Assert.Equal(45, new TapSpacing(3, 3).OnGrid(45));
        Assert.Equal(new TapSpacing(2, 1), TapSpacing.Of(new FilterShape(1, 3, 1), new Extent(1, 2, 5)));
    }

    [Fact]
    public void A_dilation_beyond_any_picture_costs_no_more_than_a_large_one()
    {
        var plane = Plane.Parse("1 1 1/1 1 1/1 1 1");
        var transform = new Transform(plane.Shape, new TapSpacing(1_000_000, 1_000_000));
        Assert.InRange(transform.GridLength, 1, 1 << 20);
        var power = new double[transform.GridLength];
        transform.Power(plane.Values, power);
        Assert.Equal(81, power[0], 1e-9);
    }
}
