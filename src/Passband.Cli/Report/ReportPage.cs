using System.Text;
using Passband.Kernels;

namespace Passband.Cli.Report;

/// <summary>The page that reports are made from: one HTML file with three places that a report fills.</summary>
internal sealed class ReportPage
{
    private const string ResourceName = "Passband.Cli.report.html";
    private const string Title = "<title>Passband report</title>";
    private const string NoScript = "<!--passband:noscript-->";
    private const string Data = "<!--passband:data-->";

    /// <summary>The page's text around its places, in order: before the title, before the text for browsers without scripts, before the data, and the rest.</summary>
    private readonly string[] _parts;

    /// <param name="html">The built page.</param>
    /// <exception cref="InvalidDataException">A place is missing, or they stand in another order.</exception>
    public ReportPage(string html)
    {
        _parts = new string[4];
        var start = 0;
        foreach (var (i, place) in new[] { Title, NoScript, Data }.Index())
        {
            var at = html.IndexOf(place, start, StringComparison.Ordinal);
            if (at < 0)
                throw new InvalidDataException($"The page has no {place} where one is expected.");
            _parts[i] = html[start..at];
            start = at + place.Length;
        }
        _parts[3] = html[start..];
    }

    /// <summary>The page as the build put it into the tool; null when it was built without the front end.</summary>
    public static Stream? Embedded() => typeof(ReportPage).Assembly.GetManifestResourceStream(ResourceName);

    /// <summary>Reads the page.</summary>
    /// <param name="stream">Where from; null when there is none.</param>
    /// <exception cref="PassbandException">The tool was built without the page.</exception>
    public static ReportPage Read(Stream? stream)
    {
        if (stream is null)
        {
            throw new PassbandException(
                ErrorKind.PartMissing, "HTML report", "this tool was built without its front end", null,
                "Build it again with Node 20 or later and a network connection, or name a .md file.");
        }
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new ReportPage(reader.ReadToEnd());
    }

    /// <summary>Writes the page with its places filled.</summary>
    /// <param name="output">Takes UTF-8 without a mark.</param>
    /// <param name="title">Markup of the title element.</param>
    /// <param name="noScript">Markup that stands where scripts do not run.</param>
    /// <param name="data">Writes the elements that hold the documents.</param>
    public void Write(Stream output, string title, string noScript, Action<Stream> data)
    {
        Text(output, _parts[0] + title + _parts[1] + noScript + _parts[2]);
        data(output);
        Text(output, _parts[3]);
    }

    /// <summary>Writes text as UTF-8.</summary>
    public static void Text(Stream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
