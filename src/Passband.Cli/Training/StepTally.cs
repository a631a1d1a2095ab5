using System.Buffers.Binary;
using Passband.Graphs;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>Sums over the steps since the log's last line. They are kept in the checkpoint, so that a resumed run writes the lines of one that was not interrupted.</summary>
/// <param name="Steps">Steps summed.</param>
/// <param name="LossSum">Their losses.</param>
/// <param name="AccuracySum">Their accuracies.</param>
/// <param name="Classified">Steps that have an accuracy.</param>
/// <param name="LastRate">The learning rate of the last of them.</param>
internal readonly record struct StepTally(int Steps, double LossSum, double AccuracySum, int Classified, double LastRate)
{
    /// <summary>The array's name in a checkpoint; no network's value is called so.</summary>
    private const string Name = "passband/log/since";

    private const int Numbers = 5;

    public double? Loss => Steps > 0 ? LossSum / Steps : null;

    public double? LearningRate => Steps > 0 ? LastRate : null;

    public double? Accuracy => Classified > 0 ? AccuracySum / Classified : null;

    public StepTally With(StepResult step) =>
        new(Steps + 1, LossSum + step.Loss, AccuracySum + (step.Accuracy ?? 0), Classified + (step.Accuracy is null ? 0 : 1), step.LearningRate);

    /// <summary>The state with the sums in it.</summary>
    public TrainingState AddTo(TrainingState state)
    {
        var bytes = new byte[Numbers * sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, Steps);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), LossSum);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(16), AccuracySum);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(24), Classified);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(32), LastRate);
        return state with { Arrays = state.Arrays.Add(new Tensor(Name, ElementType.Float64, [Numbers], () => bytes)) };
    }

    /// <summary>The trainer's own part of a state, and the sums; none where they are missing.</summary>
    public static (TrainingState State, StepTally Tally) Split(TrainingState state)
    {
        var own = state.Arrays.FirstOrDefault(a => a.Name == Name);
        if (own is null || own.Type != ElementType.Float64 || own.Shape is not [Numbers])
            return (state, default);
        var bytes = own.Bytes.Span;
        var tally = new StepTally(
            (int)BinaryPrimitives.ReadDoubleLittleEndian(bytes), BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]), BinaryPrimitives.ReadDoubleLittleEndian(bytes[16..]),
            (int)BinaryPrimitives.ReadDoubleLittleEndian(bytes[24..]), BinaryPrimitives.ReadDoubleLittleEndian(bytes[32..]));
        return (state with { Arrays = state.Arrays.Remove(own) }, tally);
    }
}
