using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Passband.Kernels;

namespace Passband.Imaging.Movies.Pages;

/// <summary>
/// One HTML file that needs nothing else. Its policy allows its own script and style sheet, by their SHA-256, and pictures within it; nothing is loaded, and no text is ever parsed as markup by its script.
/// </summary>
internal static class HtmlPage
{
    /// <summary>Writes a page as UTF-8.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="title">Its title, one line; not trusted.</param>
    /// <param name="script">The name of its script's resource.</param>
    /// <param name="head">More markup of the head.</param>
    /// <param name="body">Markup of the body, with everything that is not trusted escaped by <see cref="Text"/>.</param>
    public static void Write(Stream output, string title, string script, string head, string body)
    {
        var style = string.Join('\n', Resource("theme.css"), Resource("base.css"), Resource("pages.css"), Colors());
        var code = Resource(script);
        var policy = string.Join("; ",
            "default-src 'none'", $"script-src {Hash(code)}", $"style-src {Hash(style)}", "img-src data:", "base-uri 'none'", "form-action 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'");
        output.Write(Encoding.UTF8.GetBytes($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{Text(title)}</title>
            <link rel="icon" href="data:,">
            {head}<style>{style}</style>
            </head>
            <body>
            {body}
            <script>{code}</script>
            </body>
            </html>

            """));
    }

    /// <summary>Text from anywhere, as markup that shows it.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(Printable.Name(text));

    /// <summary>A sentence of this tool in which names from files may stand.</summary>
    public static string Sentence(string text) => WebUtility.HtmlEncode(Printable.Line(text));

    /// <summary>A number as SVG and CSS read it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The class of a name's color.</summary>
    public static string NameClass(string name) => string.Create(CultureInfo.InvariantCulture, $"name-{Math.Min(NameColors.Rank(name), NameColors.Order.Length)}");

    /// <summary>The class of a curve's color.</summary>
    public static string CurveClass(MovieChart chart, int curve) =>
        chart.Kind == MovieChartKind.Names ? NameClass(chart.Curves[curve].Name) : string.Create(CultureInfo.InvariantCulture, $"curve-{curve % ChartColors.Count}");

    /// <summary>The colors of names and curves as classes, from the tables that pictures are drawn with.</summary>
    private static string Colors()
    {
        var css = new StringBuilder();
        for (var i = 0; i <= NameColors.Order.Length; i++)
            css.Append(CultureInfo.InvariantCulture, $".name-{i} {{ --color: {Hex(NameColors.Of(i < NameColors.Order.Length ? NameColors.Order[i] : ""))}; }}\n");
        for (var i = 0; i < ChartColors.Count; i++)
            css.Append(CultureInfo.InvariantCulture, $".curve-{i} {{ --color: light-dark({Hex(ChartColors.At(i, dark: false))}, {Hex(ChartColors.At(i, dark: true))}); }}\n");
        return css.ToString();
    }

    private static string Hex(Rgb color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>A resource's text, with the line ends that a browser makes of others before it computes a hash.</summary>
    private static string Resource(string name)
    {
        var full = $"Passband.Imaging.Movies.Pages.{name}";
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(full) ?? throw new InvalidOperationException($"The resource {full} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
