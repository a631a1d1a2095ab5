using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics.Tensors;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>
/// Names a sample of a layer's single kernels, each with the code that measures and names a filter of one channel. Holds only tables, so one instance serves many threads.
/// </summary>
/// <param name="nulls">What noise gives.</param>
/// <param name="threads">Threads to use.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class KernelNamer(NoiseNullTable nulls, int threads, CancellationToken cancellation)
{
    /// <summary>Kernels named at the most: the standard error of a share of 50 % is then 3 %.</summary>
    public const int Most = 256;

    /// <summary>
    /// Taps of the kernels that are named, those of 32×32, at the most: the time of a fit grows with their square, and the noise that larger ones are compared with,
    /// 15×15, is too far from them.
    /// </summary>
    public const int MostTaps = 1024;

    /// <summary>A network has dozens of layers and a handful of sizes, and the tables of a size take longer than a kernel.</summary>
    private readonly ConcurrentDictionary<FilterShape, FilterMeasurer> _measurers = new();

    /// <summary>How many kernels of a layer are named; none of single taps, nor of very large ones.</summary>
    public static int Count(BankShape shape) => KernelSample.ShapeOf(shape).Taps is > 1 and <= MostTaps ? (int)Math.Min(Most, Total(shape)) : 0;

    /// <summary>Names a layer's kernels; null where none are.</summary>
    /// <param name="bank">The layer's weights.</param>
    /// <param name="done">Told for each kernel finished; may be called from any thread.</param>
    public KernelNameShares? Of(KernelBank bank, Action done)
    {
        if (Count(bank.Shape) == 0)
            return null;
        var shape = KernelSample.ShapeOf(bank.Shape);
        var smallest = LayerStatistics.SparseBelow * LayerStatistics.Largest(bank.Weights);
        var indices = KernelSample.Indices((int)Total(bank.Shape), Most).ToArray();
        var measurer = _measurers.GetOrAdd(shape, s => new FilterMeasurer(s, Extent.One, blueFirst: false, nulls));
        var measured = new FilterMeasurements?[indices.Length];
        FitWorkspace? One(int i, FitWorkspace? work)
        {
            cancellation.ThrowIfCancellationRequested();
            var kernel = bank.Weights.Slice(indices[i] * shape.Taps, shape.Taps);
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude(kernel));
            if (largest > 0 && largest >= smallest)
                measured[i] = measurer.Measure(kernel, work);
            done();
            return work;
        }
        if (threads == 1)
        {
            var work = measurer.CreateWorkspace();
            for (var i = 0; i < indices.Length; i++)
                One(i, work);
        }
        else
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            Parallel.For(0, indices.Length, options, measurer.CreateWorkspace, (i, _, work) => One(i, work), _ => { });
        }
        var chances = LayerChances.Of(measured);
        var names = measured.Select((m, i) => m is null ? KernelName.Dead : FilterNamer.Of(shape, m, chances.Q[i], chances.Alone).Name);
        return new KernelNameShares(Total(bank.Shape), indices.Length, Share.Of([.. names]), FalseDiscovery.Pi0(chances.P));
    }

    private static long Total(BankShape shape)
    {
        var size = KernelSample.ShapeOf(shape);
        return shape.Kernels * shape.Taps / size.Taps;
    }
}
