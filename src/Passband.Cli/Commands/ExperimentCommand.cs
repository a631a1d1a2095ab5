using System.Collections.Immutable;
using System.CommandLine;
using Passband.Cli.Experiments;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary><c>passband experiment</c>: trains a set of networks from a file, and tells what came of all of them in one table.</summary>
internal static class ExperimentCommand
{
    public static string[] Examples { get; } =
    [
        "passband experiment experiments/lines.toml",
        "passband experiment experiments/tasks.toml -o tasks --set photos=~/Pictures --jobs 2",
        "passband experiment experiments/lines.toml --set seeds=1..3 --set steps=200 --json > lines.json",
    ];

    public static Command Create(ToolHost host)
    {
        var file = SharedOptions.RefuseUnknownOptions(new Argument<string>("FILE") { Description = "The experiment, .toml or .json (docs/experiments.md)." });
        var output = new Option<string?>("--output", "-o") { Description = "The folder for runs and tables; one that was begun is gone on with. Default: NAME-results.", HelpName = "FOLDER" };
        var jobs = SharedOptions.Number("--jobs", "N", 1, $"Runs side by side, each with one thread; results do not depend on it. Default: one a core ({Environment.ProcessorCount}).");
        var set = new Option<string[]>("--set")
        {
            Description = "Give a variable of the file a value, or a setting another one in all runs, or other seeds. May be repeated.",
            HelpName = "NAME=VALUE",
            Arity = ArgumentArity.OneOrMore,
        };
        var list = new Option<bool>("--list") { Description = "Print the names of the runs and do none." };
        var force = new Option<bool>("--force") { Description = "Do runs again whose settings have changed since." };
        var json = SharedOptions.Json("the summary over the seeds");
        var command = new Command("experiment", "Trains a set of networks (data × architecture × seeds × …) from a file and sums up what they learned; ends with code 1 when a run failed.")
        {
            file, output, jobs, set, list, force, json,
        };
        command.SetAction(parsed =>
        {
            var experiment = ExperimentExpansion.Expand(ExperimentFile.Open(parsed.GetValue(file)!, [.. (parsed.GetValue(set) ?? []).Select(Change)]));
            if (parsed.GetValue(list))
            {
                foreach (var run in experiment.Runs)
                    host.Text.WriteLine(run.Name);
                return ExitCode.Fine;
            }
            return Run(experiment, new Request
            {
                Folder = parsed.GetValue(output) ?? $"{experiment.Name}-results",
                Jobs = parsed.GetValue(jobs) ?? Environment.ProcessorCount,
                Force = parsed.GetValue(force),
                Json = parsed.GetValue(json),
            }, new TrainingWorker(), host);
        });
        return command;
    }

    /// <summary>Does the set and writes tables and summary, also of a set that is interrupted.</summary>
    public static int Run(Experiment experiment, Request request, IRunWorker worker, ToolHost host)
    {
        using var folder = ExperimentFolder.Open(request.Folder);
        var records = folder.Records(experiment, request.Force).ToArray();
        if (folder.Strangers(experiment) is > 0 and var strangers)
            host.Error.WriteLine($"{strangers} {(strangers == 1 ? "run" : "runs")} in {Printable.Line(request.Folder)} {(strangers == 1 ? "is" : "are")} not in the file, and so not in the tables");
        try
        {
            using var progress = new ExperimentProgress(host);
            ExperimentRunner.Run(experiment, folder, records, worker, request.Jobs, progress, host.Cancellation);
        }
        catch (OperationCanceledException)
        {
            host.Error.WriteLine($"{records.Count(r => r is { State: RunState.Finished })} of {records.Length} runs are finished; the same command goes on from here");
            throw;
        }
        finally
        {
            // A folder without one finished run needs no tables.
            if (Rows(experiment, records) is { IsEmpty: false } rows)
                ExperimentTables.Write(experiment, rows, request.Folder);
        }
        var summary = ExperimentSummary.Of(experiment, Rows(experiment, records));
        if (request.Json)
            ExperimentJson.Write(summary, request.Folder, host);
        else
            ExperimentText.Write(summary, request.Folder, host);
        return summary.Failures.Any() ? ExitCode.CheckFailed : ExitCode.Fine;
    }

    private static ImmutableArray<ResultRow> Rows(Experiment experiment, RunRecord?[] records) =>
        [.. experiment.Runs.Zip(records).Where(p => p.Second is { State: not RunState.Started }).Select(p => new ResultRow(p.First, p.Second!))];

    private static Override Change(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new Override(text[..equals], text[(equals + 1)..])
            : throw new PassbandException(ErrorKind.Request, "--set", $"\"{Printable.Name(text)}\"", "NAME=VALUE");
    }

    /// <summary>How a set is done.</summary>
    internal sealed record Request
    {
        public required string Folder { get; init; }

        public required int Jobs { get; init; }

        public required bool Force { get; init; }

        public required bool Json { get; init; }
    }
}
