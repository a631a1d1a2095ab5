using System.Collections.Immutable;

namespace Passband.Datasets;

/// <summary>
/// Pictures of one size to learn from. Nothing is remembered between calls, so that pictures may be drawn from several threads and in any order with the same result.
/// </summary>
public abstract class PictureData
{
    /// <summary>What the set is called, e.g. "lines"; not trusted where it comes from a file.</summary>
    public abstract string Name { get; }

    /// <summary>The size of its pictures.</summary>
    public abstract PictureShape Shape { get; }

    /// <summary>Names of the classes, in the order of their labels; empty for pictures without labels. Not trusted.</summary>
    public abstract ImmutableArray<string> Classes { get; }

    /// <summary>Pictures of one epoch.</summary>
    public abstract int Count { get; }

    /// <summary>What the reader has to tell: what was skipped and why, one plain sentence each.</summary>
    public virtual ImmutableArray<string> Notes => [];

    /// <summary>The label of a picture, an index into <see cref="Classes"/>; −1 for pictures without labels.</summary>
    /// <param name="index">Which picture, from 0 and below <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture.</exception>
    public abstract int Label(int index);

    /// <summary>Draws a picture.</summary>
    /// <param name="index">Which, from 0 and below <see cref="Count"/>.</param>
    /// <param name="seed">
    /// What the set draws at random within a picture (where a line lies, which part of a photo is cut out) depends on the index and on this number alone. Sets of fixed pictures ignore it.
    /// </param>
    /// <param name="pixels">Receives [channels, height, width] samples, 0 black to 1 white, row-major.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such picture.</exception>
    /// <exception cref="ArgumentException">The pixels are not as many as a picture has.</exception>
    public abstract void Draw(int index, ulong seed, Span<float> pixels);

    private protected void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} pictures.");
    }

    private protected void CheckLength(ReadOnlySpan<float> pixels)
    {
        if (pixels.Length != Shape.Count)
            throw new ArgumentException($"A picture of {Shape} has {Shape.Count} samples, not {pixels.Length}.", nameof(pixels));
    }
}

/// <summary>Pictures to learn from, and others, of the same kind, to test on.</summary>
/// <param name="Training">Pictures to learn from.</param>
/// <param name="HeldOut">Pictures that training never sees; drawn with seed 0 always.</param>
public sealed record DataSplit(PictureData Training, PictureData HeldOut);
