using System.Globalization;
using SkiaSharp;

namespace Passband.Benchmarks;

/// <summary>One picture of docs/measures: kernels from a low to a high value of one measurement, each with what the program says of it.</summary>
/// <param name="File">Name in docs/images/measures, without ".png".</param>
/// <param name="Title">One line.</param>
/// <param name="Cells">Side by side, in rows of <paramref name="Columns"/>.</param>
/// <param name="Columns">Cells in a row; the picture is as wide as they are.</param>
/// <param name="CellWidth">Pixels from cell to cell.</param>
internal sealed record Plate(string File, string Title, PlateCell[] Cells, int Columns = 5, int CellWidth = 176);

/// <summary>One kernel, or one layer, of a plate.</summary>
/// <param name="Pictures">One below the other.</param>
/// <param name="Value">The measured value.</param>
/// <param name="Lines">What else to say, one line each.</param>
internal sealed record PlateCell(PlatePicture[] Pictures, string Value, params string[] Lines);

/// <summary>Something to draw in a rectangle of its own size.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Paint">Draws it with its top left corner at the origin.</param>
internal sealed record PlatePicture(int Width, int Height, Action<PlateCanvas> Paint);

/// <summary>Makes the pictures of docs/measures, whose kernels are synthesized and whose numbers are measured by the library, and that of docs/report.md.</summary>
internal static class Plates
{
    /// <summary>Writes every plate.</summary>
    public static int Run()
    {
        var images = Path.Combine(Machine.Repository, "docs", "images");
        var total = All().Sum(plate => Write(plate, Path.Combine(images, "measures")));
        if (PlatesOfViewers.Of(SampleFilters.FaceModel) is { } viewers)
            total += Write(viewers, images);
        Console.WriteLine($"{total / 1024} KB together");
        return 0;
    }

    private static long Write(Plate plate, string folder)
    {
        Directory.CreateDirectory(folder);
        using var data = PlatePainter.Paint(plate);
        using var stream = File.Create(Path.Combine(folder, plate.File + ".png"));
        data.SaveTo(stream);
        Console.WriteLine($"{plate.File}: {data.Size / 1024} KB");
        return data.Size;
    }

    /// <summary>A number with a true minus sign.</summary>
    public static string Number(double? value, string format = "0.00") =>
        value is { } number ? Signed(number.ToString(format, CultureInfo.InvariantCulture)) : "none";

    /// <summary>A probability; the smallest of a noise table is one over its draws.</summary>
    public static string Chance(double? p) => p switch
    {
        null => "none",
        >= 0.001 => Number(p, "0.000"),
        < 1e-99 => "below 1e−99",
        _ => Signed(p.Value.ToString("0.0e-0", CultureInfo.InvariantCulture)),
    };

    /// <summary>An angle in whole degrees below its period.</summary>
    public static string Degrees(double angle, int period) => $"{Number(Math.Round(angle) % period, "0")}°";

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double? share) => share is null ? "none" : $"{Number(100 * share, "0.#")} %";

    private static string Signed(string number) => number.Trim('0', '.') is "-" ? number[1..] : number.Replace('-', '−');

    private static IEnumerable<Plate> All() =>
        [.. PlatesOfResponse.All(), .. PlatesOfPattern.All(), .. PlatesOfColor.All(), .. PlatesOfEvidence.All(), .. PlatesOfLayers.All()];
}
