using Passband.Explanations;
using Passband.Models;

namespace Passband.Tests;

/// <summary>The README's example is this code, and it runs.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_runs_and_is_the_one_in_the_readme()
    {
        var path = Models.Zoo.Path(Models.Zoo.FaceRecognition);
        var lines = new List<string>();
        Run(path, lines.Add);

        Assert.Contains(lines, l => l.Contains("32 filters of 7×7", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("conv32_down/conv:31: ", StringComparison.Ordinal));
        Assert.Equal(Example(), Body());
    }

    [Fact]
    public void The_verdict_in_the_readme_is_what_the_tool_says()
    {
        var explanation = Explainer.Explain(Models.Zoo.Open(Models.Zoo.FaceRecognition), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(explanation.Verdict, Between(ReadRepository("README.md"), "<!-- verdict -->", "<!-- /verdict -->").Where(l => l != ">").Select(l => l[2..]));
    }

    private static void Run(string path, Action<string> write)
    {
        var Console = new { WriteLine = write };
#pragma warning disable xUnit1051 // The example is shown as a reader would write it, without the tests' cancellation.
        // example
        var net = ModelFile.Open(path);
        var explanation = Explainer.Explain(net);
        foreach (var sentence in explanation.Verdict)
            Console.WriteLine(sentence);
        foreach (var filter in explanation.Layers[0].Filters ?? [])
            Console.WriteLine($"{filter.Address}: {filter.Words} (R² {filter.Fit?.R2:F2}, q {filter.Fit?.Q:F3})");
        // end of example
#pragma warning restore xUnit1051
    }

    private static string[] Example() =>
        [.. Between(ReadRepository("README.md"), "<!-- example -->", "<!-- /example -->").Where(l => !l.StartsWith("```", StringComparison.Ordinal))];

    private static string[] Body() =>
        [.. Between(ReadRepository("tests/Passband.Tests/ReadmeTests.cs"), "        // example", "        // end of example").Select(l => l[8..])];

    private static IEnumerable<string> Between(string[] lines, string from, string to) => lines.SkipWhile(l => l != from).Skip(1).TakeWhile(l => l != to);

    private static string[] ReadRepository(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Passband.slnx")))
            folder = folder.Parent;
        return File.ReadAllLines(Path.Combine(folder.FullName, name));
    }
}
