using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Passband.Cli.Training;
using Passband.Imaging.Datasets;
using Passband.Imaging.Inputs;
using Passband.Networks.Training;

namespace Passband.Cli.Commands;

/// <summary>The options of <c>passband train</c> that say what is learned, and how.</summary>
internal sealed class TrainArguments
{
    private readonly Argument<string?> _data = SharedOptions.RefuseUnknownOptions(new Argument<string?>("DATA")
    {
        Description = $"The pictures: {DataSource.Choices}.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    private readonly Option<string?> _net = new("--net")
    {
        Description = "The network: tiny, lenet, alexnet-small or depthwise; or an ONNX file, whose architecture gets new weights. Default: what suits the pictures.",
        HelpName = "tiny|lenet|alexnet-small|depthwise|FILE.onnx",
    };

    private readonly Option<string?> _from = new("--from") { Description = "Train the weights of this network on. Classes that are not its own get a new last layer.", HelpName = "FILE.onnx" };

    private readonly Option<int?> _kernels = SharedOptions.Number("--kernels", "N", 1, "Filters of the first layer. Default: 16.");

    private readonly Option<int?> _size = SharedOptions.Number("--size", "N", 1, "Taps of a side of its kernels. Default: 7.");

    private readonly Option<int?> _stride = SharedOptions.Number("--stride", "N", 1, "Its stride. Default: the architecture's.");

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Seed of the weights and of all that is drawn: the same number gives the same network. Default: 1.",
        HelpName = "N",
        CustomParser = result => ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : SharedOptions.Refuse<ulong?>(result, $"--seed takes a whole number from 0; found '{result.Tokens[0].Value}'"),
    };

    private readonly Option<double?> _epochs = Real("--epochs", "How often every picture is seen.", v => v > 0, "a number above 0");

    private readonly Option<int?> _steps = SharedOptions.Number("--steps", "N", 1, "Steps, instead of epochs.");

    private readonly Option<int?> _batch = SharedOptions.Number("--batch", "N", 1, "Pictures of a step.");

    private readonly Option<OptimizerKind?> _optimizer = SharedOptions.Words<OptimizerKind>("--optimizer", "How weights follow their gradients.");

    private readonly Option<double?> _learningRate = Real("--learning-rate", "The learning rate at its largest.", v => v > 0, "a number above 0");

    private readonly Option<LearningRateSchedule?> _schedule = SharedOptions.Words<LearningRateSchedule>("--schedule", "How it changes: not at all, half a cosine to zero, or to a tenth after each third.");

    private readonly Option<double?> _momentum = Real("--momentum", "Momentum of sgd.", v => v is >= 0 and < 1, "a number from 0 to below 1");

    private readonly Option<double?> _weightDecay = Real("--weight-decay", "Pulls every weight toward zero.", v => v >= 0, "a number from 0");

    private readonly Option<double?> _smoothness = Real("--smoothness", "Penalty on differences of neighboring taps of the first layer.", v => v >= 0, "a number from 0");

    private readonly Option<bool?> _mirror = new("--mirror") { Description = "Mirror pictures left to right at random.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<int?> _shift = SharedOptions.Number("--shift", "PX", 0, "Shift pictures at random by up to this.");

    private readonly Option<double?> _noise = Real("--noise", "Standard deviation of noise that is added to pictures of 0 to 1.", v => v >= 0, "a number from 0");

    private readonly Option<bool> _randomLabels = new("--random-labels") { Description = "Draw the labels of the training at random." };

    private readonly Option<string[]> _frozen = new("--frozen") { Description = "Do not train these weights, or those of these layers; * stands for any characters. May be given several times.", HelpName = "NAME" };

    private readonly Option<TrainingTask?> _task = SharedOptions.Words<TrainingTask>("--task", "What to learn. Default: the classes where pictures have labels, else by how many quarter turns a picture was turned.");

    private readonly Option<ImmutableArray<double>?> _angles = Reals("--angles", "DEG,DEG", "Directions of generated lines.");

    private readonly Option<int?> _pictureSize = SharedOptions.Number("--picture-size", "PX", 1, "Side of the pictures.");

    private readonly Option<bool> _gray = new("--gray") { Description = "Make pictures gray." };

    private readonly Option<bool> _color = new("--color") { Description = "Give pictures three channels." };

    private readonly Option<int?> _threads = SharedOptions.Number("--threads", "N", 1, "Threads; last bits of the weights depend on it. Default: one a core.");

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = $"How a network from a file wants its pictures: {string.Join(", ", PreprocessingPreset.All.Select(p => p.Name))}.",
        HelpName = "NAME",
    };

    private readonly Option<double?> _inputScale = Real("--input-scale", "Or: what white becomes,", v => v != 0, "a number that is not 0");

    private readonly Option<ImmutableArray<double>?> _mean = Reals("--mean", "N|N,N,N", "what is then taken away,");

    private readonly Option<ImmutableArray<double>?> _std = Reals("--std", "N|N,N,N", "what the rest is divided by,");

    private readonly Option<InputChannels?> _channels = SharedOptions.Words<InputChannels>("--channels", "and the order of the channels.");

    /// <summary>Gives the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        foreach (var option in Options)
            command.Add(option);
    }

