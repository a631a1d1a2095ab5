using System.Runtime.Intrinsics;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Filtering;

/// <summary>
/// Lays a kernel over every place of a picture, multiplies tap by tap and adds up: response(y, x) = bias + Σ k[m, n]·input(y + m, x + n), summed over planes.
/// This is correlation, what networks call convolution: the kernel is not flipped. Weights are rounded to float32, products are added in float32 by fused
/// multiply-add in one order (planes, then rows, then columns), so that the result is the same to the bit on any number of threads and any processor. Its error
/// is at most N·2⁻²⁴·(|bias| + Σ|k|·|input|) to first order, N being the number of taps in all planes.
/// </summary>
public static class Correlation
{
    /// <summary>Correlates one plane with one kernel.</summary>
    /// <inheritdoc cref="Apply(IReadOnlyList{Plane}, IReadOnlyList{KernelMatrix}, CorrelationOptions)"/>
    public static Plane Apply(Plane plane, KernelMatrix kernel, CorrelationOptions? options = null) => Apply([plane], [kernel], options);

    /// <summary>Correlates every plane with a kernel of its own and sums the responses, as one filter of a network does.</summary>
    /// <param name="planes">One or more planes of one size; more than three are the feature maps of a layer.</param>
    /// <param name="kernels">As many kernels of one size, in the order of the planes.</param>
    /// <param name="options">Border, stride, padding, threads; null for the defaults.</param>
    /// <returns>The responses, signed. Their size is the picture's divided by the stride, rounded up, unless padding or valid borders say otherwise.</returns>
    /// <exception cref="ArgumentException">Planes and kernels are not as many, or not of one size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride, a dilation or a number of threads is below 1, or the anchor lies outside the kernel.</exception>
    /// <exception cref="PassbandException">The picture is too small for the kernel, or the result too large.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Plane Apply(IReadOnlyList<Plane> planes, IReadOnlyList<KernelMatrix> kernels, CorrelationOptions? options = null)
    {
        options ??= CorrelationOptions.Default;
        var grid = CorrelationGrid.Of(planes, kernels, options);
        var responses = GC.AllocateUninitializedArray<float>(grid.Width * grid.Height);
        Compute(grid, planes, kernels, options, responses, Vector512.IsHardwareAccelerated);
        return new Plane(grid.Width, grid.Height, responses);
    }

    /// <summary>Computes into memory that is there already.</summary>
    /// <param name="grid">Of the request.</param>
    /// <param name="planes">The planes.</param>
    /// <param name="kernels">Their kernels.</param>
    /// <param name="options">Bias, threads, progress, cancellation.</param>
    /// <param name="responses">Receives the responses, row by row.</param>
    /// <param name="wide">Whether to compute sixteen responses at a time rather than eight.</param>
    internal static void Compute(
        CorrelationGrid grid, IReadOnlyList<Plane> planes, IReadOnlyList<KernelMatrix> kernels, CorrelationOptions options, float[] responses, bool wide)
    {
        if (wide)
            Run(new CorrelationTiles<Lanes512, Vector512<float>>(grid, planes, kernels, options.Bias), options, responses);
        else
            Run(new CorrelationTiles<Lanes256, Vector256<float>>(grid, planes, kernels, options.Bias), options, responses);
    }

    private static void Run<TLanes, TVector>(CorrelationTiles<TLanes, TVector> tiles, CorrelationOptions options, float[] responses)
        where TLanes : struct, IVectorLanes<TVector>
        where TVector : struct
    {
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = options.Cancellation, MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount };
        Parallel.For(0, tiles.Bands, parallel, tiles.CreateScratch, (band, _, scratch) =>
        {
            tiles.Compute(band, scratch, responses);
            options.Progress?.Report((double)Interlocked.Increment(ref done) / tiles.Bands);
            return scratch;
        }, _ => { });
    }
}
