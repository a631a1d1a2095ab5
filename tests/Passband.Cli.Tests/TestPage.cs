using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Passband.Cli.Report;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Cli.Tests;

/// <summary>A report on a page with the places of the real one and nothing else, taken apart again as a browser would.</summary>
internal sealed partial record TestPage(string Text)
{
    public const string Html = "<title>Passband report</title>\n<!--passband:noscript-->\n<!--passband:data-->\n<script>run()</script>\n";

    public string Title => TitleElement().Match(Text).Groups[1].Value;

    public string NoScript => NoScriptElement().Match(Text).Groups[1].Value;

    /// <summary>Texts of the script elements in order: an element ends at the first end tag, whatever was meant.</summary>
    public string[] Scripts => [.. ScriptElement().Matches(Text).Select(m => m.Groups[1].Value)];

    public static TestPage Of(NetworkExplanation explanation, ConvNet net)
    {
        using var output = new MemoryStream();
        HtmlReport.Write(new ReportPage(Html), explanation, net, output);
        return new TestPage(Encoding.UTF8.GetString(output.ToArray()));
    }

    public JsonElement Explanation() => JsonSerializer.Deserialize<JsonElement>(Scripts[0]);

    public JsonElement Weights() => JsonSerializer.Deserialize<JsonElement>(Scripts[1]);

    public static float[] Floats(JsonElement layer, string name)
    {
        var bytes = layer.GetProperty(name).GetBytesFromBase64();
        return [.. Enumerable.Range(0, bytes.Length / sizeof(float)).Select(i => System.Buffers.Binary.BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float))))];
    }

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.Singleline)]
    private static partial Regex TitleElement();

    [GeneratedRegex("<noscript>(.*?)</noscript>", RegexOptions.Singleline)]
    private static partial Regex NoScriptElement();

    [GeneratedRegex("<script[^>]*>(.*?)</script", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ScriptElement();
}
