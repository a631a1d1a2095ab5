namespace Passband.Synthesis;

/// <summary>A number that a textbook kernel is asked for with.</summary>
/// <param name="Name">Its name in help and errors.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Least">The smallest allowed.</param>
/// <param name="Most">The largest allowed.</param>
/// <param name="Optional">Whether it may be left out, which is then documented with the kernel.</param>
/// <param name="Whole">Whether it must be a whole number.</param>
public sealed record TextbookParameter(string Name, string Unit, double Least, double Most, bool Optional = false, bool Whole = false)
{
    /// <summary>Below a fifth of a pixel a Gaussian is one tap; above 30 its window of 4σ has more taps than a kernel may have.</summary>
    internal static TextbookParameter Sigma { get; } = new("sigma", "pixels", 0.2, 30);

    /// <summary>Degrees counter-clockwise on screen.</summary>
    internal static TextbookParameter Angle { get; } = new("angle", "degrees", -360, 360);

    /// <summary>Up to Nyquist.</summary>
    internal static TextbookParameter Frequency { get; } = new("frequency", "cycles per pixel", 0.002, 0.5);

    /// <summary>0 even, 90 odd.</summary>
    internal static TextbookParameter Phase { get; } = new("phase", "degrees", -360, 360, Optional: true);

    /// <summary>Taps of a side.</summary>
    internal static TextbookParameter Size { get; } = new("size", "taps", 1, TextbookKernel.LargestSide, Optional: true, Whole: true);
}
