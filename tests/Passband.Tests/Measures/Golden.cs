using System.Text.Json.Nodes;

namespace Passband.Tests.Measures;

/// <summary>The committed numbers that the scripts in tests/oracles made with numpy and scipy.</summary>
internal static class Golden
{
    public static JsonNode Read(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there are no golden numbers.");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "tests", "golden", name)))!;
    }

    public static double[] Numbers(this JsonNode node, string name) => [.. node[name]!.AsArray().Select(v => v!.GetValue<double>())];

    public static double Number(this JsonNode node, string name) => node[name]!.GetValue<double>();

    public static int Whole(this JsonNode node, string name) => node[name]!.GetValue<int>();

    public static IEnumerable<JsonNode> Cases(this JsonNode node, string name) => node[name]!.AsArray().Select(n => n!);
}
