using Passband.Shapes;

namespace Passband.Tests.Shapes;

public class ShapeChoiceTests
{
    private static ShapeFit Fit(ShapeKind kind, double aicc, double r2 = 0.9) => new() { Kind = kind, Aicc = aicc, R2 = r2, FreeParameters = 5, Amplitude = 1 };

    private static ShapeKind Chosen(params ShapeFit[] fits) => ShapeChoice.Order([.. fits])[0].Kind;

    [Fact]
    public void The_smallest_criterion_wins_between_shapes_that_are_no_limits_of_each_other() =>
        Assert.Equal(ShapeKind.Saddle, Chosen(Fit(ShapeKind.Edge, -99.9), Fit(ShapeKind.Saddle, -100), Fit(ShapeKind.Line, -99)));

    [Theory]
    [InlineData(5.9, "Edge")]
    [InlineData(6.1, "Gabor")]
    public void A_limit_is_kept_until_the_richer_shape_wins_by_the_margin(double gain, string expected) =>
        Assert.Equal(Enum.Parse<ShapeKind>(expected), Chosen(Fit(ShapeKind.Gabor, -100), Fit(ShapeKind.Edge, -100 + gain)));

    [Theory]
    [InlineData(10.1, "Identity")]
    [InlineData(10.3, "Line")]
    public void A_tap_is_kept_longer_because_eight_shapes_compete_with_it(double gain, string expected) =>
        Assert.Equal(Enum.Parse<ShapeKind>(expected), Chosen(Fit(ShapeKind.Line, -100), Fit(ShapeKind.Identity, -100 + gain)));

    [Fact]
    public void Limits_of_limits_are_reached() =>
        Assert.Equal(ShapeKind.Identity, Chosen(Fit(ShapeKind.DifferenceOfGaussians, -100), Fit(ShapeKind.Sharpening, -97), Fit(ShapeKind.Identity, -95)));

    [Fact]
    public void The_others_follow_by_criterion()
    {
        var order = ShapeChoice.Order([Fit(ShapeKind.Line, -80), Fit(ShapeKind.Gabor, -100), Fit(ShapeKind.Saddle, -90), Fit(ShapeKind.Edge, -96)]);

        Assert.Equal([ShapeKind.Edge, ShapeKind.Gabor, ShapeKind.Saddle, ShapeKind.Line], order.Select(f => f.Kind));
    }

    [Fact]
    public void No_shape_is_a_limit_of_one_of_its_limits()
    {
        // Otherwise the choice would go round in circles.
        var kinds = Enum.GetValues<ShapeKind>();
        Assert.All(kinds, a => Assert.All(kinds, b => Assert.False(ShapeChoice.IsLimit(a, b) && ShapeChoice.IsLimit(b, a), $"{a} and {b}")));
    }
}
