using System.Net;
using Passband.Cli.Hosting;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Cli.Report;

/// <summary>An explanation as one HTML file that needs nothing else: the page, and in it the explanation and the weights as two JSON documents.</summary>
internal static class HtmlReport
{
    private const string NeedsScripts = "The rest of this report, its pictures and its numbers, needs JavaScript. The page runs only its own script and asks nothing of the network.";

    /// <summary>Writes the file.</summary>
    /// <param name="page">The page.</param>
    /// <param name="explanation">What was found; filters that there is no room for are left out, and the page says so.</param>
    /// <param name="net">The network that was explained.</param>
    /// <param name="output">Takes UTF-8.</param>
    public static void Write(ReportPage page, NetworkExplanation explanation, ConvNet net, Stream output)
    {
        var content = ReportContent.Of(explanation);
        page.Write(output, $"<title>Passband: {Text(Printable.Name(explanation.Model.Path))}</title>", NoScript(explanation), stream =>
        {
            Script("passband-explanation", s => ExplanationJson.WriteForPage(content.Explanation, s), stream);
            ReportPage.Text(stream, "\n    ");
            Script("passband-weights", s => WeightsDocument.Write(content, net, $"Passband {ToolHost.Version}", s), stream);
        });
    }

    /// <summary>What is read where scripts do not run: the verdict.</summary>
    private static string NoScript(NetworkExplanation explanation)
    {
        var sentences = explanation.Verdict.Append(NeedsScripts).Select(s => $"<p>{Text(Printable.Line(s))}</p>");
        return $"<noscript>\n      <h1>{Text(Printable.Name(explanation.Model.Path))}</h1>\n      {string.Join("\n      ", sentences)}\n    </noscript>";
    }

    /// <summary>An element that is data and never runs; what is written into it must not hold &lt;.</summary>
    private static void Script(string id, Action<Stream> write, Stream output)
    {
        ReportPage.Text(output, $"<script type=\"application/json\" id=\"{id}\">");
        write(output);
        ReportPage.Text(output, "</script>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
