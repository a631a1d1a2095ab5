namespace Passband.Datasets;

/// <summary>The size of every picture of a set.</summary>
/// <param name="Channels">1 for gray, 3 for red, green, blue.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Pixels in a row.</param>
public readonly record struct PictureShape(int Channels, int Height, int Width)
{
    /// <summary>Samples of one picture.</summary>
    public int Count => checked(Channels * Height * Width);

    /// <inheritdoc/>
    public override string ToString() => $"{Channels}×{Height}×{Width}";
}
