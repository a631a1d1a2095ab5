using Passband.Measures;
using Passband.Synthesis;
using static Passband.Benchmarks.PlatePictures;
using static Passband.Benchmarks.Plates;

namespace Passband.Benchmarks;

/// <summary>Gain, passband, bandwidth and aliasing.</summary>
internal static class PlatesOfResponse
{
    public static IEnumerable<Plate> All() => [Gain(), Passband(), Octaves(), Aliasing(), Folded()];

    private static SynthKernel Make(SynthShape shape, double sigma = 1, int side = 7) => new() { Shape = shape, Height = side, Width = side, Sigma = sigma };

    private static Plate Gain()
    {
        static PlateCell Cell(SynthKernel kernel)
        {
            var subject = PlateSubject.Of(kernel);
            var gain = subject.Said.Gain;
            return new PlateCell([Kernel(subject)], $"DC {Number(gain.Dc)}", $"peak {Number(gain.Peak)}", $"noise {Number(gain.Noise)}", $"worst {Number(gain.Worst)}");
        }
        return new Plate("gain", "Gain: what comes out for a constant, the best wave, noise and the worst input", [
            Cell(Make(SynthShape.FirstDerivative, 0.8, 5)),
            Cell(Make(SynthShape.LaplacianOfGaussian, 0.8, 5)),
            Cell(Make(SynthShape.Box, 1, 5) with { Amplitude = 1 / 9.0 }),
            Cell(Make(SynthShape.Sharpening, 0.8, 5) with { Strength = 1 }),
            Cell(Make(SynthShape.Sharpening, 0.8, 5) with { Strength = 3 }),
        ]);
    }

    private static Plate Passband()
    {
        static PlateCell Cell(PlateSubject subject)
        {
            var band = subject.Said.Passband!;
            return new PlateCell(
                [Kernel(subject), Profile(subject)], band.Kind, $"DC {Db(band.DcDb)}, Nyquist {Db(band.NyquistDb)}", $"peak {Number(band.Peak)} c/px",
                $"passes {Edge(band.Lower, "DC")} to {Edge(band.Upper, "Nyquist")}");
        }
        static string Db(double? level) => level is null ? "nothing" : $"{Number(level, "0.0")} dB";
        static string Edge(double? edge, string end) => edge is null ? end : Number(edge);
        // 1 + (cos 4πu + cos 4πv)/2: as much at DC as at Nyquist, half or less at 0.25 in every direction.
        double[] comb = [0, 0, 0.25, 0, 0, 0, 0, 0, 0, 0, 0.25, 0, 1, 0, 0.25, 0, 0, 0, 0, 0, 0, 0, 0.25, 0, 0];
        return new Plate("passband", "Passband: |H| along the profile, in cycles per pixel; dashed −3 dB", [
            Cell(PlateSubject.Of(Make(SynthShape.Gaussian, 1.2))),
            Cell(PlateSubject.Of(Make(SynthShape.Gabor, 1.8) with { Frequency = 0.25, Angle = 30 })),
            Cell(PlateSubject.Of(Make(SynthShape.LaplacianOfGaussian, 0.55))),
            Cell(PlateSubject.Of(Make(SynthShape.Tap))),
            Cell(PlateSubject.Of(comb, new FilterShape(1, 5, 5))),
        ]);
    }

    private static Plate Octaves()
    {
        static PlateCell Cell(double sigma)
        {
            var subject = PlateSubject.Of(Make(SynthShape.Gabor, sigma, 15) with { Frequency = 0.2, Phase = 90 });
            var band = subject.Said.Passband!;
            return new PlateCell(
                [Kernel(subject), Response(subject)], $"{Number(band.Octaves)} octaves", $"peak {Number(band.Peak)} c/px", $"direction ±{Number(subject.Said.Orientation!.Bandwidth / 2, "0")}° at half");
        }
        return new Plate("octaves", "Bandwidth: the more cycles, the narrower the band", [Cell(4.5), Cell(3), Cell(2), Cell(1.4)]);
    }

    private static Plate Aliasing()
    {
        static PlateCell Cell(SynthKernel kernel)
        {
            var subject = PlateSubject.Of(kernel, stride: 2);
            var aliasing = subject.Said.Aliasing!;
            return new PlateCell([Kernel(subject), Response(subject, 2)], $"{Percent(aliasing.Natural)} for pictures", $"{Percent(aliasing.White)} for white input");
        }
        return new Plate("aliasing", "Aliasing at stride 2: power outside the white square comes back elsewhere", [
            Cell(Make(SynthShape.Gaussian, 1.4)),
            Cell(Make(SynthShape.Box) with { Columns = 2, Rows = 2, X = 0.5, Y = 0.5 }),
            Cell(Make(SynthShape.Tap)),
            Cell(Make(SynthShape.FirstDerivative, 0.7)),
            Cell(Make(SynthShape.LaplacianOfGaussian, 0.6)),
        ]);
    }

    private static Plate Folded()
    {
        static PlateCell Cell(double frequency, double angle)
        {
            var subject = PlateSubject.Of(Make(SynthShape.Gabor, 3, 11) with { Frequency = frequency, Angle = angle }, stride: 4);
            var (said, measured) = (subject.Said.Aliasing!, subject.Measured.Aliasing!.Value);
            return new PlateCell(
                [Kernel(subject), Folding(subject, 4, (measured.FoldedU, measured.FoldedV))], $"{Number(subject.Said.Passband!.Peak)} → {Number(said.Folded)} c/px",
                $"across {Degrees(subject.Said.Orientation!.Wavevector, 180)} → {(said.FoldedWavevector is { } across ? Degrees(across, 180) : "none")}", said.Beyond ? "beyond the square" : "within the square");
        }
        return new Plate("folded", "Where stride 4 folds the peak: ring the peak, dot where it appears", [Cell(0.09, 0), Cell(0.2, 0), Cell(0.25, 0), Cell(0.3, 60)]);
    }
}
