using System.Text.Json;
using NJsonSchema;
using Passband.Evolutions;
using Passband.Models.Numpy;

namespace Passband.Cli.Tests.Commands;

public class EvolutionCommandTests
{
    /// <summary>Three moments of four 5×5 kernels: an edge throughout, one that is a blob and then dies, one that turns, and one of zeros that becomes an edge.</summary>
    private static readonly double[][][] Series =
    [
        [Edge(0), Blob(1), Edge(0), Blob(0)],
        [Edge(0), Blob(0), Edge(45), Edge(90)],
        [Edge(0), Blob(0), Edge(90), Edge(90)],
    ];

    [Fact]
    public void The_text_says_what_the_kernels_came_to_and_what_happened()
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("evolution", Run(folder));

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith("Layer conv1 (4×1×5×5, gray), 3 checkpoints: step 0 to step 200\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("In the end 3 of 4 kernels are told from noise (all names: edge 3, dead 1); at the first moment 3 were.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Died for good: kernel 1 at step 100.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("step 100: kernel 3 came to life\nstep 100: kernel 3 formed\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("loss", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_a_run_stands_beside_its_moments()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(Run(folder), "log.jsonl"), "{\"step\":50,\"epoch\":1,\"loss\":0.625}\n{\"step\":100,\"epoch\":2,\"loss\":0.125,\"heldOutAccuracy\":0.98}\n{\"step\":150,\"ep");

        var rows = ToolRun.Of("evolution", folder["run"]).Output.Split('\n').SkipWhile(l => l != "Moments").Skip(1).Take(4).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();

        Assert.Equal(["step", "loss", "held-out", "%"], rows[0][..4]);
        Assert.Equal([["0", "–", "–"], ["100", "0.125", "98"], ["200", "0.125", "98"]], rows[1..].Select(r => r[..3]));
    }

    [Fact]
    public void A_terminal_gets_a_table_that_fits()
    {
        using var folder = new TempFolder();
        var output = new ToolRun { Terminal = true, Width = 80, Variables = { ["TERM"] = "xterm-256color" } }.Run("evolution", Run(folder)).Output;

        Assert.Contains("─", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n').Where(l => l.Contains('│') || l.Contains('─')), l => Assert.True(l.Length <= 90, l));
    }

    [Fact]
    public async Task The_document_follows_its_schema_wherever_it_goes()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        var printed = ToolRun.Of("evolution", run, "--json");
        ToolRun.Of("evolution", run, "-o", folder["e.json"]);
        var schema = await JsonSchema.FromJsonAsync(EvolutionJson.Schema(), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(printed.Output));
        Assert.Equal(printed.Bytes, File.ReadAllBytes(folder["e.json"]));
        Assert.Equal([0, 100, 200], JsonDocument.Parse(printed.Output).RootElement.GetProperty("moments").EnumerateArray().Select(m => m.GetProperty("step").GetInt32()));
    }

    [Fact]
    public void The_table_has_a_row_for_each_kernel_at_each_moment()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        var rows = ToolRun.Of("evolution", run, "--csv", "-").Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        ToolRun.Of("evolution", run, "-o", folder["e.csv"]);

        Assert.Equal("filter,address,moment,checkpoint,step,name,r2,q,peak,stripes,norm,change,cosineToLast", rows[0]);
        Assert.Equal(1 + 4 * 3, rows.Length);
        Assert.StartsWith("1,conv1:1,2,step-200.npz,200,dead,,,,,0,,", rows[6], StringComparison.Ordinal);
        Assert.Equal(rows, File.ReadAllText(folder["e.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Patterns_files_and_every_nth_are_taken()
    {
        using var folder = new TempFolder();
        var run = Run(folder);

        Assert.Contains("3 checkpoints", ToolRun.Of("evolution", Path.Combine(run, "snapshots", "step-*.npz")).Output, StringComparison.Ordinal);
        Assert.Contains("2 checkpoints: step 0 to step 200", ToolRun.Of("evolution", run, "--every", "2").Output, StringComparison.Ordinal);
        Assert.Contains("1 checkpoint: step 0", ToolRun.Of("evolution", Path.Combine(run, "snapshots", "step-0.npz")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e.gif", "GIF89a")]
    [InlineData("e.webp", "RIFF")]
    [InlineData("e.html", "<!")]
    public void The_ending_tells_which_kind_of_movie(string name, string start)
    {
        using var folder = new TempFolder();
        var result = ToolRun.Of("evolution", Run(folder), "-o", folder[name], "--dark", "--scale", "moment");

        Assert.Equal((0, "", ""), (result.Code, result.Output, result.Error));
        Assert.StartsWith(start, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(folder[name])), StringComparison.Ordinal);
        Assert.Equal(2, ToolRun.Of("evolution", folder["run"], "-o", folder[name]).Code);
    }

    [Fact]
    public void Files_that_cannot_be_read_are_named_and_counted()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        File.WriteAllText(Path.Combine(run, "snapshots", "step-300.npz"), "broken");

        var result = ToolRun.Of("evolution", run);

        Assert.Equal(0, result.Code);
        Assert.Contains("3 checkpoints", result.Output, StringComparison.Ordinal);
        Assert.Contains("passband: left out: step-300.npz", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("passband: 1 of 4 files were left out.\n", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_watch_tells_what_happens_until_the_run_is_finished()
    {
        using var folder = new TempFolder();
        var run = Run(folder, moments: 1);
        var clock = new WaitingClock(wait =>
        {
            if (wait is 0 or 2)
                Save(run, 1 + wait / 2);
            if (wait == 4)
                File.WriteAllText(Path.Combine(run, "run.json"), "{\"finished\":true}");
        });

        var result = Watch(clock, "evolution", run, "--watch", "--interval", "3");

        Assert.Equal(0, result.Code);
        Assert.Equal(
            [
                "step 0: edge 2, dead 1, smoothing 1",
                "step 100: edge 3, dead 1; weights changed by 102 %",
                "  kernel 1 died",
                "  kernel 3 came to life",
                "  kernel 3 formed: edge, stripes at 0°, 0.12 cycles per sample",
            ],
            result.Output.Split('\n')[..5].Select(l => l.Contains("changed by", StringComparison.Ordinal) ? l[..l.IndexOf("by", StringComparison.Ordinal)] + "by 102 %" : l.Contains("cycles", StringComparison.Ordinal) ? l[..l.LastIndexOf(',')] + ", 0.12 cycles per sample" : l));
        Assert.EndsWith("The run is finished.\n", result.Output, StringComparison.Ordinal);
        Assert.All(clock.Waited, w => Assert.Equal(TimeSpan.FromSeconds(3), w));
        Assert.Equal(5, clock.Waited.Count);
    }

    [Fact]
    public void A_watch_as_JSON_is_one_document_a_line()
    {
        using var folder = new TempFolder();
        var run = Run(folder);
        File.WriteAllText(Path.Combine(run, "snapshots", "step-300.npz"), "broken");
        File.WriteAllText(Path.Combine(run, "run.json"), "{\"finished\":true}");

        var lines = ToolRun.Of("evolution", "--watch", run, "--json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();

        Assert.Equal(5, lines.Count);
        Assert.All(lines, l => Assert.Equal("passband.evolution-watch/1", l.GetProperty("schema").GetString()));
        Assert.Equal("step-300.npz", lines[0].GetProperty("skipped").GetProperty("name").GetString());
        Assert.Equal([0, 100, 200], lines[1..4].Select(l => l.GetProperty("followed").GetProperty("summary").GetProperty("step").GetInt32()));
        Assert.Contains(lines[2].GetProperty("followed").GetProperty("events").EnumerateArray(), e => e.GetProperty("kind").GetString() == "died" && e.GetProperty("filter").GetInt32() == 1);
        Assert.True(lines[4].GetProperty("finished").GetBoolean());
    }

    [Fact]
    public void Interrupting_a_watch_ends_it_like_any_program_that_is_interrupted()
    {
        using var folder = new TempFolder();
        using var interrupt = new CancellationTokenSource();
        var clock = new WaitingClock(_ => interrupt.Cancel());

        var result = Watch(clock, interrupt.Token, "evolution", "--watch", Run(folder));

        Assert.Equal(130, result.Code);
        Assert.Contains("step 200: edge 3, dead 1", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "none")]
    [InlineData(3, "none*.npz")]
    [InlineData(3, "none", "--watch")]
    [InlineData(2, "run", "--layer", "7")]
    [InlineData(2, "run", "--interval", "2")]
    [InlineData(2, "run", "--watch", "--every", "2")]
    [InlineData(2, "run", "--watch", "--csv", "-")]
    [InlineData(2, "run", "--json", "--csv", "-")]
    [InlineData(2, "run", "--every", "0")]
    [InlineData(2, "run", "-o", "movie.bmp")]
    [InlineData(2, "run", "--scale", "each")]
    [InlineData(2, "--wach", "run")]
    public void What_does_not_fit_is_refused_in_one_line(int code, params string[] arguments)
    {
        using var folder = new TempFolder();
        Run(folder);
        var result = ToolRun.Of(["evolution", .. arguments.Select((a, i) => a is "run" or "none" or "none*.npz" ? folder[a] : a)]);

        Assert.Equal((code, ""), (result.Code, result.Output));
        Assert.StartsWith("passband: ", result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_with_a_broken_line_is_told()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(Run(folder), "log.jsonl"), "{\"step\":0,\"epoch\":0}\nnonsense\n");

        var result = ToolRun.Of("evolution", folder["run"]);

        Assert.Equal(4, result.Code);
        Assert.StartsWith("passband: log.jsonl, line 2: ", result.Error, StringComparison.Ordinal);
    }

    private static ToolResult Watch(TimeProvider clock, params string[] arguments) => Watch(clock, TestContext.Current.CancellationToken, arguments);

    private static ToolResult Watch(TimeProvider clock, CancellationToken cancellation, params string[] arguments) =>
        new ToolRun { Clock = clock, Cancellation = cancellation }.Run(arguments);

    /// <summary>A run's folder with snapshots.</summary>
    private static string Run(TempFolder folder, int moments = 3)
    {
        Directory.CreateDirectory(Path.Combine(folder["run"], "snapshots"));
        for (var m = 0; m < moments; m++)
            Save(folder["run"], m);
        return folder["run"];
    }

    private static void Save(string run, int moment)
    {
        using var stream = File.Create(Path.Combine(run, "snapshots", $"step-{100 * moment}.npz"));
        NpyWriter.WriteArchive("conv1.weight", [4, 1, 5, 5], [.. Series[moment].SelectMany(k => k).Select(w => (float)w)], stream);
    }

    /// <summary>The first derivative of a Gaussian along an angle.</summary>
    private static double[] Edge(double angle) =>
        [.. Taps().Select(t => (t.X * Math.Cos(angle * Math.PI / 180) - t.Y * Math.Sin(angle * Math.PI / 180)) * Math.Exp(-(t.X * t.X + t.Y * t.Y) / 2))];

    private static double[] Blob(double strength) => [.. Taps().Select(t => strength * Math.Exp(-(t.X * t.X + t.Y * t.Y) / 2))];

    private static IEnumerable<(double X, double Y)> Taps() => Enumerable.Range(0, 25).Select(i => (i % 5 - 2.0, i / 5 - 2.0));
}
