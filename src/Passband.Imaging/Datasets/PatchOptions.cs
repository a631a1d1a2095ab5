using Passband.Datasets;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Datasets;

/// <summary>How patches are cut from photos.</summary>
public sealed record PatchOptions
{
    private const int SmallestSize = 8, LargestSize = 256, MostPatches = 10_000_000;

    /// <summary>Rows of a patch, and pixels in a row; from 8 to 256, by default 32.</summary>
    public int Size { get; init; } = 32;

    /// <summary>Whether patches are red, green and blue, or gray; null for color if any photo has it.</summary>
    public bool? Color { get; init; }

    /// <summary>Training patches of one epoch; by default 4,000.</summary>
    public int Count { get; init; } = 4000;

    /// <summary>Held-out patches; by default 1,000.</summary>
    public int HeldOut { get; init; } = 1000;

    /// <summary>The seed of the set.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The part of each photo that training never sees, at the end of its longer side (right or bottom); above 0 and at most 0.5, by default 0.2.</summary>
    public double HeldOutShare { get; init; } = StratifiedSplit.UsualShare;

    /// <summary>Photos are also cut at smaller scales, each half an octave below the last, down to this; above 0 and at most 1, by default 0.25. 1 for the photo as it is alone.</summary>
    public double SmallestScale { get; init; } = 0.25;

    /// <summary>Whether training patches are mirrored left to right, every other one by chance.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Training patches are made lighter or darker by up to this, 0 (not at all) to 0.5; by default 0.1 …</summary>
    public double Brightness { get; init; } = 0.1;

    /// <summary>… and what differs from their mean is made larger or smaller by up to this share, 0 (not at all) to 0.9; by default 0.2.</summary>
    public double Contrast { get; init; } = 0.2;

    /// <summary>A photo whose longer side is above this is made smaller first; by default 1,024 pixels.</summary>
    public int LargestSide { get; init; } = 1024;

    /// <summary>The most memory for all photos, in bytes; of more photos some are taken, spread evenly. By default 1 GiB.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>What a picture's file may ask for; by default 60 megapixels and 256 MiB.</summary>
    public PictureReadOptions Limits { get; init; } = PictureLoader.UsualLimits;

    /// <exception cref="PassbandException">An option does not fit.</exception>
    internal void Check()
    {
        const string Where = "photos";
        GeneratedOptions.Require(Where, "size", Size, Size is >= SmallestSize and <= LargestSize, $"{SmallestSize} to {LargestSize} pixels");
        GeneratedOptions.Require(Where, "count of training patches", Count, Count is >= 1 and <= MostPatches, $"1 to {MostPatches}");
        GeneratedOptions.Require(Where, "count of held-out patches", HeldOut, HeldOut is >= 1 and <= MostPatches, $"1 to {MostPatches}");
        GeneratedOptions.Require(Where, "held-out share", HeldOutShare, HeldOutShare is > 0 and <= 0.5, "above 0 and at most 0.5");
        GeneratedOptions.Require(Where, "smallest scale", SmallestScale, SmallestScale is > 0 and <= 1, "above 0 and at most 1");
        GeneratedOptions.Require(Where, "jitter of brightness", Brightness, Brightness is >= 0 and <= 0.5, "0 to 0.5");
        GeneratedOptions.Require(Where, "jitter of contrast", Contrast, Contrast is >= 0 and <= 0.9, "0 to 0.9");
        GeneratedOptions.Require(Where, "largest side", LargestSide, LargestSide is >= 64 and <= 16384, "64 to 16384 pixels");
        GeneratedOptions.Require(Where, "memory", MaxBytes, MaxBytes >= 1 << 20, "at least a MiB");
    }
}
