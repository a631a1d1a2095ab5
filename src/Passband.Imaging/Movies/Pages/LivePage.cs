using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Passband.Imaging.Movies.Pages;

/// <summary>
/// The page of a training that goes on: progress, curves, kernels and the verdict so far. It is one static file that loads itself again every two seconds, from disk as well, and stays where it was scrolled
/// to; the page of a training that is over does not.
/// </summary>
public static class LivePage
{
    /// <summary>The most kernels that are shown.</summary>
    private const int MostKernels = 256;

    /// <summary>Filters with up to this many channels show all of them, one below the other.</summary>
    private const int MostPlanes = 4;

    /// <summary>
    /// Writes the page. Whoever writes it to disk replaces the file whole, as the tool's AtomicFile does, so that a browser never loads half of it; and writes it once more when the training ends, with the
    /// state that it ended in.
    /// </summary>
    /// <param name="status">What to tell.</param>
    /// <param name="output">Takes UTF-8.</param>
    public static void Write(LiveStatus status, Stream output)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(output);
        var goesOn = status.State == LiveState.Training;
        var charts = string.Concat(status.Charts.Select((c, i) => SvgChart.Figure(c, i, 0, Math.Max(status.Step, status.Steps))));
        var body = string.Create(CultureInfo.InvariantCulture, $"""
            <header class="head">
            <h1>{HtmlPage.Text(status.Title)}</h1>
            <p id="state" role="status" class="state-{status.State.ToString().ToLowerInvariant()}">{State(status)}</p>
            </header>
            <main class="live" data-goes-on="{(goesOn ? "true" : "false")}" data-written="{status.Written.ToUnixTimeMilliseconds()}">
            <section aria-label="Progress">
            <progress max="{Math.Max(1, status.Steps)}" value="{Math.Clamp(status.Step, 0, Math.Max(1, status.Steps))}" aria-label="Steps"></progress>
            <dl class="facts">{Facts(status)}</dl>
            </section>
            {Verdict(status)}
            {Wall(status)}
            <section class="charts" aria-label="Curves">{charts}</section>
            </main>
            """);
        HtmlPage.Write(output, $"{Percent(status)} {status.Title}", "live.js", goesOn ? "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>\n" : "", body);
    }

    private static string Percent(LiveStatus status) => status.State == LiveState.Training
        ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * status.Step / Math.Max(1, status.Steps):0}\u202F% ·")
        : $"{status.State} ·";

    private static string State(LiveStatus status) => status.State switch
    {
        LiveState.Finished => "Finished. This page no longer changes.",
        LiveState.Interrupted => "Interrupted; everything so far is saved, and the training can be resumed. This page no longer changes.",
        LiveState.Failed => "The training ended early. This page no longer changes.",
        _ => "Training. This page loads itself again every two seconds.",
    };

    private static string Facts(LiveStatus status)
    {
        var html = new StringBuilder();
        Fact("step", string.Create(CultureInfo.InvariantCulture, $"{status.Step:N0} of {status.Steps:N0}"));
        Fact("epoch", status.Epoch?.ToString("0.0", CultureInfo.InvariantCulture));
        Fact("loss", status.Loss is { } loss ? ChartScale.Value(MovieChartKind.Amounts, loss) : null);
        Fact("accuracy", status.Accuracy is { } accuracy ? ChartScale.Value(MovieChartKind.Shares, accuracy) : null);
        Fact("held-out accuracy", status.HeldOutAccuracy is { } heldOut ? ChartScale.Value(MovieChartKind.Shares, heldOut) : null);
        Fact("pictures per second", status.PicturesPerSecond?.ToString("N0", CultureInfo.InvariantCulture));
        Fact("time left", status.State == LiveState.Training && status.Left is { } left ? Time(left) : null);
        return html.ToString();

        void Fact(string name, string? value)
        {
            if (value is not null)
                html.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    }

    private static string Time(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min")
        : time.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s") : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0} s");

    private static string Verdict(LiveStatus status) => status.Verdict.IsEmpty
        ? ""
        : $"<section><h2>{(status.State == LiveState.Training ? "So far" : "Verdict")}</h2>{string.Concat(status.Verdict.Select(s => $"<p>{HtmlPage.Sentence(s)}</p>"))}</section>";

    private static string Wall(LiveStatus status)
    {
        if (status.Layer is not { } layer)
            return "";
        var shape = layer.Bank.Shape;
        var color = KernelRaster.ShowsColor(layer);
        var scale = KernelRaster.Largest(layer.Bank.Weights);
        var shown = Math.Min(shape.Filters, MostKernels);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<section aria-label=\"Kernels\"><h2>Kernels</h2><p class=\"muted\">{HtmlPage.Text(layer.Name)}: {shape.Filters:N0} filters of {string.Join('×', shape.ToArray().Skip(2).Append(shape.Channels))}")
            .Append(shown < shape.Filters ? string.Create(CultureInfo.InvariantCulture, $", the first {shown:N0} shown") : "")
            .Append(CultureInfo.InvariantCulture, $"; one scale, ±{SheetCaption.Number(scale)}</p><div class=\"wall\">");
        for (var filter = 0; filter < shown; filter++)
        {
            var name = filter < status.Kernels.Length ? status.Kernels[filter].Name : null;
            var planes = color ? [KernelRaster.Color(layer, filter, scale)] : Enumerable.Range(0, Math.Min(shape.Channels, MostPlanes)).Select(c => KernelRaster.Plane(layer, filter, c, scale));
            html.Append(CultureInfo.InvariantCulture, $"<figure class=\"kernel\">{string.Concat(planes.Select((p, i) => $"<img src=\"data:image/png;base64,{Convert.ToBase64String(Png(p))}\" alt=\"{(i == 0 ? $"filter {filter}" : "")}\">"))}<figcaption>{filter}")
                .Append(name is null ? "" : $" <i class=\"dot {HtmlPage.NameClass(name)}\"></i>{HtmlPage.Text(name)}")
                .Append("</figcaption></figure>");
        }
        return html.Append("</div></section>").ToString();
    }

    /// <summary>One pixel a weight; the page makes it large.</summary>
    private static byte[] Png(KernelRaster raster)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(raster.Width, raster.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < raster.Height; y++)
        {
            for (var x = 0; x < raster.Width; x++)
                bitmap.SetPixel(x, y, raster[x, y] is { } color ? ChartColors.Skia(color) : SKColors.Transparent);
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
