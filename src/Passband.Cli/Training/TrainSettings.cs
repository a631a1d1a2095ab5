using System.Collections.Immutable;
using Passband.Imaging.Inputs;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>
/// Everything that decides what a training learns. What is null is chosen for the data and the network when the training begins, and written to run.json as it was chosen.
/// JSON names are those of the command line's options in camel case, words are the command line's.
/// </summary>
internal sealed record TrainSettings
{
    /// <summary>The pictures: "lines", "digits:FOLDER", a folder, a photo; as DATA of <c>passband train</c>.</summary>
    public required string Data { get; init; }

    /// <summary>"tiny", "lenet", "alexnet-small", "depthwise", or an ONNX file whose architecture gets new weights.</summary>
    public string? Net { get; init; }

    /// <summary>An ONNX file whose weights are trained on; excludes <see cref="Net"/>, <see cref="Kernels"/>, <see cref="Size"/> and <see cref="Stride"/>.</summary>
    public string? From { get; init; }

    /// <summary>Filters of the first layer.</summary>
    public int? Kernels { get; init; }

    /// <summary>Taps of a side of the first layer's kernels.</summary>
    public int? Size { get; init; }

    /// <summary>Stride of the first layer.</summary>
    public int? Stride { get; init; }

    /// <summary>The seed of the weights and of everything that is drawn while training.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often every picture is seen; excludes <see cref="Steps"/>.</summary>
    public double? Epochs { get; init; }

    /// <summary>Steps of the whole training; excludes <see cref="Epochs"/>.</summary>
    public int? Steps { get; init; }

    /// <summary>Pictures of a step.</summary>
    public int? Batch { get; init; }

    /// <summary>How weights follow their gradients.</summary>
    public OptimizerKind? Optimizer { get; init; }

    /// <summary>The learning rate at its largest.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Momentum of <see cref="OptimizerKind.Sgd"/>, 0 to below 1.</summary>
    public double? Momentum { get; init; }

    /// <summary>Weight decay.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Weight of the penalty on differences of neighboring taps of the first layer's kernels.</summary>
    public double? Smoothness { get; init; }

    /// <summary>Whether pictures are mirrored at random.</summary>
    public bool? Mirror { get; init; }

    /// <summary>Pixels by which pictures are shifted at random.</summary>
    public int? Shift { get; init; }

    /// <summary>Standard deviation of the noise that is added to pictures of 0 to 1.</summary>
    public double? Noise { get; init; }

    /// <summary>Whether labels of the training are drawn at random.</summary>
    public bool RandomLabels { get; init; }

    /// <summary>Names of weights and nodes that are not trained; * stands for any characters.</summary>
    public ImmutableArray<string> Frozen { get; init; } = [];

    /// <summary>What to learn; null for classes where the pictures have labels, else by how many quarter turns a picture was turned.</summary>
    public TrainingTask? Task { get; init; }

    /// <summary>Directions of the lines of generated data, in degrees; empty for the data's own.</summary>
    public ImmutableArray<double> Angles { get; init; } = [];

    /// <summary>Pixels of a side of the pictures.</summary>
    public int? PictureSize { get; init; }

    /// <summary>Whether pictures have three channels; null for what the data are.</summary>
    public bool? Color { get; init; }

    /// <summary>Threads of libtorch; null for one a core. The same number gives the same bits.</summary>
    public int? Threads { get; init; }

    /// <summary>Numbers that pictures are normalized with for a network from a file: a preset's name.</summary>
    public string? Preset { get; init; }

    /// <summary>What white becomes before the mean is taken away, for a network from a file.</summary>
    public double? InputScale { get; init; }

    /// <summary>Taken away after that: one number, or one a channel; empty for what the file says.</summary>
    public ImmutableArray<double> Mean { get; init; } = [];

    /// <summary>Divided by after that, likewise.</summary>
    public ImmutableArray<double> Std { get; init; } = [];

    /// <summary>The order of channels that a network from a file takes.</summary>
    public InputChannels? Channels { get; init; }
}
