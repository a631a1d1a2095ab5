using System.Text.Json.Nodes;
using CsCheck;
using Passband.Synthesis;
using Passband.Tests.Kernels;
using Passband.Tests.Measures;

namespace Passband.Tests.Synthesis;

public class SynthFormulaTests
{
    /// <summary>Values of at most 5 from a few multiplications, an exponential and a cosine of up to 50 radians, whose last bit is 10⁻¹⁴.</summary>
    private const double Rounding = 1e-12;

    private static readonly SynthShape[] Shapes = Enum.GetValues<SynthShape>();

    /// <summary>Never between two taps nor on one: which of two taps at equal distance is nearer changes when the kernel is turned.</summary>
    private static readonly Gen<double> Centers = Gen.Int[-10, 9].Select(i => 0.1 * i + 0.03);

    /// <summary>Any shape with any parameters in a window of its own.</summary>
    private static readonly Gen<SynthKernel> Kernels =
        from shape in Gen.Int[0, Shapes.Length - 1].Select(i => Shapes[i])
        from size in Gen.Select(Gen.Int[3, 11], Gen.Int[3, 11])
        from center in Gen.Select(Centers, Centers)
        from angle in Gen.Double[0, 360]
        from scales in Gen.Select(Gen.Double[0.5, 3], Gen.Double[0.5, 3], Gen.Double[1.1, 4])
        from wave in Gen.Select(Gen.Double[0.02, 0.5], Gen.Double[-180, 180])
        from rest in Gen.Select(Gen.Double[0.1, 4], Gen.Int[1, 3], Gen.Int[1, 3])
        select new SynthKernel
        {
            Shape = shape,
            Height = size.Item1,
            Width = size.Item2,
            X = center.Item1,
            Y = center.Item2,
            Angle = angle,
            Sigma = scales.Item1,
            SigmaAlong = scales.Item2,
            SurroundSigma = scales.Item1 * scales.Item3,
            Frequency = wave.Item1,
            Phase = wave.Item2,
            Strength = rest.Item1,
            Columns = rest.Item2,
            Rows = rest.Item3,
        };

    public static TheoryData<SynthShape> All => [.. Shapes];

    [Theory]
    [MemberData(nameof(All))]
    public void The_taps_are_those_of_an_independent_formula(SynthShape shape)
    {
        var cases = Golden.Read("synth.json").Cases("cases").Where(c => c["shape"]!.GetValue<string>() == shape.ToString()).ToList();

        Assert.NotEmpty(cases);
        foreach (var c in cases)
        {
            // The oracle's Gaussians are densities that are divided by their peak again: some ten roundings more.
            AssertNear(c.Numbers("kernel"), Kernel(shape, c).RenderProfile(), 10 * Rounding);
        }
    }

    private static SynthKernel Kernel(SynthShape shape, JsonNode c) => new()
    {
        Shape = shape,
        Height = c.Whole("height"),
        Width = c.Whole("width"),
        X = c.Number("x"),
        Y = c.Number("y"),
        Angle = c.Number("angle"),
        Sigma = c.Number("sigma"),
        SigmaAlong = c.Number("sigmaAlong"),
        Frequency = c.Number("frequency"),
        Phase = c.Number("phase"),
        SurroundSigma = c.Number("surroundSigma"),
        Strength = c.Number("strength"),
        Columns = c.Whole("columns"),
        Rows = c.Whole("rows"),
    };

    [Theory]
    // Brightness rises to the right, up, to the left, down; row 0 is the top.
    [InlineData(SynthShape.FirstDerivative, 0, 1, 2, 0.60653065971263342)]
    [InlineData(SynthShape.FirstDerivative, 90, 0, 1, 0.60653065971263342)]
    [InlineData(SynthShape.FirstDerivative, 180, 1, 0, 0.60653065971263342)]
    [InlineData(SynthShape.FirstDerivative, 270, 2, 1, 0.60653065971263342)]
    [InlineData(SynthShape.FirstDerivative, 0, 0, 1, 0)]
    // e^(−1) toward the upper right along 45°: u = √2.
    [InlineData(SynthShape.FirstDerivative, 45, 0, 2, 0.52026009502288901)]
    // Zero where u = σ, e^(−1/2) along the line.
    [InlineData(SynthShape.SecondDerivative, 0, 1, 2, 0)]
    [InlineData(SynthShape.SecondDerivative, 0, 0, 1, 0.60653065971263342)]
    [InlineData(SynthShape.SecondDerivative, 0, 1, 1, 1)]
    // Half of e^(−1/2) beside the middle, zero at r = √2.
    [InlineData(SynthShape.LaplacianOfGaussian, 0, 1, 2, 0.30326532985631671)]
    [InlineData(SynthShape.LaplacianOfGaussian, 0, 0, 0, 0)]
    // u to the right and v down are both 1 at the lower right.
    [InlineData(SynthShape.MixedDerivative, 0, 2, 2, 0.36787944117144233)]
    [InlineData(SynthShape.MixedDerivative, 0, 0, 2, -0.36787944117144233)]
    // A quarter of a cycle a sample: odd and rising at phase 90.
    [InlineData(SynthShape.Gabor, 0, 1, 2, 0.60653065971263342)]
    [InlineData(SynthShape.Gabor, 90, 0, 1, 0.60653065971263342)]
    [InlineData(SynthShape.Grating, 0, 2, 2, 1)]
    [InlineData(SynthShape.Grating, 0, 0, 0, -1)]
    [InlineData(SynthShape.Grating, 90, 0, 0, 1)]
    public void Chosen_taps_have_their_closed_form(SynthShape shape, double angle, int row, int column, double expected)
    {
        var kernel = new SynthKernel { Shape = shape, Height = 3, Width = 3, Angle = angle, Sigma = 1, Frequency = 0.25, Phase = 90 };

        Assert.Equal(expected, kernel.RenderProfile()[row * 3 + column], Rounding);
    }

