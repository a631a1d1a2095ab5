using System.Diagnostics;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Benchmarks;

/// <summary>Remakes the noise table of the library: what pure noise gives, for every size, through the code that measures trained filters.</summary>
internal static class Calibrate
{
    /// <summary>The seed of the committed table.</summary>
    private const ulong Seed = 20261123;

    public static void Run(string path, Func<FilterShape, int> samples)
    {
        var entries = new List<NoiseNull>();
        foreach (var shape in NoiseNullTable.Sizes())
        {
            var watch = Stopwatch.StartNew();
            var count = samples(shape);
            entries.Add(NoiseNull.Measure(new ShapeFitter(shape), shape.Channels, count, Seed, Environment.ProcessorCount));
            Console.WriteLine($"{shape.Channels}×{shape.Height}×{shape.Width}: {count} noise filters, {watch.Elapsed.TotalMilliseconds / count:F3} ms each, "
                + $"R² median {entries[^1].R2.Quantile(0.5):F3}, 99 % {entries[^1].R2.Quantile(0.99):F3}");
        }
        using var stream = File.Create(path);
        new NoiseNullTable(entries).Save(stream);
    }

    /// <summary>Enough for the tails of small kernels, which are many; fewer where a fit takes long.</summary>
    public static int CommittedSamples(FilterShape shape) => shape.Taps <= 49 ? 20_000 : shape.Taps <= 121 ? 10_000 : 4_000;
}
