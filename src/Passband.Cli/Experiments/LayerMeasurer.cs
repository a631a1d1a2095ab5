using Passband.Explanations;
using Passband.Naming;

namespace Passband.Cli.Experiments;

/// <summary>Takes from an explanation what the tables of an experiment hold.</summary>
internal static class LayerMeasurer
{
    /// <summary>The first layer that sees the picture.</summary>
    public static LayerFigures Of(NetworkExplanation explanation)
    {
        var layer = explanation.Layers.FirstOrDefault(l => l.Filters is not null && l.Input != "features") ?? explanation.Layers[0];
        var summary = layer.Summary;
        return new LayerFigures(
            [.. (layer.Filters ?? []).Select(Kernel)], summary.Pi0, summary.VarianceEntropyRatio, summary.Bands?.Low, summary.Bands?.Middle, summary.Bands?.High,
            summary.Orientation?.Resultant);
    }

    private static KernelFigures Kernel(FilterDescription filter)
    {
        var gabor = filter.Name == KernelName.Gabor ? filter.Fit?.Parameters : null;
        return new KernelFigures(
            filter.Name, filter.Fit?.R2, filter.Fit?.Q, filter.Orientation?.Oriented, filter.Orientation?.Stripes, filter.Orientation?.Wavevector,
            filter.Orientation?.Coherence, filter.Passband?.Peak, filter.Passband?.Octaves, filter.Order?.Dominant, Lobes("sigma"), Lobes("sigmaAlong"));

        double? Lobes(string sigma) =>
            gabor is not null && gabor.TryGetValue(sigma, out var width) && gabor.TryGetValue("frequency", out var frequency) ? width * frequency : null;
    }
}
