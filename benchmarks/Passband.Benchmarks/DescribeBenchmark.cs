using System.Diagnostics;
using System.Globalization;
using System.Text;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Benchmarks;

/// <summary>
/// Filters of 7×7×3 described per second: every measurement, all shapes fitted, name and words, against the same measurements and shapes in NumPy and
/// SciPy. Both run on one thread, in turns, on the same filters.
/// </summary>
internal static class DescribeBenchmark
{
    /// <summary>A fit is as good as another from this difference in R² on.</summary>
    private const double SameR2 = 1e-3;

    /// <summary>How long one of our rounds lasts at least.</summary>
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(1);

    private static readonly FilterShape Shape = new(3, 7, 7);

    public static int Run(string python, int rounds, string? face)
    {
        var filters = SampleFilters.For7x7(face ?? SampleFilters.FaceModel);
        var path = Path.Combine(Path.GetTempPath(), $"passband-filters-{Environment.ProcessId}.npy");
        ScipyPeer.WriteNpy(path, Shape.Channels, Shape.Height, Shape.Width, [.. filters.Select(f => f.Filter)]);
        var (ours, theirs) = (new List<double>(), new List<ScipyPeer.Result>());
        try
        {
            var describe = Describer();
            Time(filters, describe);
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Time(filters, describe));
                theirs.Add(ScipyPeer.Run(python, path));
                Console.Error.WriteLine(Invariant($"round {round + 1}: {ours[^1]:F0} filters/s, SciPy {theirs[^1].FiltersPerSecond:F2} filters/s"));
            }
        }
        finally
        {
            File.Delete(path);
        }
        var report = Report(filters, ours, theirs);
        Console.Write(report);
        var target = Path.Combine(Machine.Repository, "benchmarks", "results", "describe.md");
        File.WriteAllText(target, report);
        return 0;
    }

    private static Action<float[]> Describer()
    {
        var measurer = new FilterMeasurer(Shape, Extent.Square(2), blueFirst: false, NoiseNullTable.Load());
        var work = measurer.CreateWorkspace();
        return filter =>
        {
            var measured = measurer.Measure(filter, work);
            FilterWriter.Describe("layer:0", Shape, InputSpace.Rgb, measured, measured.P, alone: false, []);
        };
    }

    /// <summary>Filters per second.</summary>
    private static double Time((string, float[] Filter)[] filters, Action<float[]> describe)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < RoundLength)
        {
            foreach (var (_, filter) in filters)
                describe(filter);
            count += filters.Length;
        }
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>R² by shape, each with all the freedom that the peer has: that a simpler variant wins by its criterion is a choice that comes after.</summary>
    private static Dictionary<string, double> R2(float[] weights)
    {
        var plane = Shape with { Channels = 1 };
        var profile = ColorSplit.Of(Array.ConvertAll(weights, w => (double)w), Shape).Profile;
        var norm = Math.Sqrt(profile.Sum(w => w * w));
        var unit = Array.ConvertAll(profile, w => w / norm);
        var single = Array.ConvertAll(unit, w => (float)w);
        var search = new ShapeSearch(plane, unit, new FitWorkspace(plane));
        var transform = new Transform(plane);
        var peaks = SpectralStarts.Of(unit, plane, transform, new double[transform.GridLength]);
        var dictionary = new ShapeDictionary(plane);
        var fits = new List<ShapeFit>
        {
            DiscreteShapes.Box(unit, plane), search.Grating(peaks), search.Sharpening(), search.DifferenceOfGaussians(),
            search.Gabor(MostGeneral(WindowedFamily.Gabor(plane)), peaks),
        };
        foreach (var family in WindowedFamily.Dictionary(plane))
            fits.Add(search.Windowed(MostGeneral(family), dictionary.Starts(family.Kind, single)));
        return fits.ToDictionary(f => f.Kind.ToString(), f => f.R2);
    }

    private static WindowedFamily MostGeneral(WindowedFamily family) => family with { Variants = [family.Variants[0]] };

    private static string Report((string Source, float[] Filter)[] filters, List<double> ours, List<ScipyPeer.Result> theirs)
    {
        var (our, their) = (Machine.Median(ours), Machine.Median(theirs.Select(t => t.FiltersPerSecond)));
        var text = new StringBuilder();
        text.Append(Invariant($"""
            # Describing one 7×7×3 filter

            {string.Join(", ", filters.GroupBy(f => f.Source).Select(g => $"{g.Count()} {g.Key}"))} filters; one thread each, in turns, {ours.Count} rounds.
            {Machine.Description}; {theirs[0].Versions}.

            | | filters/s, median | slowest round | fastest round | ms per filter |
            | --- | ---: | ---: | ---: | ---: |
            | Passband | {our:F0} | {ours.Min():F0} | {ours.Max():F0} | {1000 / our:F3} |
            | NumPy and SciPy | {their:F2} | {theirs.Min(t => t.FiltersPerSecond):F2} | {theirs.Max(t => t.FiltersPerSecond):F2} | {1000 / their:F0} |
            | ratio | **{our / their:F0}** | | | |

            Both find the color profile (SVD over channels), the zero-padded transform, moments, and the least-squares fit of ten shapes, within the same bounds;
            SciPy by `least_squares` from two starts. How well they fit:

            | shape | median R², Passband | median R², SciPy | Passband within {SameR2} or better | SciPy within {SameR2} or better |
            | --- | ---: | ---: | ---: | ---: |

            """));
        var fits = Array.ConvertAll(filters, f => R2(f.Filter));
        foreach (var shape in theirs[0].R2[0].Keys)
        {
            var pairs = Enumerable.Range(0, filters.Length).Select(i => (Our: fits[i][shape], Their: theirs[0].R2[i][shape])).ToArray();
            text.Append(Invariant($"| {shape} | {Machine.Median(pairs.Select(p => p.Our)):F4} | {Machine.Median(pairs.Select(p => p.Their)):F4} "));
            text.AppendLine(Invariant($"| {Share(pairs, p => p.Our >= p.Their - SameR2)} | {Share(pairs, p => p.Their >= p.Our - SameR2)} |"));
        }
        return text.ToString();
    }

    private static string Share((double, double)[] pairs, Predicate<(double Our, double Their)> holds) =>
        Invariant($"{100.0 * Array.FindAll(pairs, holds).Length / pairs.Length:F0} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
