using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging;

/// <summary>
/// All filters of a layer on one sheet, as in figure 3 of Krizhevsky, Sutskever and Hinton (2012): zero-centered, with its scale stated on it, every
/// weight a sharp square of whole pixels. Filters of a color picture are shown in color; filters of up to four channels plane beside plane; filters of
/// feature maps as a table of kernels, one row a filter, one column an input channel; 1-D kernels as curves.
/// </summary>
public static class KernelSheet
{
    /// <summary>The most pixels that a sheet may have.</summary>
    internal const long MaxPixels = 48_000_000;

    /// <summary>The sheet as a PNG.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <exception cref="PassbandException">The sheet would be too large for a picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Columns, cell or the number of kernels is below 1.</exception>
    public static byte[] ToPng(ConvLayer layer, KernelSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        options ??= KernelSheetOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Columns ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cell ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxKernels, 1, nameof(options));
        using var fonts = new SheetFonts();
        var plan = SheetPlan.For(layer, options);
        var layout = SheetLayout.Of(plan, fonts, SheetFrame.Sheet);
        if ((long)layout.Width * layout.Height > MaxPixels)
        {
            throw new PassbandException(
                ErrorKind.Request, $"layer {Printable.Name(layer.Name)}", $"a sheet of {layout.Width}×{layout.Height} pixels",
                $"at most {MaxPixels / 1_000_000} megapixels", "Ask for smaller cells.");
        }
        using var bitmap = new SKBitmap(new SKImageInfo(layout.Width, layout.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        new SheetPainter(plan, layout, SheetTheme.Of(options.Dark), bitmap).Paint();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The sentence under the sheet's title: what is shown, at what scale, what is left out.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="options">How the sheet looks; null for the defaults.</param>
    public static string Caption(ConvLayer layer, KernelSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return SheetPlan.For(layer, options ?? KernelSheetOptions.Default).Caption;
    }

    /// <summary>Writes the sheet as a PNG; nothing is written unless the whole sheet could be drawn.</summary>
    /// <inheritdoc cref="ToPng"/>
    public static void Write(ConvLayer layer, Stream stream, KernelSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToPng(layer, options));
    }
}
