using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Synthesis;

/// <summary>
/// Random parameters within what a window of the given size can show: scales from half a sample (below, a Gaussian is one tap) to where the shape's outer lobes
/// still lie inside, centers within half a sample of the middle, all angles and phases. The ranges were set from the shapes' own geometry before anything was
/// recovered from them.
/// </summary>
internal static class SynthDraw
{
    /// <summary>Whether a window of this size can show the shape at all.</summary>
    public static bool Fits(SynthShape shape, FilterShape size) => size.Taps > 1 && Room(size) >= SmallestRoom(shape) && !(size.IsLine && NeedsPlane(shape));

    /// <summary>Samples along the shorter side of a plane, or along a line: a shape at any angle must fit.</summary>
    public static int Room(FilterShape size) => size.IsLine ? size.Side : Math.Min(size.Height, size.Width);

    /// <summary>Samples along every axis below which nothing is left of a shape.</summary>
    public static int SmallestRoom(SynthShape shape) => shape switch
    {
        // Nine weights cannot carry the eight numbers of a Gabor.
        SynthShape.Gabor => 5,
        // A cycle and three quarters below 0.45 cycles per sample.
        SynthShape.Grating => 5,
        SynthShape.SecondDerivative or SynthShape.LaplacianOfGaussian or SynthShape.DifferenceOfGaussians or SynthShape.MixedDerivative or SynthShape.Sharpening => 3,
        _ => 2,
    };

    /// <summary>Whether a shape has something to show along two axes only.</summary>
    public static bool NeedsPlane(SynthShape shape) =>
        shape is SynthShape.LaplacianOfGaussian or SynthShape.DifferenceOfGaussians or SynthShape.MixedDerivative;

    /// <summary>Draws a kernel.</summary>
    /// <param name="shape">The formula.</param>
    /// <param name="size">The window; its channels are ignored.</param>
    /// <param name="random">Advanced.</param>
    public static SynthKernel Draw(SynthShape shape, FilterShape size, ref GaussianRandom random) => Draw(shape, size, SynthSettings.None, ref random);

    /// <summary>Draws what is not set. What is set takes the place of a number that is drawn all the same, so that the other parameters stay as they were.</summary>
    /// <param name="shape">The formula.</param>
    /// <param name="size">The window; its channels are ignored.</param>
    /// <param name="set">What is not to be drawn.</param>
    /// <param name="random">Advanced.</param>
    public static SynthKernel Draw(SynthShape shape, FilterShape size, SynthSettings set, ref GaussianRandom random)
    {
        var side = Room(size);
        var kernel = new SynthKernel
        {
            Shape = shape,
            Height = size.Height,
            Width = size.Width,
            X = size.Width > 1 ? Between(-0.5, 0.5, ref random) : 0,
            Y = size.Height > 1 ? Between(-0.5, 0.5, ref random) : 0,
            Angle = Or(set.Angle, Angle(shape, size, ref random)),
            Amplitude = Or(set.On is { } on ? on ? 1 : -1 : null, random.NextUniform() < 0.5 ? -1 : 1),
        };
        kernel = shape switch
        {
            SynthShape.Tap => kernel with { X = Place(size.Width, ref random), Y = Place(size.Height, ref random) },
            SynthShape.Box => Box(kernel, set, ref random),
            SynthShape.Gaussian => Elongated(Scaled(kernel, set, 0.5, 0.25 * side, ref random), set, ref random),
            SynthShape.FirstDerivative => Elongated(Scaled(kernel with { Amplitude = 1 }, set, 0.6, 0.2 * side, ref random), set, ref random),
            SynthShape.SecondDerivative => Elongated(Scaled(kernel, set, 0.6, 0.2 * side, ref random), set, ref random),
            SynthShape.LaplacianOfGaussian => Scaled(kernel, set, 0.6, 0.18 * side, ref random),
            SynthShape.DifferenceOfGaussians => Difference(kernel, side, set, ref random),
            SynthShape.MixedDerivative => Scaled(kernel, set, 0.6, 0.2 * side, ref random),
            SynthShape.Sharpening => Scaled(kernel, set, 0.6, 0.25 * side, ref random) with
            {
                X = size.Width % 2 == 1 ? 0 : -0.5,
                Y = size.Height % 2 == 1 ? 0 : -0.5,
                Strength = Or(set.Strength, LogBetween(0.5, 4, ref random)),
            },
            SynthShape.Gabor => Gabor(kernel with { Amplitude = 1 }, side, set, ref random),
            SynthShape.Grating => Grating(kernel with { X = 0, Y = 0, Amplitude = 1 }, side, set, ref random),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
        };
        return kernel with { X = set.X ?? kernel.X, Y = set.Y ?? kernel.Y };
    }

