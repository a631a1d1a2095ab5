using System.Numerics;
using System.Numerics.Tensors;
using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// The total response of a layer, Σ|H|² over all its kernels, by bands of frequency. It is the transform of the summed autocorrelation, so one small
/// transform serves a layer of any number of kernels.
/// </summary>
internal static class TotalResponse
{
    /// <summary>End of the low band, cycles per sample: what survives a fourfold reduction.</summary>
    public const double LowBelow = 1.0 / 8;

    /// <summary>Start of the high band, cycles per sample: what a twofold reduction destroys.</summary>
    public const double HighAbove = 1.0 / 4;

    private const int Grid = 64;

    /// <summary>Cells along an axis of dilated kernels at the most.</summary>
    private const int MostCells = 1024;

    /// <summary>Shares of the response below 1/8, between, and above 1/4 cycles per sample; null for single taps and for banks that are zero.</summary>
    public static (double Low, double Middle, double High)? Bands(KernelBank bank) => Bands(bank, TapSpacing.One);

    /// <summary>The same of dilated kernels, whose response repeats: frequencies are those of the input grid.</summary>
    public static (double Low, double Middle, double High)? Bands(KernelBank bank, TapSpacing spacing)
    {
        var (height, width) = (bank.Shape.Height, bank.Shape.Width);
        if (height * width == 1 || bank.Shape.Depth > 1)
            return null;
        var lags = Autocorrelation(bank, height, width);
        var (low, middle, high) = (0.0, 0.0, 0.0);
        var (rows, columns) = (CellsFor(height, spacing.Y), CellsFor(width, spacing.X));
        var power = new double[rows * columns];
        Power(lags, height, width, spacing, power, rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var frequency = Math.Sqrt(Square(Frequency(column, columns)) + Square(Frequency(row, rows)));
                if (frequency < LowBelow)
                    low += power[row * columns + column];
                else if (frequency > HighAbove)
                    high += power[row * columns + column];
                else
                    middle += power[row * columns + column];
            }
        }
        var total = low + middle + high;
        return total > 0 ? (low / total, middle / total, high / total) : null;
    }

    /// <summary>Σ over kernels of r(dy, dx), dy from 0, dx from −(width − 1); the other half is its mirror.</summary>
    private static double[] Autocorrelation(KernelBank bank, int height, int width)
    {
        var lags = new double[height * (2 * width - 1)];
        var block = new TapBlock(bank);
        while (block.MoveNext())
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var here = block.Tap(y * width + x);
                    for (var otherY = y; otherY < height; otherY++)
                    {
                        var lag = lags.AsSpan((otherY - y) * (2 * width - 1) + width - 1 - x, width);
                        for (var otherX = 0; otherX < width; otherX++)
                            lag[otherX] += TensorPrimitives.Dot(here, block.Tap(otherY * width + otherX));
                    }
                }
            }
        }
        return lags;
    }

    /// <summary>Cells along an axis: more for widely spaced taps, so that a whole cell still sees less than one swing of the response, up to a limit.</summary>
    private static int CellsFor(int taps, int spacing) =>
        taps == 1 ? 1 : spacing == 1 ? Grid : (int)Math.Clamp((long)BitOperations.RoundUpToPowerOf2(2UL * (ulong)taps * (ulong)spacing), Grid, MostCells);

    /// <summary>Frequency of the middle of a cell, so that no cell lies on both sides of a border of the square.</summary>
    private static double Frequency(int cell, int cells) => cells == 1 ? 0 : (cell + 0.5) / cells - 0.5;

    private static double Square(double value) => value * value;

    /// <summary>Σ r·cos 2π(u·dx + v·dy) at every cell: along x first, then along y.</summary>
    private static void Power(double[] lags, int height, int width, TapSpacing spacing, double[] power, int rows, int columns)
    {
        var span = 2 * width - 1;
        var even = new double[height * columns];
        var odd = new double[height * columns];
        for (var column = 0; column < columns; column++)
        {
            for (var dx = 1 - width; dx < width; dx++)
            {
                var (sin, cos) = Wave(column, columns, (long)spacing.X * dx);
                for (var dy = 0; dy < height; dy++)
                {
                    var lag = (dy == 0 ? 1 : 2) * lags[dy * span + dx + width - 1];
                    even[dy * columns + column] += lag * cos;
                    odd[dy * columns + column] += lag * sin;
                }
            }
        }
        for (var row = 0; row < rows; row++)
        {
            var line = power.AsSpan(row * columns, columns);
            for (var dy = 0; dy < height; dy++)
            {
                var (sin, cos) = Wave(row, rows, (long)spacing.Y * dy);
                for (var column = 0; column < columns; column++)
                    line[column] += even[dy * columns + column] * cos - odd[dy * columns + column] * sin;
            }
            for (var column = 0; column < columns; column++)
                line[column] = Math.Max(0, line[column]);
        }
    }

    /// <summary>sin and cos of 2π·frequency·lag, reduced to one period as a whole number of half cells.</summary>
    private static (double Sin, double Cos) Wave(int cell, int cells, long lag) =>
        cells == 1 ? (0, 1) : Math.SinCos(Math.PI * ((2L * cell + 1 - cells) * (lag % (2 * cells)) % (2 * cells)) / cells);
}
