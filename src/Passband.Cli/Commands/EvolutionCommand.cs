using System.Collections.Immutable;
using System.CommandLine;
using Passband.Cli.Evolutions;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Evolutions;
using Passband.Imaging.Movies;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary><c>passband evolution</c>: kernels over a training.</summary>
internal static class EvolutionCommand
{
    private const string Csv = ".csv";

    /// <summary>A log of a million lines has less.</summary>
    private const long LongestLog = 256L << 20;

    private const int DefaultInterval = 2;

    public static string[] Examples { get; } =
    [
        "passband evolution runs/lines -o lines.gif",
        "passband evolution 'ckpt_*.safetensors' --layer conv1 --csv tracks.csv",
        "passband evolution --watch runs/lines",
    ];

    public static Command Create(ToolHost host)
    {
        var series = SharedOptions.RefuseUnknownOptions(new Argument<string[]>("RUN")
        {
            Description = "A run of `passband train`, a folder of checkpoints, a pattern such as 'ckpt_*.safetensors', or several files, in any format that `explain` reads.",
            Arity = ArgumentArity.OneOrMore,
        });
        var layer = new Option<string?>("--layer")
        {
            Description = "The layer to follow, by name or index. Default: the first that sees the picture.",
            HelpName = "LAYER",
        };
        var every = SharedOptions.Number("--every", "N", 1, "Only every N-th checkpoint, and the last.");
        var watch = new Option<bool>("--watch") { Description = "Follow a training that still goes on: a line for each new checkpoint, until the run is finished or Ctrl-C." };
        var interval = SharedOptions.Number("--interval", "S", 1, $"With --watch: seconds between looks at the folder. Default: {DefaultInterval}.");
        var json = SharedOptions.Json("everything that was measured");
        var csv = new Option<string?>("--csv") { Description = "Also write every kernel at every moment as a table; - for standard output.", HelpName = "FILE" };
        var output = new Option<string?>("--output", "-o") { Description = "Write to a file instead: a movie as .gif or .webp, a page with the movie and curves as .html, or .json or .csv.", HelpName = "FILE" };
        var scale = Scale();
        var dark = new Option<bool>("--dark") { Description = "A movie on a dark background." };
        var channels = SharedOptions.Channels();
        var force = SharedOptions.Force();
        var command = new Command("evolution", "Shows how the kernels of a layer became what they are, from the checkpoints of a training (docs/evolution.md).")
        {
            series, layer, every, watch, interval, json, csv, output, scale, dark, channels, force,
        };
        command.SetAction(parsed =>
        {
            var request = new Request
            {
                Series = [.. parsed.GetValue(series)!],
                Options = new EvolutionOptions { Layer = parsed.GetValue(layer), Channels = parsed.GetValue(channels) },
                Every = parsed.GetValue(every),
                Watch = parsed.GetValue(watch),
                Interval = parsed.GetValue(interval),
                Json = parsed.GetValue(json),
                Csv = parsed.GetValue(csv) is { } table ? OutputTarget.For(table, parsed.GetValue(force), "a name ending in", Csv) : null,
                Output = parsed.GetValue(output) is { } file ? OutputTarget.For(file, parsed.GetValue(force), "one of", EvolutionFiles.Endings) : null,
                Look = new MovieOptions { Scale = parsed.GetValue(scale), Dark = parsed.GetValue(dark), Channels = parsed.GetValue(channels) },
            };
            request.Check();
            return request.Watch
                ? new EvolutionWatch(host, request.Series, request.Options, TimeSpan.FromSeconds(request.Interval ?? DefaultInterval), request.Json).Run()
                : Show(host, request);
        });
        return command;
    }

    private static int Show(ToolHost host, Request request)
    {
        var series = CheckpointSeries.Find(request.Series, host.Cancellation);
        var log = series.LogPath is { } path ? Log(path) : [];
        if (request.Every is { } n)
            series = series.Every(n);
        CheckpointReading read;
        KernelEvolution evolution;
        using (var progress = new ProgressLine(host))
        {
            read = series.Read(request.Options, progress.Of("of the checkpoints are read"), host.Cancellation);
            evolution = KernelEvolution.Of(read.Checkpoints, request.Options, progress.Of("of the checkpoints are measured"), host.Cancellation);
        }
        foreach (var skipped in read.Skipped)
            host.Error.WriteLine($"passband: left out: {skipped.Reason}");
        if (!read.Skipped.IsEmpty)
            host.Error.WriteLine($"passband: {read.Skipped.Length} of {series.Files.Length} files were left out.");
        request.Csv?.Write(host, stream => EvolutionCsv.Write(evolution, stream));
        if (request.Output is { IsStandardOutput: false } output)
        {
            using var progress = new ProgressLine(host);
            output.Write(host, stream => EvolutionFiles.Write(
                evolution, log, TitleOf(request.Series), output.Path, request.Look, stream, progress.Of("of the movie is drawn"), host.Cancellation));
        }
        if (request.Json)
            EvolutionJson.Write(evolution, host.Output);
        else if (request.Output is null or { IsStandardOutput: true } && request.Csv is not { IsStandardOutput: true })
            EvolutionText.Write(evolution, log, host);
        return ExitCode.Fine;
    }

    /// <summary>The last part of the path, as a run or a series is called by.</summary>
    private static string TitleOf(ImmutableArray<string> series) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(series[0])));

    private static Option<MovieScale> Scale() => new("--scale")
    {
        Description = "Strongest color of a movie: the largest weight of all moments (whole), or of each moment (moment). Default: whole.",
        HelpName = "whole|moment",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "whole" => MovieScale.Whole,
            "moment" => MovieScale.Moment,
            var other => SharedOptions.Refuse<MovieScale>(result, $"--scale takes whole or moment; found '{other}'"),
        },
    };

    private static ImmutableArray<TrainingLogLine> Log(string path)
    {
        var name = Path.GetFileName(path);
        // A training that goes on has it open.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > LongestLog)
            throw new PassbandException(ErrorKind.Format, name, $"a log of {file.Length} bytes", $"at most {LongestLog}", "Give the checkpoints themselves to go without it.");
        using var text = new StreamReader(file);
        return TrainingLog.Read(text.ReadToEnd(), name);
    }

    private sealed record Request
    {
        public required ImmutableArray<string> Series { get; init; }

        public required EvolutionOptions Options { get; init; }

        public required int? Every { get; init; }

        public required bool Watch { get; init; }

        public required int? Interval { get; init; }

        public required bool Json { get; init; }

        public required OutputTarget? Csv { get; init; }

        public required OutputTarget? Output { get; init; }

        public required MovieOptions Look { get; init; }

        public void Check()
        {
            if (Watch && (Every is not null || Csv is not null || Output is not null))
                throw new PassbandException(ErrorKind.Request, "--watch", $"with {(Every is not null ? "--every" : Csv is not null ? "--csv" : "--output")}", "lines about a training that goes on", "Ask again without --watch when it is finished.");
            if (!Watch && Interval is not null)
                throw new PassbandException(ErrorKind.Request, "--interval", "without --watch", null, "Give both or none.");
            if (Json && Csv is { IsStandardOutput: true })
                throw new PassbandException(ErrorKind.Request, "standard output", "asked to take more than one document", "one of --json and --csv -");
        }
    }
}