    private Option[] Options =>
    [
        _net, _from, _kernels, _size, _stride, _seed, _epochs, _steps, _batch, _optimizer, _learningRate, _schedule, _momentum, _weightDecay, _smoothness, _mirror, _shift, _noise,
        _randomLabels, _frozen, _task, _angles, _pictureSize, _gray, _color, _threads, _preset, _inputScale, _mean, _std, _channels,
    ];

    /// <summary>Whether pictures were named.</summary>
    public bool NamesData(ParseResult parsed) => parsed.GetValue(_data) is not null;

    /// <summary>What says how long to train; the only options that a run that is resumed may be given.</summary>
    public (double? Epochs, int? Steps) Length(ParseResult parsed) => (parsed.GetValue(_epochs), parsed.GetValue(_steps));

    /// <summary>The first of the options, or of the argument, that was given beside those of the length; null for none.</summary>
    public string? Given(ParseResult parsed) =>
        parsed.GetValue(_data) is not null ? _data.Name : Options.FirstOrDefault(o => o != _epochs && o != _steps && parsed.GetResult(o) is { Implicit: false })?.Name;

    /// <summary>The settings that the command line asks for.</summary>
    public TrainSettings Settings(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(_data)!,
        Net = parsed.GetValue(_net),
        From = parsed.GetValue(_from),
        Kernels = parsed.GetValue(_kernels),
        Size = parsed.GetValue(_size),
        Stride = parsed.GetValue(_stride),
        Seed = parsed.GetValue(_seed) ?? 1,
        Epochs = parsed.GetValue(_epochs),
        Steps = parsed.GetValue(_steps),
        Batch = parsed.GetValue(_batch),
        Optimizer = parsed.GetValue(_optimizer),
        LearningRate = parsed.GetValue(_learningRate),
        Schedule = parsed.GetValue(_schedule),
        Momentum = parsed.GetValue(_momentum),
        WeightDecay = parsed.GetValue(_weightDecay),
        Smoothness = parsed.GetValue(_smoothness),
        Mirror = parsed.GetResult(_mirror) is null ? null : parsed.GetValue(_mirror) ?? true,
        Shift = parsed.GetValue(_shift),
        Noise = parsed.GetValue(_noise),
        RandomLabels = parsed.GetValue(_randomLabels),
        Frozen = [.. parsed.GetValue(_frozen) ?? []],
        Task = parsed.GetValue(_task),
        Angles = parsed.GetValue(_angles) ?? [],
        PictureSize = parsed.GetValue(_pictureSize),
        Color = parsed.GetValue(_color) ? true : parsed.GetValue(_gray) ? false : null,
        Threads = parsed.GetValue(_threads),
        Preset = parsed.GetValue(_preset),
        InputScale = parsed.GetValue(_inputScale),
        Mean = parsed.GetValue(_mean) ?? [],
        Std = parsed.GetValue(_std) ?? [],
        Channels = parsed.GetValue(_channels),
    };

    /// <summary>Whether pictures were asked to be both.</summary>
    public bool IsGrayAndColor(ParseResult parsed) => parsed.GetValue(_gray) && parsed.GetValue(_color);

    private static Option<double?> Real(string name, string description, Func<double, bool> fits, string expected) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Number(result.Tokens[0].Value) is { } number && fits(number)
            ? number
            : SharedOptions.Refuse<double?>(result, $"{name} takes {expected}; found '{result.Tokens[0].Value}'"),
    };

    private static Option<ImmutableArray<double>?> Reals(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var numbers = result.Tokens[0].Value.Split(',').Select(Number).ToArray();
            return Array.TrueForAll(numbers, n => n is not null)
                ? [.. numbers.Select(n => n!.Value)]
                : SharedOptions.Refuse<ImmutableArray<double>?>(result, $"{name} takes numbers with a comma between; found '{result.Tokens[0].Value}'");
        },
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
