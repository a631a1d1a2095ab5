namespace Passband.Networks.Training;

/// <summary>Settings that a network is trained with when nothing else is asked for.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Reason">Why they are so, in a sentence or two.</param>
public sealed record TrainingDefault(TrainingOptions Options, string Reason);

/// <summary>
/// Settings for each architecture and task. They were chosen by what the networks learn on held-out pictures and by whether the first layer's kernels get rid of the noise that they begin as,
/// never by changing what kernels are named.
/// </summary>
public static class TrainingDefaults
{
    /// <summary>
    /// Where the rate falls in half a cosine, rate × decay × steps / 2 is the logarithm of what decay leaves of a weight that nothing holds: after 625 steps of 0.01 and a decay of 1, e⁻³ = 4 %.
    /// </summary>
    private const string Forgets = "Weight decay takes all but 4 % of the weights that training begins with and the gradient does not hold, so that what is left in a kernel was learned.";

    /// <summary>The settings of an architecture for a task.</summary>
    /// <param name="kind">The architecture; null for a network from a file, that is trained further.</param>
    /// <param name="task">What it learns.</param>
    public static TrainingDefault Of(ArchitectureKind? kind, TrainingTask task)
    {
        var options = TrainingOptions.Default with { Task = task };
        return (kind, task) switch
        {
            (null, _) => new(
                options with { Epochs = 5, LearningRate = 1e-3, WeightDecay = 1e-4, Noise = task == TrainingTask.Denoise ? 0.1 : 0 },
                "A tenth of the usual rate and hardly any decay: a trained network is to be changed, not forgotten."),
            (_, TrainingTask.Denoise) => new(
                options with { Epochs = 10, LearningRate = 0.01, WeightDecay = 0.1, Noise = 0.1 },
                "Less decay than for classes: to give a picture back needs weights of a certain size."),
            (ArchitectureKind.Tiny, _) => new(options with { Epochs = 10, LearningRate = 0.01, WeightDecay = 1 }, Forgets),
            (ArchitectureKind.Lenet, _) => new(
                options with { Epochs = 5, LearningRate = 2e-3, WeightDecay = 0.1 },
                "Dense layers have many weights, which a high rate makes jump."),
            _ => new(
                options with { Epochs = 10, LearningRate = 0.01, WeightDecay = 0.3 },
                "Batch normalization takes the size out of the weights before it, and with it the harm of a high rate."),
        };
    }
}
