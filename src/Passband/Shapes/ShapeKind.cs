namespace Passband.Shapes;

/// <summary>The textbook shapes that are fitted.</summary>
internal enum ShapeKind
{
    /// <summary>One tap.</summary>
    Identity,

    /// <summary>A rectangle of equal taps.</summary>
    Box,

    /// <summary>A Gaussian, round or elongated.</summary>
    Gaussian,

    /// <summary>The first derivative of a Gaussian along an angle.</summary>
    Edge,

    /// <summary>The second derivative of a Gaussian along an angle.</summary>
    Line,

    /// <summary>The Laplacian of a round Gaussian.</summary>
    LaplacianOfGaussian,

    /// <summary>Two concentric round Gaussians with free weights.</summary>
    DifferenceOfGaussians,

    /// <summary>The mixed second derivative of a round Gaussian along an angle.</summary>
    Saddle,

    /// <summary>One tap minus a round Gaussian around it.</summary>
    Sharpening,

    /// <summary>A Gaussian times a sinusoid.</summary>
    Gabor,

    /// <summary>A sinusoid that fills the window.</summary>
    Grating,
}
