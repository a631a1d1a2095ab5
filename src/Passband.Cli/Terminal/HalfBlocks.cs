using System.Collections.Immutable;
using Passband.Imaging;

namespace Passband.Cli.Terminal;

/// <summary>One character cell: two pixels, one above the other. Null leaves the terminal's own background.</summary>
internal readonly record struct HalfBlock(Rgb? Upper, Rgb? Lower);

/// <summary>A small picture in character cells, whose halves are about square: one column a pixel, one line two rows of pixels.</summary>
internal static class HalfBlocks
{
    /// <summary>The widest picture, in characters.</summary>
    public const int MaxWidth = 24;

    /// <summary>Kernels up to this side are shown twice as large, else they could not be made out.</summary>
    private const int SmallSide = 5;

    /// <summary>The picture's lines. Kernels wider than <see cref="MaxWidth"/> are thinned out: every second, third … weight.</summary>
    public static ImmutableArray<ImmutableArray<HalfBlock>> Lines(KernelRaster raster)
    {
        var side = Math.Max(raster.Width, raster.Height);
        var zoom = side <= SmallSide ? 2 : 1;
        var step = (side + MaxWidth - 1) / MaxWidth;
        var width = zoom * ((raster.Width + step - 1) / step);
        var height = zoom * ((raster.Height + step - 1) / step);
        var lines = ImmutableArray.CreateBuilder<ImmutableArray<HalfBlock>>((height + 1) / 2);
        for (var y = 0; y < height; y += 2)
        {
            var line = ImmutableArray.CreateBuilder<HalfBlock>(width);
            for (var x = 0; x < width; x++)
                line.Add(new HalfBlock(Pixel(x, y), y + 1 < height ? Pixel(x, y + 1) : null));
            lines.Add(line.MoveToImmutable());
        }
        return lines.ToImmutable();

        Rgb? Pixel(int x, int y) => raster[x / zoom * step, y / zoom * step];
    }
}
