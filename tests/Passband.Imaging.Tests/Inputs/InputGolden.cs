using System.Text.Json.Nodes;

namespace Passband.Imaging.Tests.Inputs;

/// <summary>The committed numbers that tests/oracles/inputs.py made with Pillow and numpy.</summary>
internal static class InputGolden
{
    public static JsonNode Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there are no golden numbers.");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "tests", "golden", "inputs.json")))!;
    }

    public static float[] Floats(JsonNode numbers) => [.. numbers.AsArray().Select(v => (float)v!.GetValue<double>())];
}
