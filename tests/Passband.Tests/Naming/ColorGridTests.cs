using CsCheck;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Naming;

/// <summary>Color and shape are independent: every shape in every color, both polarities, with and without noise.</summary>
public class ColorGridTests
{
    private const int Side = 9;

    /// <summary>A shape, its name, and whether it passes DC.</summary>
    private static readonly (string Name, Plane Plane, bool PassesDc)[] Shapes =
    [
        ("edge", Plane.Sample(Side, Side, (x, y) => x * Math.Exp(-(x * x + y * y) / (2 * 1.3 * 1.3))), false),
        ("line", Plane.Sample(Side, Side, (x, y) => (1 - x * x / (1.3 * 1.3)) * Math.Exp(-(x * x + y * y) / (2 * 1.3 * 1.3))), false),
        ("smoothing", Plane.Gaussian(Side, 1.5), true),
        ("gabor", Plane.Gabor(Side, 30, 0.2, 45, 2.25, 2.25), false),
        ("center-surround", Plane.Sample(Side, Side, (x, y) => (1 - (x * x + y * y) / (2 * 1.4 * 1.4)) * Math.Exp(-(x * x + y * y) / (2 * 1.4 * 1.4))), false),
    ];

    /// <summary>A color direction and what it is: the axis with its positive end first, and for what is neither gray nor opponent the hue.</summary>
    private static readonly (double Red, double Green, double Blue, string Kind, string Axis, string? Hue)[] Colors =
    [
        (1, 1, 1, "achromatic", "black–white", null),
        (2, -1, -1, "opponent", "red–cyan", null),
        (-1, 2, -1, "opponent", "green–magenta", null),
        (-1, -1, 2, "opponent", "blue–yellow", null),
        (1, -1, 0, "opponent", "red–green", null),
        (1, 0, 0, "colored", "red–cyan", "red"),
        (0, 1, 0, "colored", "green–magenta", "green"),
        (0, 0, 1, "colored", "blue–yellow", "blue"),
        // Sums of two channels are two thirds luminance: nearest to gray, and yellow, cyan or magenta all the same.
        (1, 1, 0, "colored", "black–white", "yellow"),
        (0, 1, 1, "colored", "black–white", "cyan"),
        (1, 0, 1, "colored", "black–white", "magenta"),
    ];

    public static TheoryData<double> Noises => [0, 0.1];

    [Theory]
    [MemberData(nameof(Noises))]
    public void Every_shape_has_its_name_in_every_color_and_every_color_its_name_in_every_shape(double noise)
    {
        var made = (from shape in Shapes from color in Colors from sign in (int[])[1, -1] select (shape, color, sign)).ToList();
        var filters = Nets.Explain(Bank([.. made.Select((m, i) => Colored(m.shape.Plane, sign: m.sign, m.color.Red, m.color.Green, m.color.Blue, noise, (ulong)i))])).Filters!.Value;

        foreach (var ((shape, color, sign), found) in made.Zip(filters))
        {
            var where = $"{sign} × {shape.Name} in ({color.Red}, {color.Green}, {color.Blue}): {found.Words}";
            Assert.True(found.Name == shape.Name, where);
            Assert.True((found.Color!.Kind, found.Color.Axis, found.Color.Hue) == (color.Kind, color.Axis, color.Hue), where);
            Assert.True(found.Color.Opponency == (color.Kind != "opponent" ? null : shape.PassesDc ? "single" : "double"), where);
            // 20 dB of noise in 243 weights turns a direction by √(2/243)/10 rad = 0.5° in standard deviation: four of those, and rounding without noise.
            var cosine = found.Color.Direction.Zip([color.Red, color.Green, color.Blue], (a, b) => a * b).Sum()
                / Math.Sqrt(color.Red * color.Red + color.Green * color.Green + color.Blue * color.Blue);
            Assert.True(Math.Acos(Math.Min(1, cosine)) * 180 / Math.PI < (noise > 0 ? 2 : 1e-4), where);
        }
        // Neighbors differ in polarity alone.
        foreach (var ((shape, _, _), (before, after)) in made.Zip(filters.Zip(filters.Skip(1))).Where((_, i) => i % 2 == 0))
            AssertTurned(shape.Name, before, after);
    }

    /// <summary>What negation must flip.</summary>
    private static void AssertTurned(string shape, FilterDescription before, FilterDescription after)
    {
        // A noisy kernel and its negative have their own noise here, which turns an edge or a phase by a degree or two.
        switch (shape)
        {
            case "edge":
                Assert.InRange(Angles.Distance(before.Order!.Direction!.Value + 180, after.Order!.Direction!.Value), 0, 5);
                break;
            case "gabor":
                var turned = Angles.Distance(before.Fit!.Parameters["angle"], after.Fit!.Parameters["angle"]) > 90;
                Assert.InRange(Angles.Distance(before.Fit.Parameters["phase"] + 180, (turned ? -1 : 1) * after.Fit.Parameters["phase"]), 0, 10);
                break;
            case "smoothing":
                Assert.NotEqual(before.Words.Contains("negated", StringComparison.Ordinal), after.Words.Contains("negated", StringComparison.Ordinal));
                break;
            default:
                // "ON center-surround" and "OFF center-surround", "bright line" and "dark line", "red line" and "cyan line".
                Assert.NotEqual(before.Words.Split(' ')[0], after.Words.Split(' ')[0]);
                break;
        }
    }

    [Fact]
    public void The_words_give_the_hue_of_what_is_neither_gray_nor_opponent()
    {
        Assert.EndsWith(", colored (yellow)", Describe(Shapes[2].Plane, 1, 1, 0).Words, StringComparison.Ordinal);
        Assert.EndsWith(", colored (red)", Describe(Shapes[0].Plane, -1, 0, 0).Words, StringComparison.Ordinal);
    }

