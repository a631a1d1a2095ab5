namespace Passband.Shapes;

/// <summary>
/// A shape with the parameters at which it comes closest to a kernel. Angles are degrees counter-clockwise on screen, lengths samples, positions relative
/// to the kernel's middle (x right, y down). What a shape does not have is null.
/// </summary>
internal sealed record ShapeFit
{
    public required ShapeKind Kind { get; init; }

    /// <summary>1 − residual energy / kernel energy.</summary>
    public required double R2 { get; init; }

    /// <summary>Numbers that were free: shape parameters, amplitudes, and the noise variance.</summary>
    public required int FreeParameters { get; init; }

    /// <summary>Akaike's criterion, corrected for small samples; infinite when the kernel has too few taps for so many parameters.</summary>
    public required double Aicc { get; init; }

    public double? X { get; init; }

    public double? Y { get; init; }

    /// <summary>Wavevector: the direction across the stripes; for an edge the direction in which brightness increases.</summary>
    public double? Angle { get; init; }

    /// <summary>σ along the wavevector, i.e. across the stripes.</summary>
    public double? SigmaAcross { get; init; }

    /// <summary>σ along the stripes.</summary>
    public double? SigmaAlong { get; init; }

    /// <summary>Cycles per sample.</summary>
    public double? Frequency { get; init; }

    /// <summary>cos(2πfu − phase), u along the wavevector from the center: 0 even and bright in the middle, 90 odd with brightness rising along the wavevector.</summary>
    public double? Phase { get; init; }

    /// <summary>Weight of the (first) pattern.</summary>
    public required double Amplitude { get; init; }

    /// <summary>Weight of the surround of <see cref="ShapeKind.DifferenceOfGaussians"/> and <see cref="ShapeKind.Sharpening"/>.</summary>
    public double? SurroundAmplitude { get; init; }

    /// <summary>σ of that surround.</summary>
    public double? SurroundSigma { get; init; }

    /// <summary>Sides of a box, columns × rows.</summary>
    public (int Columns, int Rows)? Box { get; init; }

    /// <summary>What was fitted, in taps; null for one tap and for a box, which their place and sides say whole.</summary>
    public FittedPattern? Pattern { get; init; }
}
