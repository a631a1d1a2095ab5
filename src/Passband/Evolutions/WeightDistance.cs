namespace Passband.Evolutions;

/// <summary>How far weights are from other weights; double precision, as differences late in a training are small.</summary>
internal static class WeightDistance
{
    /// <summary>‖now − before‖ / ‖before‖; null where those before are zeros.</summary>
    public static double? Relative(ReadOnlySpan<float> now, ReadOnlySpan<float> before)
    {
        var (difference, norm) = (0.0, 0.0);
        for (var i = 0; i < now.Length; i++)
        {
            var step = (double)now[i] - before[i];
            difference += step * step;
            norm += (double)before[i] * before[i];
        }
        return norm > 0 ? Math.Sqrt(difference / norm) : null;
    }

    /// <summary>Cosine of the angle between both, −1 to 1; null where either are zeros.</summary>
    public static double? Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (dot, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            left += (double)a[i] * a[i];
            right += (double)b[i] * b[i];
        }
        return left > 0 && right > 0 ? Math.Clamp(dot / Math.Sqrt(left) / Math.Sqrt(right), -1, 1) : null;
    }
}
