using Passband.Kernels;

namespace Passband.Synthesis;

/// <summary>How large the window of a textbook kernel is, and what its weights are scaled by.</summary>
internal static class TextbookWindow
{
    /// <summary>A Gaussian is cut off where SciPy's gaussian_filter cuts it off: less than 10⁻⁴ of it lies beyond.</summary>
    private const double Reach = 4;

    /// <summary>Taps of a side: as given, or 2·⌊reach·σ + ½⌋ + 1, at least 3.</summary>
    /// <exception cref="PassbandException">The window that follows from σ has too many taps.</exception>
    public static int Side(double sigma, double? given, string name, double reach = Reach)
    {
        if (given is { } size)
            return (int)size;
        var side = 2 * Math.Max(1, (int)(reach * sigma + 0.5)) + 1;
        if (side > TextbookKernel.LargestSide)
        {
            throw new PassbandException(ErrorKind.Request, name, $"a window of {side}×{side} taps, which follows from a sigma of {sigma:0.###} pixels",
                $"at most {TextbookKernel.LargestSide} taps a side", "State a size, or a smaller sigma or a higher frequency.");
        }
        return side;
    }

    /// <summary>The weights of a formula times a factor.</summary>
    public static KernelMatrix Scaled(SynthKernel kernel, double factor, string name) =>
        new(kernel.Height, kernel.Width, [.. kernel.RenderProfile().Select(w => w * factor)], name);

    /// <summary>
    /// The weights of a formula with their sum taken off, in proportion to the Gaussian that the formula lies under (all ones for a grating), so that there is no
    /// DC however the window cuts it off.
    /// </summary>
    public static double[] WithoutDc(SynthKernel kernel)
    {
        var weights = kernel.RenderProfile();
        var window = kernel.Shape == SynthShape.Grating
            ? Enumerable.Repeat(1.0, weights.Length).ToArray()
            : (kernel with { Shape = SynthShape.Gaussian }).RenderProfile();
        var share = weights.Sum() / window.Sum();
        return [.. weights.Zip(window, (w, g) => w - share * g)];
    }

    /// <summary>Σ k·f over the window, f of x (right) and y (down) from its middle: the response to a picture that is f.</summary>
    public static double ResponseTo(double[] weights, int height, int width, Func<double, double, double> picture)
    {
        var sum = 0.0;
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
                sum += weights[row * width + column] * picture(column - (width - 1) / 2.0, row - (height - 1) / 2.0);
        }
        return sum;
    }
}
