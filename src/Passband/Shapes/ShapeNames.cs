namespace Passband.Shapes;

/// <summary>What the shapes are called in documents.</summary>
internal static class ShapeNames
{
    public static string Of(ShapeKind kind) => kind switch
    {
        ShapeKind.Identity => "identity",
        ShapeKind.Box => "box",
        ShapeKind.Gaussian => "gaussian",
        ShapeKind.Edge => "first-derivative",
        ShapeKind.Line => "second-derivative",
        ShapeKind.LaplacianOfGaussian => "laplacian-of-gaussian",
        ShapeKind.DifferenceOfGaussians => "difference-of-gaussians",
        ShapeKind.Saddle => "mixed-derivative",
        ShapeKind.Sharpening => "identity-minus-gaussian",
        ShapeKind.Gabor => "gabor",
        ShapeKind.Grating => "grating",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such shape."),
    };
}
