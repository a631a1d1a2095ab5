using System.Globalization;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>What was done, in sentences for people.</summary>
internal static class FilterWords
{
    /// <summary>One sentence of what was done, one of the result and how it is shown, then what was assumed.</summary>
    public static void Write(FilterReport report, TextWriter output)
    {
        var (task, placement) = (report.Result.Task, report.Result.Placement);
        var kernel = task.Kernels[0];
        var phrase = report.Phrase is { } description ? $" ({Printable.Line(description.Words)})" : "";
        output.WriteLine(
            $"{report.Source.Name}{phrase}, {kernel.Height}×{kernel.Width} taps{(task.StandIn is { } standIn ? $", by {standIn}" : "")}, on {task.On} of "
            + $"{PictureName(report.Picture)}, {report.Picture.Width}×{report.Picture.Height}; {Settings(report.Request, placement)}.");
        var (plane, statistics) = (report.Result.Planes[0], report.Result.Statistics);
        var shown = report.Image is { } image ? $" {image.Caption}" : "";
        output.WriteLine($"Result {plane.Width}×{plane.Height}, {Number(statistics.Minimum)} to {Number(statistics.Maximum)}, root mean square {Number(statistics.Rms)}.{shown}");
        foreach (var note in report.Notes)
            output.WriteLine(Printable.Line(note));
    }

    /// <summary>Border, steps and light.</summary>
    public static string Settings(FilterRequest request, FilterPlacement placement)
    {
        var text = $"border {placement.Border}";
        if (placement.Options.Stride != Extent.One)
            text += $", stride {Steps(placement.Options.Stride)}";
        if (placement.Options.Dilation != Extent.One)
            text += $", dilation {Steps(placement.Options.Dilation)}";
        text += request.Linear ? ", linear light" : "";
        return request.Scaling is { } scaling ? $"{text}, samples scaled to {scaling.Words}" : $"{text}, samples 0 to 1";
    }

    public static string PictureName(Picture picture) => Printable.Name(picture.Name);

    /// <summary>Three significant digits, and a minus sign that is one.</summary>
    public static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Steps(Extent extent) => extent.Y == extent.X
        ? extent.X.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{extent.Y} down, {extent.X} across");
}
