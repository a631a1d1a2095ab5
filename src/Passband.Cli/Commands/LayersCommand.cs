using System.CommandLine;
using Passband.Cli.Hosting;
using Passband.Cli.Output;

namespace Passband.Cli.Commands;

/// <summary><c>passband layers</c>: which convolutions a file holds.</summary>
internal static class LayersCommand
{
    public static string[] Examples { get; } = ["passband layers model.onnx", "passband layers model.safetensors --json", "passband layers - < model.npz"];

    public static Command Create(ToolHost host)
    {
        var model = SharedOptions.Model();
        var json = SharedOptions.Json("the list");
        var command = new Command("layers", "Lists the convolutions of a model: shapes, strides, what they see, what was folded into them.") { model, json };
        command.SetAction(parsed =>
        {
            var net = ModelOpener.Open(parsed.GetValue(model), host);
            if (parsed.GetValue(json))
                LayersJson.Write(net, host.Output);
            else
                LayersText.Write(net, host);
            return ExitCode.Fine;
        });
        return command;
    }
}
