using System.CommandLine;
using Passband.Checks;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary><c>passband check</c>: holds networks against limits, for build pipelines.</summary>
internal static class CheckCommand
{
    public static string[] Examples { get; } =
    [
        "passband check model.onnx",
        "passband check model.onnx --max-dead 5% --max-noise 20% --junit check.xml",
        "passband check a.onnx b.onnx --limits limits.json --sarif check.sarif",
    ];

    public static Command Create(ToolHost host)
    {
        var models = SharedOptions.Models();
        (CheckKind Kind, Option<Limit?> Option)[] limits =
        [
            (CheckKind.NonFinite, LimitOption(CheckKind.NonFinite, "--max-non-finite", "N", "Weights of a layer that may be NaN or infinite.")),
            (CheckKind.Dead, LimitOption(CheckKind.Dead, "--max-dead", "SHARE", "Share of a layer's filters that may be dead.")),
            (CheckKind.Duplicates, LimitOption(CheckKind.Duplicates, "--max-duplicates", "SHARE", "Share of a layer's filters that may be duplicates.")),
            (CheckKind.Noise, LimitOption(
                CheckKind.Noise, "--max-noise", "SHARE", "Share of filters that may be like noise, in layers that see the input and depthwise ones.")),
            (CheckKind.Pi0, LimitOption(CheckKind.Pi0, "--max-pi0", "SHARE", "Estimated share of pure noise (π₀), in layers that see the input.")),
            (CheckKind.Aliasing, LimitOption(CheckKind.Aliasing, "--max-aliasing", "SHARE", "Mean share of the output's power that strides may alias.")),
        ];
        var file = new Option<string?>("--limits") { Description = "Take limits from a JSON file; options win over it.", HelpName = "FILE" };
        var layer = SharedOptions.Layer();
        var json = SharedOptions.Json("every check");
        var junit = new Option<string?>("--junit") { Description = "Also write JUnit XML, a test case for each layer and limit; - for standard output.", HelpName = "FILE.xml" };
        var sarif = new Option<string?>("--sarif") { Description = "Also write SARIF 2.1.0; - for standard output.", HelpName = "FILE.sarif" };
        var force = SharedOptions.Force();
        var command = new Command("check", "Checks models against limits; ends with code 1 when one is exceeded. A SHARE is 0 to 1, a percentage such as 5%, or off.")
        {
            models, file, layer, json, junit, sarif, force,
        };
        foreach (var (_, option) in limits)
            command.Add(option);
        command.SetAction(parsed => Run(host, new Request
        {
            Models = parsed.GetValue(models)!,
            LimitsFile = parsed.GetValue(file),
            Limits = [.. limits.Select(l => (l.Kind, parsed.GetValue(l.Option))).Where(l => l.Item2 is not null).Select(l => (l.Kind, l.Item2!.Value))],
            Options = new CheckOptions { Layer = parsed.GetValue(layer) },
            Json = parsed.GetValue(json),
            JUnit = Target(parsed.GetValue(junit), parsed.GetValue(force), "JUnit XML in", ".xml"),
            Sarif = Target(parsed.GetValue(sarif), parsed.GetValue(force), "one of", ".sarif", ".json"),
        }));
        return command;
    }

    private static Option<Limit?> LimitOption(CheckKind kind, string name, string helpName, string description)
    {
        var standard = CheckLimits.Default.Of(kind) is { } limit ? CheckWords.Number(kind, limit) : "no limit";
        return new(name)
        {
            Description = $"{description} Default: {standard}.",
            HelpName = helpName,
            CustomParser = result => CheckLimits.TryParse(kind, result.Tokens[0].Value, out var value)
                ? new Limit(value)
                : SharedOptions.Refuse<Limit?>(
                    result,
                    $"{name} takes {CheckLimits.Expected(kind)}{(kind == CheckKind.NonFinite ? "" : ", or off")}; found '{result.Tokens[0].Value}'"),
        };
    }

    private static OutputTarget? Target(string? path, bool force, string rule, params string[] endings) =>
        path is null ? null : OutputTarget.For(path, force, rule, endings);

    private static int Run(ToolHost host, Request request)
    {
        request.CheckStandardStreams();
        var limits = request.Limits.Aggregate(
            request.LimitsFile is { } file ? CheckLimitsFile.Open(file) : CheckLimits.Default, (soFar, limit) => soFar.Everywhere(limit.Kind, limit.Value));
        // Models of one name in several folders are told apart by their paths.
        var nets = Array.ConvertAll(request.Models, m => m == ModelOpener.Standard ? ModelOpener.Open(m, host) : ModelOpener.Open(m, host) with { Name = m });
        CheckReport report;
        using (var progress = new ProgressLine(host))
            report = Checker.Check(nets, limits, request.Options, progress, host.Cancellation);
        request.JUnit?.Write(host, stream => CheckJUnit.Write(report, stream));
        request.Sarif?.Write(host, stream => CheckSarif.Write(report, stream));
        if (request.Json)
            CheckJson.Write(report, host.Output);
        else if (request.JUnit is not { IsStandardOutput: true } && request.Sarif is not { IsStandardOutput: true })
            CheckText.Write(report, host);
        return report.Passed ? ExitCode.Fine : ExitCode.CheckFailed;
    }

    /// <summary>A limit as it was given; without a value it is off.</summary>
    private sealed record Limit(double? Value);

    private sealed record Request
    {
        public required string[] Models { get; init; }

        public required string? LimitsFile { get; init; }

        public required (CheckKind Kind, double? Value)[] Limits { get; init; }

        public required CheckOptions Options { get; init; }

        public required bool Json { get; init; }

        public required OutputTarget? JUnit { get; init; }

        public required OutputTarget? Sarif { get; init; }

        /// <summary>Two documents in one stream could be read by nobody, and one model can be read from standard input only once.</summary>
        public void CheckStandardStreams()
        {
            var claims = (Json ? 1 : 0) + (JUnit is { IsStandardOutput: true } ? 1 : 0) + (Sarif is { IsStandardOutput: true } ? 1 : 0);
            if (claims > 1)
                throw new PassbandException(ErrorKind.Request, "standard output", "asked to take more than one document", "one of --json, --junit - and --sarif -");
            if (Models.Count(m => m == ModelOpener.Standard) > 1)
                throw new PassbandException(ErrorKind.Request, "standard input", "named more than once", "at most one model from there");
        }
    }
}
