using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Passband.Kernels;

namespace Passband.Imaging.Movies.Pages;

/// <summary>A movie as a page: the kernels at any moment, curves with a line at its step, when each kernel became what it is, and the story of one of them.</summary>
internal static class EvolutionPage
{
    /// <summary>Writes the page.</summary>
    public static void Write(MovieContent content, MovieOptions options, Stream output)
    {
        var moments = EvolutionFrames.Chosen(content.Moments, options.MaxFrames);
        var (first, last) = (content.Moments[0].Step, content.Moments[^1].Step);
        var layer = moments[0].Layer;
        var shape = layer.Bank.Shape;
        var shown = EvolutionDocument.FiltersShown(shape, moments.Length);
        var size = string.Join('×', shape.ToArray().Skip(2).Append(shape.Channels));
        var left = shown < shape.Filters ? string.Create(CultureInfo.InvariantCulture, $", the first {shown:N0} shown") : "";
        var charts = string.Concat(content.Charts.Select((c, i) => SvgChart.Figure(c, i, first, last)));
        var body = string.Create(CultureInfo.InvariantCulture, $"""
            <header class="head">
            <h1>{HtmlPage.Text(content.Title)}</h1>
            <p class="muted">{HtmlPage.Text(layer.Name)}: {shape.Filters:N0} filters of {size}{left} · {moments.Length} moments of the training</p>
            </header>
            <main>
            <noscript><p>The kernels of this page need JavaScript. The page runs only its own script and asks nothing of the network.</p></noscript>
            <section class="controls" aria-label="Moment">
            <button id="play" type="button">Play</button>
            <input id="moment" type="range" min="0" max="{moments.Length - 1}" value="{moments.Length - 1}" aria-label="Moment of the training">
            <output id="step" for="moment"></output>
            <label><input id="whole" type="checkbox"> one scale for all moments</label>
            </section>
            <section class="wall" id="wall" aria-label="Kernels"></section>
            <section class="story" id="story" aria-live="polite" hidden></section>
            <section class="charts" aria-label="Curves">{charts}</section>
            {Turns(content, shown)}
            </main>
            <script type="application/json" id="passband-movie">{Document(content, moments, options)}</script>
            """);
        HtmlPage.Write(output, $"Passband: {Printable.Name(content.Title)}", "evolution.js", "", body);
    }

    private static string Turns(MovieContent content, int shown)
    {
        if (content.Turns.IsEmpty)
            return "";
        var html = new StringBuilder("<section class=\"turns\"><h2>When each kernel became what it is</h2><ol>");
        foreach (var turn in content.Turns.Where(t => t.Filter < shown))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><button type=\"button\" data-filter=\"{turn.Filter}\" data-step=\"{turn.Step}\">step {turn.Step:N0}: {turn.Filter} ")
                .Append(CultureInfo.InvariantCulture, $"<i class=\"dot {HtmlPage.NameClass(turn.Name)}\"></i>{HtmlPage.Text(turn.Name)}</button></li>");
        }
        return html.Append("</ol></section>").ToString();
    }

    private static string Document(MovieContent content, ImmutableArray<MovieMoment> moments, MovieOptions options)
    {
        using var stream = new MemoryStream();
        EvolutionDocument.Write(content, moments, options, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
