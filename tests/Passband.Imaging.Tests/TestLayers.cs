using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Tests;

/// <summary>Small layers to draw, and the pixels that came out.</summary>
internal static class TestLayers
{
    public static ConvLayer Layer(BankShape shape, InputSpace input, params float[] weights) =>
        new() { Index = 0, Name = "conv1", Operator = ConvOperator.Conv2d, Bank = new KernelBank(shape, weights), Input = input };

    public static ConvLayer Random(BankShape shape, InputSpace input, int seed = 1)
    {
        var random = new Random(seed);
        var weights = new float[shape.Filters * shape.FilterLength];
        foreach (ref var weight in weights.AsSpan())
            weight = random.NextSingle() - 0.5f;
        return Layer(shape, input, weights);
    }

    public static SKBitmap Decode(byte[] png) => SKBitmap.Decode(png) ?? throw new InvalidDataException("Not a picture.");

    public static Rgb At(SKBitmap bitmap, int x, int y)
    {
        var color = bitmap.GetPixel(x, y);
        return new Rgb(color.Red, color.Green, color.Blue);
    }
}
