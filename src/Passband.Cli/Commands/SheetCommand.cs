using System.Collections.Immutable;
using System.CommandLine;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Explanations;
using Passband.Imaging;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary><c>passband sheet</c>: the filters of a layer as a picture.</summary>
internal static class SheetCommand
{
    public static string[] Examples { get; } =
    [
        "passband sheet model.onnx --layer 0 -o conv0.png",
        "passband sheet model.onnx --layer conv1 --response --labels -o conv1.png",
        "passband sheet model.onnx --layer conv1 --scale each --dark --cell 120 -o conv1.png --force",
    ];

    public static Command Create(ToolHost host)
    {
        var model = SharedOptions.Model();
        var layer = new Option<string>("--layer") { Description = "The layer, by name or index.", HelpName = "LAYER", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "The PNG file to write; - for standard output.", HelpName = "FILE.png", Required = true };
        var response = new Option<bool>("--response") { Description = "Show the frequency response |H| beside each kernel." };
        var labels = new Option<bool>("--labels") { Description = "Print number and name under each filter." };
        var scale = SharedOptions.Scale("Strongest color: the largest weight of all filters (common), or of each by itself (each).");
        var columns = SharedOptions.Number("--columns", "N", 1, "Filters in a row.");
        var cell = SharedOptions.Number("--cell", "PX", 1, "Side of a kernel's picture in pixels; weights stay whole squares.");
        var dark = new Option<bool>("--dark") { Description = "Dark background." };
        var channels = SharedOptions.Channels();
        var force = SharedOptions.Force();
        var command = new Command("sheet", "Draws all filters of a layer: zero-centered, sharp, with the scale on it.")
        {
            model, layer, output, response, labels, scale, columns, cell, dark, channels, force,
        };
        command.SetAction(parsed =>
        {
            var target = OutputTarget.For(parsed.GetValue(output)!, parsed.GetValue(force), "a sheet in", ".png");
            var net = ModelOpener.Open(parsed.GetValue(model), host);
            var chosen = Find(net, parsed.GetValue(layer)!);
            chosen.RequireFinite();
            var options = new KernelSheetOptions
            {
                Response = parsed.GetValue(response),
                Labels = parsed.GetValue(labels),
                Names = parsed.GetValue(labels) ? Names(net, chosen, parsed.GetValue(channels), host) : [],
                Scale = parsed.GetValue(scale),
                Columns = parsed.GetValue(columns),
                Cell = parsed.GetValue(cell),
                Dark = parsed.GetValue(dark),
                Channels = parsed.GetValue(channels),
            };
            target.WritePicture(host, stream => KernelSheet.Write(chosen, stream, options));
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The layer that a name or an index denotes.</summary>
    internal static ConvLayer Find(ConvNet net, string name) => net.FindLayer(name) ?? throw new PassbandException(
        ErrorKind.Request, net.Name, $"no layer '{name}'",
        net.Layers.IsEmpty ? "nothing, as the file holds no convolution" : $"a name or an index from 0 to {net.Layers.Length - 1}",
        "`passband layers` lists them.");

    /// <summary>Names are known for filters that are meaningful one by one; kernels of feature maps keep their numbers.</summary>
    internal static ImmutableArray<string> Names(ConvNet net, ConvLayer layer, ChannelOrder? channels, ToolHost host)
    {
        if (!layer.SeesInput && layer.Operator != ConvOperator.Depthwise)
            return [];
        using var progress = new ProgressLine(host);
        var explanation = Explainer.Explain(
            net with { Layers = [layer] }, new ExplainOptions { Channels = channels }, progress, host.Cancellation);
        return explanation.Layers[0].Filters is { } filters ? [.. filters.Select(f => f.Name)] : [];
    }
}
