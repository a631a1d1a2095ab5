using Passband.Kernels;
using Passband.Measures;

namespace Passband.Explanations;

/// <summary>One plane that stands for a filter of several channels, where there is one plane to lay it over.</summary>
/// <param name="Kernel">The plane.</param>
/// <param name="Share">Share of the filter's energy that lies in the plane times one mix of the channels, 0 to 1.</param>
public sealed record FilterProfile(KernelMatrix Kernel, double Share)
{
    /// <summary>
    /// The spatial profile of the filter's strongest product of a mix of channels and one plane (first term of the SVD), times its strength: what
    /// <see cref="Explainer"/> fits its shapes to. One channel is its own profile.
    /// </summary>
    /// <param name="bank">A 1-D or 2-D bank.</param>
    /// <param name="filter">The filter, from 0.</param>
    /// <param name="name">What the kernel is called.</param>
    /// <exception cref="PassbandException">The bank is 3-D, or weights are not finite.</exception>
    public static FilterProfile Strongest(KernelBank bank, int filter, string name)
    {
        var (weights, shape) = Weights(bank, filter, name);
        var split = ColorSplit.Of(weights, shape);
        return new FilterProfile(new KernelMatrix(shape.Height, shape.Width, [.. split.Profile], name), split.Rank1);
    }

    /// <summary>The mean of the filter's kernels: its response when every channel holds the same plane, divided by the number of channels.</summary>
    /// <inheritdoc cref="Strongest"/>
    public static FilterProfile Mean(KernelBank bank, int filter, string name)
    {
        var (weights, shape) = Weights(bank, filter, name);
        var mean = new double[shape.Taps];
        for (var i = 0; i < weights.Length; i++)
            mean[i % shape.Taps] += weights[i] / shape.Channels;
        var energy = weights.Sum(w => w * w);
        // The mix of equal parts has the unit direction 1/√n, along which the filter's profile is √n times the mean.
        var share = energy > 0 ? Math.Min(1, shape.Channels * mean.Sum(w => w * w) / energy) : 1;
        return new FilterProfile(new KernelMatrix(shape.Height, shape.Width, [.. mean], name), share);
    }

    private static (double[] Weights, FilterShape Shape) Weights(KernelBank bank, int filter, string name)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(name);
        var shape = bank.Shape;
        if (shape.Depth > 1)
            throw new PassbandException(ErrorKind.Request, Printable.Name(name), $"a filter of {shape.Depth} planes in depth", "a filter of planes");
        var weights = bank.Filter(filter).ToArray().Select(w => (double)w).ToArray();
        if (!Array.TrueForAll(weights, double.IsFinite))
            throw new PassbandException(ErrorKind.Format, Printable.Name(name), "a weight that is NaN or infinite", "finite weights");
        return (weights, new FilterShape(shape.Channels, shape.Height, shape.Width));
    }
}
