using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Filtering;

/// <summary>What <see cref="Correlation"/> computes, written plainly: one response at a time, one tap at a time, in the same order of additions.</summary>
internal static class CorrelationReference
{
    /// <inheritdoc cref="Correlation.Apply(IReadOnlyList{Plane}, IReadOnlyList{KernelMatrix}, CorrelationOptions)"/>
    public static Plane Apply(IReadOnlyList<Plane> planes, IReadOnlyList<KernelMatrix> kernels, CorrelationOptions options)
    {
        var grid = CorrelationGrid.Of(planes, kernels, options);
        var responses = new float[grid.Width * grid.Height];
        for (var y = 0; y < grid.Height; y++)
        {
            for (var x = 0; x < grid.Width; x++)
            {
                var sum = options.Bias;
                for (var channel = 0; channel < planes.Count; channel++)
                {
                    for (var m = 0; m < grid.KernelHeight; m++)
                    {
                        for (var n = 0; n < grid.KernelWidth; n++)
                            sum = MathF.FusedMultiplyAdd((float)kernels[channel][m, n], Sample(planes[channel], grid, x, y, m, n), sum);
                    }
                }
                responses[y * grid.Width + x] = sum;
            }
        }
        return new Plane(grid.Width, grid.Height, responses);
    }

    private static float Sample(Plane plane, CorrelationGrid grid, long x, long y, long m, long n)
    {
        var column = BorderModes.Resolve(x * grid.StrideX - grid.Left + n * grid.DilationX, plane.Width, grid.Border);
        var row = BorderModes.Resolve(y * grid.StrideY - grid.Top + m * grid.DilationY, plane.Height, grid.Border);
        return column < 0 || row < 0 ? grid.BorderValue : plane[column, row];
    }
}
