using System.Collections.Immutable;
using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Imaging.Datasets;

/// <summary>Patches from any place and scale of any photo: each photo as often as any other, each scale of it likewise.</summary>
internal sealed class PatchPictures : PictureData
{
    private const ulong TrainingStream = 1, HeldOutStream = 2;

    /// <summary>A patch is cut anew while its standard deviation is below this, a few times at most: there is little to learn from a blue sky.</summary>
    private const double LeastContrast = 0.02;
    private const int Tries = 4;

    private readonly List<ImmutableArray<PhotoLevel>> _photos;
    private readonly PatchOptions _options;
    private readonly bool _heldOut;

    public PatchPictures(string name, PictureShape shape, List<ImmutableArray<PhotoLevel>> photos, PatchOptions options, bool heldOut, ImmutableArray<string> notes)
    {
        (Name, Shape, _photos, _options, _heldOut, Notes) = (name, shape, photos, options, heldOut, notes);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PictureShape Shape { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Classes => [];

    /// <inheritdoc/>
    public override ImmutableArray<string> Notes { get; }

    /// <inheritdoc/>
    public override int Count => _heldOut ? _options.HeldOut : _options.Count;

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return -1;
    }

    /// <inheritdoc/>
    public override void Draw(int index, ulong seed, Span<float> pixels)
    {
        CheckIndex(index);
        CheckLength(pixels);
        var random = new GaussianRandom(
            _heldOut ? GaussianRandom.SeedOf(_options.Seed, HeldOutStream, (ulong)index) : GaussianRandom.SeedOf(_options.Seed, TrainingStream, (ulong)index, seed));
        var mirrored = !_heldOut && _options.Mirror && Below(ref random, 2) == 1;
        (double Mean, double Deviation) own = default;
        for (var attempt = 0; attempt < Tries && own.Deviation < LeastContrast; attempt++)
        {
            var levels = _photos[Below(ref random, _photos.Count)];
            var level = levels[Below(ref random, levels.Length)];
            Cut(level, Below(ref random, level.Width - Shape.Width + 1), Below(ref random, level.Height - Shape.Height + 1), mirrored, pixels);
            own = PictureContrast.Of(pixels);
        }
        if (_heldOut)
            return;
        var gain = (float)(1 + _options.Contrast * (2 * random.NextUniform() - 1));
        var offset = (float)(own.Mean + _options.Brightness * (2 * random.NextUniform() - 1));
        var mean = (float)own.Mean;
        foreach (ref var sample in pixels)
            sample = Math.Clamp((sample - mean) * gain + offset, 0f, 1f);
    }

    private void Cut(PhotoLevel level, int left, int top, bool mirrored, Span<float> pixels)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            for (var y = 0; y < Shape.Height; y++)
            {
                var from = level.Samples.AsSpan((channel * level.Height + top + y) * level.Width + left, Shape.Width);
                var row = pixels.Slice((channel * Shape.Height + y) * Shape.Width, Shape.Width);
                for (var x = 0; x < row.Length; x++)
                    row[x] = from[mirrored ? row.Length - 1 - x : x] / 255f;
            }
        }
    }

    private static int Below(ref GaussianRandom random, int count) => (int)(random.NextUniform() * count);
}
