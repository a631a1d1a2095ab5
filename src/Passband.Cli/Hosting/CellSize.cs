namespace Passband.Cli.Hosting;

/// <summary>Pixels of a character cell.</summary>
internal readonly record struct CellSize(int Width, int Height)
{
    private const int Largest = 200;

    /// <summary>The VT340's, which terminals that say nothing mostly imitate.</summary>
    public static CellSize Usual { get; } = new(10, 20);

    /// <summary>The size, unless it cannot be one of characters.</summary>
    public static CellSize? Plausible(int width, int height) => width is > 1 and <= Largest && height is > 1 and <= Largest ? new CellSize(width, height) : null;
}
