using Passband.Measures;

namespace Passband.Synthesis;

/// <summary>
/// A kernel whose answer is known: a textbook formula with its parameters, sampled at the taps. Lengths are samples, positions are relative to the window's
/// middle (x right, y down), angles are degrees counter-clockwise on screen. u runs along <see cref="Angle"/>, v a quarter turn clockwise
/// of it, both from the center.
/// A parameter that the shape does not have is ignored.
/// </summary>
public sealed record SynthKernel
{
    /// <summary>The formula.</summary>
    public required SynthShape Shape { get; init; }

    /// <summary>Rows; 1 for a 1-D kernel.</summary>
    public required int Height { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Center, right of the middle. A tap, a box and the tap of a sharpening kernel stand on the taps nearest to it.</summary>
    public double X { get; init; }

    /// <summary>Center, below the middle.</summary>
    public double Y { get; init; }

    /// <summary>The direction across the stripes; of a first derivative the direction in which brightness rises (0 to 360).</summary>
    public double Angle { get; init; }

    /// <summary>σ along u.</summary>
    public double Sigma { get; init; } = 1;

    /// <summary>σ along v; null for the same as <see cref="Sigma"/>. Round shapes (Laplacian, difference, mixed derivative, sharpening) have one σ.</summary>
    public double? SigmaAlong { get; init; }

    /// <summary>Cycles per sample.</summary>
    public double Frequency { get; init; }

    /// <summary>Degrees: cos(2πfu − phase).</summary>
    public double Phase { get; init; }

    /// <summary>σ of the surround of a difference of Gaussians.</summary>
    public double SurroundSigma { get; init; } = 2;

    /// <summary>
    /// Of a difference of Gaussians the weight of the surround, 1 where both cancel at DC over the window; of a sharpening kernel the s in
    /// (1 + s)·tap − s·average, whose DC gain is 1.
    /// </summary>
    public double Strength { get; init; } = 1;

    /// <summary>Columns of a box.</summary>
    public int Columns { get; init; } = 3;

    /// <summary>Rows of a box.</summary>
    public int Rows { get; init; } = 3;

    /// <summary>Factor; negative for the opposite polarity.</summary>
    public double Amplitude { get; init; } = 1;

    /// <summary>Weights of red, green and blue; null for a kernel of one channel.</summary>
    public (double Red, double Green, double Blue)? Color { get; init; }

    /// <summary>The size of the filter: one channel, or three where there is a color.</summary>
    public FilterShape FilterShape => new(Color is null ? 1 : 3, Height, Width);

    /// <summary>The spatial profile [row, column], noise-free.</summary>
    public double[] RenderProfile() => SynthFormula.Sample(this);

    /// <summary>The filter [channel, row, column], noise-free: the profile in every channel times that channel's color weight.</summary>
    public double[] Render()
    {
        var profile = RenderProfile();
        return Color is { } c
            ? [.. profile.Select(w => c.Red * w), .. profile.Select(w => c.Green * w), .. profile.Select(w => c.Blue * w)]
            : profile;
    }
}