    /// <summary>Directions all over the sphere.</summary>
    private static readonly Gen<(double Red, double Green, double Blue)> Directions =
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[-1, 1]).Where(c => c.Item1 * c.Item1 + c.Item2 * c.Item2 + c.Item3 * c.Item3 > 0.01);

    [Fact]
    public void The_shape_of_a_colored_kernel_is_that_of_its_profile() => Gen.Select(Gen.Int[0, Shapes.Length - 1], Directions).Sample((which, color) =>
    {
        var (_, plane, _) = Shapes[which];
        var colored = Describe(plane, color.Red, color.Green, color.Blue);
        var sign = ColorAxis.PreferredSign(color.Red, color.Green, color.Blue);
        var gray = Nets.Describe(plane.Scale(sign));

        Assert.Equal(gray.Name, colored.Name);
        Assert.Equal(gray.Fit!.Shape, colored.Fit!.Shape);
        Assert.Equal(gray.Passband!.Kind, colored.Passband!.Kind);
        // Weights are rounded to single precision after they are multiplied with the color: seven digits, of which the minimization's end keeps four.
        Assert.Equal(gray.Fit.R2, colored.Fit.R2, 1e-4);
        Assert.Equal(gray.Passband.Peak, colored.Passband.Peak, 1e-4);
        Assert.InRange(Angles.AxialDistance(gray.Orientation!.Wavevector, colored.Orientation!.Wavevector), 0, gray.Orientation.Coherence > 0.1 ? 0.01 : 90);
        Assert.Equal(gray.Symmetry!.Even, colored.Symmetry!.Even, 1e-4);
        if (gray.Order!.Direction is { } direction)
            Assert.InRange(Angles.Distance(direction, colored.Order!.Direction!.Value), 0, 0.01);
    }, iter: 12, threads: 2);

    [Fact]
    public void The_color_of_a_kernel_is_that_of_its_channels_whatever_its_shape() => Gen.Select(Gen.Int[0, Shapes.Length - 1], Gen.Int[0, Shapes.Length - 1], Directions).Sample((one, other, color) =>
    {
        var (first, second) = (Describe(Shapes[one].Plane, color.Red, color.Green, color.Blue).Color!, Describe(Shapes[other].Plane.Negate(), color.Red, color.Green, color.Blue).Color!);

        Assert.Equal((first.Kind, first.Axis, first.Hue), (second.Kind, second.Axis, second.Hue));
        Assert.All(first.Direction.Zip(second.Direction), d => Assert.Equal(d.First, d.Second, 1e-6));
        Assert.Equal(first.Luminance, ColorAxis.Luminance(first.Direction[0], first.Direction[1], first.Direction[2]), 1e-12);
    }, iter: 12, threads: 2);

    [Fact]
    public void Reading_as_bgr_is_swapping_planes() => Gen.Select(Gen.ULong, Gen.Int[1, 3].Select(i => 2 * i + 1)).Sample((seed, side) =>
    {
        var planes = Enumerable.Range(0, 3).Select(i => Plane.Noise(side, side, seed + (ulong)i)).ToArray();
        var (rgb, bgr) = (ExplainOptions.Default with { Channels = ChannelOrder.Rgb }, ExplainOptions.Default with { Channels = ChannelOrder.Bgr });

        var read = Nets.Describe(Nets.Channels(InputSpace.Picture, planes), bgr);
        var swapped = Nets.Describe(Nets.Channels(InputSpace.Picture, planes[2], planes[1], planes[0]), rgb);

        Assert.Equal(Documents.Text(swapped), Documents.Text(read));
    }, iter: 12, threads: 2);

    [Fact]
    public void Exchanging_the_channels_exchanges_the_colors_and_keeps_the_shape() => Directions.Sample(color =>
    {
        // Six orders of the channels, one profile: everything but the color is the same up to the sign that the color's own sign takes along.
        var plane = Shapes[3].Plane;
        var before = Describe(plane, color.Red, color.Green, color.Blue);
        foreach (var (red, green, blue) in ((double, double, double)[])[
            (color.Red, color.Blue, color.Green), (color.Green, color.Red, color.Blue), (color.Green, color.Blue, color.Red), (color.Blue, color.Red, color.Green), (color.Blue, color.Green, color.Red)])
        {
            var after = Describe(plane, red, green, blue);
            Assert.Equal((before.Name, before.Fit!.Shape), (after.Name, after.Fit!.Shape));
            Assert.Equal(before.Fit.R2, after.Fit.R2, 1e-4);
            Assert.Equal(before.Color!.Luminance, after.Color!.Luminance, 1e-6);
        }
    }, iter: 4, threads: 2);

    private static FilterDescription Describe(Plane plane, double red, double green, double blue) => Nets.DescribeColored(plane, red, green, blue);

    private static ConvLayer Bank(double[][] filters) => Nets.Layer(BankShape.Plane(filters.Length, 3, Side, Side), filters.SelectMany(f => f), InputSpace.Rgb);

    /// <summary>A profile in a color, with noise of that share of the filter's norm.</summary>
    private static double[] Colored(Plane plane, int sign, double red, double green, double blue, double noise, ulong seed)
    {
        double[] filter = [.. ((double[])[red, green, blue]).SelectMany(c => plane.Values.Select(v => sign * c * v))];
        var norm = Math.Sqrt(filter.Sum(v => v * v));
        return [.. filter.Zip(Plane.Noise(1, filter.Length, seed).Values, (v, n) => v + noise * norm / Math.Sqrt(filter.Length) * n)];
    }
}
