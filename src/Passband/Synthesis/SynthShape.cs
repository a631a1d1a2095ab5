namespace Passband.Synthesis;

/// <summary>The textbook shapes that can be synthesized.</summary>
public enum SynthShape
{
    /// <summary>One tap.</summary>
    Tap,

    /// <summary>A rectangle of equal taps.</summary>
    Box,

    /// <summary>A Gaussian, round or elongated.</summary>
    Gaussian,

    /// <summary>The first derivative of a Gaussian.</summary>
    FirstDerivative,

    /// <summary>The negated second derivative of a Gaussian: a bright line between two dark ones.</summary>
    SecondDerivative,

    /// <summary>The negated Laplacian of a round Gaussian, bright in the middle.</summary>
    LaplacianOfGaussian,

    /// <summary>A round Gaussian minus a wider one.</summary>
    DifferenceOfGaussians,

    /// <summary>The mixed second derivative of a round Gaussian.</summary>
    MixedDerivative,

    /// <summary>One tap with a Gaussian average taken off, DC kept.</summary>
    Sharpening,

    /// <summary>A Gaussian times a sinusoid.</summary>
    Gabor,

    /// <summary>A sinusoid that fills the window.</summary>
    Grating,
}