    private static double Angle(SynthShape shape, FilterShape size, ref GaussianRandom random)
    {
        if (size.IsLine)
            return (size.Width > 1 ? 0 : 90) + (shape == SynthShape.FirstDerivative && random.NextUniform() < 0.5 ? 180 : 0);
        return random.NextUniform() * shape switch
        {
            SynthShape.FirstDerivative => 360,
            SynthShape.MixedDerivative => 90,
            _ => 180,
        };
    }

    /// <summary>A tap of the inner half of an axis, relative to the middle.</summary>
    private static double Place(int length, ref GaussianRandom random)
    {
        var reach = (length - 1) / 4;
        return (int)(random.NextUniform() * (2 * reach + 1)) - reach + (length % 2 == 0 ? -0.5 : 0);
    }

    private static SynthKernel Box(SynthKernel kernel, SynthSettings set, ref GaussianRandom random)
    {
        // At least two taps along an axis that has them, and centered so that the box lies inside.
        var (columns, rows) = (Side(kernel.Width, ref random), Side(kernel.Height, ref random));
        (columns, rows) = (set.Columns ?? columns, set.Rows ?? rows);
        return kernel with
        {
            Angle = 0,
            Columns = columns,
            Rows = rows,
            X = (kernel.Width - columns) % 2 == 0 ? 0 : 0.5,
            Y = (kernel.Height - rows) % 2 == 0 ? 0 : 0.5,
        };

        static int Side(int length, ref GaussianRandom random) => length == 1 ? 1 : 2 + (int)(random.NextUniform() * (length - 1));
    }

    private static SynthKernel Scaled(SynthKernel kernel, SynthSettings set, double from, double to, ref GaussianRandom random) =>
        kernel with { Sigma = Or(set.Sigma, LogBetween(from, to, ref random)) };

    private static SynthKernel Elongated(SynthKernel kernel, SynthSettings set, ref GaussianRandom random) =>
        kernel with { SigmaAlong = kernel.Height == 1 || kernel.Width == 1 ? null : Or(set.SigmaAlong, kernel.Sigma * Between(1, 2, ref random)) };

    private static SynthKernel Difference(SynthKernel kernel, int side, SynthSettings set, ref GaussianRandom random)
    {
        var (sigma, ratio) = (LogBetween(0.5, 0.15 * side, ref random), Between(1.4, 3, ref random));
        sigma = set.Sigma ?? set.SurroundSigma / ratio ?? sigma;
        return kernel with { Sigma = sigma, SurroundSigma = set.SurroundSigma ?? sigma * ratio, Strength = Or(set.Strength, Between(0.8, 1.1, ref random)) };
    }

    /// <summary>Frequencies from one and a half cycles a side; windows of σf from 0.3 on (below, two lobes are left at most) that fit the kernel.</summary>
    private static SynthKernel Gabor(SynthKernel kernel, int side, SynthSettings set, ref GaussianRandom random)
    {
        var frequency = Or(set.Frequency, Between(Math.Min(0.3, 1.5 / side), 0.4, ref random));
        // A frequency that was set to nothing is refused later; until then it must not spoil the window.
        var cycles = frequency > 0 ? frequency : 1;
        var sigma = Or(set.Sigma, Between(0.3 / cycles, Math.Max(0.35 / cycles, 0.3 * side), ref random));
        return Elongated(kernel with { Frequency = frequency, Sigma = sigma, Phase = Or(set.Phase, Between(-180, 180, ref random)) }, set, ref random);
    }

    private static SynthKernel Grating(SynthKernel kernel, int side, SynthSettings set, ref GaussianRandom random) => kernel with
    {
        Frequency = Or(set.Frequency, Between(1.75 / side, 0.45, ref random)),
        Phase = Or(set.Phase, Between(-180, 180, ref random)),
    };

    /// <summary>What is set, else what was drawn. (The operator ?? would leave the number undrawn.)</summary>
    private static double Or(double? set, double drawn) => set ?? drawn;

    private static double Between(double from, double to, ref GaussianRandom random) => from + (to - from) * random.NextUniform();

    /// <summary>Uniform in the logarithm; where the range is empty (the smallest kernels), its lower end with a third more.</summary>
    private static double LogBetween(double from, double to, ref GaussianRandom random) =>
        from * Math.Pow(Math.Max(to / from, 1.33), random.NextUniform());
}
