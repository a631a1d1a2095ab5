using System.Collections.Immutable;

namespace Passband.Datasets;

/// <summary>
/// Pictures that are what they are: a byte a sample, in memory. Several sets may share the bytes and show different pictures of them.
/// </summary>
internal sealed class FixedPictures : PictureData
{
    private readonly byte[] _samples;
    private readonly byte[] _labels;
    private readonly int[] _shown;

    /// <param name="name">What the set is called.</param>
    /// <param name="shape">The size of every picture.</param>
    /// <param name="classes">Names of the classes, at most 256.</param>
    /// <param name="samples">Picture after picture, each [channels, height, width]; 0 black to 255 white. Not copied.</param>
    /// <param name="labels">The class of every picture. Not copied.</param>
    /// <param name="shown">Which pictures belong to the set.</param>
    /// <param name="notes">What the reader has to tell.</param>
    public FixedPictures(string name, PictureShape shape, ImmutableArray<string> classes, byte[] samples, byte[] labels, int[] shown, ImmutableArray<string> notes)
    {
        (Name, Shape, Classes, _samples, _labels, _shown, Notes) = (name, shape, classes, samples, labels, shown, notes);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PictureShape Shape { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Classes { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Notes { get; }

    /// <inheritdoc/>
    public override int Count => _shown.Length;

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return _labels[_shown[index]];
    }

    /// <inheritdoc/>
    public override void Draw(int index, ulong seed, Span<float> pixels)
    {
        CheckIndex(index);
        CheckLength(pixels);
        var own = _samples.AsSpan(_shown[index] * Shape.Count, Shape.Count);
        for (var i = 0; i < own.Length; i++)
            pixels[i] = own[i] / 255f;
    }
}
