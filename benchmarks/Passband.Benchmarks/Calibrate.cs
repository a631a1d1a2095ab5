using System.Diagnostics;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Benchmarks;

/// <summary>Remakes the noise table of the library: what pure noise gives, for every size, through the code that measures trained filters.</summary>
internal static class Calibrate
{
    public static void Run(string path, Func<FilterShape, int> samples)
    {
        var entries = new List<NoiseNull>();
        foreach (var shape in NoiseNullTable.Sizes())
        {
            var watch = Stopwatch.StartNew();
            var count = samples(shape);
            entries.Add(NoiseNull.Measure(new ShapeFitter(shape), shape.Channels, count, NoiseNull.Seed, Environment.ProcessorCount));
            Console.WriteLine($"{shape.Channels}×{shape.Height}×{shape.Width}: {count} noise filters, {watch.Elapsed.TotalMilliseconds / count:F3} ms each, "
                + $"R² median {entries[^1].R2.Quantile(0.5):F3}, 99 % {entries[^1].R2.Quantile(0.99):F3}");
        }
        using var stream = File.Create(path);
        new NoiseNullTable(entries).Save(stream);
    }

    /// <summary>Remakes the null of the layers' variance entropy.</summary>
    public static void RunLayers(string path)
    {
        var entries = new List<VarianceEntropyNull.Entry>();
        foreach (var taps in VarianceEntropyNull.TapCounts)
        {
            // Means and deviations only; decompositions of large matrices take long.
            var samples = taps <= 49 ? 2_000 : 300;
            var watch = Stopwatch.StartNew();
            entries.AddRange(VarianceEntropyNull.Kernels.Select(kernels => VarianceEntropyNull.Measure(taps, kernels, samples)));
            Console.WriteLine($"{taps} taps: {samples} layers of each size in {watch.Elapsed.TotalSeconds:F1} s");
        }
        using var stream = File.Create(path);
        new VarianceEntropyNull(entries).Save(stream);
    }

    /// <summary>
    /// Many for the sizes that first layers have most often, whose p-values are held to be uniform by 20,000 fresh filters: the table's own error must be small
    /// beside theirs. Fewer where a fit takes long.
    /// </summary>
    public static int CommittedSamples(FilterShape shape) => shape switch
    {
        { Height: 3 or 5 or 7 or 11, IsLine: false } when shape.Height == shape.Width => 100_000,
        { Taps: <= 81 } => 20_000,
        { Taps: <= 121 } => 10_000,
        _ => 4_000,
    };
}
