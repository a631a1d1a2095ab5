using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Synthesis;

/// <summary>Distributions of independent weights.</summary>
public enum NoiseDistribution
{
    /// <summary>Normal, standard deviation 1.</summary>
    Gaussian,

    /// <summary>Uniform, standard deviation 1.</summary>
    Uniform,

    /// <summary>Normal, variance 2/fan-in: He et al. 2015, for rectified units.</summary>
    He,

    /// <summary>Uniform within ±√(6/(fan-in + fan-out)): Glorot and Bengio 2010.</summary>
    Glorot,
}

/// <summary>What is added to a synthesized kernel.</summary>
public sealed record SynthNoise
{
    /// <summary>Nothing.</summary>
    public static SynthNoise None { get; } = new();

    /// <summary>10·log₁₀ of the kernel's energy over the noise's expected energy, dB; infinite for no noise. The noise is normal, white, the same in every channel.</summary>
    public double SnrDb { get; init; } = double.PositiveInfinity;

    /// <summary>Whether weights are rounded to the 255 levels of symmetric 8-bit quantization, scaled to the filter's largest |w|.</summary>
    public bool Quantize8 { get; init; }

    /// <summary>The expected energy of all that is added, as a share of the kernel's energy.</summary>
    internal double EnergyShare(ReadOnlySpan<double> kernel)
    {
        var (energy, largest) = (0.0, 0.0);
        foreach (var weight in kernel)
        {
            energy += weight * weight;
            largest = Math.Max(largest, Math.Abs(weight));
        }
        // A rounding error is uniform over one step: step²/12.
        var quantization = Quantize8 ? kernel.Length * Step(largest) * Step(largest) / 12 / energy : 0;
        return Math.Pow(10, -SnrDb / 10) + quantization;
    }

    /// <summary>Adds the noise.</summary>
    internal double[] AddTo(double[] kernel, ref GaussianRandom random)
    {
        var noisy = (double[])kernel.Clone();
        if (!double.IsPositiveInfinity(SnrDb))
        {
            var deviation = Math.Sqrt(kernel.Sum(w => w * w) / kernel.Length * Math.Pow(10, -SnrDb / 10));
            for (var i = 0; i < noisy.Length; i++)
                noisy[i] += deviation * random.Next();
        }
        if (Quantize8)
        {
            var step = Step(noisy.Max(Math.Abs));
            for (var i = 0; i < noisy.Length && step > 0; i++)
                noisy[i] = step * Math.Round(noisy[i] / step);
        }
        return noisy;
    }

    /// <summary>A filter of nothing but independent weights.</summary>
    /// <param name="distribution">Their distribution.</param>
    /// <param name="shape">The filter's size; fan-in is its number of weights.</param>
    /// <param name="filters">Filters of the layer; fan-out is this times the taps.</param>
    /// <param name="random">Advanced.</param>
    internal static double[] Draw(NoiseDistribution distribution, FilterShape shape, int filters, ref GaussianRandom random)
    {
        var deviation = distribution switch
        {
            NoiseDistribution.He => Math.Sqrt(2.0 / shape.Length),
            NoiseDistribution.Glorot => Math.Sqrt(2.0 / (shape.Length + (double)filters * shape.Taps)),
            _ => 1,
        };
        var uniform = distribution is NoiseDistribution.Uniform or NoiseDistribution.Glorot;
        var values = new double[shape.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = deviation * (uniform ? Math.Sqrt(12) * (random.NextUniform() - 0.5) : random.Next());
        return values;
    }

    private static double Step(double largest) => largest / 127;
}
