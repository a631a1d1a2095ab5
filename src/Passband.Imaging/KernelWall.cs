using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging;

/// <summary>
/// The filters of a layer as a picture within a text: the tiles of a <see cref="KernelSheet"/>, arranged for the room that there is, numbered, and without
/// the words, which the text says.
/// </summary>
public sealed class KernelWall
{
    private readonly byte[] _pixels;

    private KernelWall(int width, int height, byte[] pixels, string caption)
    {
        Width = width;
        Height = height;
        _pixels = pixels;
        Caption = caption;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue and opacity of every pixel, row by row. Opacity is 0 or 255, and the color of what is transparent 0.</summary>
    public ReadOnlySpan<byte> Rgba => _pixels;

    /// <summary>What is shown, at what scale, and what is left out.</summary>
    public string Caption { get; }

    /// <summary>Draws the wall of a layer; null where not even one filter fits the width.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="options">The room.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or a height is below 1.</exception>
    public static KernelWall? Of(ConvLayer layer, KernelWallOptions options)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxHeight, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LineHeight, 1, nameof(options));
        using var fonts = WallFit.Fonts(options);
        if (WallFit.Of(layer, options, fonts) is not var (plan, layout) || (long)layout.Width * layout.Height > KernelSheet.MaxPixels)
            return null;
        var theme = SheetTheme.Of(options.Background is not { } color || OkLch.Lightness(color) < 0.5);
        if (options.Background is { } known)
            theme = theme with { Background = new SKColor(known.R, known.G, known.B) };
        using var bitmap = new SKBitmap(new SKImageInfo(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        new SheetPainter(plan, layout, theme, bitmap).Paint();
        var pixels = bitmap.GetPixelSpan().ToArray();
        if (options.Background is { } around)
            LetThrough(pixels, around);
        return new KernelWall(layout.Width, layout.Height, pixels, plan.Caption);
    }

    /// <summary>The wall as a PNG.</summary>
    public byte[] ToPng()
    {
        // With opacities of 0 and 255 alone, colors are the same before and after they are multiplied by it.
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _pixels.CopyTo(bitmap.GetPixelSpan());
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void LetThrough(Span<byte> pixels, Rgb background)
    {
        for (var i = 0; i < pixels.Length; i += 4)
        {
            if ((pixels[i], pixels[i + 1], pixels[i + 2]) == (background.R, background.G, background.B))
                pixels.Slice(i, 4).Clear();
        }
    }
}
