using System.CommandLine;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Cli.Training;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary><c>passband train</c>: learns kernels from pictures and explains them.</summary>
internal static class TrainCommand
{
    /// <summary>The folder of runs that were given no name.</summary>
    private const string Runs = "passband-runs";

    public static string[] Examples { get; } =
    [
        "passband train lines",
        "passband train lines --angles 30,120 --kernels 8 --seed 3 -o tilted",
        "passband train --resume passband-runs/lines-1",
    ];

    public static Command Create(ToolHost host)
    {
        var arguments = new TrainArguments();
        var output = new Option<string?>("--output", "-o") { Description = $"The folder to make. Default: {Runs}/DATA-1, or the next number that is free.", HelpName = "RUN" };
        var resume = new Option<string?>("--resume") { Description = "Go on with a run that was interrupted, as if it had not been.", HelpName = "RUN" };
        var page = new Option<bool>("--page") { Description = $"Also keep a page up to date that shows curves and kernels, {RunFolder.PageName} in the folder." };
        var force = new Option<bool>("--force") { Description = "Replace a run that is in the folder already." };
        var quiet = new Option<bool>("--quiet") { Description = "Show nothing while training." };
        var json = SharedOptions.Json("what came of it (run.json)");
        var command = new Command("train", "Trains a network on pictures and says what its kernels became (docs/training.md).");
        arguments.AddTo(command);
        foreach (var option in new Option[] { output, resume, page, force, quiet, json })
            command.Add(option);
        command.SetAction(parsed =>
        {
            var request = new TrainRequest
            {
                Resume = parsed.GetValue(resume),
                Folder = parsed.GetValue(output),
                Force = parsed.GetValue(force),
                Page = parsed.GetValue(page),
                Quiet = parsed.GetValue(quiet),
                Json = parsed.GetValue(json),
            };
            if (request.Resume is not null)
                return TrainJob.Resume(host, request, Length(arguments, parsed, request));
            if (!arguments.NamesData(parsed))
                throw new PassbandException(ErrorKind.Request, "passband train", "no pictures to learn from", "DATA, such as lines, or --resume RUN", "See `passband train --help`.");
            if (arguments.IsGrayAndColor(parsed))
                throw new PassbandException(ErrorKind.Request, "passband train", "both --gray and --color", "one of them");
            var settings = arguments.Settings(parsed);
            return TrainJob.Start(host, request with { Folder = request.Folder ?? RunFolder.Unused(Runs, settings.Data) }, settings);
        });
        return command;
    }

    /// <summary>A run is resumed with the settings that it has.</summary>
    private static TrainingLength? Length(TrainArguments arguments, ParseResult parsed, TrainRequest request)
    {
        var given = arguments.Given(parsed) ?? (request.Folder is not null ? "--output" : request.Force ? "--force" : null);
        if (given is not null)
        {
            throw new PassbandException(
                ErrorKind.Request, "--resume", $"{given} beside it", "a run's folder alone, as the run has its settings",
                "To train on with others, begin a new run with --from RUN/network.onnx.");
        }
        return arguments.Length(parsed) switch
        {
            (null, null) => null,
            (not null, not null) => throw new PassbandException(ErrorKind.Request, "--resume", "--epochs and --steps beside it", "one of them"),
            var (epochs, steps) => new TrainingLength(epochs, steps),
        };
    }
}
