using System.CommandLine;
using System.CommandLine.Help;
using Passband.Cli.Hosting;

namespace Passband.Cli.Commands;

/// <summary>All commands under their root.</summary>
internal static class CommandTree
{
    private static readonly string[] Examples =
        ["passband explain", "passband explain model.onnx --json > model.json", "passband layers model.safetensors"];

    public static RootCommand Create(ToolHost host)
    {
        var explain = ExplainCommand.Create(host);
        var layers = LayersCommand.Create(host);
        var sheet = SheetCommand.Create(host);
        var features = FeaturesCommand.Create(host);
        var check = CheckCommand.Create(host);
        var synth = SynthCommand.Create(host);
        var filter = FilterCommand.Create(host);
        var train = TrainCommand.Create(host);
        var evolution = EvolutionCommand.Create(host);
        var experiment = ExperimentCommand.Create(host);
        var root = new RootCommand("Says in the words of signal processing what the kernels of a trained convolutional network do.")
        {
            HelpName = "passband",
        };
        root.Add(explain);
        root.Add(layers);
        root.Add(sheet);
        root.Add(features);
        root.Add(check);
        root.Add(synth);
        root.Add(filter);
        root.Add(train);
        root.Add(evolution);
        root.Add(experiment);
        root.Add(SharedOptions.Debug());
        var help = root.Options.OfType<HelpOption>().Single();
        var withExamples = new ExamplesHelp((HelpAction)help.Action!, new Dictionary<string, string[]>
        {
            [root.Name] = Examples,
            [explain.Name] = ExplainCommand.Examples,
            [layers.Name] = LayersCommand.Examples,
            [sheet.Name] = SheetCommand.Examples,
            [features.Name] = FeaturesCommand.Examples,
            [check.Name] = CheckCommand.Examples,
            [synth.Name] = SynthCommand.Examples,
            [filter.Name] = FilterCommand.Examples,
            [train.Name] = TrainCommand.Examples,
            [evolution.Name] = EvolutionCommand.Examples,
            [experiment.Name] = ExperimentCommand.Examples,
        });
        help.Action = withExamples;
        root.SetAction(withExamples.Invoke);
        return root;
    }
}
