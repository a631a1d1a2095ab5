using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Tests.Synthesis;

/// <summary>The ranges that docs/synth.md states.</summary>
public class SynthDrawTests
{
    public static TheoryData<SynthShape, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<SynthShape, int, int>();
            foreach (var shape in Enum.GetValues<SynthShape>())
            {
                foreach (var (height, width) in ((int, int)[])[(2, 2), (3, 3), (4, 4), (7, 7), (15, 15), (5, 9), (1, 9), (9, 1), (3, 15)])
                {
                    if (SynthDraw.Fits(shape, new FilterShape(1, height, width)))
                        cases.Add(shape, height, width);
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Drawn_parameters_pass_the_check_and_show_something(SynthShape shape, int height, int width)
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var random = new GaussianRandom(seed);
            var kernel = SynthDraw.Draw(shape, new FilterShape(1, height, width), ref random);
            SynthCheck.Kernel(kernel);
            SynthCheck.Rendered(kernel.Render());
            Assert.True(kernel.RenderProfile().Count(w => Math.Abs(w) > 1e-6) >= (shape == SynthShape.Tap ? 1 : 2), kernel.ToString());
        }
    }

    [Theory]
    [InlineData(SynthShape.Gaussian, 0.5, 0.25)]
    [InlineData(SynthShape.FirstDerivative, 0.6, 0.2)]
    [InlineData(SynthShape.SecondDerivative, 0.6, 0.2)]
    [InlineData(SynthShape.LaplacianOfGaussian, 0.6, 0.18)]
    [InlineData(SynthShape.MixedDerivative, 0.6, 0.2)]
    [InlineData(SynthShape.Sharpening, 0.6, 0.25)]
    [InlineData(SynthShape.DifferenceOfGaussians, 0.5, 0.15)]
    public void Scales_fill_their_range(SynthShape shape, double smallest, double share)
    {
        const int Side = 11;
        var sigmas = Enumerable.Range(0, 400).Select(i => Draw(shape, Side, (ulong)i, SynthSettings.None).Sigma).ToList();

        // Uniform in the logarithm: 400 draws come within 2 % of either end of a range of a factor 3 to 5.5, but for chances below e^(−4).
        Assert.InRange(sigmas.Min(), smallest, 1.02 * smallest);
        Assert.InRange(sigmas.Max(), share * Side / 1.02, share * Side);
    }

    [Theory]
    [InlineData(SynthShape.Gabor, 5, false)]
    [InlineData(SynthShape.Gabor, 4, true)]
    [InlineData(SynthShape.Grating, 4, true)]
    [InlineData(SynthShape.SecondDerivative, 2, true)]
    [InlineData(SynthShape.LaplacianOfGaussian, 3, false)]
    [InlineData(SynthShape.FirstDerivative, 2, false)]
    public void The_shorter_side_decides_what_a_plane_can_show(SynthShape shape, int side, bool refused)
    {
        Assert.Equal(!refused, SynthDraw.Fits(shape, new FilterShape(1, side, side)));
        Assert.Equal(!refused, SynthDraw.Fits(shape, new FilterShape(1, side, 15)));
        Assert.Equal(!refused, SynthDraw.Fits(shape, new FilterShape(1, 15, side)));
    }

    [Fact]
    public void What_is_set_leaves_what_is_drawn_as_it_was()
    {
        var drawn = Draw(SynthShape.FirstDerivative, 9, 7, SynthSettings.None);
        var set = Draw(SynthShape.FirstDerivative, 9, 7, new SynthSettings { Angle = 30, Sigma = 2 });

        Assert.Equal(drawn with { Angle = 30, Sigma = 2, SigmaAlong = drawn.SigmaAlong / drawn.Sigma * 2 }, set with { SigmaAlong = drawn.SigmaAlong / drawn.Sigma * 2 });
        // Elongation is drawn as a ratio; one product and one quotient differ in the last bit.
        Assert.Equal(drawn.SigmaAlong!.Value / drawn.Sigma, set.SigmaAlong!.Value / set.Sigma, 1e-12);
    }

    [Fact]
    public void The_window_of_a_Gabor_is_drawn_for_its_frequency()
    {
        for (var seed = 0UL; seed < 50; seed++)
            Assert.InRange(Draw(SynthShape.Gabor, 15, seed, new SynthSettings { Frequency = 0.1 }).Sigma, 3, 4.5);
    }

    [Fact]
    public void The_center_of_a_difference_is_drawn_below_a_surround_that_is_set()
    {
        for (var seed = 0UL; seed < 50; seed++)
            Assert.InRange(Draw(SynthShape.DifferenceOfGaussians, 9, seed, new SynthSettings { SurroundSigma = 3 }).Sigma, 1, 3 / 1.4);
    }

    [Fact]
    public void A_box_that_is_set_lies_in_the_middle()
    {
        var box = Draw(SynthShape.Box, 7, 3, new SynthSettings { Columns = 2, Rows = 3 });

        Assert.Equal((0.5, 0, 6), (box.X, box.Y, box.RenderProfile().Count(w => w != 0)));
    }

    private static SynthKernel Draw(SynthShape shape, int side, ulong seed, SynthSettings set)
    {
        var random = new GaussianRandom(seed);
        return SynthDraw.Draw(shape, new FilterShape(1, side, side), set, ref random);
    }
}
