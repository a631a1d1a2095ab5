using System.Globalization;
using System.Runtime.InteropServices;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Filtering;

/// <summary>A plane of signed numbers made visible, with the scale that it was made with.</summary>
public sealed record SignedPicture
{
    /// <summary>Pixels of background between the two halves of <see cref="SignedView.OnOff"/>.</summary>
    public const int Gap = 8;

    private readonly byte[] _pixels;

    private SignedPicture(int width, int height, byte[] pixels, double scale, long clipped, string caption) =>
        (Width, Height, _pixels, Scale, Clipped, Caption) = (width, height, pixels, scale, clipped, caption);

    /// <summary>Pixels in a row, all that is around the plane included.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>[row, column, red-green-blue-alpha], 8 bits each, opaque.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>The number at the end of the map.</summary>
    public double Scale { get; }

    /// <summary>Numbers beyond the scale, which look like it.</summary>
    public long Clipped { get; }

    /// <summary>What the colors mean, at what scale, and how much is clipped.</summary>
    public string Caption { get; }

    /// <summary>Makes signed numbers visible.</summary>
    /// <param name="plane">The numbers. NaN is shown as zero.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0, or the percentile not above 0 and at most 100.</exception>
    /// <exception cref="PassbandException">The picture would be too large.</exception>
    public static SignedPicture Of(Plane plane, SignedPictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plane);
        options ??= SignedPictureOptions.Default;
        if (options.Scale is { } given && !(given > 0 && double.IsFinite(given)))
            throw new ArgumentOutOfRangeException(nameof(options), given, "A scale must be above 0.");
        if (options.Percentile is { } percentile && !(percentile > 0 && percentile <= 100))
            throw new ArgumentOutOfRangeException(nameof(options), percentile, "A percentile must be above 0 and at most 100.");
        var scale = SignedScale.Of(plane, options);
        var clipped = CountClipped(plane, options.View, scale.Value);
        var content = options.View == SignedView.OnOff ? 2L * plane.Width + Gap : plane.Width;
        using var fonts = new SheetFonts();
        var legend = options.Legend ? SignedLegend.For(options.View, scale.Value, fonts) : null;
        var width = Math.Max(content, legend?.Width ?? 0);
        var height = (long)plane.Height + (legend is null ? 0 : SignedLegend.Height);
        if (width * height > Array.MaxLength / 4)
        {
            throw new PassbandException(ErrorKind.Request, "signed picture", $"{width}×{height} pixels", $"at most {Array.MaxLength / 4} pixels",
                "Take a larger stride, or a view without a second half.");
        }
        var theme = SheetTheme.Of(options.Dark);
        var pixels = new byte[width * height * 4];
        Fill(pixels, theme.Background);
        Paint(plane, options.View, scale.Value, (int)width, pixels);
        legend?.Paint(pixels, (int)width, plane.Height, theme);
        return new SignedPicture((int)width, (int)height, pixels, scale.Value, clipped, CaptionOf(options.View, scale, clipped, plane.Samples.Length));
    }

    /// <summary>The picture as a PNG.</summary>
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        _pixels.CopyTo(bitmap.GetPixelSpan());
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The color of a number as a share of the scale.</summary>
    /// <param name="share">v/scale; NaN counts as 0.</param>
    /// <param name="view">Not <see cref="SignedView.OnOff"/>, which has two for each number; there the color of the ON half.</param>
    internal static Rgb ColorOf(double share, SignedView view)
    {
        if (view == SignedView.Diverging)
            return DivergingMap.At(share);
        if (double.IsNaN(share))
            share = 0;
        // 128 + 127·share, so that zero is exactly the gray of KernelRaster.
        var level = view == SignedView.MidGray ? Math.Clamp(128 + (share < 0 ? 128 : 127) * share, 0, 255) : 255 * Math.Clamp(share, 0, 1);
        var gray = (byte)Math.Round(level);
        return new Rgb(gray, gray, gray);
    }

    private static void Paint(Plane plane, SignedView view, double scale, int width, byte[] pixels) => Parallel.For(0, plane.Height, y =>
    {
        var row = plane.Row(y);
        var target = pixels.AsSpan(y * width * 4, width * 4);
        for (var x = 0; x < row.Length; x++)
        {
            Set(target, x, ColorOf(row[x] / scale, view));
            if (view == SignedView.OnOff)
                Set(target, row.Length + Gap + x, ColorOf(-row[x] / scale, view));
        }
    });

    private static void Set(Span<byte> row, int x, Rgb color) => (row[4 * x], row[4 * x + 1], row[4 * x + 2]) = (color.R, color.G, color.B);

    private static void Fill(byte[] pixels, SKColor color) =>
        MemoryMarshal.Cast<byte, int>(pixels.AsSpan()).Fill(MemoryMarshal.Read<int>([color.Red, color.Green, color.Blue, 255]));

    private static long CountClipped(Plane plane, SignedView view, double scale)
    {
        // The end of the map is a float times a rounding or two away from the largest number; only what is visibly beyond counts.
        var (lowest, highest) = ((view == SignedView.Gray ? 0 : -scale) - 1e-6 * scale, scale * (1 + 1e-6));
        var count = 0L;
        foreach (var value in plane.Samples)
        {
            if (value < lowest || value > highest)
                count++;
        }
        return count;
    }

    private static string CaptionOf(SignedView view, SignedScale scale, long clipped, int samples)
    {
        var number = SheetCaption.Number(scale.Value);
        var text = view switch
        {
            SignedView.Diverging => $"Zero-centered, blue −{number} to red +{number}",
            SignedView.OnOff => $"ON (above zero) left, OFF (below zero) right, black 0 to white {number}",
            SignedView.Gray => $"Black 0 to white {number}",
            _ => $"Black −{number}, gray 0, white +{number}",
        };
        text += $" ({scale.Reason})";
        return clipped == 0
            ? $"{text}."
            : text + string.Create(CultureInfo.InvariantCulture, $"; {100.0 * clipped / samples:0.##} % of the pixels lie beyond and are clipped.");
    }
}
