using System.Collections.Immutable;
using System.Globalization;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;

namespace Passband.Cli.Filtering;

/// <summary>A result made visible.</summary>
/// <param name="Png">The picture.</param>
/// <param name="Scale">The number at the end of the colors.</param>
/// <param name="Caption">What the colors mean.</param>
internal sealed record FilterImage(byte[] Png, double Scale, string Caption);

/// <summary>Paints the result of one kernel.</summary>
internal static class FilterPainter
{
    /// <summary>Paints.</summary>
    /// <param name="planes">One plane, or three: red, green and blue.</param>
    /// <param name="look">How.</param>
    /// <param name="linear">Whether the numbers are light, which a gray view encodes again.</param>
    /// <param name="title">For a picture of several planes.</param>
    public static FilterImage Paint(ImmutableArray<Plane> planes, FilterLook look, bool linear, string title)
    {
        if (planes.Length == 1)
        {
            var picture = Signed(planes[0], look, linear);
            return new FilterImage(picture.ToPng(), picture.Scale, Caption(picture.Caption, look, linear));
        }
        if (look.View == SignedView.Gray)
            return Color(planes, look, linear);
        var largest = planes.Select(p => SignedPicture.Of(p, Options(look) with { Legend = false })).MaxBy(p => p.Scale)!;
        var caption = $"Red, green and blue each by itself, on one scale. {largest.Caption}";
        string[] names = ["red", "green", "blue"];
        var sheet = ContactSheet.ToPng(
            [.. planes.Select((p, i) => new ContactTile { Planes = [p], Label = names[i], Scale = largest.Scale })],
            new ContactSheetOptions { Title = title, Caption = caption, View = look.View, Columns = 3, Dark = look.Dark, Plain = look.Plain });
        return new FilterImage(sheet, largest.Scale, caption);
    }

    /// <summary>One plane with the scale that was asked for.</summary>
    public static SignedPicture Signed(Plane plane, FilterLook look, bool linear)
    {
        var options = Options(look);
        if (look.View == SignedView.Gray && look.Scale.IsMax)
            options = options with { Scale = Largest(plane) };
        // What is light has to be encoded to look right; a scale in light is encoded with it.
        if (look.View != SignedView.Gray || !linear)
            return SignedPicture.Of(plane, options);
        return SignedPicture.Of(TransferCurve.Encode(plane), options with { Scale = options.Scale is { } scale ? TransferCurve.FromLight(scale) : null });
    }

    private static string Caption(string caption, FilterLook look, bool linear) => linear && look.View == SignedView.Gray ? $"{caption} The light was encoded (sRGB) to be shown." : caption;

    private static SignedPictureOptions Options(FilterLook look) => new()
    {
        View = look.View,
        Scale = look.Scale.Number,
        Percentile = look.Scale.Percentile,
        Legend = !look.Plain,
        Dark = look.Dark,
    };

    /// <summary>A picture in color, 0 black and the scale white.</summary>
    private static FilterImage Color(ImmutableArray<Plane> planes, FilterLook look, bool linear)
    {
        var scale = look.Scale.Number ?? (look.Scale.IsMax ? planes.Max(Largest) : 1);
        var picture = new Picture
        {
            Name = "result",
            Planes = [.. planes.Select(p => scale == 1 ? p : new Plane(p.Width, p.Height, [.. p.Memory.ToArray().Select(v => (float)(v / scale))]))],
            Transfer = linear ? Transfer.Linear : Transfer.Encoded,
        };
        using var png = new MemoryStream();
        PictureWriter.WritePng(picture, png);
        return new FilterImage(png.ToArray(), scale, string.Create(CultureInfo.InvariantCulture, $"In color, black 0 to full {scale:0.####}; what lies beyond is clipped."));
    }

    private static double Largest(Plane plane)
    {
        var largest = 0f;
        foreach (var value in plane.Samples)
            largest = Math.Max(largest, Math.Abs(value));
        return largest > 0 ? largest : 1;
    }
}
