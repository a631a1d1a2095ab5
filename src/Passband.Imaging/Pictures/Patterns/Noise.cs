using System.Numerics;

namespace Passband.Imaging.Pictures.Patterns;

/// <summary>Noise from a seed: SplitMix64 (Steele, Lea and Flood 2014), drawn row by row, the same on every platform.</summary>
internal static class Noise
{
    /// <summary>Independent samples, uniform in [0, 1): mean 1/2, variance 1/12, on average the same power at all frequencies.</summary>
    public static Plane White(int size, ulong seed)
    {
        var samples = new float[size * size];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)Uniform(ref seed);
        return new Plane(size, size, samples);
    }

    /// <summary>
    /// Amplitude 1/f (power 1/f²), f being the distance to frequency 0: white noise whose transform keeps its phases and is given these amplitudes exactly, on a square of
    /// the next power of two, of which the upper left part is taken. The mean over the whole square is one half and the sample farthest from it is 0 or 1: nothing is cut off.
    /// </summary>
    public static Plane Pink(int size, ulong seed)
    {
        var whole = (int)BitOperations.RoundUpToPowerOf2((uint)size);
        var field = new Complex[whole * whole];
        for (var i = 0; i < field.Length; i++)
            field[i] = Uniform(ref seed) - 0.5;
        FastTransform.Apply(field, whole, inverse: false);
        for (var v = 0; v < whole; v++)
        {
            for (var u = 0; u < whole; u++)
            {
                var i = v * whole + u;
                double x = Math.Min(u, whole - u), y = Math.Min(v, whole - v);
                var amplitude = field[i].Magnitude * Math.Sqrt(x * x + y * y);
                field[i] = amplitude == 0 ? 0 : field[i] / amplitude;
            }
        }
        FastTransform.Apply(field, whole, inverse: true);
        var largest = field.Max(s => Math.Abs(s.Real));
        return PlaneOf.Function(size, (x, y) => 0.5 + 0.5 * field[y * whole + x].Real / largest);
    }

    private static double Uniform(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        // 24 bits, so that the largest stays below 1 as a float.
        return ((z ^ (z >> 31)) >> 40) * (1.0 / (1 << 24));
    }
}
