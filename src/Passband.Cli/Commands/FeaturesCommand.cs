using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Explanations;
using Passband.Graphs;
using Passband.Imaging;
using Passband.Imaging.FeatureMaps;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks;
using Passband.Networks.FeatureMaps;

namespace Passband.Cli.Commands;

/// <summary><c>passband features</c>: what a layer responds to a picture with.</summary>
internal static class FeaturesCommand
{
    /// <summary>The fewest with which even one map alone can differ from chance: the smallest two-sided q of one among m maps is 2m / (1 + draws·m).</summary>
    private const int DefaultDraws = 40;

    private const ulong DefaultSeed = 1;

    /// <summary>Pictures of one run where the network leaves it open: enough for the processor's cores, and little memory.</summary>
    private const int DefaultBatch = 8;

    public static string[] Examples { get; } =
    [
        "passband features model.onnx photo.jpg --layer 0 --preset imagenet -o maps.png",
        "passband features model.onnx photo.jpg --layer conv1 --stage both --filter 3,7 -o maps.png",
        "passband features model.onnx a.png b.png --layer 4 --size 224x224 --null 100 --json > maps.json",
    ];

    public static Command Create(ToolHost host)
    {
        var model = SharedOptions.RefuseUnknownOptions(new Argument<string>("MODEL") { Description = "An ONNX network; sample:NAME for one that comes with the tool; - for standard input." });
        var pictures = SharedOptions.RefuseUnknownOptions(new Argument<string[]>("PICTURE")
        {
            Description = $"A picture, or a test picture such as {TestPicture.Prefix}zone-plate. Several are one batch.",
            Arity = ArgumentArity.OneOrMore,
        });
        var layer = new Option<string?>("--layer") { Description = "The layer, by name or index as `passband layers` lists them.", HelpName = "LAYER" };
        var value = new Option<string?>("--value") { Description = "Instead of a layer: any value of the network's graph.", HelpName = "NAME" };
        var stage = Stage();
        var output = new Option<string?>("--output", "-o")
        {
            Description = "A sheet as .png, or all values as .npy [pictures, maps, height, width]; - for a PNG on standard output.",
            HelpName = "FILE",
        };
        var json = SharedOptions.Json("the measurements");
        var filters = Filters();
        var draws = SharedOptions.Number("--null", "N", 0, $"How often chance is drawn to hold the maps against; 0 for not at all. Default: {DefaultDraws}.");
        var seed = Seed();
        var device = new Option<string>("--device") { Description = "Where to compute.", HelpName = "auto|cpu|cuda", DefaultValueFactory = _ => NetworkOptions.Default.Device };
        var batch = SharedOptions.Number("--batch", "N", 1, $"Pictures of one run. Default: the network's, where it is fixed, else {DefaultBatch}.");
        var columns = SharedOptions.Number("--columns", "N", 1, "Tiles in a row.");
        var cell = SharedOptions.Number("--cell", "PX", 1, $"About how many pixels a map's longer side takes. Default: {FeatureSheetOptions.Default.Cell}.");
        var scale = SharedOptions.Scale("Strongest color: the largest response of all maps (common), or of each by itself (each).");
        var dark = new Option<bool>("--dark") { Description = "Dark background." };
        var force = SharedOptions.Force();
        var preprocessing = new PreprocessingOptions();
        var command = new Command("features", "Runs a network on pictures and shows the maps of a layer, and whether they are smoother or sharper than chance would have them (docs/features.md).")
        {
            model, pictures, layer, value, stage, output, json, filters, draws, seed, device, batch, columns, cell, scale, dark, force,
        };
        preprocessing.AddTo(command);
        command.SetAction(parsed =>
        {
            var request = new Request(parsed.GetValue(layer), parsed.GetValue(value), parsed.GetValue(stage));
            request.Check();
            var target = parsed.GetValue(output) is { } path ? OutputTarget.For(path, parsed.GetValue(force), "maps in one of", ".png", ".npy") : null;
            target?.CheckShown(host, "a PNG");
            if (target is { IsStandardOutput: true } && parsed.GetValue(json))
                throw new PassbandException(ErrorKind.Request, "--json", "a picture and a document, both for standard output", "one of them", "Name a file with -o.");

            var modelPath = parsed.GetValue(model)!;
            using var source = ModelOpener.Source(modelPath, host);
            var graph = ModelFile.OpenGraph(source, host.Cancellation);
            var net = request.Layer is null ? null : ModelFile.Open(source, null, host.Cancellation);
            var chosen = net is null ? null : SheetCommand.Find(net, request.Layer!);
            var input = NetworkInput.Find(graph, source.Name);
            var plan = preprocessing.Plan(parsed, ModelOpener.FileOf(modelPath, host), graph, input);
            NetworkInput.Check(plan, input, source.Name);
            var read = parsed.GetValue(pictures)!.Select(p => TestPicture.IsAsked(p) ? TestPicture.Make(p) : PictureFile.Read(p)).ToImmutableArray();
            var batches = Batches(read, plan, input, parsed.GetValue(batch) ?? FixedBatch(input) ?? DefaultBatch);

            using var progress = new ProgressLine(host);
            using var network = Network.Load(graph, source.Name, new NetworkOptions { Device = parsed.GetValue(device)! }, host.Cancellation);
            var probe = chosen is null ? LayerProbe.OfValue(network, request.Value!) : LayerProbe.Of(network, chosen);
            var stages = request.Stages(probe);
            if (stages.Length > 1 && target?.Path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) == true)
                throw new PassbandException(ErrorKind.Request, target.Path, "two stages for one array", "one stage", "Ask for --stage before or --stage after.");
            var maps = probe.Run(batches, stages, progress, host.Cancellation);
            var results = maps.Select(m => FeatureStage.Of(
                m, probe.Activation, Compare(probe, batches, input, m, parsed.GetValue(draws) ?? DefaultDraws, parsed.GetValue(seed) ?? DefaultSeed, progress, host.Cancellation))).ToImmutableArray();
            var names = chosen is { SeesInput: true } ? SheetCommand.Names(net!, chosen, Order(plan.Preprocessing.Channels), host) : [];
            var found = new FeatureFindings
            {
                Model = source.Name,
                Layer = chosen,
                Pictures = read,
                Plan = plan,
                Input = batches[0][input.Name],
                Stages = results,
                Names = names,
                Draws = parsed.GetValue(draws) ?? DefaultDraws,
                Seed = parsed.GetValue(seed) ?? DefaultSeed,
                Shown = Chosen(parsed.GetValue(filters), maps[0].Channels, source.Name),
            };
            progress.Dispose();
            foreach (var line in plan.Lines.Concat(read.SelectMany(p => p.Notes.Select(n => $"{Printable.Name(p.Name)}: {n}"))))
                host.Error.WriteLine(Printable.Line(line));
            var look = new FeatureSheetOptions
            {
                Columns = parsed.GetValue(columns),
                Cell = parsed.GetValue(cell) ?? FeatureSheetOptions.Default.Cell,
                OwnScale = parsed.GetValue(scale) == KernelScale.Each,
                Dark = parsed.GetValue(dark),
            };
            target?.Write(host, stream => FeatureFiles.Write(found, look, target.Path, stream));
            if (parsed.GetValue(json))
                FeaturesJson.Write(found, host);
            else if (target is not { IsStandardOutput: true })
                FeaturesText.Write(found, host);
            return ExitCode.Fine;
        });
        return command;
    }

    private static ImmutableArray<LayerAgainstChance> Compare(
        LayerProbe probe, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> batches, GraphInput input, FeatureMapBatch maps, int draws, ulong seed, ProgressLine progress,
        CancellationToken cancellation)
    {
        if (draws == 0)
            return [];
        ChanceKind[] kinds = probe.HasWeights ? [ChanceKind.ShuffledPixels, ChanceKind.RedrawnWeights] : [ChanceKind.ShuffledPixels];
        return [.. kinds.Select(kind => probe.Compare(batches, input, maps, kind, draws, seed, progress, cancellation))];
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Batches(ImmutableArray<Picture> pictures, PreprocessingPlan plan, GraphInput input, int size) =>
        [.. pictures.Chunk(size).Select(chunk => new Dictionary<string, Tensor>(StringComparer.Ordinal) { [input.Name] = InputPicture.Of(chunk, plan.Preprocessing, input) })];

    private static int? FixedBatch(GraphInput input) => input.Shape?[0] is > 0 and var size ? size : null;

    private static ChannelOrder Order(InputChannels channels) => channels switch { InputChannels.Bgr => ChannelOrder.Bgr, InputChannels.Gray => ChannelOrder.Gray, _ => ChannelOrder.Rgb };

    private static ImmutableArray<int> Chosen(ImmutableArray<int>? asked, int channels, string where)
    {
        if (asked is not { } numbers)
            return [.. Enumerable.Range(0, channels)];
        foreach (var number in numbers)
        {
            if (number >= channels)
                throw new PassbandException(ErrorKind.Request, where, $"no filter {number}", $"numbers from 0 to {channels - 1}");
        }
        return numbers;
    }

    private static Option<string?> Stage() => new("--stage")
    {
        Description = "Before the activation (with bias and normalization), after it, or both. Default: after, where there is one.",
        HelpName = "before|after|both",
        CustomParser = result => result.Tokens[0].Value is "before" or "after" or "both"
            ? result.Tokens[0].Value
            : SharedOptions.Refuse<string>(result, $"--stage takes before, after or both; found '{result.Tokens[0].Value}'"),
    };

    private static Option<ImmutableArray<int>?> Filters() => new("--filter")
    {
        Description = "Only these maps, by the numbers of their filters.",
        HelpName = "N,N,…",
        CustomParser = result =>
        {
            var numbers = new List<int>();
            foreach (var word in result.Tokens[0].Value.Split(','))
            {
                if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    return SharedOptions.Refuse<ImmutableArray<int>?>(result, $"--filter takes numbers with a comma between, such as 3,7; found '{result.Tokens[0].Value}'");
                numbers.Add(number);
            }
            return [.. numbers];
        },
    };

    private static Option<ulong?> Seed() => new("--seed")
    {
        Description = $"Seed of these draws: the same number gives the same draws. Default: {DefaultSeed}.",
        HelpName = "N",
        CustomParser = result => ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : SharedOptions.Refuse<ulong?>(result, $"--seed takes a whole number from 0; found '{result.Tokens[0].Value}'"),
    };

    /// <summary>What of the network is to be shown.</summary>
    private sealed record Request(string? Layer, string? Value, string? Stage)
    {
        public void Check()
        {
            if (Layer is null == Value is null)
            {
                throw new PassbandException(
                    ErrorKind.Request, "passband features", Layer is null ? "neither --layer nor --value" : "both --layer and --value", "one of them", "`passband layers` lists the layers.");
            }
            if (Value is not null && Stage is not null)
                throw new PassbandException(ErrorKind.Request, "--stage", "given for a value", "a layer, whose stages it tells apart", "A value is shown as it is.");
        }

        public ImmutableArray<LayerStage> Stages(LayerProbe probe) => Stage switch
        {
            "before" => [LayerStage.Before],
            "after" => [LayerStage.After],
            "both" => [LayerStage.Before, LayerStage.After],
            _ => [probe.DefaultStage],
        };
    }
}
