using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>What came of a training that reached its end.</summary>
internal sealed record TrainResult
{
    /// <summary>The run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The settings, with nothing left to be chosen.</summary>
    public required TrainSettings Settings { get; init; }

    /// <summary>Steps made in all.</summary>
    public required int Steps { get; init; }

    /// <summary>How often every picture was seen.</summary>
    public required double Epochs { get; init; }

    /// <summary>Seconds spent on steps and tests; pauses between an interruption and its resumption are left out.</summary>
    public required double Seconds { get; init; }

    /// <summary>The test on all held-out pictures at the end.</summary>
    public required HeldOutResult HeldOut { get; init; }

    /// <summary>Loss and accuracy on the pictures of training, over the last steps; null where there is none.</summary>
    public double? TrainingLoss { get; init; }

    /// <summary>Share of the training's last pictures classified rightly.</summary>
    public double? TrainingAccuracy { get; init; }

    /// <summary>What the reader of the pictures had to tell, and what was changed in a network from a file.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The network's convolutions, as read back from network.onnx.</summary>
    public required ConvNet Net { get; init; }

    /// <summary>What its kernels are.</summary>
    public required NetworkExplanation Explanation { get; init; }
}
