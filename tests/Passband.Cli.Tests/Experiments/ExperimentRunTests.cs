using System.Text;
using System.Text.Json;
using NJsonSchema;
using Parquet;
using Passband.Cli.Commands;
using Passband.Cli.Experiments;
using Passband.Cli.Hosting;
using Passband.Kernels;

namespace Passband.Cli.Tests.Experiments;

/// <summary>Doing sets with a worker that only pretends, and what is written.</summary>
public sealed class ExperimentRunTests : IDisposable
{
    private const string Small = "seeds = \"1..3\"\n[settings]\ndata = \"lines\"\nkernels = [4, 8]\nangles = [0, 30]";

    private readonly TempFolder _folder = new();

    private string Results => _folder["results"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_run_is_done_and_has_a_row()
    {
        var worker = new FakeWorker();

        var result = Do(Small, worker);

        Assert.Equal(ExitCode.Fine, result.Code);
        Assert.Equal(6, worker.Asked.Count);
        var rows = Csv("results.csv");
        Assert.Equal(7, rows.Length);
        Assert.Equal(["run", "group", "kernels", "seed", "state"], rows[0].Take(5));
        Assert.Equal(["kernels4-seed1", "kernels4", "4", "1", "finished"], rows[1].Take(5));
        Assert.Equal("kernels8-seed3", rows[6][0]);
        Assert.Equal(1 + 6 * 5, Csv("kernels.csv").Length);
        Assert.Equal(1 + 6 * 3, Csv("energy.csv").Length);
    }

    [Fact]
    public void Shares_are_counted_as_the_page_says()
    {
        Do(Small, new FakeWorker());

        var rows = Csv("results.csv");
        string Of(string column) => rows[1][Array.IndexOf(rows[0], column)];

        // Five kernels: an edge at 5°, a Gabor at 92°, a smoothing one, one like noise at 0°, and a dead one.
        Assert.Equal(("0.2", "0.2", "0.2", "0.6"), (Of("names.edge"), Of("names.noise"), Of("names.dead"), Of("structured")));
        Assert.Equal("0.666667", Of("oriented"));
        Assert.Equal(("0.666667", "true"), (Of("stripes.axes"), Of("stripes.axesBoth")));
        Assert.Equal(("0.333333", "false"), (Of("stripes.angles"), Of("stripes.anglesAll")));
        Assert.Equal(("0.75", "0.15", "1.25"), (Of("r2.median"), Of("peak.median"), Of("octaves.median")));
        Assert.Equal(("0.25", "0.25", "0.25", "0.25"), (Of("orders.0"), Of("orders.1"), Of("orders.2"), Of("orders.3")));
    }

    [Fact]
    public void Tables_do_not_depend_on_the_number_of_jobs()
    {
        var files = new[] { 1, 4 }.Select(jobs =>
        {
            Assert.Equal(ExitCode.Fine, Do(Small, new FakeWorker(), folder: _folder[$"jobs{jobs}"], jobs: jobs).Code);
            return string.Concat(new[] { "results.csv", "kernels.csv", "energy.csv" }.Select(f => File.ReadAllText(Path.Combine(_folder[$"jobs{jobs}"], f))));
        }).ToArray();

        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public void As_many_runs_go_on_at_once_as_there_are_jobs()
    {
        using var both = new Barrier(2);
        var worker = new FakeWorker { Midway = _ => Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(20))) };

        Assert.Equal(ExitCode.Fine, Do(Small, worker, jobs: 2).Code);

        Assert.Equal(2, worker.MostAtOnce);
    }

