using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;
using Passband.Synthesis;
using static Passband.Benchmarks.PlatePictures;
using static Passband.Benchmarks.Plates;

namespace Passband.Benchmarks;

/// <summary>Fits, the choice between them, structure against noise, lobes and names.</summary>
internal static class PlatesOfEvidence
{
    private static readonly SynthKernel Wave = new() { Shape = SynthShape.Gabor, Height = 7, Width = 7, Sigma = 1.7, Frequency = 0.24, Phase = 50, Angle = 35 };

    public static IEnumerable<Plate> All() => [R2(), Choice(), Evidence(), Moran(), Entropy(), FalseDiscoveries(), Lobes(), Names()];

    private static Plate R2()
    {
        static PlateCell Cell(string what, PlateSubject subject)
        {
            var fit = subject.Said.Fit!;
            return new PlateCell(
                [Kernel(subject)], $"R² {Number(fit.R2)}", what, $"99 % of noise below {Number(subject.Said.Structure!.NoiseR2)}", $"{fit.Shape}", $"named {subject.Said.Name}");
        }
        return new Plate("r2", "R²: the energy that the closest shape explains", [
            Cell("noise", PlateSubject.Noise(new FilterShape(1, 7, 7), 11)),
            Cell("Gabor, SNR 0 dB", PlateSubject.Of(Wave, snrDb: 0)),
            Cell("Gabor, SNR 5 dB", PlateSubject.Of(Wave, snrDb: 5)),
            Cell("Gabor, SNR 10 dB", PlateSubject.Of(Wave, snrDb: 10)),
            Cell("Gabor, no noise", PlateSubject.Of(Wave)),
        ]);
    }

    private static Plate Choice()
    {
        static PlateCell Cell(double frequency)
        {
            // An odd Gabor is an edge while its window holds little of a cycle; the same noise is added to all.
            var subject = PlateSubject.Of(Wave with { Width = 9, Height = 9, Sigma = 1.6, Frequency = frequency, Phase = 90 }, snrDb: 20, seed: 4);
            double Of(ShapeKind kind) => subject.Measured.Fits.First(f => f.Kind == kind).Aicc;
            return new PlateCell(
                [Kernel(subject)], $"Gabor better by {Number(Of(ShapeKind.Edge) - Of(ShapeKind.Gabor), "0.0")}", $"needed: {Number(ShapeChoice.Margin, "0")}", $"chosen: {subject.Said.Fit!.Shape}",
                $"drawn with {Number(frequency)} cycles per pixel");
        }
        return new Plate("choice", "A richer shape must win by a margin: Gabor against its limit, an edge", [Cell(0.04), Cell(0.08), Cell(0.1), Cell(0.12), Cell(0.2)]);
    }

    private static Plate Evidence()
    {
        static PlateCell Cell(string what, PlateSubject subject)
        {
            var (structure, fit) = (subject.Said.Structure!, subject.Said.Fit!);
            return new PlateCell(
                [Kernel(subject)], $"evidence {Number(structure.Evidence)} per tap", what, $"p of evidence {Chance(structure.EvidenceP)}", $"p of all three {Chance(fit.SpatialP)}", $"R² {Number(fit.R2)}, {subject.Said.Name}");
        }
        return new Plate("evidence", "Evidence per tap: what the best shape gains over no shape at all", [
            Cell("noise, 7×7", PlateSubject.Noise(new FilterShape(1, 7, 7), 11)),
            Cell("noise, 3×3", PlateSubject.Noise(new FilterShape(1, 3, 3), 8)),
            Cell("Gabor, SNR 3 dB", PlateSubject.Of(Wave, snrDb: 3)),
            Cell("Gabor, SNR 10 dB", PlateSubject.Of(Wave, snrDb: 10)),
            Cell("Gabor, no noise", PlateSubject.Of(Wave)),
        ]);
    }

    private static Plate Moran()
    {
        static PlateCell Cell(string what, PlateSubject subject) => new(
            [Kernel(subject)], $"I = {Number(subject.Said.Structure!.Moran)}", what, $"p {Chance(subject.Said.Structure.MoranP)}", subject.Said.Name);
        return new Plate("moran", "Moran's I: how much neighboring taps resemble each other", [
            Cell("checkerboard", PlateSubject.Of(Wave with { Shape = SynthShape.Grating, Frequency = Math.Sqrt(0.5), Angle = 45, Phase = 0 })),
            Cell("noise", PlateSubject.Noise(new FilterShape(1, 7, 7), 2)),
            Cell("Gabor", PlateSubject.Of(Wave)),
            Cell("Gaussian", PlateSubject.Of(Wave with { Shape = SynthShape.Gaussian, Sigma = 2.2 })),
            Cell("edge", PlateSubject.Of(Wave with { Shape = SynthShape.FirstDerivative, Sigma = 1.4 })),
        ]);
    }

