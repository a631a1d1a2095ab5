using System.Runtime.CompilerServices;

namespace Passband.Imaging.Filtering;

/// <summary>
/// The inner loops. Every response is added up in one order, kernel row by kernel row and column by column, with one rounding a tap; lanes and blocks only
/// decide which responses are computed together, so that the result does not depend on them.
/// </summary>
/// <remarks>Bounds are the caller's: every access lies within <c>columns</c>, a multiple of <see cref="BlockColumns"/>, and the rows named.</remarks>
internal static class CorrelationLoops<TLanes, TVector>
    where TLanes : struct, IVectorLanes<TVector>
    where TVector : struct
{
    /// <summary>Rows of responses computed together, so that every sample that is loaded serves four kernel rows.</summary>
    public const int BlockRows = 4;

    /// <summary>
    /// Columns of responses computed together: three vectors. Twelve sums with those of four rows, three vectors of samples and a weight fill sixteen registers.
    /// </summary>
    public static int BlockColumns => 3 * TLanes.Count;

    /// <summary>Adds the taps of a kernel to four rows of responses, one sample apart in the picture.</summary>
    /// <param name="source">The sample that the first tap of the first response reads.</param>
    /// <param name="sourceStride">Samples from a row to the next.</param>
    /// <param name="weights">[row, column].</param>
    /// <param name="kernelHeight">Rows of the kernel.</param>
    /// <param name="starts">For every column of the kernel, samples from <paramref name="source"/>.</param>
    /// <param name="initial">What the sums begin with; null to go on from those that are there.</param>
    /// <param name="sums">The first response.</param>
    /// <param name="sumStride">Responses from a row to the next.</param>
    /// <param name="columns">Responses in a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFourRows(
        ref float source, nint sourceStride, ref float weights, int kernelHeight, ReadOnlySpan<int> starts,
        float? initial, ref float sums, nint sumStride, int columns)
    {
        nint width = starts.Length;
        for (nint x = 0; x < columns; x += BlockColumns)
        {
            TVector a0, a1, a2, b0, b1, b2, c0, c1, c2, d0, d1, d2;
            if (initial is { } value)
            {
                a0 = a1 = a2 = b0 = b1 = b2 = c0 = c1 = c2 = d0 = d1 = d2 = TLanes.Broadcast(value);
            }
            else
            {
                LoadThree(ref Unsafe.Add(ref sums, x), out a0, out a1, out a2);
                LoadThree(ref Unsafe.Add(ref sums, x + sumStride), out b0, out b1, out b2);
                LoadThree(ref Unsafe.Add(ref sums, x + 2 * sumStride), out c0, out c1, out c2);
                LoadThree(ref Unsafe.Add(ref sums, x + 3 * sumStride), out d0, out d1, out d2);
            }
            for (nint i = 0; i < kernelHeight + BlockRows - 1; i++)
            {
                ref var row = ref Unsafe.Add(ref source, i * sourceStride + x);
                var first = i * width;
                if (i >= BlockRows - 1 && i < kernelHeight)
                {
                    for (nint n = 0; n < starts.Length; n++)
                    {
                        LoadThree(ref Unsafe.Add(ref row, starts[(int)n]), out var s0, out var s1, out var s2);
                        AddTap(Unsafe.Add(ref weights, first + n), s0, s1, s2, ref a0, ref a1, ref a2);
                        AddTap(Unsafe.Add(ref weights, first - width + n), s0, s1, s2, ref b0, ref b1, ref b2);
                        AddTap(Unsafe.Add(ref weights, first - 2 * width + n), s0, s1, s2, ref c0, ref c1, ref c2);
                        AddTap(Unsafe.Add(ref weights, first - 3 * width + n), s0, s1, s2, ref d0, ref d1, ref d2);
                    }
                    continue;
                }
                // The block's first and last rows of samples belong to some of its rows of responses only: pairs, to branch half as often.
                if (i < kernelHeight && i >= 1)
                {
                    for (nint n = 0; n < starts.Length; n++)
                    {
                        LoadThree(ref Unsafe.Add(ref row, starts[(int)n]), out var s0, out var s1, out var s2);
                        AddTap(Unsafe.Add(ref weights, first + n), s0, s1, s2, ref a0, ref a1, ref a2);
                        AddTap(Unsafe.Add(ref weights, first - width + n), s0, s1, s2, ref b0, ref b1, ref b2);
                    }
                }
                else if (i < kernelHeight)
                {
                    for (nint n = 0; n < starts.Length; n++)
                    {
                        LoadThree(ref Unsafe.Add(ref row, starts[(int)n]), out var s0, out var s1, out var s2);
                        AddTap(Unsafe.Add(ref weights, first + n), s0, s1, s2, ref a0, ref a1, ref a2);
                    }
                }
                else if (i == kernelHeight)
                {
                    for (nint n = 0; n < starts.Length; n++)
                    {
                        LoadThree(ref Unsafe.Add(ref row, starts[(int)n]), out var s0, out var s1, out var s2);
                        AddTap(Unsafe.Add(ref weights, first - width + n), s0, s1, s2, ref b0, ref b1, ref b2);
                    }
                }
                var (reachesThird, reachesFourth) = (i >= 2 && i - 2 < kernelHeight, i >= 3);
                if (reachesThird && reachesFourth)
                {
                    for (nint n = 0; n < starts.Length; n++)
                    {
                        LoadThree(ref Unsafe.Add(ref row, starts[(int)n]), out var s0, out var s1, out var s2);
                        AddTap(Unsafe.Add(ref weights, first - 2 * width + n), s0, s1, s2, ref c0, ref c1, ref c2);
                        AddTap(Unsafe.Add(ref weights, first - 3 * width + n), s0, s1, s2, ref d0, ref d1, ref d2);
                    }
                }
                else if (reachesThird)
                {
                    for (nint n = 0; n < starts.Length; n++)
                    {
                        LoadThree(ref Unsafe.Add(ref row, starts[(int)n]), out var s0, out var s1, out var s2);
                        AddTap(Unsafe.Add(ref weights, first - 2 * width + n), s0, s1, s2, ref c0, ref c1, ref c2);
                    }
                }
                else if (reachesFourth)
                {
                    for (nint n = 0; n < starts.Length; n++)
                    {
                        LoadThree(ref Unsafe.Add(ref row, starts[(int)n]), out var s0, out var s1, out var s2);
                        AddTap(Unsafe.Add(ref weights, first - 3 * width + n), s0, s1, s2, ref d0, ref d1, ref d2);
                    }
                }
            }
            StoreThree(a0, a1, a2, ref Unsafe.Add(ref sums, x));
            StoreThree(b0, b1, b2, ref Unsafe.Add(ref sums, x + sumStride));
            StoreThree(c0, c1, c2, ref Unsafe.Add(ref sums, x + 2 * sumStride));
            StoreThree(d0, d1, d2, ref Unsafe.Add(ref sums, x + 3 * sumStride));
        }
    }

    /// <summary>Adds the taps of one kernel row to one row of responses.</summary>
    /// <param name="source">The sample that the first tap of the first response reads.</param>
    /// <param name="weights">The kernel row.</param>
    /// <param name="starts">For every column of the kernel, samples from <paramref name="source"/>.</param>
    /// <param name="initial">What the sums begin with; null to go on from those that are there.</param>
    /// <param name="sums">The first response.</param>
    /// <param name="columns">Responses in the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddKernelRow(ref float source, ref float weights, ReadOnlySpan<int> starts, float? initial, ref float sums, int columns)
    {
        for (nint x = 0; x < columns; x += BlockColumns)
        {
            TVector a0, a1, a2;
            if (initial is { } value)
                a0 = a1 = a2 = TLanes.Broadcast(value);
            else
                LoadThree(ref Unsafe.Add(ref sums, x), out a0, out a1, out a2);
            for (nint n = 0; n < starts.Length; n++)
            {
                LoadThree(ref Unsafe.Add(ref source, x + starts[(int)n]), out var s0, out var s1, out var s2);
                AddTap(Unsafe.Add(ref weights, n), s0, s1, s2, ref a0, ref a1, ref a2);
            }
            StoreThree(a0, a1, a2, ref Unsafe.Add(ref sums, x));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadThree(ref float source, out TVector v0, out TVector v1, out TVector v2)
    {
        v0 = TLanes.Load(ref source);
        v1 = TLanes.Load(ref Unsafe.Add(ref source, TLanes.Count));
        v2 = TLanes.Load(ref Unsafe.Add(ref source, 2 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreThree(TVector v0, TVector v1, TVector v2, ref float destination)
    {
        TLanes.Store(v0, ref destination);
        TLanes.Store(v1, ref Unsafe.Add(ref destination, TLanes.Count));
        TLanes.Store(v2, ref Unsafe.Add(ref destination, 2 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTap(float weight, TVector s0, TVector s1, TVector s2, ref TVector sum0, ref TVector sum1, ref TVector sum2)
    {
        var w = TLanes.Broadcast(weight);
        sum0 = TLanes.MultiplyAdd(w, s0, sum0);
        sum1 = TLanes.MultiplyAdd(w, s1, sum1);
        sum2 = TLanes.MultiplyAdd(w, s2, sum2);
    }
}
