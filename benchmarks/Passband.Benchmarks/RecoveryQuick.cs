using System.Globalization;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Benchmarks;

internal static class RecoveryQuick
{
    public static int Run(int[] sides, double[] snrs, int count, bool confusions)
    {
        var nulls = NoiseNullTable.Load();
        foreach (var side in sides)
        {
            var ex = new RecoveryExperiment(side, nulls);
            var all = new List<RecoveryTrial>();
            var shapes = Enum.GetValues<SynthShape>().Where(s => SynthDraw.Fits(s, new(1, side, side))).ToArray();
            var lists = new List<RecoveryTrial>[shapes.Length];
            Parallel.For(0, shapes.Length, i => lists[i] = ex.Shape(shapes[i], snrs, 0, count, 99).ToList());
            foreach (var l in lists) all.AddRange(l);
            all.AddRange(ex.Noise(0, count, 5));
            foreach (var snr in snrs)
            {
                Console.WriteLine($"== {side}×{side} {snr} dB");
                var at = all.Where(t => t.SnrDb == snr).ToList();
                foreach (var name in at.Select(t => t.Truth).Distinct())
                {
                    var mine = at.Where(t => t.Truth == name).ToList();
                    var called = at.Concat(all.Where(t => t.Shape == null)).Where(t => t.Named == name).ToList();
                    string M(Func<RecoveryTrial, double?> f) { var v = mine.Select(f).OfType<double>().Order().ToList(); return v.Count == 0 ? "-" : $"{v[v.Count/2]:G3}/{v[(int)(v.Count*.95)]:G3}"; }
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} n {mine.Count,4} recall {100.0*mine.Count(t=>t.IsAccepted)/mine.Count,5:F1} strict {100.0*mine.Count(t=>t.Named==t.Truth)/mine.Count,5:F1} prec {(called.Count==0?0:100.0*called.Count(t=>t.IsAccepted)/called.Count),5:F1} strict {(called.Count==0?0:100.0*called.Count(t=>t.Named==t.Truth)/called.Count),5:F1} (n {called.Count}) angle {M(t=>t.Angle)} f {M(t=>t.Frequency)} σ {M(t=>t.Sigma)} φ {M(t=>t.Phase)} c {M(t=>t.Center)} order {(mine.Any(t=>t.Order!=null)? 100.0*mine.Count(t=>t.Order==true)/mine.Count(t=>t.Order!=null):0):F0}"));
                }
                if (confusions)
                    foreach (var g in at.Where(t => !t.IsAccepted).GroupBy(t => (t.Shape, t.Truth, t.Named)).OrderByDescending(g => g.Count()).Take(24))
                        Console.WriteLine($"    {g.Key.Shape} ({g.Key.Truth}) → {g.Key.Named}: {g.Count()}");
            }
        }
        return 0;
    }
}