    [Fact]
    public void Parquet_holds_what_csv_holds()
    {
        Do(Small, new FakeWorker { Fails = r => r.Name == "kernels8-seed2" ? new PassbandException(ErrorKind.Request, "loss", "NaN") : null });

        foreach (var name in new[] { "results", "kernels", "energy" })
        {
            var csv = Csv($"{name}.csv");
            var parquet = Parquet($"{name}.parquet");
            Assert.Equal(csv[0], parquet.Names);
            Assert.Equal(csv.Length - 1, parquet.Rows.Length);
            foreach (var (expected, actual) in csv.Skip(1).Zip(parquet.Rows))
                Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void What_is_finished_is_not_done_again()
    {
        Do(Small, new FakeWorker());
        var again = new FakeWorker();

        var result = Do(Small.Replace("1..3", "1..4", StringComparison.Ordinal), again);

        Assert.Equal(["kernels4-seed4", "kernels8-seed4"], again.Asked.Order());
        Assert.Contains("6 of 8 runs are finished", result.Error, StringComparison.Ordinal);
        Assert.Equal(9, Csv("results.csv").Length);
    }

    [Fact]
    public void What_was_interrupted_goes_on_in_its_folder()
    {
        using var stop = new CancellationTokenSource();
        var first = new FakeWorker { Midway = run => { if (run.Name == "kernels8-seed1") stop.Cancel(); } };

        Assert.Throws<OperationCanceledException>(() => Do(Small, first, jobs: 1, cancellation: stop.Token));

        Assert.Equal(["kernels4-seed1", "kernels8-seed1"], first.Asked.Order());
        Assert.Equal(2, Csv("results.csv").Length);
        var second = new FakeWorker();
        Assert.Equal(ExitCode.Fine, Do(Small, second).Code);
        Assert.Equal(["kernels8-seed1"], second.Resumed);
        Assert.Equal(5, second.Asked.Count);
        Assert.Equal(7, Csv("results.csv").Length);
    }

    [Fact]
    public void A_run_whose_settings_changed_is_named_and_done_again_only_with_force()
    {
        Do(Small, new FakeWorker());
        var leftover = Path.Combine(Results, "runs", "kernels4-seed1", "weights");
        File.WriteAllText(leftover, "old");
        var changed = Small + "\nnoise = 0.5";
        var refused = new FakeWorker();

        var error = Assert.Throws<PassbandException>(() => Do(changed, refused));

        Assert.Contains("6 runs were begun with other settings (kernels4-seed1: noise was not given, now 0.5", error.Message, StringComparison.Ordinal);
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
        Assert.Empty(refused.Asked);
        var forced = new FakeWorker();
        Assert.Equal(ExitCode.Fine, Do(changed, forced, force: true).Code);
        Assert.Equal(6, forced.Asked.Count);
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public void A_run_that_fails_is_recorded_while_the_others_go_on_and_is_tried_again()
    {
        var worker = new FakeWorker { Fails = r => r.Settings.Seed == 2 ? new PassbandException(ErrorKind.Request, "step 12", "a loss of NaN", null, "Lower the learning rate.") : null };

        var result = Do(Small, worker);

        Assert.Equal(ExitCode.CheckFailed, result.Code);
        Assert.Equal(6, worker.Asked.Count);
        Assert.Contains("Failed: 2", result.Output, StringComparison.Ordinal);
        Assert.Contains("kernels4-seed2: step 12: a loss of NaN", result.Output, StringComparison.Ordinal);
        var row = Csv("results.csv").Single(r => r[0] == "kernels8-seed2");
        Assert.Equal(["failed", "step 12: a loss of NaN. Lower the learning rate.", ""], row.Skip(4).Take(3));
        var again = new FakeWorker();
        Assert.Equal(ExitCode.Fine, Do(Small, again).Code);
        Assert.Equal(["kernels4-seed2", "kernels8-seed2"], again.Asked.Order());
    }

    [Fact]
    public void A_defect_ends_the_set_with_its_own_error()
    {
        var worker = new FakeWorker { Fails = _ => new InvalidOperationException("a defect") };

        Assert.Equal("a defect", Assert.Throws<InvalidOperationException>(() => Do(Small, worker, jobs: 1)).Message);
        Assert.Single(worker.Asked);
    }

    [Fact]
    public void Runs_that_the_file_no_longer_has_are_left_out_and_counted()
    {
        Do(Small, new FakeWorker());

        var result = Do(Small.Replace("1..3", "1..2", StringComparison.Ordinal), new FakeWorker());

        Assert.Contains("2 runs in", result.Error, StringComparison.Ordinal);
        Assert.Equal(5, Csv("results.csv").Length);
    }

    [Fact]
    public void A_folder_with_other_things_is_refused()
    {
        Directory.CreateDirectory(Results);
        File.WriteAllText(Path.Combine(Results, "thesis.txt"), "mine");

        Assert.Contains("other things", Assert.Throws<PassbandException>(() => Do(Small, new FakeWorker())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_processes_do_not_share_a_folder()
    {
        using var held = ExperimentFolder.Open(Results);

        Assert.Contains("another process", Assert.Throws<PassbandException>(() => ExperimentFolder.Open(Results)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_record_is_named()
    {
        Do(Small, new FakeWorker());
        File.WriteAllText(Path.Combine(Results, "results", "kernels4-seed1.json"), "{\"schema\":");

        Assert.Contains("a damaged record", Assert.Throws<PassbandException>(() => Do(Small, new FakeWorker())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_follows_its_schema_and_sums_up_the_seeds()
    {
        var result = Do(Small, new FakeWorker(), json: true);

        using var stream = typeof(ExperimentCommand).Assembly.GetManifestResourceStream("Passband.Cli.Output.experiment-schema.json")!;
        using var reader = new StreamReader(stream);
        var schema = await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(result.Output));
        using var document = JsonDocument.Parse(result.Output);
        var group = document.RootElement.GetProperty("groups")[0];
        Assert.Equal(4, group.GetProperty("settings").GetProperty("kernels").GetInt32());
        var rows = Csv("results.csv");
        var accuracies = rows.Skip(1).Take(3).Select(r => double.Parse(r[Array.IndexOf(rows[0], "heldOutAccuracy")], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var spread = group.GetProperty("figures").GetProperty("heldOutAccuracy");
        Assert.Equal(accuracies.Average(), spread.GetProperty("mean").GetDouble(), 5);
        Assert.Equal(accuracies.Min(), spread.GetProperty("min").GetDouble(), 5);
        Assert.Equal(accuracies.Max(), spread.GetProperty("max").GetDouble(), 5);
        Assert.Equal(3, group.GetProperty("energy").GetProperty("betweenSeeds").GetProperty("runs").GetInt32());
        Assert.True(group.GetProperty("energy").GetProperty("withUntrained").GetProperty("mean").GetDouble() < 0);
        Assert.Equal(9, document.RootElement.GetProperty("energy")[0].GetProperty("correlation").GetProperty("runs").GetInt32());
    }

    private ToolResult Do(string text, FakeWorker worker, string? folder = null, int jobs = 2, bool force = false, bool json = false, CancellationToken? cancellation = null)
    {
        File.WriteAllText(_folder["small.toml"], text);
        var experiment = ExperimentExpansion.Expand(ExperimentFile.Open(_folder["small.toml"], []));
        using var output = new MemoryStream();
        using var error = new StringWriter();
        int code;
        using (var host = new ToolRun { Cancellation = cancellation ?? TestContext.Current.CancellationToken }.Host(Stream.Null, output, error))
        {
            code = ExperimentCommand.Run(experiment, new ExperimentCommand.Request { Folder = folder ?? Results, Jobs = jobs, Force = force, Json = json }, worker, host);
            host.Text.Flush();
        }
        return new ToolResult(code, output.ToArray(), error.ToString());
    }

    private string[][] Csv(string name) => [.. File.ReadAllText(Path.Combine(Results, name), Encoding.UTF8).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))];

    /// <summary>All values as CSV has them.</summary>
    private (string[] Names, string[][] Rows) Parquet(string name)
    {
        using var stream = File.OpenRead(Path.Combine(Results, name));
        return ReadAsync().GetAwaiter().GetResult();

        async Task<(string[], string[][])> ReadAsync()
        {
            await using var reader = await ParquetReader.CreateAsync(stream);
            using var group = reader.OpenRowGroupReader(0);
            var rows = Enumerable.Range(0, (int)group.RowCount).Select(_ => new string[reader.Schema.DataFields.Length]).ToArray();
            for (var c = 0; c < reader.Schema.DataFields.Length; c++)
            {
                var field = reader.Schema.DataFields[c];
                Assert.True(field.IsNullable);
                var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
                var texts = type == typeof(long) ? await Values<long>(field, v => FormattableString.Invariant($"{v}"))
                    : type == typeof(double) ? await Values<double>(field, v => FormattableString.Invariant($"{v:G6}"))
                    : type == typeof(bool) ? await Values<bool>(field, v => v ? "true" : "false") : await Texts(field);
                for (var r = 0; r < rows.Length; r++)
                    rows[r][c] = texts[r];
            }
            return ([.. reader.Schema.DataFields.Select(f => f.Name)], rows);

            async Task<string[]> Texts(global::Parquet.Schema.DataField field)
            {
                var values = new string?[rows.Length];
                await group.ReadAsync(field, values.AsMemory());
                return [.. values.Select(v => v ?? "")];
            }

            async Task<string[]> Values<T>(global::Parquet.Schema.DataField field, Func<T, string> text) where T : struct
            {
                var values = new T?[rows.Length];
                await group.ReadAsync(field, values.AsMemory());
                return [.. values.Select(v => v is { } value ? text(value) : "")];
            }
        }
    }
}
