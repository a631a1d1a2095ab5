using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Passband.Graphs;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;

namespace Passband.Cli.Commands;

/// <summary>The options that say how a picture is prepared for a network, for every command that has them.</summary>
internal sealed class PreprocessingOptions
{
    private readonly Option<string?> _preset = new("--preset")
    {
        Description = $"Numbers that many networks share: {string.Join(", ", PreprocessingPreset.All.Select(p => p.Name))}.",
        HelpName = "NAME",
    };

    private readonly Option<InputChannels?> _channels = SharedOptions.Words<InputChannels>("--channels", "Order of the channels that the network was trained with.");

    private readonly Option<double?> _scale = new("--input-scale")
    {
        Description = "What white becomes before the mean is taken away: 1, or 255.",
        HelpName = "S",
        CustomParser = result => Number(result.Tokens[0].Value) is { } number and not 0
            ? number
            : SharedOptions.Refuse<double?>(result, $"--input-scale takes a number that is not 0; found '{result.Tokens[0].Value}'"),
    };

    private readonly Option<ImmutableArray<double>?> _mean = Numbers("--mean", "Taken away after the scale: one number, or one for each channel.");

    private readonly Option<ImmutableArray<double>?> _std = Numbers("--std", "Divided by after that, likewise.");

    private readonly Option<Transfer?> _light = SharedOptions.Words<Transfer>("--light", "Whether samples are encoded, as in files, or in proportion to light.");

    private readonly Option<PixelSize?> _size = new("--size")
    {
        Description = "Size that the picture is brought to. Default: the network's, where it is fixed, else the picture's.",
        HelpName = "WIDTHxHEIGHT",
        CustomParser = result => result.Tokens[0].Value.Split('x') is [var w, var h] && Side(w) is { } width && Side(h) is { } height
            ? new PixelSize(width, height)
            : SharedOptions.Refuse<PixelSize?>(result, $"--size takes WIDTHxHEIGHT in pixels, such as 224x224; found '{result.Tokens[0].Value}'"),
    };

    private readonly Option<InputFit?> _fit = SharedOptions.Words<InputFit>("--fit", "How: resize to exactly the size, cover it and crop, or fit into it and pad with black.");

    private readonly Option<int?> _shorter = SharedOptions.Number("--shorter-side", "N", 1, "Resize the shorter side to this first (with --fit crop), or to this alone.");

    private readonly Option<int?> _multiple = SharedOptions.Number("--multiple", "N", 1, "Without a size: resize both sides to the nearest multiple.");

    private readonly Option<ResizeFilter?> _filter = SharedOptions.Words<ResizeFilter>("--resample", "How samples between samples are found, as PIL does.");

    private readonly Option<string?> _file = new("--preprocessing")
    {
        Description = $"JSON that says all this. Default: {PreprocessingFile.HuggingFaceName} or MODEL{PreprocessingFile.OwnEnding} beside the model.",
        HelpName = "FILE.json",
    };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _preset, _channels, _scale, _mean, _std, _light, _size, _fit, _shorter, _multiple, _filter, _file })
            command.Add(option);
    }

    /// <summary>All that is said of the preprocessing: by options, by a file, by the network's input and metadata.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">The model's file, beside which a file may lie; null for a model from elsewhere.</param>
    /// <param name="graph">The network.</param>
    /// <param name="input">Its input, as <see cref="NetworkInput.Find"/> gave it.</param>
    public PreprocessingPlan Plan(ParseResult parsed, string? model, Graph graph, GraphInput input)
    {
        var parts = new List<PreprocessingPart>
        {
            new() { Source = _channels.Name, Channels = parsed.GetValue(_channels) },
            new() { Source = _scale.Name, Scale = parsed.GetValue(_scale) },
            new() { Source = _mean.Name, Mean = parsed.GetValue(_mean) },
            new() { Source = _std.Name, Std = parsed.GetValue(_std) },
            new() { Source = _light.Name, Light = parsed.GetValue(_light) },
            new() { Source = _size.Name, Size = parsed.GetValue(_size) },
            new() { Source = _fit.Name, Fit = parsed.GetValue(_fit) },
            new() { Source = _shorter.Name, ShorterSide = parsed.GetValue(_shorter) },
            new() { Source = _multiple.Name, Multiple = parsed.GetValue(_multiple) },
            new() { Source = _filter.Name, Filter = parsed.GetValue(_filter) },
        };
        if (parsed.GetValue(_preset) is { } preset)
            parts.Add(PreprocessingPreset.Find(preset).Part);
        if ((parsed.GetValue(_file) ?? (model is null ? null : PreprocessingFile.Beside(model))) is { } file)
            parts.Add(PreprocessingFile.Read(file));
        parts.Add(NetworkInput.FromMetadata(graph));
        parts.Add(NetworkInput.Demand(input));
        return PreprocessingPlan.Of(parts);
    }

    private static Option<ImmutableArray<double>?> Numbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N|N,N,N",
        CustomParser = result =>
        {
            var numbers = result.Tokens[0].Value.Split(',').Select(Number).ToArray();
            return Array.TrueForAll(numbers, n => n is not null)
                ? [.. numbers.Select(n => n!.Value)]
                : SharedOptions.Refuse<ImmutableArray<double>?>(result, $"{name} takes numbers with a comma between, such as 0.485,0.456,0.406; found '{result.Tokens[0].Value}'");
        },
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static int? Side(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 1 and <= 65_535 ? side : null;
}
