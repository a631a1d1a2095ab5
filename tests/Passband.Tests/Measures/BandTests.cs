using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class BandTests
{
    private static Band Of(Plane plane, double? wavevector) => Band.Of(new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape)), wavevector);

    [Theory]
    [InlineData(1.5)]
    [InlineData(2.0)]
    [InlineData(3.0)]
    public void A_Gaussian_ends_where_its_transform_falls_by_3_dB(double sigma)
    {
        var line = Plane.Sample(1, 41, (x, _) => Math.Exp(-x * x / (2 * sigma * sigma)));
        var band = Of(line, 0);

        Assert.Equal("lowpass", band.Kind);
        Assert.Null(band.Lower);
        Assert.Null(band.Octaves);
        Assert.Equal(0, band.Peak);
        // e^(−2π²σ²f²) = 1/√2. The edge lies between samples of the profile 1/256 c/px apart on a curved line: 10⁻⁴.
        Assert.Equal(Math.Sqrt(Math.Log(2) / 2) / (Math.Sqrt(2) * Math.PI * sigma), band.Upper!.Value, 2e-4);
    }

    [Fact]
    public void The_level_at_Nyquist_is_that_of_the_two_images_that_meet_there()
    {
        const double Sigma = 1.2;
        var band = Of(Plane.Sample(1, 31, (x, _) => Math.Exp(-x * x / (2 * Sigma * Sigma))), 0);
        Assert.Equal(20 * Math.Log10(2 * Math.Exp(-Math.PI * Math.PI * Sigma * Sigma / 2)), band.NyquistDb!.Value, 1e-6);
    }

    [Theory]
    [InlineData(0.2, 2.5)]
    [InlineData(0.25, 3.0)]
    [InlineData(0.15, 3.0)]
    public void A_Gabor_has_the_octave_bandwidth_of_its_formula(double frequency, double sigma)
    {
        var plane = Plane.Gabor(25, 0, frequency, 90, sigma, sigma);
        var band = Of(plane, 0);

        Assert.Equal("bandpass", band.Kind);
        Assert.Equal("lowpass", band.Across);
        Assert.Equal(frequency, band.Peak, 1e-3);
        // Half amplitude at f ± √(2·ln 2)/(2πσ), i.e. (πσf ± 0.5887)/(πσ). Linear interpolation of the profile and the mirrored sideband leave 0.01 octaves.
        var expected = Math.Log2((Math.PI * sigma * frequency + 0.5887) / (Math.PI * sigma * frequency - 0.5887));
        Assert.Equal(expected, band.Octaves!.Value, 0.01);
        var halfWidth = Math.Sqrt(Math.Log(2)) / (2 * Math.PI * sigma);
        Assert.Equal(frequency - halfWidth, band.Lower!.Value, 5e-4);
        Assert.Equal(frequency + halfWidth, band.Upper!.Value, 5e-4);
    }

    [Fact]
    public void The_orientation_bandwidth_of_a_round_Gabor_is_that_of_its_blob()
    {
        var (frequency, sigma) = (0.2, 3.0);
        var plane = Plane.Gabor(25, 30, frequency, 0, sigma, sigma);
        // On the circle through the peak the distance is 2f·sin(φ/2), and half amplitude lies √(2·ln 2)/(2πσ) away; steps of 2° leave 0.1°.
        var expected = 2 * 2 * Math.Asin(Math.Sqrt(2 * Math.Log(2)) / (2 * Math.PI * sigma) / (2 * frequency)) * 180 / Math.PI;
        Assert.Equal(expected, Band.OrientationBandwidth(new Spectrum(plane.Values, plane.Shape, new Transform(plane.Shape)))!.Value, 0.2);
    }

    [Theory]
    [InlineData("1 1", "lowpass")]
    [InlineData("-1 1", "highpass")]
    [InlineData("1 0 1", "bandstop")]
    [InlineData("1 0 -1", "bandpass")]
    [InlineData("0 1 0", "allpass")]
    [InlineData("1", "allpass")]
    public void The_kind_follows_from_the_ends_and_the_dip(string row, string kind)
    {
        var plane = Plane.Parse(row);
        Assert.Equal(kind, Of(plane, plane.Width > 1 ? 0 : null).Kind);
    }

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(0.1, -20.0)]
    public void Decibels_are_twenty_times_the_logarithm(double ratio, double level) => Assert.Equal(level, Decibels.Level(ratio)!.Value, 1e-12);

    [Fact]
    public void A_response_of_zero_has_no_level() => Assert.Null(Decibels.Level(0));
}
