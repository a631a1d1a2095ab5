using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;
using static Passband.Benchmarks.PlatePictures;
using static Passband.Benchmarks.Plates;

namespace Passband.Benchmarks;

/// <summary>Statistics of layers, and filters over space and time.</summary>
internal static class PlatesOfLayers
{
    private const int Count = 24;
    private static readonly FilterShape Size = new(1, 7, 7);

    public static IEnumerable<Plate> All() =>
        [Bands(), Sparsity(), VarianceEntropy(), Orthogonality(), Orientation(), Folding(), Beside(), Mixing(), Upsampling(), SpaceTime()];

    /// <summary>Random kernels of one shape.</summary>
    private static List<double[]> Random(SynthShape shape, Func<SynthKernel, SynthKernel>? adjust = null, int count = Count, double snrDb = 25)
    {
        var random = new GaussianRandom(29);
        var filters = new List<double[]>();
        for (var i = 0; i < count; i++)
        {
            var kernel = SynthDraw.Draw(shape, Size, ref random);
            var weights = new SynthNoise { SnrDb = snrDb }.AddTo((adjust?.Invoke(kernel) ?? kernel).Render(), ref random);
            var norm = Math.Sqrt(weights.Sum(w => w * w));
            filters.Add(Array.ConvertAll(weights, w => w / norm));
        }
        return filters;
    }

