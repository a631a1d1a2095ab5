namespace Passband.Measures;

/// <summary>The size of one filter as the measures see it: channels of planes, each height × width, row-major, x right, y down.</summary>
/// <param name="Channels">Planes of the filter.</param>
/// <param name="Height">Rows of a plane; 1 for a signal.</param>
/// <param name="Width">Columns of a plane.</param>
public readonly record struct FilterShape(int Channels, int Height, int Width)
{
    /// <summary>Weights in one plane.</summary>
    public int Taps => Height * Width;

    /// <summary>Weights in the filter.</summary>
    public int Length => Channels * Taps;

    /// <summary>Whether the planes have only one row or one column, so that there is one axis to speak of.</summary>
    public bool IsLine => Height == 1 || Width == 1;

    /// <summary>The longer side.</summary>
    public int Side => Math.Max(Height, Width);
}
