namespace Passband.Synthesis;

/// <summary>Parameters that every filter has in common; those that are null are drawn filter by filter. Units and signs are those of <see cref="SynthKernel"/>.</summary>
public sealed record SynthSettings
{
    /// <summary>Everything is drawn.</summary>
    public static SynthSettings None { get; } = new();

    /// <summary>Center, right of the middle; within the window.</summary>
    public double? X { get; init; }

    /// <summary>Center, below the middle; within the window.</summary>
    public double? Y { get; init; }

    /// <summary>The direction across the stripes; of a first derivative the direction in which brightness rises. One row takes 0 or 180, one column 90 or 270.</summary>
    public double? Angle { get; init; }

    /// <summary>σ across the stripes; above 0.</summary>
    public double? Sigma { get; init; }

    /// <summary>σ along the stripes; above 0.</summary>
    public double? SigmaAlong { get; init; }

    /// <summary>Cycles per sample; above 0 and within the Nyquist square.</summary>
    public double? Frequency { get; init; }

    /// <summary>Degrees: cos(2πfu − phase).</summary>
    public double? Phase { get; init; }

    /// <summary>σ of the surround of a difference of Gaussians; above that of the center.</summary>
    public double? SurroundSigma { get; init; }

    /// <summary>Weight of the surround of a difference of Gaussians, or the strength of a sharpening kernel; above 0.</summary>
    public double? Strength { get; init; }

    /// <summary>Columns of a box; at most those of the window.</summary>
    public int? Columns { get; init; }

    /// <summary>Rows of a box; at most those of the window.</summary>
    public int? Rows { get; init; }

    /// <summary>Whether the middle is bright (ON) or dark (OFF), for shapes that their angle or phase does not give a sign.</summary>
    public bool? On { get; init; }

    /// <summary>Weights of red, green and blue; for filters of three channels.</summary>
    public (double Red, double Green, double Blue)? Color { get; init; }
}
