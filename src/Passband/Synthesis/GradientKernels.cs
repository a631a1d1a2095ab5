using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Synthesis;

/// <summary>
/// The small gradients as they are printed, in whole numbers. Each is positive where brightness rises: to the right for x (0°), downward for y (270°), as y runs
/// down. Their gain for a ramp of 1 per pixel is 2, 6, 8 and 32; that of Roberts' is √2 along its diagonal. No DC.
/// </summary>
internal static class GradientKernels
{
    private static readonly double[,] Difference =
    {
        { -1, 0, 1 },
    };

    /// <summary>Prewitt (1970), Object enhancement and extraction.</summary>
    private static readonly double[,] Prewitt =
    {
        { -1, 0, 1 },
        { -1, 0, 1 },
        { -1, 0, 1 },
    };

    /// <summary>Sobel and Feldman (1968), as in Duda and Hart (1973).</summary>
    private static readonly double[,] Sobel =
    {
        { -1, 0, 1 },
        { -2, 0, 2 },
        { -1, 0, 1 },
    };

    /// <summary>Scharr (2000), the integer form, whose direction errs least.</summary>
    private static readonly double[,] Scharr =
    {
        { -3, 0, 3 },
        { -10, 0, 10 },
        { -3, 0, 3 },
    };

    /// <summary>Roberts (1963), along the falling diagonal: brightness rises to the lower right.</summary>
    private static readonly double[,] Roberts1 =
    {
        { -1, 0 },
        { 0, 1 },
    };

    /// <summary>Roberts (1963), along the rising diagonal: brightness rises to the upper right.</summary>
    private static readonly double[,] Roberts2 =
    {
        { 0, 1 },
        { -1, 0 },
    };

    public static ImmutableArray<TextbookEntry> All { get; } =
    [
        .. Pair("difference", Difference, 2), .. Pair("prewitt", Prewitt, 6), .. Pair("sobel", Sobel, 8), .. Pair("scharr", Scharr, 32),
        Fixed("roberts-1", Roberts1, "edge at 315°, two taps along the falling diagonal; no DC"),
        Fixed("roberts-2", Roberts2, "edge at 45°, two taps along the rising diagonal; no DC"),
    ];

    private static TextbookEntry[] Pair(string name, double[,] along, int gain) =>
    [
        Fixed($"{name}-x", along, $"edge at 0°: brightness rises to the right; a ramp of 1 per pixel gives {gain}; no DC"),
        Fixed($"{name}-y", Transposed(along), $"edge at 270°: brightness rises downward; a ramp of 1 per pixel gives {gain}; no DC"),
    ];

    private static TextbookEntry Fixed(string name, double[,] weights, string meaning) => new(name, [], meaning, (_, called) => KernelMatrix.Of(weights, called));

    private static double[,] Transposed(double[,] rows)
    {
        var turned = new double[rows.GetLength(1), rows.GetLength(0)];
        for (var row = 0; row < rows.GetLength(0); row++)
        {
            for (var column = 0; column < rows.GetLength(1); column++)
                turned[column, row] = rows[row, column];
        }
        return turned;
    }
}
