using System.CommandLine;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Cli.Report;
using Passband.Cli.Terminal;
using Passband.Cli.Terminal.Graphics;
using Passband.Explanations;
using Passband.Imaging;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary><c>passband explain</c>: says what the kernels of a network do.</summary>
internal static class ExplainCommand
{
    private const string Json = ".json";
    private const string Csv = ".csv";
    private const string Markdown = ".md";
    private const string Html = ".html";
    private const string Htm = ".htm";

    public static string[] Examples { get; } =
    [
        "passband explain",
"passband explain model.onnx --layer conv1 --filter 17 --why",
        "passband explain model.onnx -o report.html",
    ];

    public static Command Create(ToolHost host)
    {
        var model = SharedOptions.ModelOrSample();
        var layer = SharedOptions.Layer();
        var filter = SharedOptions.Number("--filter", "N", 0, "Only this filter.");
        var all = new Option<bool>("--all") { Description = "List the filters of every layer, not only of those that see the input." };
        var why = new Option<bool>("--why")
        {
            Description = "Also say what each name was chosen from: of one filter (--filter) in a table, of more only in the JSON, which then names single kernels of deep layers, too.",
        };
        var json = SharedOptions.Json("everything that was measured");
        var csv = new Option<string?>("--csv") { Description = "Also write the filters as a table, one row each; - for standard output.", HelpName = "FILE" };
        var sheet = new Option<string?>("--sheet") { Description = "Also draw the first listed layer as a picture.", HelpName = "FILE.png" };
        var channels = SharedOptions.Channels();
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to a file instead: .html (a page to look at), .json, .csv, or .md with its pictures beside it.",
            HelpName = "FILE",
        };
        var graphics = SharedOptions.Graphics("How a terminal shows the kernels");
        var force = SharedOptions.Force();
        var command = new Command("explain", "Says what each kernel that sees the picture or signal does, and what the other layers are like.")
        {
            model, layer, filter, all, why, json, csv, sheet, channels, graphics, output, force,
        };
        command.SetAction(parsed => Run(host, new Request
        {
            Model = parsed.GetValue(model),
            Options = new ExplainOptions
            {
                Layer = parsed.GetValue(layer),
                Filter = parsed.GetValue(filter),
                All = parsed.GetValue(all),
                Why = parsed.GetValue(why),
                Channels = parsed.GetValue(channels),
            },
            Graphics = parsed.GetResult(graphics) is null ? GraphicsProtocols.OfVariable(host.Variable) : parsed.GetValue(graphics),
            Json = parsed.GetValue(json),
            Csv = Target(parsed.GetValue(csv), parsed.GetValue(force), "a name ending in", Csv),
            Sheet = Target(parsed.GetValue(sheet), parsed.GetValue(force), "a sheet in", ".png"),
            Output = Target(parsed.GetValue(output), parsed.GetValue(force), "one of", Html, Htm, Json, Csv, Markdown),
        }));
        return command;
    }

    private static OutputTarget? Target(string? path, bool force, string rule, params string[] endings) =>
        path is null ? null : OutputTarget.For(path, force, rule, endings);

    private static int Run(ToolHost host, Request request)
    {
        request.CheckStandardOutput();
        // Asked for before the work, so that nobody waits for a refusal.
        var page = request.IsPage ? ReportPage.Read(host.ReportPage()) : null;
        var net = ModelOpener.Open(request.Model, host);
        NetworkExplanation explanation;
        using (var progress = new ProgressLine(host))
            explanation = Explainer.Explain(net, request.Options with { Why = request.Options.Why || page is not null }, progress, host.Cancellation);
        var view = new ExplanationView(explanation, request.Options.All || request.Options.Layer is not null || request.Options.Filter is not null);
        request.Csv?.Write(host, stream => ExplanationCsv.Write(explanation, stream));
        if (request.Sheet is { } sheet)
            WriteSheet(host, sheet, view, net, request.Options.Channels);
        if (request.Output is { IsStandardOutput: false } output)
            WriteFile(host, output, view, net, request.Options.Channels, page);
        if (request.Json)
            ExplanationJson.Write(explanation, host.Output);
        else if (request.Output is null or { IsStandardOutput: true } && request.Csv is not { IsStandardOutput: true } && request.Sheet is not { IsStandardOutput: true })
            WriteText(host, view, net, request);
        return ExitCode.Fine;
    }

    private static void WriteFile(ToolHost host, OutputTarget output, ExplanationView view, ConvNet net, ChannelOrder? channels, ReportPage? page)
    {
        if (page is not null)
            output.Write(host, stream => HtmlReport.Write(page, view.Explanation, net, stream));
        else if (output.Path.EndsWith(Json, StringComparison.OrdinalIgnoreCase))
            output.Write(host, stream => ExplanationJson.Write(view.Explanation, stream));
        else if (output.Path.EndsWith(Csv, StringComparison.OrdinalIgnoreCase))
            output.Write(host, stream => ExplanationCsv.Write(view.Explanation, stream));
        else
            new MarkdownReport(view, net, channels, output).Write(host);
    }

    private static void WriteSheet(ToolHost host, OutputTarget target, ExplanationView view, ConvNet net, ChannelOrder? channels)
    {
        var layer = view.Listed.FirstOrDefault() ?? throw new PassbandException(
            ErrorKind.Request, view.Explanation.Model.Path, "no layer sees the picture or a signal, so there is none to draw", null, "Choose one with --layer.");
        if (view.Listed.Length > 1)
            host.Error.WriteLine($"passband: the sheet shows {Printable.Name(layer.Name)}, the first of {view.Listed.Length} listed layers; choose another with --layer.");
        var names = layer.Filters!.Value.Length == layer.Shape[0] ? layer.Filters.Value.Select(f => f.Name) : [];
        var options = new KernelSheetOptions { Labels = true, Response = true, Channels = channels, Names = [.. names] };
        target.WritePicture(host, stream => KernelSheet.Write(net.Layers[layer.Index], stream, options));
    }

    private static void WriteText(ToolHost host, ExplanationView view, ConvNet net, Request request)
    {
        var options = request.Options;
        using var dialog = new TerminalDialog(host);
        if (ColorDepths.Of(host) == ColorDepth.Plain)
            PlainExplanation.Write(view, host.Text);
        else
            new TerminalExplanation(view, net, options.Channels, host, TerminalGraphics.Of(host, request.Graphics, dialog)).Write(options.All || options.Layer is not null);
        host.Text.Flush();
    }

    private sealed record Request
    {
        public required string? Model { get; init; }

        public required ExplainOptions Options { get; init; }

        /// <summary>Null to choose.</summary>
        public required GraphicsProtocol? Graphics { get; init; }

        public required bool Json { get; init; }

        public required OutputTarget? Csv { get; init; }

        public required OutputTarget? Sheet { get; init; }

        public required OutputTarget? Output { get; init; }

        /// <summary>Whether an HTML page is to be written.</summary>
        public bool IsPage => Output is { IsStandardOutput: false, Path: var path }
            && (path.EndsWith(Html, StringComparison.OrdinalIgnoreCase) || path.EndsWith(Htm, StringComparison.OrdinalIgnoreCase));

        /// <summary>Two documents in one stream could be read by nobody.</summary>
        public void CheckStandardOutput()
        {
            var claims = (Json ? 1 : 0) + (Csv is { IsStandardOutput: true } ? 1 : 0) + (Sheet is { IsStandardOutput: true } ? 1 : 0);
            if (claims > 1)
                throw new PassbandException(ErrorKind.Request, "standard output", "asked to take more than one document", "one of --json, --csv - and --sheet -");
        }
    }
}
