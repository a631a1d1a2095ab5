using System.Globalization;
using System.Text;
using Passband.Explanations;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Benchmarks;

/// <summary>How often pure noise is called structured, by size, channels and distribution.</summary>
internal static class NoiseRates
{
    private const int Layers = 32;
    private const int FiltersOfLayer = 64;

    public static string Measure(NoiseNullTable nulls)
    {
        var text = new StringBuilder();
        text.AppendLine("## Pure noise").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{Layers} layers of {FiltersOfLayer} filters of each size and distribution: % called anything but noise, within the layer (q ≤ 0.05, the default) / each on its own (p ≤ 0.01).").AppendLine();
        var distributions = Enum.GetValues<NoiseDistribution>();
        text.AppendLine(CultureInfo.InvariantCulture, $"| filter | {string.Join(" | ", distributions)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --- | {string.Join(" | ", distributions.Select(_ => "---:"))} |");
        foreach (var channels in (int[])[1, 3])
        {
            foreach (var side in (int[])[3, 5, 7, 11])
            {
                var shape = new FilterShape(channels, side, side);
                text.AppendLine(CultureInfo.InvariantCulture, $"| {channels}×{side}×{side} | {string.Join(" | ", distributions.Select(d => Rates(shape, d, nulls)))} |");
            }
        }
        return text.ToString();
    }

    private static string Rates(FilterShape shape, NoiseDistribution distribution, NoiseNullTable nulls)
    {
        var (inLayer, alone) = (0, 0);
        for (var layer = 0; layer < Layers; layer++)
        {
            var made = Synthesizer.Make(new SynthOptions { Size = shape, Distribution = distribution, Count = FiltersOfLayer, Seed = (ulong)(1000 + layer) });
            var explainer = new LayerExplainer(nulls, why: false, Environment.ProcessorCount, CancellationToken.None);
            var found = explainer.Explain(made.Net.Layers[0], made.Net.Layers[0].Input, describe: true, only: null, () => { }).Filters!.Value;
            inLayer += found.Count(f => f.Name != KernelName.Noise);
            alone += found.Count(f => f.Fit!.P <= FilterNamer.LargestP);
        }
        const double Total = Layers * FiltersOfLayer / 100.0;
        return string.Create(CultureInfo.InvariantCulture, $"{inLayer / Total:0.##} / {alone / Total:0.##}");
    }
}
