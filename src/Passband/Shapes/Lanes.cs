using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Passband.Shapes;

/// <summary>
/// Loops over the taps of one kernel, four at a time. Fits spend their time in these on 9 to 121 taps, where a general routine's checks and passes cost more
/// than the arithmetic. Elementwise loops visit 0, 4, 8, … and last the final four taps, some of which are then computed twice.
/// Kernels that are fitted have at least five taps.
/// </summary>
internal static class Lanes
{
    /// <summary>Taps handled at a time.</summary>
    public const int Count = 4;

    /// <summary>The four values from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ReadOnlySpan<double> values, int index) => Vector256.Create(values.Slice(index, Count));

    /// <summary>Writes four values from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, Span<double> values, int index) => value.CopyTo(values.Slice(index, Count));

    /// <summary>The index after this one: four further, or the last that still has four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(int index, int length) => index == length - Count ? length : Math.Min(index + Count, length - Count);

    /// <summary>Σ a·b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= a.Length - 2 * Count; i += 2 * Count)
        {
            even += Load(a, i) * Load(b, i);
            odd += Load(a, i + Count) * Load(b, i + Count);
        }
        if (i <= a.Length - Count)
        {
            even += Load(a, i) * Load(b, i);
            i += Count;
        }
        var sum = Vector256.Sum(even + odd);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Σ a·b for four b at once: each value of a is loaded once, and four sums grow side by side.</summary>
    public static Vector256<double> Dot(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b0, ReadOnlySpan<double> b1, ReadOnlySpan<double> b2, ReadOnlySpan<double> b3)
    {
        var length = a.Length;
        var (sum0, sum1, sum2, sum3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= length - Count; i += Count)
        {
            var value = Load(a, i);
            sum0 += value * Load(b0, i);
            sum1 += value * Load(b1, i);
            sum2 += value * Load(b2, i);
            sum3 += value * Load(b3, i);
        }
        var sums = Vector256.Create(Vector256.Sum(sum0), Vector256.Sum(sum1), Vector256.Sum(sum2), Vector256.Sum(sum3));
        for (; i < length; i++)
            sums += a[i] * Vector256.Create(b0[i], b1[i], b2[i], b3[i]);
        return sums;
    }

    /// <summary>from − factor·what, in place.</summary>
    public static void Subtract(Span<double> from, double factor, ReadOnlySpan<double> what)
    {
        what = what[..from.Length];
        var i = 0;
        for (; i <= from.Length - Count; i += Count)
            Store(Load(from, i) - factor * Load(what, i), from, i);
        for (; i < from.Length; i++)
            from[i] -= factor * what[i];
    }
}
