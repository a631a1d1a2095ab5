using Passband.Kernels;

namespace Passband.Explanations;

/// <summary>The pipeline: measures every kernel, fits the textbook shapes, names, summarizes, concludes.</summary>
public static class Explainer
{
    /// <summary>Explains a network.</summary>
    /// <param name="net">The network.</param>
    /// <param name="options">What to explain; null for the defaults.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PassbandException">There is no such layer or filter.</exception>
    public static NetworkExplanation Explain(
        ConvNet net, ExplainOptions? options = null, IProgress<ExplainProgress>? progress = null, CancellationToken cancellation = default)
    {
        throw new NotSupportedException();
    }
}
