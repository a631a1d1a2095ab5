using System.Text.Json;
using System.Text.RegularExpressions;

namespace Passband.Tests.Docs;

/// <summary>docs/measures.md and the pages under it: nothing that the document holds is left out, and no link of theirs leads nowhere.</summary>
public sealed partial class MeasuresPageTests
{
    private static readonly string Repository = FindRepository();

    private static string DocsFolder => Path.Combine(Repository, "docs");

    private static string[] Pages => [Path.Combine(DocsFolder, "measures.md"), .. Directory.GetFiles(Path.Combine(DocsFolder, "measures"), "*.md").Order(StringComparer.Ordinal)];

    /// <summary>Every number that a filter or a layer's summary has, as a path, e.g. "gain.dc".</summary>
    public static TheoryData<string> Fields
    {
        get
        {
            using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository, "src/Passband/Explanations/explain-schema.json")));
            var definitions = schema.RootElement.GetProperty("definitions");
            return [.. Paths(definitions.GetProperty("filter"), "").Concat(Paths(definitions.GetProperty("summary"), "")).Distinct()];
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_of_the_document_is_explained(string field) =>
        Assert.Contains(Pages, page => File.ReadAllText(page).Contains($"`{field}`", StringComparison.Ordinal));

    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading()
    {
        foreach (var page in Pages)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                var (path, heading) = (link.Groups["path"].Value, link.Groups["heading"].Value);
                if (path.StartsWith("http", StringComparison.Ordinal))
                    continue;
                var target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
                Assert.True(File.Exists(target), $"{Path.GetFileName(page)} links to {path}, which does not exist.");
                if (heading.Length > 0)
                    Assert.True(Headings(target).Contains(heading), $"{Path.GetFileName(page)} links to {path}#{heading}, which has no such heading.");
            }
        }
    }

    [Fact]
    public void Every_picture_of_a_measure_is_shown()
    {
        var text = string.Concat(Pages.Select(File.ReadAllText));
        var pictures = Directory.GetFiles(Path.Combine(DocsFolder, "images", "measures"), "*.png");

        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.Contains($"images/measures/{Path.GetFileName(picture)})", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(JsonElement schema, string prefix)
    {
        if (schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object)
        {
            foreach (var path in Paths(items, prefix))
                yield return path;
        }
        if (!schema.TryGetProperty("properties", out var properties))
            yield break;
        foreach (var property in properties.EnumerateObject())
        {
            var inner = Paths(property.Value, $"{prefix}{property.Name}.").ToList();
            // A group is explained by its members.
            foreach (var path in inner.Count > 0 ? inner : [prefix + property.Name])
                yield return path;
        }
    }

    /// <summary>The anchors of a page's headings: lowercase, words joined by hyphens, other signs dropped.</summary>
    private static HashSet<string> Headings(string page) =>
        [.. File.ReadLines(page).Where(l => l.StartsWith('#')).Select(l => new string(
            [.. l.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-').Select(c => c == ' ' ? '-' : c)]))];

    [GeneratedRegex(@"\]\((?<path>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    internal static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Passband.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
