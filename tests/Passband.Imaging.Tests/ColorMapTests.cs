using CsCheck;

namespace Passband.Imaging.Tests;

public class ColorMapTests
{
    [Fact]
    public void Zero_is_nearly_white_and_neutral()
    {
        var zero = DivergingMap.At(0);

        Assert.Equal(DivergingMap.Zero, zero);
        Assert.Equal(zero.R, zero.G);
        Assert.Equal(zero.G, zero.B);
        Assert.InRange(zero.R, 235, 250);
        Assert.Equal(zero, DivergingMap.At(double.NaN));
    }

    [Fact]
    public void Negative_is_blue_and_positive_is_red()
    {
        var (blue, red) = (DivergingMap.At(-1), DivergingMap.At(1));

        Assert.True(blue.B > blue.R + 60);
        Assert.True(red.R > red.B + 60);
    }

    [Fact]
    public void Opposite_values_are_equally_light() => Gen.Double[0, 1].Sample(v =>
        Math.Abs(OkLch.Lightness(DivergingMap.At(v)) - OkLch.Lightness(DivergingMap.At(-v))) < 0.03);

    [Fact]
    public void Both_arms_darken_with_magnitude() => Gen.Select(Gen.Double[-1, 1], Gen.Double[0, 0.9]).Sample((v, shrink) =>
        OkLch.Lightness(DivergingMap.At(v)) <= OkLch.Lightness(DivergingMap.At(v * shrink)) + 0.004);

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(-7, -1)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Values_beyond_the_scale_are_clipped(double value, double clipped) => Assert.Equal(DivergingMap.At(clipped), DivergingMap.At(value));

    [Fact]
    public void The_map_of_magnitudes_gets_lighter_all_the_way() => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Sample((a, b) =>
        OkLch.Lightness(SequentialMap.At(Math.Min(a, b))) <= OkLch.Lightness(SequentialMap.At(Math.Max(a, b))) + 0.004);

    [Theory]
    [InlineData(255, 255, 255, 1.0)]
    [InlineData(0, 0, 0, 0.0)]
    [InlineData(255, 0, 0, 0.62796)]
    [InlineData(0, 0, 255, 0.45201)]
    public void Lightness_agrees_with_the_published_values_of_oklab(byte r, byte g, byte b, double lightness) =>
        Assert.Equal(lightness, OkLch.Lightness(new Rgb(r, g, b)), 0.0005);
}
