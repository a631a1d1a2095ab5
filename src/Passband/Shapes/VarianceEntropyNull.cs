using System.Globalization;
using System.Text.Json;
using MathNet.Numerics;
using Passband.Kernels;
using Passband.Measures;

namespace Passband.Shapes;

/// <summary>
/// What the variance entropy of a layer of independent weights is: it depends on the number of taps and of kernels alone. Mean and standard deviation of the
/// deficit log₁₀ m − entropy (m the smaller of the taps and the kernels less one) were measured through the code that measures trained layers. A sum of
/// squares of deviations, the deficit is close to a gamma variable: for many kernels exactly John's statistic of sphericity (Biometrika 58, 1971), χ² with
/// (k + 2)(k − 1)/2 degrees of freedom over n·k.
/// </summary>
internal sealed class VarianceEntropyNull
{
    /// <summary>The embedded file.</summary>
    public const string ResourceName = "Passband.Shapes.variance-entropy-null.json";

    /// <summary>Layers whose entropies the file keeps, by which a test sees whether it still belongs to the code.</summary>
    public const int FirstCount = 2;

    /// <summary>The seed of the committed file.</summary>
    public const ulong Seed = 20261127;

    /// <summary>Kernels of a layer that are measured; between them both moments are interpolated, beyond the last they fall as 1/n.</summary>
    public static readonly int[] Kernels = [8, 16, 32, 64, 128, 256, 512, 1024];

    private readonly Dictionary<int, Entry[]> _byTaps;

    public VarianceEntropyNull(IEnumerable<Entry> entries) =>
        _byTaps = entries.GroupBy(e => e.Taps).ToDictionary(g => g.Key, g => g.OrderBy(e => e.Kernels).ToArray());

    /// <summary>One measured size.</summary>
    /// <param name="Taps">Weights of a kernel.</param>
    /// <param name="Kernels">Kernels of a layer.</param>
    /// <param name="Mean">Mean deficit.</param>
    /// <param name="Deviation">Its standard deviation.</param>
    /// <param name="First">Entropies of the first layers drawn.</param>
    internal sealed record Entry(int Taps, int Kernels, double Mean, double Deviation, double[] First);

    /// <summary>All entries.</summary>
    public IEnumerable<Entry> Entries => _byTaps.Values.SelectMany(e => e);

    /// <summary>The numbers of taps that are measured: those of the filter sizes of <see cref="NoiseNullTable"/>.</summary>
    public static IEnumerable<int> TapCounts => NoiseNullTable.Sizes().Select(s => s.Taps).Distinct().Order();

    /// <summary>The chance that independent weights have an entropy this low; null for a number of taps that is not listed, or fewer than 8 kernels.</summary>
    public double? P(double entropy, int taps, long kernels)
    {
        if (kernels < Kernels[0] || !_byTaps.TryGetValue(taps, out var entries))
            return null;
        var (mean, deviation) = Moments(entries, kernels);
        var deficit = Math.Max(0, Math.Log10(Math.Min(taps, kernels - 1.0)) - entropy);
        var shape = mean * mean / (deviation * deviation);
        return SpecialFunctions.GammaUpperRegularized(shape, deficit * shape / mean);
    }

    /// <summary>Measures one size.</summary>
    public static Entry Measure(int taps, int kernels, int samples)
    {
        var entropies = new double[samples];
        Parallel.For(0, samples, i => entropies[i] = Draw(taps, kernels, i));
        var deficits = Array.ConvertAll(entropies, e => Math.Log10(Math.Min(taps, kernels - 1)) - e);
        var mean = deficits.Average();
        return new Entry(taps, kernels, mean, Math.Sqrt(deficits.Sum(d => (d - mean) * (d - mean)) / (samples - 1)), entropies[..FirstCount]);
    }

    /// <summary>The entropy of one layer of standard normal weights.</summary>
    internal static double Draw(int taps, int kernels, int index, ulong seed = Seed)
    {
        var weights = NoiseNull.Draw(new FilterShape(kernels, 1, taps), seed ^ ((ulong)taps << 32) ^ (ulong)kernels, index);
        return LayerStatistics.VarianceEntropy(new KernelBank(BankShape.Plane(kernels, 1, 1, taps), Array.ConvertAll(weights, w => (float)w)))!.Value;
    }

    /// <summary>Reads the embedded file.</summary>
    public static VarianceEntropyNull Load()
    {
        using var stream = typeof(VarianceEntropyNull).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing.");
        using var document = JsonDocument.Parse(stream);
        return new VarianceEntropyNull(document.RootElement.GetProperty("entries").EnumerateArray().Select(e => new Entry(
            e.GetProperty("taps").GetInt32(), e.GetProperty("kernels").GetInt32(), e.GetProperty("mean").GetDouble(), e.GetProperty("deviation").GetDouble(),
            [.. e.GetProperty("first").EnumerateArray().Select(v => v.GetDouble())])).ToList());
    }

    /// <summary>Writes the file, numbers with six significant digits.</summary>
    public void Save(Stream stream)
    {
        using var writer = new StreamWriter(stream) { NewLine = "\n" };
        static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
        var lines = Entries.Select(e =>
            $$"""    { "taps": {{e.Taps}}, "kernels": {{e.Kernels}}, "mean": {{Number(e.Mean)}}, "deviation": {{Number(e.Deviation)}}, "first": [{{string.Join(", ", e.First.Select(Number))}}] }""");
        writer.WriteLine($$"""
            {
              "entries": [
            {{string.Join(",\n", lines)}}
              ]
            }
            """);
    }

    private static (double Mean, double Deviation) Moments(Entry[] entries, long kernels)
    {
        var last = entries[^1];
        if (kernels >= last.Kernels)
        {
            // The mean as Page's formula has it, the deviation as that of χ² over n·k: both 1/n.
            var ratio = (last.Kernels - 1.0) / (kernels - 1.0);
            return (last.Mean * ratio, last.Deviation * ratio);
        }
        var above = Array.FindIndex(entries, e => e.Kernels > kernels);
        var (low, high) = (entries[above - 1], entries[above]);
        var share = Math.Log(kernels / (double)low.Kernels) / Math.Log(high.Kernels / (double)low.Kernels);
        return (Math.Pow(low.Mean, 1 - share) * Math.Pow(high.Mean, share), Math.Pow(low.Deviation, 1 - share) * Math.Pow(high.Deviation, share));
    }
}
