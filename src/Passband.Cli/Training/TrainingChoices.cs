using Passband.Datasets;
using Passband.Imaging.Datasets;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>What is chosen for a training where nothing is asked for.</summary>
internal static class TrainingChoices
{
    public const int Kernels = 16;
    public const int Size = 7;

    /// <summary>The architecture of a name.</summary>
    /// <exception cref="PassbandException">There is none.</exception>
    public static ArchitectureKind NetOf(string name) => name switch
    {
        "tiny" => ArchitectureKind.Tiny,
        "lenet" => ArchitectureKind.Lenet,
        "alexnet-small" => ArchitectureKind.AlexnetSmall,
        "depthwise" => ArchitectureKind.Depthwise,
        _ => throw new PassbandException(ErrorKind.Request, $"network '{Printable.Name(name)}'", "no such architecture", "tiny, lenet, alexnet-small or depthwise, or a file that ends in .onnx"),
    };

    public static ArchitectureKind Net(DataKind data, TrainingTask task) => data switch
    {
        DataKind.Generated => ArchitectureKind.Tiny,
        DataKind.Digits => ArchitectureKind.Lenet,
        _ when task == TrainingTask.Denoise => ArchitectureKind.Lenet,
        _ => ArchitectureKind.AlexnetSmall,
    };

    public static (float Mean, float Deviation) Normalization(PictureStatistics statistics)
    {
        var deviation = Math.Sqrt(statistics.Deviation.Average(d => d * d));
        return ((float)statistics.Mean.Average(), deviation > 0 ? (float)deviation : 1);
    }

    /// <summary>The settings with nothing left to be chosen. An architecture from a file that begins anew is trained as deep ones are.</summary>
    /// <param name="settings">The settings, with the task chosen.</param>
    /// <param name="net">The architecture; null for a network from a file.</param>
    public static TrainSettings Complete(TrainSettings settings, ArchitectureKind? net)
    {
        var usual = TrainingDefaults.Of(settings.From is null ? net ?? ArchitectureKind.AlexnetSmall : null, settings.Task!.Value).Options;
        return settings with
        {
            Epochs = settings.Steps is null ? settings.Epochs ?? usual.Epochs : null,
            Batch = settings.Batch ?? usual.Batch,
            Optimizer = settings.Optimizer ?? usual.Optimizer,
            LearningRate = settings.LearningRate ?? usual.LearningRate,
            Schedule = settings.Schedule ?? usual.Schedule,
            Momentum = settings.Momentum ?? usual.Momentum,
            WeightDecay = settings.WeightDecay ?? usual.WeightDecay,
            Smoothness = settings.Smoothness ?? usual.Smoothness,
            Mirror = settings.Mirror ?? usual.Mirror,
            Shift = settings.Shift ?? usual.Shift,
            Noise = settings.Noise ?? usual.Noise,
            Threads = settings.Threads ?? Environment.ProcessorCount,
        };
    }

    /// <summary>What the trainer is told.</summary>
    public static TrainingOptions Options(TrainSettings complete) => new()
    {
        Task = complete.Task!.Value,
        Seed = complete.Seed,
        Batch = complete.Batch!.Value,
        Steps = complete.Steps,
        Epochs = complete.Epochs ?? TrainingOptions.Default.Epochs,
        Optimizer = complete.Optimizer!.Value,
        LearningRate = complete.LearningRate!.Value,
        Schedule = complete.Schedule!.Value,
        Momentum = complete.Momentum!.Value,
        WeightDecay = complete.WeightDecay!.Value,
        Smoothness = complete.Smoothness!.Value,
        Mirror = complete.Mirror!.Value,
        Shift = complete.Shift!.Value,
        Noise = complete.Noise!.Value,
        RandomLabels = complete.RandomLabels,
        Frozen = complete.Frozen,
        Threads = complete.Threads,
    };
}
