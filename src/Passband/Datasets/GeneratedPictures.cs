using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>What all generated sets share: whose seed a picture is drawn from, classes in turn, noise, samples held between black and white.</summary>
internal abstract class GeneratedPictures : PictureData
{
    private const double UsualNoise = 0.05;

    /// <summary>The first numbers of the streams, so that what is trained on and what is held out share nothing.</summary>
    private const ulong TrainingStream = 1, HeldOutStream = 2;

    private readonly GeneratedOptions _options;
    private readonly GeneratedKind _kind;
    private readonly bool _heldOut;
    private readonly float _noise;
    private readonly (double Min, double Max) _contrast;

    private protected GeneratedPictures(GeneratedKind kind, GeneratedOptions options, bool heldOut, int channels, ImmutableArray<string> classes,
        (double Min, double Max) contrast, double noise = UsualNoise)
    {
        (_kind, _options, _heldOut, Classes) = (kind, options, heldOut, classes);
        Shape = new PictureShape(channels, options.Size, options.Size);
        _contrast = options.ContrastsOr(contrast.Min, contrast.Max, Name);
        _noise = (float)(options.Noise ?? noise);
    }

    /// <inheritdoc/>
    public sealed override string Name => GeneratedData.NameOf(_kind);

    /// <inheritdoc/>
    public sealed override PictureShape Shape { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> Classes { get; }

    /// <inheritdoc/>
    public sealed override int Count => _heldOut ? _options.HeldOut : _options.Count;

    /// <summary>Rows, and pixels in a row.</summary>
    private protected int Size => _options.Size;

    /// <summary>The seed of whatever a set prepares for all of its pictures.</summary>
    private protected ulong BankSeed => GaussianRandom.SeedOf(_options.Seed, _heldOut ? HeldOutStream : TrainingStream);

    /// <inheritdoc/>
    public sealed override int Label(int index)
    {
        CheckIndex(index);
        return index % Classes.Length;
    }

    /// <inheritdoc/>
    public sealed override void Draw(int index, ulong seed, Span<float> pixels)
    {
        CheckIndex(index);
        CheckLength(pixels);
        var own = _heldOut ? GaussianRandom.SeedOf(_options.Seed, HeldOutStream, (ulong)index) : GaussianRandom.SeedOf(_options.Seed, TrainingStream, (ulong)index, seed);
        var random = new GaussianRandom(own);
        Paint(index % Classes.Length, ref random, pixels);
        PixelNoise.Add(pixels, _noise, random.NextBits());
        TensorPrimitives.Clamp(pixels, 0f, 1f, pixels);
    }

    /// <summary>Draws a picture without its noise; samples may lie a little beyond 0 and 1.</summary>
    private protected abstract void Paint(int label, ref GaussianRandom random, Span<float> pixels);

    /// <summary>Gives a picture the mean of one half and a contrast as the options ask for.</summary>
    private protected void SetContrast(ref GaussianRandom random, Span<float> pixels) => PictureContrast.Set(pixels, Between(ref random, _contrast.Min, _contrast.Max));

    private protected static double Between(ref GaussianRandom random, double from, double to) => from + (to - from) * random.NextUniform();

    /// <summary>A whole number, both ends included.</summary>
    private protected static int Between(ref GaussianRandom random, int from, int to) => from + (int)(random.NextUniform() * (to - from + 1));

    private protected static bool Toss(ref GaussianRandom random) => (random.NextBits() >> 63) != 0;

    private protected static string AngleName(double angle) => angle switch
    {
        0 => "horizontal",
        90 => "vertical",
        _ => string.Create(CultureInfo.InvariantCulture, $"{angle:0.###}°"),
    };
}
