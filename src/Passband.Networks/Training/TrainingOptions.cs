using System.Collections.Immutable;

namespace Passband.Networks.Training;

/// <summary>How weights follow their gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Gradient descent with momentum.</summary>
    Sgd,

    /// <summary>Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019).</summary>
    Adam,
}

/// <summary>How the learning rate changes over a training.</summary>
public enum LearningRateSchedule
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>Half a cosine from the full rate to zero.</summary>
    Cosine,

    /// <summary>A tenth of it after each third of the training.</summary>
    Steps,
}

/// <summary>How to train. The defaults are sensible for small networks.</summary>
public sealed record TrainingOptions
{
    /// <summary>Everything by default.</summary>
    public static TrainingOptions Default { get; } = new();

    /// <summary>What to learn.</summary>
    public TrainingTask Task { get; init; } = TrainingTask.Classify;

    /// <summary>The seed of everything that is drawn: order, jitter, augmentation, noise, dropout.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Pictures of a step, 1 to 65536. Epochs follow one another without a break, so that all steps have as many.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Steps of the whole training; null for as many as <see cref="Epochs"/> makes, rounded up.</summary>
    public int? Steps { get; init; }

    /// <summary>How often every picture is seen.</summary>
    public double Epochs { get; init; } = 5;

    /// <summary>How weights follow their gradients.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>The learning rate at its largest, above 0 and at most 1000.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Share of the last step's direction that is kept, of <see cref="OptimizerKind.Sgd"/>; 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>How much of every weight is taken away, times the learning rate, at each step; biases and normalization are left alone.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Weight of the smoothness penalty: the mean squared difference of neighboring taps of the first layer's kernels, added to the loss.</summary>
    public double Smoothness { get; init; }

    /// <summary>Whether pictures are mirrored left to right at random.</summary>
    public bool Mirror { get; init; }

    /// <summary>Pixels by which pictures are shifted at random, with their border repeated.</summary>
    public int Shift { get; init; }

    /// <summary>Standard deviation of Gaussian noise that is added to pictures of 0 to 1: as augmentation, and as what <see cref="TrainingTask.Denoise"/> takes away, which must be told more than 0.</summary>
    public double Noise { get; init; }

    /// <summary>
    /// Whether each picture of the training gets a label that is drawn at random once and for all, so that nothing but the pictures themselves can be learned (Zhang et al. 2017). Held-out
    /// pictures keep theirs.
    /// </summary>
    public bool RandomLabels { get; init; }

    /// <summary>
    /// Names of weights that are not trained, and of nodes whose weights are not; * stands for any characters. A batch normalization whose scale and bias are frozen keeps its statistics, too.
    /// </summary>
    public ImmutableArray<string> Frozen { get; init; } = [];

    /// <summary>Threads of libtorch for the thread that trains, 1 to 1024; null for one a processor. The last bits of results depend on it, as sums are split differently; the same number gives the same bits.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Mean and standard deviation, one or one a channel, that pictures are normalized with before the network sees them; null where the network does it itself. The pictures that
    /// <see cref="TrainingTask.Denoise"/> asks for are normalized likewise.
    /// </summary>
    public (ImmutableArray<float> Mean, ImmutableArray<float> Deviation)? Normalization { get; init; }
}
