using System.Collections.Immutable;
using Passband.Imaging.Movies;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Movies;

/// <summary>A made-up training: noise that turns into waves, one kernel after another.</summary>
internal static class SampleMovie
{
    private static readonly string[] Ends = ["edge", "line", "gabor", "center-surround"];

    public static MovieContent Of(int filters, int moments = 60, int channels = 1, int size = 7, int lastStep = 1200, bool charts = true)
    {
        var names = new List<ImmutableArray<MovieKernel>>();
        var shown = ImmutableArray.CreateBuilder<MovieMoment>();
        for (var i = 0; i < moments; i++)
        {
            var t = moments == 1 ? 1 : i / (moments - 1.0);
            names.Add([.. Enumerable.Range(0, filters).Select(f => Grown(f, t, filters) > 0.6 ? new MovieKernel(Ends[f % 4], 0.55 + 0.4 * t, 0.1 + 0.01 * (f % 8)) : new MovieKernel("noise", 0.3))]);
            shown.Add(new MovieMoment((long)(lastStep * t), Layer(filters, channels, size, t), names[^1]) { Epoch = 5 * t });
        }
        var steps = shown.Select(m => m.Step).ToArray();
        return new MovieContent
        {
            Title = "lines, tiny, seed 1",
            Moments = shown.ToImmutable(),
            Charts = charts ? Charts(steps, names) : [],
            Turns = [.. Enumerable.Range(0, filters).Select(f => new MovieTurn(f, steps[Math.Max(0, names.FindIndex(n => n[f].Name != "noise"))], Ends[f % 4])).OrderBy(t => t.Step)],
        };
    }

    private static ImmutableArray<MovieChart> Charts(long[] steps, List<ImmutableArray<MovieKernel>> names) =>
    [
        new("Loss", MovieChartKind.Amounts, [Curve("train", steps, (i, t) => 0.02 + 0.67 * Math.Exp(-4 * t) + 0.02 * Math.Sin(i * 2.3)), Curve("held-out", steps, (_, t) => 0.05 + 0.64 * Math.Exp(-4 * t))]),
        new("Accuracy", MovieChartKind.Shares, [Curve("train", steps, (i, t) => 1 - 0.5 * Math.Exp(-5 * t) - 0.01 * Math.Cos(i * 1.7) * t), Curve("held-out", steps, (_, t) => 0.99 - 0.49 * Math.Exp(-5 * t))]),
        new("Names", MovieChartKind.Names, [.. Ends.Append("noise").Select(n => Curve(n, steps, (i, _) => names[i].Count(k => k.Name == n) / (double)names[i].Length))]),
        new("Structure", MovieChartKind.Ratios, [Curve("median R²", steps, (i, _) => names[i].Select(k => k.Fit!.Value).Order().ElementAt(names[i].Length / 2)), Curve("entropy", steps, (_, t) => 1 - 0.5 * t)]),
    ];

    private static MovieCurve Curve(string name, long[] steps, Func<int, double, double> value) =>
        new(name, [.. steps.Select((step, i) => new MoviePoint(step, value(i, steps.Length == 1 ? 1 : i / (steps.Length - 1.0))))]);

    private static double Grown(int filter, double t, int filters) => Math.Clamp(3 * t - 1.6 * (filter * 7 % filters) / filters, 0, 1);

    private static ConvLayer Layer(int filters, int channels, int size, double t)
    {
        var weights = new float[filters * channels * size * size];
        for (var i = 0; i < weights.Length; i++)
        {
            var (filter, tap) = (i / (channels * size * size), i % (size * size));
            var (x, y) = (tap % size - size / 2.0 + 0.5, tap / size - size / 2.0 + 0.5);
            var (sin, cos) = Math.SinCos(Math.PI * filter / filters + i / (size * size) % channels * 0.3);
            var wave = Math.Exp(-(x * x + y * y) / (0.13 * size * size)) * Math.Cos(2.2 * (x * cos + y * sin) * 7 / size + filter);
            var noise = 0.12 * Drawn(1, i) + 0.01 * Drawn(2, i + (int)(1_000_000 * t));
            weights[i] = (float)(noise * (1 - 0.8 * Grown(filter, t, filters)) + 0.5 * wave * Grown(filter, t, filters));
        }
        return TestLayers.Layer(BankShape.Plane(filters, channels, size, size), channels == 3 ? InputSpace.Rgb : InputSpace.Gray, weights);
    }

    private static double Drawn(ulong seed, int index) => new GaussianRandom(GaussianRandom.SeedOf(seed, (ulong)index)).Next();
}
