namespace Passband.Imaging.Pictures;

/// <summary>What a picture's file may ask for; every limit is checked against what its header declares before memory for pixels is reserved.</summary>
public sealed record PictureReadOptions
{
    /// <summary>The defaults.</summary>
    public static PictureReadOptions Default { get; } = new();

    /// <summary>The most pixels of a picture; 200 million by default, of which a color picture takes 2.4 GB as float32.</summary>
    public long MaxPixels { get; init; } = 200_000_000;

    /// <summary>The longest side in pixels; 65,535 by default, as a JPEG can state at most.</summary>
    public int MaxSide { get; init; } = 65_535;

    /// <summary>The largest file in bytes; 1 GiB by default.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;
}
