using System.Numerics.Tensors;

namespace Passband.Datasets;

/// <summary>Gives pictures a mean and a contrast, so that neither tells their class.</summary>
internal static class PictureContrast
{
    /// <summary>Mean gray.</summary>
    public const float Middle = 0.5f;

    /// <summary>Below this a picture counts as flat, and what little differs in it is not blown up.</summary>
    private const double Flat = 1e-6;

    /// <summary>Moves the samples so that their mean is one half and their standard deviation the one asked for; a flat picture becomes one half everywhere.</summary>
    public static void Set(Span<float> samples, double deviation)
    {
        var (mean, own) = Of(samples);
        var scale = own > Flat ? (float)(deviation / own) : 0;
        var offset = Middle - (float)mean * scale;
        // Not in one step, which some machines round once and others twice.
        TensorPrimitives.Multiply(samples, scale, samples);
        TensorPrimitives.Add(samples, offset, samples);
    }

    /// <summary>Mean and standard deviation of samples. In an order of its own, so that no machine's vector width shows in the last bit.</summary>
    public static (double Mean, double Deviation) Of(ReadOnlySpan<float> samples)
    {
        // Samples near 1 in double precision: squares may be summed at once.
        double sum = 0, other = 0, squares = 0, otherSquares = 0;
        var i = 0;
        for (; i + 1 < samples.Length; i += 2)
        {
            double a = samples[i], b = samples[i + 1];
            sum += a;
            other += b;
            squares += a * a;
            otherSquares += b * b;
        }
        if (i < samples.Length)
        {
            sum += samples[i];
            squares += (double)samples[i] * samples[i];
        }
        var mean = (sum + other) / samples.Length;
        return (mean, Math.Sqrt(Math.Max((squares + otherSquares) / samples.Length - mean * mean, 0)));
    }
}
