using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;
namespace Passband.Benchmarks;
internal static class Quick3
{
    static double Entropy(double[] k, int side)
    {
        var p = new List<double>();
        for (var v = 0; v < side; v++) for (var u = 0; u < side; u++) p.Add(Dtft.Power(k, new(1, side, side), u / (double)side, v / (double)side));
        var sum = p.Sum();
        return -p.Where(x => x > 0).Sum(x => x / sum * Math.Log(x / sum)) / Math.Log(p.Count);
    }
    public static int Run(int side, int count)
    {
        var size = new FilterShape(1, side, side);
        var fitter = new ShapeFitter(size);
        double[] Stats(double[] k, FitWorkspace w)
        {
            var fits = fitter.Fit(k, w);
            return [fits[0].R2, -fits[0].Aicc, fits.Max(f => f.R2), Math.Abs(SpatialAutocorrelation.Of(k, size) ?? 0), -Entropy(k, side)];
        }
        var noise = new double[4 * count][];
        Parallel.For(0, noise.Length, i => { var r = new GaussianRandom((ulong)i * 77777 + 3); noise[i] = Stats(SynthNoise.Draw(NoiseDistribution.Gaussian, size, 1, ref r), fitter.CreateWorkspace()); });
        var n = noise[0].Length;
        var q = Enumerable.Range(0, n).Select(s => noise.Select(x => x[s]).Order().ToArray()).ToArray();
        Console.WriteLine("R2 null: " + string.Join(" ", new[] { .5, .9, .95, .99, .995, .999 }.Select(l => q[0][(int)(l * noise.Length)].ToString("F4"))));
        foreach (var shape in Enum.GetValues<SynthShape>().Where(s => SynthDraw.Fits(s, size)))
            foreach (var snr in new[] { 14.0 })
            {
                var vals = new double[count][];
                Parallel.For(0, count, i =>
                {
                    var r = new GaussianRandom((ulong)i * 999983 + 11);
                    var kernel = SynthDraw.Draw(shape, size, ref r);
                    vals[i] = Stats(new SynthNoise { SnrDb = snr }.AddTo(kernel.Render(), ref r), fitter.CreateWorkspace());
                });
                double Rate(int s, double level) => 100.0 * vals.Count(v => v[s] > q[s][(int)((1 - level) * noise.Length)]) / count;
                Console.WriteLine($"{shape,-24} {snr,4} R2med {vals.Select(v => v[0]).Order().ElementAt(count / 2):F4} p.01: R2 {Rate(0, .01):F0} aic {Rate(1, .01):F0} maxR2 {Rate(2, .01):F0} moran {Rate(3, .01):F0} ent {Rate(4, .01):F0} | p.05: R2 {Rate(0, .05):F0} aic {Rate(1, .05):F0} maxR2 {Rate(2, .05):F0} moran {Rate(3, .05):F0} ent {Rate(4, .05):F0}");
            }
        return 0;
    }
}
