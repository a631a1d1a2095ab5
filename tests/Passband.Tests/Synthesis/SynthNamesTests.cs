using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Tests.Synthesis;

public class SynthNamesTests
{
    [Fact]
    public void Shapes_that_are_made_and_shapes_that_are_fitted_agree_member_by_member()
    {
        // One is cast to the other. Where the words differ, the fitted kind is called by the kernel's name.
        var others = new Dictionary<SynthShape, ShapeKind>
        {
            [SynthShape.Tap] = ShapeKind.Identity,
            [SynthShape.FirstDerivative] = ShapeKind.Edge,
            [SynthShape.SecondDerivative] = ShapeKind.Line,
            [SynthShape.MixedDerivative] = ShapeKind.Saddle,
        };

        Assert.Equal(Enum.GetValues<ShapeKind>().Length, Enum.GetValues<SynthShape>().Length);
        foreach (var shape in Enum.GetValues<SynthShape>())
            Assert.Equal(others.TryGetValue(shape, out var kind) ? kind : Enum.Parse<ShapeKind>(shape.ToString()), (ShapeKind)shape);
    }

    [Theory]
    [InlineData("edge", SynthShape.FirstDerivative)]
    [InlineData("first-derivative", SynthShape.FirstDerivative)]
    [InlineData("identity", SynthShape.Tap)]
    [InlineData("smoothing", SynthShape.Gaussian)]
    [InlineData("center-surround", SynthShape.LaplacianOfGaussian)]
    [InlineData("difference-of-gaussians", SynthShape.DifferenceOfGaussians)]
    [InlineData("sharpening", SynthShape.Sharpening)]
    public void A_shape_is_found_by_either_name(string name, SynthShape shape)
    {
        Assert.True(SynthNames.TryParse(name, out var found));
        Assert.Equal(shape, found);
    }

    [Theory]
    [InlineData("Edge")]
    [InlineData("")]
    [InlineData("mixed")]
    [InlineData("noise")]
    public void Other_names_are_no_shapes(string name) => Assert.False(SynthNames.TryParse(name, out _));

    [Fact]
    public void Every_name_of_a_kernel_that_has_a_shape_is_known_and_every_known_name_is_found()
    {
        Assert.Subset(SynthNames.All.ToHashSet(), KernelName.All.Except([KernelName.Mixed, KernelName.Noise, KernelName.Dead]).ToHashSet());
        Assert.All(SynthNames.All, name => Assert.True(SynthNames.TryParse(name, out _), name));
        Assert.Equal(SynthNames.All.Distinct(), SynthNames.All);
    }

    [Fact]
    public void The_axes_are_those_that_colors_are_named_by()
    {
        foreach (var name in SynthColors.Names.Where(n => n.Contains('–')))
        {
            Assert.True(SynthColors.TryFind(name.Replace('–', '-'), out var c));
            var length = Math.Sqrt(c.Red * c.Red + c.Green * c.Green + c.Blue * c.Blue);
            var (axis, angle, sign) = ColorAxis.Nearest(c.Red / length, c.Green / length, c.Blue / length);
            Assert.Equal((name, 1), (axis, sign));
            // The arc cosine of a number that a rounding error keeps from 1.
            Assert.Equal(0, angle, 1e-5);
        }
    }

    [Fact]
    public void Weights_have_a_name_whatever_their_factor()
    {
        Assert.Equal("red–cyan", SynthColors.NameOf((-0.2, 0.1, 0.1)));
        Assert.Equal("blue", SynthColors.NameOf((0, 0, 7)));
        Assert.Null(SynthColors.NameOf((1, 0.5, 0)));
        Assert.False(SynthColors.TryFind("cyan-red", out _));
    }
}
