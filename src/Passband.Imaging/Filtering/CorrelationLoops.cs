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

    /// <summary>Columns of responses computed together: two vectors, eight sums with those of four rows, which fit sixteen registers and hide a multiplication's time.</summary>
    public static int BlockColumns => 2 * TLanes.Count;

    /// <summary>Adds the taps of a kernel to four rows of responses, one sample apart in the picture.</summary>
    /// <param name="source">The sample that the first tap of the first response reads.</param>
    /// <param name="sourceStride">Samples from a row to the next.</param>
    /// <param name="weights">[row, column].</param>
    /// <param name="kernelHeight">Rows of the kernel.</param>
    /// <param name="starts">For every column of the kernel, samples from <paramref name="source"/>.</param>
    /// <param name="sums">The first response, to which is added.</param>
    /// <param name="sumStride">Responses from a row to the next.</param>
    /// <param name="columns">Responses in a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFourRows(
        ref float source, nint sourceStride, ref float weights, int kernelHeight, ReadOnlySpan<int> starts, ref float sums, nint sumStride, int columns)
    {
        var (count, width) = (TLanes.Count, starts.Length);
        for (nint x = 0; x < columns; x += BlockColumns)
        {
            ref var sum = ref Unsafe.Add(ref sums, x);
            var (a0, a1) = (TLanes.Load(ref sum), TLanes.Load(ref Unsafe.Add(ref sum, count)));
            sum = ref Unsafe.Add(ref sum, sumStride);
            var (b0, b1) = (TLanes.Load(ref sum), TLanes.Load(ref Unsafe.Add(ref sum, count)));
            sum = ref Unsafe.Add(ref sum, sumStride);
            var (c0, c1) = (TLanes.Load(ref sum), TLanes.Load(ref Unsafe.Add(ref sum, count)));
            sum = ref Unsafe.Add(ref sum, sumStride);
            var (d0, d1) = (TLanes.Load(ref sum), TLanes.Load(ref Unsafe.Add(ref sum, count)));
            for (var i = 0; i < kernelHeight + BlockRows - 1; i++)
            {
                ref var row = ref Unsafe.Add(ref source, i * sourceStride + x);
                var first = (nint)i * width;
                if (i >= BlockRows - 1 && i < kernelHeight)
                {
                    ref var weight = ref Unsafe.Add(ref weights, first);
                    ref var second = ref Unsafe.Subtract(ref weight, width);
                    ref var third = ref Unsafe.Subtract(ref second, width);
                    ref var fourth = ref Unsafe.Subtract(ref third, width);
                    for (var n = 0; n < starts.Length; n++)
                    {
                        ref var sample = ref Unsafe.Add(ref row, starts[n]);
                        var (s0, s1) = (TLanes.Load(ref sample), TLanes.Load(ref Unsafe.Add(ref sample, count)));
                        var w = TLanes.Broadcast(Unsafe.Add(ref weight, n));
                        (a0, a1) = (TLanes.MultiplyAdd(w, s0, a0), TLanes.MultiplyAdd(w, s1, a1));
                        w = TLanes.Broadcast(Unsafe.Add(ref second, n));
                        (b0, b1) = (TLanes.MultiplyAdd(w, s0, b0), TLanes.MultiplyAdd(w, s1, b1));
                        w = TLanes.Broadcast(Unsafe.Add(ref third, n));
                        (c0, c1) = (TLanes.MultiplyAdd(w, s0, c0), TLanes.MultiplyAdd(w, s1, c1));
                        w = TLanes.Broadcast(Unsafe.Add(ref fourth, n));
                        (d0, d1) = (TLanes.MultiplyAdd(w, s0, d0), TLanes.MultiplyAdd(w, s1, d1));
                    }
                    continue;
                }
                // The first and the last rows of the block belong to some of the four only.
                for (var n = 0; n < starts.Length; n++)
                {
                    ref var sample = ref Unsafe.Add(ref row, starts[n]);
                    var (s0, s1) = (TLanes.Load(ref sample), TLanes.Load(ref Unsafe.Add(ref sample, count)));
                    if (i < kernelHeight)
                    {
                        var w = TLanes.Broadcast(Unsafe.Add(ref weights, first + n));
                        (a0, a1) = (TLanes.MultiplyAdd(w, s0, a0), TLanes.MultiplyAdd(w, s1, a1));
                    }
                    if (i >= 1 && i - 1 < kernelHeight)
                    {
                        var w = TLanes.Broadcast(Unsafe.Add(ref weights, first - width + n));
                        (b0, b1) = (TLanes.MultiplyAdd(w, s0, b0), TLanes.MultiplyAdd(w, s1, b1));
                    }
                    if (i >= 2 && i - 2 < kernelHeight)
                    {
                        var w = TLanes.Broadcast(Unsafe.Add(ref weights, first - 2 * width + n));
                        (c0, c1) = (TLanes.MultiplyAdd(w, s0, c0), TLanes.MultiplyAdd(w, s1, c1));
                    }
                    if (i >= 3)
                    {
                        var w = TLanes.Broadcast(Unsafe.Add(ref weights, first - 3 * width + n));
                        (d0, d1) = (TLanes.MultiplyAdd(w, s0, d0), TLanes.MultiplyAdd(w, s1, d1));
                    }
                }
            }
            sum = ref Unsafe.Add(ref sums, x);
            TLanes.Store(a0, ref sum);
            TLanes.Store(a1, ref Unsafe.Add(ref sum, count));
            sum = ref Unsafe.Add(ref sum, sumStride);
            TLanes.Store(b0, ref sum);
            TLanes.Store(b1, ref Unsafe.Add(ref sum, count));
            sum = ref Unsafe.Add(ref sum, sumStride);
            TLanes.Store(c0, ref sum);
            TLanes.Store(c1, ref Unsafe.Add(ref sum, count));
            sum = ref Unsafe.Add(ref sum, sumStride);
            TLanes.Store(d0, ref sum);
            TLanes.Store(d1, ref Unsafe.Add(ref sum, count));
        }
    }

    /// <summary>Adds the taps of one kernel row to one row of responses.</summary>
    /// <param name="source">The sample that the first tap of the first response reads.</param>
    /// <param name="weights">The kernel row.</param>
    /// <param name="starts">For every column of the kernel, samples from <paramref name="source"/>.</param>
    /// <param name="sums">The first response, to which is added.</param>
    /// <param name="columns">Responses in the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddKernelRow(ref float source, ref float weights, ReadOnlySpan<int> starts, ref float sums, int columns)
    {
        var count = TLanes.Count;
        for (nint x = 0; x < columns; x += BlockColumns)
        {
            ref var sum = ref Unsafe.Add(ref sums, x);
            var (a0, a1) = (TLanes.Load(ref sum), TLanes.Load(ref Unsafe.Add(ref sum, count)));
            for (var n = 0; n < starts.Length; n++)
            {
                ref var sample = ref Unsafe.Add(ref source, x + starts[n]);
                var w = TLanes.Broadcast(Unsafe.Add(ref weights, n));
                (a0, a1) = (TLanes.MultiplyAdd(w, TLanes.Load(ref sample), a0), TLanes.MultiplyAdd(w, TLanes.Load(ref Unsafe.Add(ref sample, count)), a1));
            }
            TLanes.Store(a0, ref sum);
            TLanes.Store(a1, ref Unsafe.Add(ref sum, count));
        }
    }
}
