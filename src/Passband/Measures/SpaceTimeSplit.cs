using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>
/// A filter over space and time as its strongest product of a temporal profile and a spatial filter: the first term of the SVD of its
/// [frames, channels × pixels] matrix. Singular vectors of independent Gaussian weights are uniform in direction, so both parts of a noise filter are
/// noise of their own size, and the nulls of that size hold for them.
/// </summary>
/// <param name="Temporal">Unit vector over frames, in the file's order; its strongest frame is positive.</param>
/// <param name="Spatial">[channel, row, column] times the product's strength.</param>
/// <param name="Separability">s₁²/Σs²: the share of the filter's energy in the product, 0 to 1.</param>
internal sealed record SpaceTimeSplit(double[] Temporal, double[] Spatial, double Separability)
{
    /// <summary>Splits a filter.</summary>
    /// <param name="filter">Weights [channel, frame, row, column], not all zero.</param>
    /// <param name="frames">Taps along time.</param>
    /// <param name="shape">The size of one frame with all its channels.</param>
    public static SpaceTimeSplit Of(ReadOnlySpan<double> filter, int frames, FilterShape shape)
    {
        var gram = new double[frames * frames];
        for (var first = 0; first < frames; first++)
        {
            for (var second = first; second < frames; second++)
            {
                for (var channel = 0; channel < shape.Channels; channel++)
                {
                    gram[first * frames + second] += TensorPrimitives.Dot(
                        Frame(filter, channel, first, frames, shape), Frame(filter, channel, second, frames, shape));
                }
                gram[second * frames + first] = gram[first * frames + second];
            }
        }
        var energy = 0.0;
        for (var frame = 0; frame < frames; frame++)
            energy += gram[frame * frames + frame];
        var vectors = new double[frames * frames];
        SymmetricEigen.Decompose(gram, vectors, frames);
        var temporal = new double[frames];
        for (var frame = 0; frame < frames; frame++)
            temporal[frame] = vectors[frame * frames + frames - 1];
        var strongest = temporal.MaxBy(Math.Abs);
        if (strongest < 0)
            temporal = Array.ConvertAll(temporal, t => -t);
        var spatial = new double[shape.Length];
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var plane = spatial.AsSpan(channel * shape.Taps, shape.Taps);
            for (var frame = 0; frame < frames; frame++)
                TensorPrimitives.MultiplyAdd(Frame(filter, channel, frame, frames, shape), temporal[frame], plane, plane);
        }
        return new SpaceTimeSplit(temporal, spatial, Math.Min(1, gram[^1] / energy));
    }

    /// <summary>One frame of one channel.</summary>
    public static ReadOnlySpan<double> Frame(ReadOnlySpan<double> filter, int channel, int frame, int frames, FilterShape shape) =>
        filter.Slice((channel * frames + frame) * shape.Taps, shape.Taps);
}