    [Fact]
    public void A_center_between_taps_is_seen_from_both_sides_alike()
    {
        var kernel = new SynthKernel { Shape = SynthShape.FirstDerivative, Height = 1, Width = 6, X = 0.5, Sigma = 1 };
        var taps = kernel.RenderProfile();

        // Taps at −2.5 … 2.5: the center lies on the one at 0.5.
        Assert.Equal(0, taps[3]);
        Assert.Equal(-taps[2], taps[4], Rounding);
        Assert.Equal(Math.Exp(-0.5), taps[4], Rounding);
    }

    [Fact]
    public void Elongation_is_along_the_stripes()
    {
        var taps = new SynthKernel { Shape = SynthShape.Gaussian, Height = 5, Width = 5, Angle = 90, Sigma = 1, SigmaAlong = 2 }.RenderProfile();

        Assert.Equal(Math.Exp(-0.5), taps[1 * 5 + 2], Rounding);
        Assert.Equal(Math.Exp(-0.125), taps[2 * 5 + 1], Rounding);
    }

    [Fact]
    public void A_balanced_difference_of_Gaussians_stops_DC_and_a_sharpening_kernel_keeps_it() => Kernels.Sample(k =>
    {
        var difference = k with { Shape = SynthShape.DifferenceOfGaussians, Strength = 1 };
        var sharpening = k with { Shape = SynthShape.Sharpening };
        Assert.Equal(0, difference.RenderProfile().Sum(), Rounding * difference.RenderProfile().Sum(Math.Abs));
        Assert.Equal(1, sharpening.RenderProfile().Sum(), Rounding * sharpening.RenderProfile().Sum(Math.Abs));
    }, iter: 200, threads: 1);

    [Fact]
    public void A_quarter_turn_turns_the_kernel() => Kernels.Sample(k =>
    {
        var turned = k with { Height = k.Width, Width = k.Height, X = k.Y, Y = -k.X, Angle = k.Angle + 90, Columns = k.Rows, Rows = k.Columns };
        AssertNear(new Plane(k.Height, k.Width, k.RenderProfile()).Rotate().Values, turned.RenderProfile(), Rounding);
    }, iter: 500, threads: 1);

    [Fact]
    public void A_half_turn_of_the_angle_negates_what_is_odd_and_nothing_else() => Kernels.Sample(k =>
    {
        var sign = k.Shape == SynthShape.FirstDerivative ? -1 : 1;
        var wave = k.Shape is SynthShape.Gabor or SynthShape.Grating;
        var turned = k with { Angle = k.Angle + 180, Phase = wave ? -k.Phase : k.Phase };
        AssertNear([.. k.RenderProfile().Select(w => sign * w)], turned.RenderProfile(), Rounding);
    }, iter: 500, threads: 1);

    [Fact]
    public void A_move_by_one_tap_moves_the_kernel() => Kernels.Where(k => k.Shape is not (SynthShape.Grating or SynthShape.DifferenceOfGaussians or SynthShape.Sharpening)).Sample(k =>
    {
        // Those left out are normalized over the window, or fill it.
        var (here, right) = (k.RenderProfile(), (k with { X = k.X + 1 }).RenderProfile());
        for (var row = 0; row < k.Height; row++)
            AssertNear(here[(row * k.Width)..((row + 1) * k.Width - 1)], right[(row * k.Width + 1)..((row + 1) * k.Width)], Rounding);
    }, iter: 500, threads: 1);

    [Fact]
    public void The_amplitude_is_a_factor_and_a_color_one_for_each_channel()
    {
        var kernel = new SynthKernel { Shape = SynthShape.Gabor, Height = 5, Width = 7, Frequency = 0.2, Phase = 30, Angle = 20 };
        var profile = kernel.RenderProfile();

        Assert.Equal(profile.Select(w => -2 * w), (kernel with { Amplitude = -2 }).RenderProfile());
        Assert.Equal([.. profile.Select(w => 2 * w), .. profile.Select(w => -w), .. profile.Select(w => 0.5 * w)], (kernel with { Color = (2, -1, 0.5) }).Render());
        Assert.Equal(profile, kernel.Render());
    }

    private static void AssertNear(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance);
    }
}
