using Passband.Measures;
using Passband.Synthesis;
using static Passband.Benchmarks.PlatePictures;
using static Passband.Benchmarks.Plates;

namespace Passband.Benchmarks;

/// <summary>The color split: kinds, axes, hues, opponency and the rank-1 share.</summary>
internal static class PlatesOfColor
{
    private static readonly SynthKernel Wave = new() { Shape = SynthShape.Gabor, Height = 7, Width = 7, Sigma = 1.8, Frequency = 0.22, Phase = 60, Angle = 30 };

    private static readonly SynthKernel Blob = new() { Shape = SynthShape.Gaussian, Height = 7, Width = 7, Sigma = 1.5 };

    public static IEnumerable<Plate> All() => [Rank1(), Kinds(), Axes(), Hues(), Opponency()];

    /// <summary>Three channels with patterns of their own.</summary>
    private static PlateSubject Channels(SynthKernel red, SynthKernel green, SynthKernel blue) =>
        PlateSubject.Of([.. red.RenderProfile(), .. green.RenderProfile(), .. blue.RenderProfile()], new FilterShape(3, 7, 7));

    private static Plate Rank1()
    {
        static PlateCell Cell(string what, PlateSubject subject) => new(
            [Kernel(subject)], $"rank-1 share {Number(subject.Said.Color!.Rank1)}", what, $"p of one color {Chance(subject.Said.Structure!.Rank1P)}");
        return new Plate("rank1", "One color or several: the energy in one color times one pattern", [
            Cell("noise", PlateSubject.Noise(new FilterShape(3, 7, 7), 3)),
            Cell("a pattern for each channel", Channels(Wave, Wave with { Angle = 100, Amplitude = 0.9 }, Wave with { Angle = 150, Amplitude = 0.6 })),
            Cell("colored fringes", Channels(Wave, Wave with { Phase = 90 }, Wave with { Phase = 120 })),
            Cell("one color, with noise", PlateSubject.Of(Wave with { Color = (1, -0.7, -0.3) }, snrDb: 10)),
            Cell("one color", PlateSubject.Of(Wave with { Color = (1, -0.7, -0.3) })),
        ]);
    }

    private static Plate Kinds()
    {
        static PlateCell Cell(PlateSubject subject)
        {
            var color = subject.Said.Color!;
            return new PlateCell([Kernel(subject)], color.Kind, $"luminance {Number(color.Luminance)}, rank 1 {Number(color.Rank1)}", color.Axis is null ? "no axis" : $"{color.Axis}, {Number(color.AxisAngle, "0")}° off", color.Hue is null ? "no hue" : $"hue {color.Hue}");
        }
        return new Plate("color-kind", "Kind of color, by luminance and signs of the color direction", [
            Cell(PlateSubject.Of(Wave with { Color = (1, 1, 1) })),
            Cell(PlateSubject.Of(Wave with { Color = (1, 0.8, 0.5) })),
            Cell(PlateSubject.Of(Wave with { Color = (1, 0.5, 0) })),
            Cell(PlateSubject.Of(Wave with { Color = (1, -1, 0.1) })),
            Cell(Channels(Wave, Wave with { Angle = 100, Amplitude = 0.9 }, Wave with { Angle = 150, Amplitude = 0.8 })),
        ]);
    }

    private static Plate Axes()
    {
        static PlateCell Cell(double red, double green, double blue)
        {
            var subject = PlateSubject.Of(Wave with { Color = (red, green, blue) });
            return new PlateCell([Kernel(subject)], subject.Said.Color!.Axis!, $"({Number(red, "0.#")}, {Number(green, "0.#")}, {Number(blue, "0.#")}), {Number(subject.Said.Color.AxisAngle, "0")}° off", subject.Said.Color.Kind);
        }
        return new Plate("color-axis", "Color axes: the five that a color direction is compared with", [Cell(1, 1, 1), Cell(2, -1, -1), Cell(-1, 2, -1), Cell(-1, -1, 2), Cell(1, -1, 0)]);
    }

    private static Plate Hues()
    {
        static PlateCell Cell(double red, double green, double blue)
        {
            var subject = PlateSubject.Of(Blob with { Color = (red, green, blue) });
            var color = subject.Said.Color!;
            return new PlateCell([Kernel(subject)], $"hue {color.Hue}", $"({Number(red, "0.#")}, {Number(green, "0.#")}, {Number(blue, "0.#")}), {color.Kind}", $"nearest axis {color.Axis}", $"{Number(color.AxisAngle, "0")}° off, luminance {Number(color.Luminance)}");
        }
        return new Plate("hue", "Hue of colored filters: what is left of the direction without its luminance", [
            Cell(1, 0.1, 0.1), Cell(1, 1, 0), Cell(0.1, 1, 0.1), Cell(0, 1, 1), Cell(1, 0, 1),
        ]);
    }

    private static Plate Opponency()
    {
        static PlateCell Cell(SynthKernel kernel)
        {
            var subject = PlateSubject.Of(kernel);
            return new PlateCell([Kernel(subject)], subject.Said.Color!.Opponency!, $"{subject.Said.Name}, {subject.Said.Color.Axis}", $"DC {(subject.Said.Passband!.DcDb is { } db ? $"{Number(db, "0.0")} dB re peak" : "stopped")}");
        }
        var color = (1.0, -1.0, 0.0);
        return new Plate("opponency", "Opponent filters: single compares the colors of an area, double those of its parts", [
            Cell(Blob with { Color = color }), Cell(Blob with { Shape = SynthShape.DifferenceOfGaussians, Sigma = 1, SurroundSigma = 2, Strength = 0.9, Color = color }),
            Cell(Blob with { Shape = SynthShape.FirstDerivative, Sigma = 1.3, Angle = 20, Color = color }), Cell(Wave with { Phase = 0, Color = color }),
        ]);
    }
}
