using Passband.Measures;

namespace Passband.Shapes;

/// <summary>The shapes without continuous parameters, found exhaustively: one tap, and rectangles of equal taps.</summary>
internal static class DiscreteShapes
{
    /// <summary>The strongest tap alone. Its place costs one parameter an axis unless it is the middle one.</summary>
    public static ShapeFit Identity(ReadOnlySpan<double> kernel, FilterShape shape)
    {
        var strongest = 0;
        var energy = 0.0;
        for (var i = 0; i < kernel.Length; i++)
        {
            energy += kernel[i] * kernel[i];
            if (Math.Abs(kernel[i]) > Math.Abs(kernel[strongest]))
                strongest = i;
        }
        var x = strongest % shape.Width - (shape.Width - 1) / 2.0;
        var y = strongest / shape.Width - (shape.Height - 1) / 2.0;
        var parameters = 2 + (x == 0 && y == 0 ? 0 : Axes(shape));
        var r2 = kernel[strongest] * kernel[strongest] / energy;
        return new ShapeFit
        {
            Kind = ShapeKind.Identity,
            R2 = r2,
            FreeParameters = parameters,
            Aicc = InformationCriterion.Of(r2, kernel.Length, parameters),
            X = x,
            Y = y,
            Amplitude = kernel[strongest],
        };
    }

    /// <summary>
    /// The rectangle of at least two taps that explains most: (Σ inside)² / (taps inside · energy), by a table of partial sums. The whole window costs no
    /// parameters for its place, any other costs two an axis.
    /// </summary>
    public static ShapeFit Box(ReadOnlySpan<double> kernel, FilterShape shape)
    {
        var (height, width) = (shape.Height, shape.Width);
        var sums = PartialSums(kernel, height, width);
        var energy = 0.0;
        foreach (var weight in kernel)
            energy += weight * weight;
        ShapeFit? best = null;
        for (var top = 0; top < height; top++)
        {
            for (var bottom = top + 1; bottom <= height; bottom++)
            {
                for (var left = 0; left < width; left++)
                {
                    for (var right = left + 1; right <= width; right++)
                    {
                        var taps = (bottom - top) * (right - left);
                        if (taps < 2)
                            continue;
                        var sum = sums[bottom * (width + 1) + right] - sums[top * (width + 1) + right] - sums[bottom * (width + 1) + left] + sums[top * (width + 1) + left];
                        var r2 = sum * sum / (taps * energy);
                        var parameters = taps == kernel.Length ? 2 : 2 + 2 * Axes(shape);
                        // Most rectangles lose by so much that their criterion need not be computed.
                        if (best is not null && r2 <= best.R2 && parameters >= best.FreeParameters)
                            continue;
                        var aicc = InformationCriterion.Of(r2, kernel.Length, parameters);
                        if (best is not null && !(aicc < best.Aicc))
                            continue;
                        best = new ShapeFit
                        {
                            Kind = ShapeKind.Box,
                            R2 = r2,
                            FreeParameters = parameters,
                            Aicc = aicc,
                            X = (left + right - 1) / 2.0 - (width - 1) / 2.0,
                            Y = (top + bottom - 1) / 2.0 - (height - 1) / 2.0,
                            Amplitude = sum / taps,
                            Box = (right - left, bottom - top),
                        };
                    }
                }
            }
        }
        return best ?? throw new ArgumentException("A kernel of a single tap has no boxes.", nameof(kernel));
    }

    private static int Axes(FilterShape shape) => shape.IsLine ? 1 : 2;

    private static double[] PartialSums(ReadOnlySpan<double> kernel, int height, int width)
    {
        var sums = new double[(height + 1) * (width + 1)];
        for (var y = 0; y < height; y++)
        {
            var row = 0.0;
            for (var x = 0; x < width; x++)
            {
                row += kernel[y * width + x];
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
        return sums;
    }
}
