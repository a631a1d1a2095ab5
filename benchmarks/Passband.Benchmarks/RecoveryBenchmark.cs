using System.Globalization;
using System.Text;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Benchmarks;

/// <summary>How well names and parameters are recovered from synthesized kernels, by noise and size; and how often noise is called something.</summary>
internal static class RecoveryBenchmark
{
    /// <summary>Kernels of each shape, and of noise, by size; every noise level is tried on the same ones.</summary>
    private const int Kernels = 500;

    private const ulong Seed = 20261125;

    private static readonly int[] Sides = [3, 5, 7, 11];
    private static readonly double[] Snrs = [double.PositiveInfinity, 40, 30, 25, 20, 15, 10, 5, 0];

    public static int Run()
    {
        var nulls = NoiseNullTable.Load();
        var scores = new List<RecoveryScore>();
        foreach (var side in Sides)
        {
            var trials = Trials(side, nulls);
            var noise = trials.FindAll(t => t.Shape is null);
            foreach (var snr in Snrs)
                scores.AddRange(RecoveryScore.Of(side, snr, trials.FindAll(t => t.SnrDb == snr), noise));
            Console.Error.WriteLine($"{side}×{side}: {trials.Count} kernels");
        }
        var results = Path.Combine(Machine.Repository, "benchmarks", "results");
        var report = Report(scores, NoiseRates.Measure(nulls));
        Console.Write(report);
        File.WriteAllText(Path.Combine(results, "recovery.md"), report);
        File.WriteAllText(Path.Combine(results, "recovery.csv"), RecoveryScore.Csv(scores));
        using var picture = File.Create(Path.Combine(Machine.Repository, "docs", "images", "recovery.png"));
        RecoveryPlot.Write(scores, Sides, Snrs, picture);
        return 0;
    }

    private static List<RecoveryTrial> Trials(int side, NoiseNullTable nulls)
    {
        const int Block = 50;
        var experiment = new RecoveryExperiment(side, nulls);
        var shapes = Enum.GetValues<SynthShape>().Where(s => SynthDraw.Fits(s, new FilterShape(1, side, side))).ToList();
        var blocks = (from shape in shapes.ConvertAll(s => (SynthShape?)s).Append(null) from start in Enumerable.Range(0, Kernels / Block) select (shape, start: start * Block)).ToArray();
        var found = new List<RecoveryTrial>[blocks.Length];
        Parallel.For(0, blocks.Length, i => found[i] = [.. blocks[i].shape is { } shape
            ? experiment.Shape(shape, Snrs, blocks[i].start, blocks[i].start + Block, Seed)
            : experiment.Noise(blocks[i].start, blocks[i].start + Block, Seed)]);
        return [.. found.SelectMany(f => f)];
    }

    private static string Report(List<RecoveryScore> scores, string noise)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"""
            # What is recovered from kernels whose answers are known

            {Kernels} synthesized kernels of each shape and size, described one by one (p ≤ 0.01), each at every noise level; with {Kernels} of pure noise among them for
            precision. Random draws are those of `passband synth` (docs/synth.md), seed {Seed}. All numbers, with 95th percentiles: [recovery.csv](recovery.csv).

                dotnet run -c Release --project benchmarks/Passband.Benchmarks -- recovery

            ![Recall, precision and the error of the angle against the signal-to-noise ratio](../../docs/images/recovery.png)

            Cells are **canonical / strict**, in %. Strict counts the one name that the definitions give the noise-free kernel. Canonical counts a second name too, where a
            kernel of that name describes the same weights to within the noise added; the distance between the noise-free kernels decides that. Recall: of the kernels that are
            so by definition, how many are called right. Precision: of those called so, noise included, how many are. At 0 dB as much energy is noise as kernel, so that
            hardly any shape explains two thirds of it and most are `mixed`, as they should be.


            """));
        foreach (var side in Sides)
        {
            text.AppendLine(Invariant($"## {side}×{side}")).AppendLine();
            Table(text, scores.FindAll(s => s.Side == side), "recall", s => $"{Percent(s.Recall)} / {Percent(s.StrictRecall)}");
            Table(text, scores.FindAll(s => s.Side == side), "precision", s => s.Called == 0 ? "" : $"{Percent(s.Precision)} / {Percent(s.StrictPrecision)}");
            Errors(text, scores.FindAll(s => s.Side == side && s.SnrDb is 30 or 20 or 10));
        }
        return text.Append(noise).ToString();
    }

    private static void Table(StringBuilder text, List<RecoveryScore> scores, string title, Func<RecoveryScore, string> cell)
    {
        text.AppendLine(Invariant($"| {title}, SNR in dB | {string.Join(" | ", Snrs.Select(Db))} |"));
        text.AppendLine(Invariant($"| --- | {string.Join(" | ", Snrs.Select(_ => "---:"))} |"));
        foreach (var name in scores.Select(s => s.Name).Distinct())
        {
            var cells = Snrs.Select(snr => scores.Find(s => s.Name == name && s.SnrDb == snr) is { } score ? cell(score) : "");
            text.AppendLine(Invariant($"| {name} | {string.Join(" | ", cells)} |"));
        }
        text.AppendLine();
    }

    private static void Errors(StringBuilder text, List<RecoveryScore> scores)
    {
        text.AppendLine("Errors of those called right, median (95th percentile):").AppendLine();
        text.AppendLine("| name | SNR | angle ° | frequency % | σ % | phase ° | center px | order right % |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var name in scores.Select(s => s.Name).Distinct())
        {
            foreach (var s in scores.FindAll(s => s.Name == name))
            {
                string[] cells =
                [
                    name, Db(s.SnrDb), Error(s.Angle, 1, "0.0"), Error(s.Frequency, 100, "0.0"), Error(s.Sigma, 100, "0.0"), Error(s.Phase, 1, "0.0"),
                    Error(s.Center, 1, "0.00"), s.Order is { } order ? Percent(order) : "",
                ];
                text.AppendLine(Invariant($"| {string.Join(" | ", cells)} |"));
            }
        }
        text.AppendLine();
    }

    private static string Db(double snr) => double.IsPositiveInfinity(snr) ? "∞" : snr.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Error((double Median, double Worst)? error, double factor, string format) => error is { } e
        ? Invariant($"{(factor * e.Median).ToString(format, CultureInfo.InvariantCulture)} ({(factor * e.Worst).ToString(format, CultureInfo.InvariantCulture)})")
        : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