    private static Plate Entropy()
    {
        static PlateCell Cell(string what, PlateSubject subject) => new(
            [Kernel(subject), Response(subject)], $"entropy {Number(subject.Said.Structure!.SpectralEntropy)}", what, $"p {Chance(subject.Said.Structure.SpectralEntropyP)}");
        return new Plate("spectral-entropy", "Spectral entropy: how evenly the power is spread over frequencies", [
            Cell("grating", PlateSubject.Of(Wave with { Shape = SynthShape.Grating, Frequency = 2 / 7.0, Angle = 0 })),
            Cell("Gaussian", PlateSubject.Of(Wave with { Shape = SynthShape.Gaussian, Sigma = 1.5 })),
            Cell("Gabor", PlateSubject.Of(Wave)),
            Cell("noise", PlateSubject.Noise(new FilterShape(1, 7, 7), 2)),
            Cell("one tap", PlateSubject.Of(Wave with { Shape = SynthShape.Tap })),
        ]);
    }

    private static Plate FalseDiscoveries()
    {
        static PlateCell Cell(string what, int structured)
        {
            const int Filters = 60;
            var shape = new FilterShape(1, 5, 5);
            var random = new GaussianRandom(17);
            var filters = new List<double[]>();
            for (var i = 0; i < Filters; i++)
            {
                filters.Add(i < structured
                    ? new SynthNoise { SnrDb = 12 }.AddTo(SynthDraw.Draw(SynthShape.FirstDerivative, shape, ref random).Render(), ref random)
                    : SynthNoise.Draw(NoiseDistribution.Gaussian, shape, Filters, ref random));
            }
            var layer = PlateSubject.Explain(PlateSubject.LayerOf(filters, shape));
            var counts = new double[10];
            foreach (var filter in layer.Filters!.Value)
                counts[Math.Min(9, (int)(10 * filter.Fit!.P))]++;
            return new PlateCell(
                [Histogram(counts, null, "p = 0", "p = 1")], $"π₀ {Number(layer.Summary.Pi0)}", what, $"q ≤ 0.05: {layer.Filters.Value.Count(f => f.Fit!.Q <= 0.05)} of {Filters} filters",
                $"p ≤ 0.05: {layer.Filters.Value.Count(f => f.Fit!.P <= 0.05)}", $"together p {Chance(layer.Summary.NoiseP)}");
        }
        return new Plate("false-discoveries", "p-values of a layer's 60 filters: noise is flat, structure piles up at 0", [
            Cell("all structured", 60), Cell("half noise", 30), Cell("one in six structured", 10), Cell("all noise", 0),
        ]);
    }

    private static Plate Lobes()
    {
        static PlateCell Cell(double sigma, double frequency, double phase)
        {
            const int Side = 9;
            var subject = PlateSubject.Of(new SynthKernel { Shape = SynthShape.Gabor, Height = Side, Width = Side, Sigma = sigma, Frequency = frequency, Phase = phase });
            var values = new double[161];
            for (var i = 0; i < values.Length; i++)
            {
                var u = (Side - 1) * (i / 160.0 - 0.5);
                values[i] = Math.Exp(-u * u / (2 * sigma * sigma)) * Math.Cos(2 * Math.PI * frequency * u - phase * Math.PI / 180);
            }
            var lobes = LobeCount.Of(sigma, frequency, phase, -(Side - 1) / 2.0, (Side - 1) / 2.0);
            return new PlateCell(
                [Kernel(subject), Curve(values, -1, 1, 0, "−4", "4 px")], $"{lobes} lobes: {subject.Said.Name}", $"σ·f = {Number(sigma * frequency)}", $"shape {subject.Said.Fit!.Shape}");
        }
        return new Plate("lobes", "Lobes that reach 20 % of the strongest: with only two, a Gabor is an edge", [
            Cell(1.5, 0.12, 90), Cell(1.3, 0.2, 0), Cell(2.2, 0.2, 90), Cell(2.6, 0.26, 0),
        ]);
    }

    private static Plate Names()
    {
        static PlateCell Cell(PlateSubject subject)
        {
            return new PlateCell([Filter(subject.Layer, 0, subject.Layer.Bank.Filter(0).ToArray().Max(Math.Abs), 112)], subject.Said.Name);
        }
        var plaid = (Wave with { Sigma = 2.5, Frequency = 0.35, Angle = 10, Phase = 0 }).RenderProfile().Zip((Wave with { Sigma = 2.5, Angle = 80, Phase = 90 }).RenderProfile(), (a, b) => a + b).ToArray();
        return new Plate("names", "The names; the twelfth, dead, is a filter with next to no weights", [
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.Tap })),
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.Gaussian })),
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.FirstDerivative, Sigma = 1.3 })),
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.SecondDerivative, Sigma = 1.1 })),
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.LaplacianOfGaussian, Sigma = 1.2 })),
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.MixedDerivative, Sigma = 1.3 })),
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.Sharpening, Sigma = 1, Strength = 2 })),
            Cell(PlateSubject.Of(Wave)),
            Cell(PlateSubject.Of(Wave with { Shape = SynthShape.Grating, Frequency = 0.3 })),
            Cell(PlateSubject.Of(plaid, new FilterShape(1, 7, 7))),
            Cell(PlateSubject.Noise(new FilterShape(1, 7, 7), 11)),
        ], Columns: 6, CellWidth: 140);
    }
}
