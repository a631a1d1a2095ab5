using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;
using Passband.Synthesis;
namespace Passband.Benchmarks;
internal static class Quick4
{
    public static int Run(int side, string shapeName, double snr, int count)
    {
        var size = new FilterShape(1, side, side);
        var m = new FilterMeasurer(size, Extent.One, false, NoiseNullTable.Load());
        var w = m.CreateWorkspace();
        var names = new CanonicalNames(size);
        var shape = Enum.Parse<SynthShape>(shapeName);
        var shown = 0;
        for (var i = 0; i < count && shown < 8; i++)
        {
            var r = new GaussianRandom(99UL ^ ((ulong)(i + 1) * 0xD1342543DE82EF95) ^ ((ulong)shape << 56));
            var kernel = SynthDraw.Draw(shape, size, ref r);
            var noise = new SynthNoise { SnrDb = snr };
            var noisy = noise.AddTo(kernel.Render(), ref r);
            var acc = CanonicalNames.Within(names.Distances(kernel), noise.EnergyShare(kernel.Render()));
            var x = m.Measure(Array.ConvertAll(noisy, v => (float)v), w);
            var d = FilterWriter.Describe("s:0", size, InputSpace.Gray, x, x.P, true, []);
            if (acc.Contains(d.Name)) continue;
            shown++;
            Console.WriteLine($"#{i} {kernel} accepted [{string.Join(",", acc)}] named {d.Name} p {x.P!.Value.Any:G3} order {x.Order.Dominant} [{string.Join(" ", x.Order.Shares.Select(s => s.ToString("F3")))}] band {x.Band.Kind} dc {x.DcShare:F3}");
            foreach (var f in x.Fits.Take(5))
                Console.WriteLine($"     {f.Kind,-22} r2 {f.R2:F5} K {f.FreeParameters} aicc {f.Aicc:F2} x {f.X:F2} y {f.Y:F2} a {f.Angle:F1} σ {f.SigmaAcross:F2} {f.SigmaAlong:F2} f {f.Frequency:F3} φ {f.Phase:F0} A {f.Amplitude:F2} S {f.SurroundAmplitude:F2} {f.SurroundSigma:F2}");
        }
        return 0;
    }
}
