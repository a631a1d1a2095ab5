using System.Collections.Immutable;

namespace Passband.Evolutions;

/// <summary>A line of a training's log, log.jsonl. What was not measured at that step is null.</summary>
/// <param name="Step">Steps finished.</param>
/// <param name="Epoch">How often each picture was seen, a fraction included.</param>
/// <param name="Loss">Mean loss of the steps since the line before.</param>
/// <param name="Accuracy">Share classified rightly in these steps, 0 to 1.</param>
/// <param name="HeldOutLoss">Mean loss on held-out pictures.</param>
/// <param name="HeldOutAccuracy">Share of held-out pictures classified rightly.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="PicturesPerSecond">Pictures learned from per second since the line before; the only value, with the next, that differs between equal runs.</param>
/// <param name="Seconds">Seconds since the training began, pauses left out.</param>
public sealed record TrainingLogLine(
    int Step, double Epoch, double? Loss, double? Accuracy, double? HeldOutLoss, double? HeldOutAccuracy, double? LearningRate, double? PicturesPerSecond, double? Seconds);

/// <summary>Reads and writes logs as JSON Lines.</summary>
public static class TrainingLog
{
    /// <summary>Reads a log; a last line that was cut off by a crash is left out.</summary>
    /// <param name="content">The file's text.</param>
    /// <param name="name">What to call it in messages.</param>
    public static ImmutableArray<TrainingLogLine> Read(string content, string name) => throw new NotImplementedException();

    /// <summary>One line, without a line break.</summary>
    public static string Write(TrainingLogLine line) => throw new NotImplementedException();
}
