using Passband.Kernels;

namespace Passband.Measures;

/// <summary>How many samples of the input grid lie from one tap to the next: the layer's dilation, 1 along an axis that has only one tap.</summary>
/// <param name="Y">From row to row.</param>
/// <param name="X">From column to column.</param>
internal readonly record struct TapSpacing(int Y, int X)
{
    /// <summary>Every sample.</summary>
    public static TapSpacing One { get; } = new(1, 1);

    /// <summary>The spacing of filters of a shape.</summary>
    public static TapSpacing Of(FilterShape shape, Extent dilation) => new(shape.Height > 1 ? dilation.Y : 1, shape.Width > 1 ? dilation.X : 1);

    /// <summary>The factor from taps to samples where there is only one: equal along both axes, or one axis.</summary>
    public int? Factor(FilterShape shape) => shape.IsLine || Y == X ? Math.Max(Y, X) : null;

    /// <summary>The size of the filter with its zeros between the taps; a file may claim any dilation, so sides end at the largest integer.</summary>
    public FilterShape Reach(FilterShape shape) => shape with { Height = Reach(shape.Height, Y), Width = Reach(shape.Width, X) };

    /// <summary>A direction of frequencies or gradients (degrees), from cycles per tap to cycles per sample.</summary>
    public double OnGrid(double degrees)
    {
        if (X == Y)
            return degrees;
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return Math.Atan2(sin / Y, cos / X) * 180 / Math.PI;
    }

    private static int Reach(int taps, int spacing) => (int)Math.Min(int.MaxValue, (taps - 1L) * spacing + 1);
}
