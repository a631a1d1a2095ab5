using Passband.Measures;
using Passband.Synthesis;
using static Passband.Benchmarks.PlatePictures;
using static Passband.Benchmarks.Plates;

namespace Passband.Benchmarks;

/// <summary>Orientation, order, symmetry, separability, scale and position.</summary>
internal static class PlatesOfPattern
{
    private static readonly FilterShape Size = new(1, 9, 9);

    public static IEnumerable<Plate> All() => [Coherence(), Order(), Hessian(), Symmetry(), Separable(), Scale()];

    private static SynthKernel Make(SynthShape shape, double sigma, int side = 9) => new() { Shape = shape, Height = side, Width = side, Sigma = sigma };

    private static Plate Coherence()
    {
        static PlateCell Cell(PlateSubject subject)
        {
            var orientation = subject.Said.Orientation!;
            return new PlateCell(
                [Kernel(subject), Response(subject)], $"coherence {Number(orientation.Coherence)}", orientation.Oriented ? "oriented" : "not oriented",
                $"wavevector {Degrees(orientation.Wavevector, 180)}", $"stripes {Degrees(orientation.Stripes, 180)}");
        }
        return new Plate("coherence", "Orientation: how much the power spectrum lies along one direction", [
            Cell(PlateSubject.Of(Make(SynthShape.LaplacianOfGaussian, 1.5))),
            Cell(PlateSubject.Noise(Size, 5)),
            Cell(PlateSubject.Of(Make(SynthShape.FirstDerivative, 1.3) with { Angle = 120 })),
            Cell(PlateSubject.Of(Make(SynthShape.SecondDerivative, 1.1) with { Angle = 60, SigmaAlong = 2 })),
            Cell(PlateSubject.Of(Make(SynthShape.Gabor, 2.2) with { Angle = 30, Frequency = 0.28 })),
        ]);
    }

    private static Plate Order()
    {
        static PlateCell Cell(double[] weights)
        {
            var subject = PlateSubject.Of(weights, Size);
            var order = subject.Said.Order!;
            return new PlateCell(
                [Kernel(subject)], $"order {order.Dominant}", $"{string.Join(" · ", order.Shares.Select(s => Number(s)))}", $"DC leak {(order.DcLeakDb is { } leak ? $"{Number(leak, "0")} dB" : "nothing")}",
                order.Direction is { } direction ? $"direction {Degrees(direction, 360)}" : order.Hessian is { } h ? $"Hessian {Number(h[0], "0")}, {Number(h[1], "0.00")}" : "no direction");
        }
        return new Plate("order", "Differential order, and the shares of orders 0 · 1 · 2 · 3", [
            Cell(Make(SynthShape.Gaussian, 1.5).Render()),
            Cell((Make(SynthShape.FirstDerivative, 1.5) with { Angle = 30 }).Render()),
            Cell((Make(SynthShape.SecondDerivative, 1.5) with { Angle = 30 }).Render()),
            Cell(new DerivativeFunctions(Size, 1.4, 0, 0).Of(3)[0]),
            Cell((Make(SynthShape.FirstDerivative, 1) with { SigmaAlong = 3 }).Render()),
            Cell((Make(SynthShape.Gabor, 1.8) with { Frequency = 0.3 }).Render()),
        ], Columns: 6, CellWidth: 147);
    }

    private static Plate Hessian()
    {
        static PlateCell Cell(string what, double xx, double xy, double yy)
        {
            // ∂xx, ∂xy and ∂yy of one Gaussian, negated so that a positive eigenvalue is dark in the middle.
            var functions = new DerivativeFunctions(Size, 1.5, 0, 0).Of(2);
            var weights = new double[Size.Taps];
            for (var i = 0; i < weights.Length; i++)
                weights[i] = xx * functions[0][i] + xy * functions[1][i] + yy * functions[2][i];
            var subject = PlateSubject.Of(weights, Size);
            var hessian = subject.Said.Order!.Hessian!.Value;
            return new PlateCell([Kernel(subject)], $"[{Number(hessian[0], "0")}, {Number(hessian[1])}]", what, $"named {subject.Said.Name}");
        }
        return new Plate("hessian", "Second order: the two curvatures, the stronger scaled to ±1", [
            Cell("saddle", 1, 0, -1), Cell("between line and saddle", 1, 0, -0.4), Cell("line", 1, 0, 0), Cell("between line and spot", -1, 0, -0.5), Cell("spot (Laplacian)", -1, 0, -1),
        ]);
    }

    private static Plate Symmetry()
    {
        static PlateCell Cell(double phase)
        {
            var subject = PlateSubject.Of(Make(SynthShape.Gabor, 2) with { Frequency = 0.22, Phase = phase });
            var symmetry = subject.Said.Symmetry!;
            return new PlateCell(
                [Kernel(subject)], $"phase {Number(symmetry.Phase, "0")}°", $"even share {Number(symmetry.Even)}", $"drawn with phase {Number(phase, "0")}°");
        }
        return new Plate("symmetry", "Symmetry: even in the middle of a stripe, odd on the border of two", [Cell(0), Cell(30), Cell(60), Cell(90), Cell(150)]);
    }

    private static Plate Separable()
    {
        static PlateCell Cell(string what, SynthKernel kernel)
        {
            var subject = PlateSubject.Of(kernel);
            return new PlateCell([Kernel(subject)], $"separability {Number(subject.Said.Separability)}", what);
        }
        return new Plate("separability", "Separability: the energy in one column times one row", [
            Cell("Gabor at 30°", Make(SynthShape.Gabor, 2) with { Angle = 30, Frequency = 0.22 }),
            Cell("grating at 45°", Make(SynthShape.Grating, 1) with { Angle = 45, Frequency = 0.22 }),
            Cell("line at 20°", Make(SynthShape.SecondDerivative, 1.3) with { Angle = 20, SigmaAlong = 2.2 }),
            Cell("Laplacian", Make(SynthShape.LaplacianOfGaussian, 1.5)),
            Cell("Gabor at 0°", Make(SynthShape.Gabor, 2) with { Frequency = 0.22 }),
        ]);
    }

    private static Plate Scale()
    {
        static PlateCell Cell(SynthKernel kernel)
        {
            var subject = PlateSubject.Of(kernel);
            return new PlateCell(
                [Kernel(subject)], $"σ {Number(subject.Said.Sigma)} px", $"center {Number(subject.Said.Center!.Value[0])}, {Number(subject.Said.Center!.Value[1])}");
        }
        return new Plate("scale", "Scale and position: spread and middle of the energy, y down", [
            Cell(Make(SynthShape.Tap, 1)),
            Cell(Make(SynthShape.Gaussian, 1)),
            Cell(Make(SynthShape.Gaussian, 1) with { X = 1.5, Y = -1 }),
            Cell(Make(SynthShape.Gaussian, 2)),
            Cell(Make(SynthShape.Gabor, 2) with { Frequency = 0.25, Phase = 60 }),
        ]);
    }
}