    private static List<double[]> Noise(int count = Count, ulong seed = 31)
    {
        var random = new GaussianRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => SynthNoise.Draw(NoiseDistribution.He, Size, count, ref random))];
    }

    private static (ConvLayer Layer, LayerSummary Summary) Explained(List<double[]> filters, int stride = 1)
    {
        var layer = PlateSubject.LayerOf(filters, Size, stride);
        return (layer, PlateSubject.Explain(layer).Summary);
    }

    private static Plate Bands()
    {
        static PlateCell Cell(string what, List<double[]> filters)
        {
            var (layer, summary) = Explained(filters);
            return new PlateCell([Bank(layer, 6)], $"low {Percent(summary.Bands!.Low)}", $"middle {Percent(summary.Bands.Middle)}", $"high {Percent(summary.Bands.High)}", what);
        }
        return new Plate("bands", "Total response: Σ|H|² below 1/8, between, and above 1/4 cycles per pixel", [
            Cell("fine gratings", Random(SynthShape.Grating, k => k with { Frequency = 0.4 })),
            Cell("noise: the area of the bands", Noise()),
            Cell("Gabors", Random(SynthShape.Gabor, k => k with { Frequency = 0.2 })),
            Cell("edges", Random(SynthShape.FirstDerivative)),
            Cell("averages", Random(SynthShape.Gaussian, k => k with { Sigma = 1.5, SigmaAlong = 1.5 })),
        ]);
    }

    private static Plate Sparsity()
    {
        static PlateCell Cell(int kept)
        {
            var (layer, summary) = Explained([.. Random(SynthShape.Gabor).Select((f, i) => i < kept ? f : Array.ConvertAll(f, w => 1e-3 * w))]);
            return new PlateCell([Bank(layer, 6)], $"sparsity {Number(summary.Sparsity)}", $"dead {Number(summary.Dead)}");
        }
        return new Plate("sparsity", "Sparsity: kernels whose every |w| is below 1 % of the layer's largest", [Cell(24), Cell(18), Cell(6)]);
    }

    private static Plate VarianceEntropy()
    {
        static PlateCell Cell(string what, List<double[]> filters)
        {
            var (layer, summary) = Explained(filters);
            return new PlateCell([Bank(layer, 6)], $"entropy {Number(summary.VarianceEntropy)}", $"{Number(summary.VarianceEntropyRatio)} of random weights'", $"p {Chance(summary.VarianceEntropyP)}", what);
        }
        return new Plate("variance-entropy", "Variance entropy: in how many ways the kernels of a layer differ", [
            Cell("plus and minus one edge", Random(SynthShape.FirstDerivative, k => k with { Angle = k.X > 0 ? 0 : 180, X = 0, Y = 0, Sigma = 1.2, SigmaAlong = 1.2 })),
            Cell("edges at all angles", Random(SynthShape.FirstDerivative, k => k with { X = 0, Y = 0, Sigma = 1.2, SigmaAlong = 1.2 })),
            Cell("Gabors", Random(SynthShape.Gabor)),
            Cell("noise", Noise()),
            Cell("one edge and noise: see the text", Random(SynthShape.FirstDerivative, k => k with { Angle = 0, X = 0, Y = 0, Sigma = 1.2, SigmaAlong = 1.2 })),
        ]);
    }

    private static Plate Orthogonality()
    {
        static PlateCell Cell(string what, List<double[]> filters)
        {
            var (layer, summary) = Explained(filters);
            return new PlateCell([Bank(layer, 4, 128)], $"orthogonality {Number(summary.Orthogonality)}", $"duplicates {Number(summary.Duplicates)}", $"twins {Number(summary.Twins)}", what);
        }
        var different = Random(SynthShape.Gabor, count: 12);
        return new Plate("orthogonality", "How alike the filters of a layer are", [
            Cell("one filter, repeated", [.. Enumerable.Repeat(different[0], 12)]),
            Cell("pairs of twins", [.. different.Take(6).SelectMany(f => (double[][])[f, Array.ConvertAll(f, w => -w)])]),
            Cell("different Gabors", different),
            Cell("noise", Noise(12)),
        ]);
    }

    private static Plate Orientation()
    {
        static PlateCell Cell(string what, Func<SynthKernel, int, double> angle)
        {
            var index = 0;
            var (layer, summary) = Explained(Random(SynthShape.Gabor, k => k with { Sigma = 1.8, SigmaAlong = 1.8, Frequency = 0.22, Angle = angle(k, index++) }));
            var o = summary.Orientation!;
            return new PlateCell([Bank(layer, 6)], $"resultant {Number(o.Resultant)}", $"mean wavevector {Degrees(o.MeanWavevector, 180)}", $"Rayleigh p {Chance(o.P)}", what);
        }
        return new Plate("orientation", "Preferred direction of a layer, by doubled angles", [
            Cell("all angles", (_, i) => 180.0 * i / Count), Cell("two at right angles", (_, i) => i % 2 * 90 + 20), Cell("around 45°", (k, _) => 45 + 60 * k.X), Cell("one direction", (_, _) => 45),
        ]);
    }

    private static Plate Folding()
    {
        static PlateCell Cell(string what, List<double[]> filters)
        {
            var (layer, summary) = Explained(filters, 4);
            var folding = summary.Folding!;
            return new PlateCell([Bank(layer, 6)], $"aliased {Percent(summary.Aliasing)}", $"bare stride {Percent(folding.Plain)}", $"enough: stride {folding.Enough[0]}", $"peaks beyond {Percent(folding.PeaksBeyond)}", what);
        }
        return new Plate("folding", "Stride 4: does the layer alias more than the stride would without filters?", [
            Cell("wide averages", Random(SynthShape.Gaussian, k => k with { Sigma = 1.75, SigmaAlong = 1.75 })),
            Cell("wide edges", Random(SynthShape.FirstDerivative, k => k with { Sigma = 1.4, SigmaAlong = 1.4 })),
            Cell("Gabors", Random(SynthShape.Gabor, k => k with { Frequency = 0.25 })),
            Cell("fine gratings", Random(SynthShape.Grating, k => k with { Frequency = 0.4 })),
        ]);
    }

    private static Plate Beside()
    {
        const int Kernels = 1500;
        var noise = Noise(Kernels, 37).ConvertAll(f => SpatialAutocorrelation.Of(f, Size)!.Value);
        double[] Counts(IEnumerable<double> values)
        {
            var counts = new double[32];
            foreach (var value in values)
                counts[Math.Clamp((int)((value + 0.6) / 1.6 * counts.Length), 0, counts.Length - 1)]++;
            return counts;
        }
        PlateCell Cell(string what, double[] mixture)
        {
            // Feature maps: nothing is described one by one.
            var random = new GaussianRandom(41);
            var filters = new List<double[]>();
            for (var i = 0; i < Kernels; i++)
            {
                var smooth = new SynthNoise { SnrDb = mixture[i % mixture.Length] }.AddTo(SynthDraw.Draw(SynthShape.Gaussian, Size, ref random).Render(), ref random);
                filters.Add(double.IsNegativeInfinity(mixture[i % mixture.Length]) ? SynthNoise.Draw(NoiseDistribution.Gaussian, Size, 1, ref random) : smooth);
            }
            var summary = PlateSubject.Explain(PlateSubject.LayerOf(filters, Size) with { Input = InputSpace.Features }).Summary;
            var moran = summary.Kernels!.Statistics.First(s => s.Name == KernelSummarizer.Moran);
            return new PlateCell(
                [Histogram(Counts(filters.Select(f => SpatialAutocorrelation.Of(f, Size)!.Value)), Counts(noise), "−0.6", "1")], $"above {Percent(moran.Above)}, below {Percent(moran.Below)}",
                $"median {Number(moran.Median)}, noise {Number(moran.NoiseMedian)}", what);
        }
        return new Plate("kernels", "Moran's I of a layer's 1,500 kernels (bars) beside noise (line)", [
            Cell("noise", [double.NegativeInfinity]), Cell("one in four smooth", [0, double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity]), Cell("all a little smooth", [-4]), Cell("all smooth", [6]),
        ]);
    }

    private static Plate Mixing()
    {
        static PlateCell Cell(string what, int rank, double noise)
        {
            const int Side = 16;
            var random = new GaussianRandom(43);
            double[,] Draw(int rows, int columns)
            {
                var matrix = new double[rows, columns];
                for (var i = 0; i < matrix.Length; i++)
                    matrix[i / columns, i % columns] = random.Next();
                return matrix;
            }
            var (left, right, values) = (Draw(Side, rank), Draw(rank, Side), Draw(Side, Side));
            for (var i = 0; i < Side * Side; i++)
            {
                var (row, column) = (i / Side, i % Side);
                values[row, column] = noise * values[row, column] + Enumerable.Range(0, rank).Sum(r => left[row, r] * right[r, column]);
            }
            var summary = PlateSubject.Explain(new ConvLayer
            {
                Index = 0,
                Name = "plate",
                Operator = ConvOperator.Conv2d,
                Bank = new KernelBank(BankShape.Plane(Side, Side, 1, 1), values.Cast<double>().Select(v => (float)v).ToArray()),
            }).Summary;
            return new PlateCell(
                [Matrix(values, 8)], $"effective rank {Number(summary.EffectiveRank, "0.0")}", $"random weights: {Number(summary.Mixing!.NoiseRank, "0.0")}",
                $"90 % in {summary.Mixing.Rank90}, numerical rank {summary.Mixing.Rank}", what);
        }
        return new Plate("mixing", "How many mixes of 16 channels a 1×1 layer makes", [Cell("one mix", 1, 0), Cell("three", 3, 0), Cell("three, and noise", 3, 0.4), Cell("noise", 0, 1)]);
    }

    private static Plate Upsampling()
    {
        static PlateCell Cell(string what, double[] weights, int side)
        {
            var layer = PlateSubject.LayerOf([weights], new FilterShape(1, side, side), 2) with { Operator = ConvOperator.Transposed, Input = InputSpace.Features };
            var summary = PlateSubject.Explain(layer).Summary.Upsampling!;
            // What a constant comes out as, repeated.
            var output = new double[8, 8];
            for (var i = 0; i < output.Length; i++)
                output[i / 8, i % 8] = summary.Gains[i / 8 % 2 * 2 + i % 2];
            return new PlateCell(
                [Filter(layer, 0, weights.Max(Math.Abs), Side), Matrix(output, 16)], $"ripple {Percent(summary.Ripple)}", $"of equal weights {Percent(summary.TapRipple)}",
                $"of random weights {Percent(summary.NoiseRipple)}", what);
        }
        double[] Outer(double[] line) => [.. line.SelectMany(a => line.Select(b => a * b))];
        var random = new GaussianRandom(47);
        return new Plate("upsampling", "Checkerboard of a transposed convolution at stride 2: kernel, and the output for a constant", [
            Cell("4×4, bilinear", Outer([0.25, 0.75, 0.75, 0.25]), 4), Cell("3×3, bilinear", Outer([0.5, 1, 0.5]), 3),
            Cell("3×3, equal weights", Outer([1, 1, 1]), 3), Cell("4×4, uneven weights", [.. Enumerable.Range(0, 16).Select(_ => 0.5 + random.Next())], 4),
        ]);
    }

    private static Plate SpaceTime()
    {
        const int Frames = 6, Width = 252;
        static PlateCell Cell(string what, double drift, Func<int, double> envelope)
        {
            var weights = new double[Frames * Size.Taps];
            for (var frame = 0; frame < Frames; frame++)
            {
                var kernel = new SynthKernel
                {
                    Shape = SynthShape.Gabor,
                    Height = 7,
                    Width = 7,
                    Sigma = 1.7,
                    Frequency = 0.2,
                    Phase = 360 * drift * (frame - (Frames - 1) / 2.0),
                    Amplitude = envelope(frame),
                };
                kernel.RenderProfile().CopyTo(weights, frame * Size.Taps);
            }
            var layer = new ConvLayer
            {
                Index = 0,
                Name = "plate",
                Operator = ConvOperator.Conv3d,
                Bank = new KernelBank(new BankShape(1, 1, Frames, 7, 7, 3), Array.ConvertAll(weights, w => (float)w)),
                Input = InputSpace.Gray,
            };
            var time = PlateSubject.Explain(layer).Filters!.Value[0].Time!;
            var motion = time.Motion!;
            return new PlateCell(
                [Filter(layer, 0, weights.Max(Math.Abs), Width)], $"{time.Kind} over time, peak {Number(time.Peak)} c/frame", $"separability {Number(time.Separability)}",
                $"motion selectivity {Number(motion.Selectivity)} (p {Chance(motion.P)})", motion.Selectivity < 0.01 ? "no side preferred" : $"toward {Degrees(motion.Direction, 360)} at {Number(motion.Speed)} px/frame", what);
        }
        static double Bell(int frame) => Math.Exp(-Math.Pow((frame - (Frames - 1) / 2.0) / 2, 2));
        return new Plate("space-time", "Filters over six frames: products of space and time prefer no side, drifting ones do", [
            Cell("stands still, an average over time", 0, Bell),
            Cell("stands still, a difference over time", 0, f => Bell(f) * (f - (Frames - 1) / 2.0)),
            Cell("drifts", 0.2, Bell),
        ], CellWidth: 284);
    }
}
