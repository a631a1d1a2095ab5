namespace Passband.Networks.Training;

/// <summary>The learning rate of each step, which is told by the number of the step alone.</summary>
internal static class LearningRate
{
    /// <summary>The rate of a step.</summary>
    /// <param name="options">The schedule and the rate at its largest.</param>
    /// <param name="step">The number of the step, from 0.</param>
    /// <param name="steps">Steps of the whole training.</param>
    public static double At(TrainingOptions options, int step, int steps) => options.LearningRate * options.Schedule switch
    {
        LearningRateSchedule.Cosine => (1 + Math.Cos(Math.PI * step / steps)) / 2,
        LearningRateSchedule.Steps => Math.Pow(0.1, 3L * step / steps),
        _ => 1,
    };
}
