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
    public static bool Fits(SynthShape shape, FilterShape size) => shape switch
    {
        SynthShape.LaplacianOfGaussian or SynthShape.DifferenceOfGaussians or SynthShape.MixedDerivative => !size.IsLine && size.Side >= 3,
        // Nine weights cannot carry the eight numbers of a Gabor.
        SynthShape.Gabor => size.Side >= 5,
        // A cycle and three quarters below 0.45 cycles per sample.
        SynthShape.Grating => size.Side >= 5,
        SynthShape.SecondDerivative or SynthShape.Sharpening => size.Side >= 3,
        _ => size.Taps > 1,
    };

    /// <summary>Draws a kernel.</summary>
    /// <param name="shape">The formula.</param>
    /// <param name="size">The window; its channels are ignored.</param>
    /// <param name="random">Advanced.</param>
    public static SynthKernel Draw(SynthShape shape, FilterShape size, ref GaussianRandom random)
    {
        var side = Math.Min(size.Height, size.Width) > 1 ? Math.Min(size.Height, size.Width) : size.Side;
        var kernel = new SynthKernel
        {
            Shape = shape,
            Height = size.Height,
            Width = size.Width,
            X = size.Width > 1 ? Between(-0.5, 0.5, ref random) : 0,
            Y = size.Height > 1 ? Between(-0.5, 0.5, ref random) : 0,
            Angle = Angle(shape, size, ref random),
            Amplitude = random.NextUniform() < 0.5 ? -1 : 1,
        };
        return shape switch
        {
            SynthShape.Tap => kernel with { X = Place(size.Width, ref random), Y = Place(size.Height, ref random) },
            SynthShape.Box => Box(kernel, ref random),
            SynthShape.Gaussian => Elongated(kernel with { Sigma = LogBetween(0.5, 0.25 * side, ref random) }, ref random),
            SynthShape.FirstDerivative => Elongated(kernel with { Sigma = LogBetween(0.6, 0.2 * side, ref random), Amplitude = 1 }, ref random),
            SynthShape.SecondDerivative => Elongated(kernel with { Sigma = LogBetween(0.6, 0.2 * side, ref random) }, ref random),
            SynthShape.LaplacianOfGaussian => kernel with { Sigma = LogBetween(0.6, 0.18 * side, ref random) },
            SynthShape.DifferenceOfGaussians => Difference(kernel, side, ref random),
            SynthShape.MixedDerivative => kernel with { Sigma = LogBetween(0.6, 0.2 * side, ref random) },
            SynthShape.Sharpening => kernel with
            {
                X = size.Width % 2 == 1 ? 0 : -0.5,
                Y = size.Height % 2 == 1 ? 0 : -0.5,
                Sigma = LogBetween(0.6, 0.25 * side, ref random),
                Strength = LogBetween(0.5, 4, ref random),
            },
            SynthShape.Gabor => Gabor(kernel with { Amplitude = 1 }, side, ref random),
            SynthShape.Grating => Grating(kernel with { X = 0, Y = 0, Amplitude = 1 }, side, ref random),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
        };
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

    private static SynthKernel Box(SynthKernel kernel, ref GaussianRandom random)
    {
        // At least two taps along an axis that has them, and centered so that the box lies inside.
        var (columns, rows) = (Side(kernel.Width, ref random), Side(kernel.Height, ref random));
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

    private static SynthKernel Elongated(SynthKernel kernel, ref GaussianRandom random) =>
        kernel with { SigmaAlong = kernel.Height == 1 || kernel.Width == 1 ? null : kernel.Sigma * Between(1, 2, ref random) };

    private static SynthKernel Difference(SynthKernel kernel, int side, ref GaussianRandom random)
    {
        var sigma = LogBetween(0.5, 0.15 * side, ref random);
        return kernel with { Sigma = sigma, SurroundSigma = sigma * Between(1.4, 3, ref random), Strength = Between(0.8, 1.1, ref random) };
    }

    /// <summary>Frequencies from one and a half cycles a side; windows of σf from 0.3 on (below, two lobes are left at most) that fit the kernel.</summary>
    private static SynthKernel Gabor(SynthKernel kernel, int side, ref GaussianRandom random)
    {
        var frequency = Between(Math.Min(0.3, 1.5 / side), 0.4, ref random);
        var sigma = Between(0.3 / frequency, Math.Max(0.35 / frequency, 0.3 * side), ref random);
        return Elongated(kernel with { Frequency = frequency, Sigma = sigma, Phase = Between(-180, 180, ref random) }, ref random);
    }

    private static SynthKernel Grating(SynthKernel kernel, int side, ref GaussianRandom random) =>
        kernel with { Frequency = Between(1.75 / side, 0.45, ref random), Phase = Between(-180, 180, ref random) };

    private static double Between(double from, double to, ref GaussianRandom random) => from + (to - from) * random.NextUniform();

    /// <summary>Uniform in the logarithm; where the range is empty (the smallest kernels), its lower end with a third more.</summary>
    private static double LogBetween(double from, double to, ref GaussianRandom random) =>
        from * Math.Pow(Math.Max(to / from, 1.33), random.NextUniform());
}
