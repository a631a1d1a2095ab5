using System.Globalization;
using System.Text;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Benchmarks;

/// <summary>
/// How large the margin must be by which a richer shape replaces one that is its limit: how often noise alone makes the richer one win over a kernel of the
/// simpler, and how often a true kernel of the richer is lost. Kernels are not those of the recovery curves.
/// </summary>
internal static class ChoiceBenchmark
{
    private const int Kernels = 400;
    private const ulong Seed = 20261126;

    private static readonly int[] Sides = [3, 5, 7, 11];
    private static readonly double[] Snrs = [30, 20, 10];
    private static readonly double[] Margins = [0, 2, 4, 6, 8, 10];

    public static int Run()
    {
        var text = new StringBuilder();
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            # When a richer shape replaces a simpler one

            {Kernels} synthesized kernels of each shape in {string.Join(", ", Sides.Select(s => $"{s}×{s}"))} at {string.Join(", ", Snrs)} dB, seed {Seed} (not that of the recovery curves).
            First, how often a shape of which the true one is a limit is chosen instead of it, in %, by the margin that its criterion must win by. Then, how often a true
            kernel of a richer shape that no simpler one describes to within the noise is given to the simpler one, in %.


            """));
        Write(text, "simpler shapes lost to a richer one", [SynthShape.Tap, SynthShape.Gaussian, SynthShape.FirstDerivative, SynthShape.SecondDerivative,
            SynthShape.LaplacianOfGaussian, SynthShape.MixedDerivative, SynthShape.Grating], simpler: true);
        Write(text, "richer shapes lost to a simpler one", [SynthShape.Sharpening, SynthShape.DifferenceOfGaussians, SynthShape.Gabor], simpler: false);
        Console.Write(text);
        File.WriteAllText(Path.Combine(Machine.Repository, "benchmarks", "results", "choice.md"), text.ToString());
        return 0;
    }

    private static void Write(StringBuilder text, string title, SynthShape[] shapes, bool simpler)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| {title}, by margin | {string.Join(" | ", Margins.Select(m => m.ToString(CultureInfo.InvariantCulture)))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --- | {string.Join(" | ", Margins.Select(_ => "---:"))} |");
        foreach (var shape in shapes)
        {
            var lost = new int[Margins.Length];
            var tried = 0;
            foreach (var side in Sides.Where(s => SynthDraw.Fits(shape, new FilterShape(1, s, s))))
            {
                var size = new FilterShape(1, side, side);
                var fitter = new ShapeFitter(size);
                var work = fitter.CreateWorkspace();
                for (var i = 0; i < Kernels; i++)
                {
                    var random = new GaussianRandom(Seed ^ ((ulong)(i + 1) * 0xD1342543DE82EF95) ^ ((ulong)shape << 56));
                    var kernel = SynthDraw.Draw(shape, size, ref random);
                    var clean = kernel.Render();
                    var limits = fitter.Fit(clean, work).Where(f => ShapeChoice.IsLimit(f.Kind, (ShapeKind)shape)).Select(f => 1 - f.R2).Append(1).Min();
                    foreach (var snr in Snrs)
                    {
                        var fits = fitter.Fit(new SynthNoise { SnrDb = snr }.AddTo(clean, ref random), work);
                        if (!simpler && limits <= Math.Pow(10, -snr / 10))
                            continue;
                        tried++;
                        for (var m = 0; m < Margins.Length; m++)
                        {
                            var chosen = ShapeChoice.Order([.. fits], Margins[m])[0].Kind;
                            if (simpler ? ShapeChoice.IsLimit((ShapeKind)shape, chosen) : ShapeChoice.IsLimit(chosen, (ShapeKind)shape))
                                lost[m]++;
                        }
                    }
                }
            }
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {ShapeNames.Of((ShapeKind)shape)} | {string.Join(" | ", lost.Select(l => (100.0 * l / tried).ToString("F2", CultureInfo.InvariantCulture)))} |");
        }
        text.AppendLine();
    }
}
