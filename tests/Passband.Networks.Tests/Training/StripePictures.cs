using System.Collections.Immutable;
using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Networks.Tests.Training;

/// <summary>Pictures to train on: class 0 has horizontal stripes, class 1 vertical ones, at a place that is drawn, in noise.</summary>
internal sealed class StripePictures(int count = 100, int side = 8, int channels = 1, int classes = 2) : PictureData
{
    public override string Name => "stripes";

    public override PictureShape Shape { get; } = new(channels, side, side);

    public override ImmutableArray<string> Classes { get; } = [.. Enumerable.Range(0, classes).Select(i => $"class {i}")];

    public override int Count => count;

    /// <summary>Labels instead of the usual ones.</summary>
    public Func<int, int>? Labels { get; init; }

    /// <summary>Noise that is added.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>A value for every sample of the picture of this number and later ones.</summary>
    public (int From, float Value)? Spoiled { get; init; }

    public override int Label(int index) => Labels?.Invoke(index) ?? index % Math.Max(classes, 1);

    public override void Draw(int index, ulong seed, Span<float> pixels)
    {
        var random = new GaussianRandom(GaussianRandom.SeedOf(seed, (ulong)index));
        var phase = (int)(random.NextUniform() * 4);
        var (height, width) = (Shape.Height, Shape.Width);
        for (var i = 0; i < pixels.Length; i++)
        {
            var along = index % 2 == 0 ? i / width % height : i % width;
            pixels[i] = Spoiled is var (from, value) && index >= from ? value : ((along + phase) / 2 % 2 == 0 ? 0.2f : 0.8f) + (float)(Noise * random.Next());
        }
    }

    public static DataSplit Split(int count = 100, int side = 8, int channels = 1) => new(new StripePictures(count, side, channels), new StripePictures(50, side, channels));
}
