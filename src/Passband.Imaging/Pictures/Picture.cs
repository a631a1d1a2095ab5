using System.Collections.Immutable;

namespace Passband.Imaging.Pictures;

/// <summary>How the samples of a picture relate to light.</summary>
public enum Transfer
{
    /// <summary>As files hold them: sRGB's curve applied (IEC 61966-2-1), about what the eye takes for equal steps; networks are trained on these.</summary>
    Encoded,

    /// <summary>Proportional to light, in which optical blur and mixing are linear.</summary>
    Linear,
}

/// <summary>A picture: one plane of gray, or red, green and blue, with samples from 0 (black) to 1 (white).</summary>
public sealed record Picture
{
    /// <summary>Where it came from: the file's name, or what built it.</summary>
    public required string Name { get; init; }

    /// <summary>One plane (gray) or three (red, green, blue), all of one size.</summary>
    public required ImmutableArray<Plane> Planes { get; init; }

    /// <summary>How the samples relate to light.</summary>
    public Transfer Transfer { get; init; } = Transfer.Encoded;

    /// <summary>Bits that the source had for a sample: 8, 16, or 32 for computed floats.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>What was done or assumed while reading, one plain sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Pixels in a row.</summary>
    public int Width => Planes[0].Width;

    /// <summary>Rows.</summary>
    public int Height => Planes[0].Height;

    /// <summary>Whether there are red, green and blue.</summary>
    public bool IsColor => Planes.Length == 3;
}
