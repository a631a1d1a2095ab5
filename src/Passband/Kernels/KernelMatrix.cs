using System.Collections.Immutable;

namespace Passband.Kernels;

/// <summary>
/// One 2-D kernel on its own: [height, width] weights, row-major, row 0 at the top and column 0 at the left. It is meant as the pattern that is matched, as
/// in a network: what it is laid over is multiplied tap by tap and summed, without a flip.
/// </summary>
public sealed record KernelMatrix
{
    /// <summary>The most taps that a kernel may have.</summary>
    public const int MaxTaps = 1 << 16;

    /// <summary>Takes weights.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="weights">height × width numbers that are finite as float32, row by row.</param>
    /// <param name="name">What it is called in words and captions.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is below 1.</exception>
    /// <exception cref="ArgumentException">The number of weights is another, or one is NaN or infinite.</exception>
    public KernelMatrix(int height, int width, ImmutableArray<double> weights, string name = "kernel")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentNullException.ThrowIfNull(name);
        if (weights.IsDefault || weights.Length != (long)height * width)
            throw new ArgumentException($"{height}×{width} taps need {(long)height * width} weights.", nameof(weights));
        if (weights.Any(w => !float.IsFinite((float)w)))
            throw new ArgumentException("Every weight must be finite, as a float32 too.", nameof(weights));
        (Height, Width, Weights, Name) = (height, width, weights, name);
    }

    /// <summary>What it is called in words and captions; not trusted, escape it wherever it is shown.</summary>
    public string Name { get; init; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>All weights, row by row.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>The weight at a row and a column.</summary>
    public double this[int row, int column] => Weights[row * Width + column];

    /// <summary>Σk: what a flat picture is multiplied by.</summary>
    public double Sum => Weights.Sum();

    /// <summary>Σ|k|: how far a picture of samples between −1 and 1 can drive the response.</summary>
    public double AbsoluteSum => Weights.Sum(Math.Abs);

    /// <summary>The kernel of one input channel of a bank's filter, with the bank's own float32 weights.</summary>
    /// <param name="bank">A 1-D or 2-D bank.</param>
    /// <param name="filter">The filter, from 0.</param>
    /// <param name="channel">The filter's input channel, from 0.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="PassbandException">The bank is 3-D, or the weights are not finite.</exception>
    public static KernelMatrix Of(KernelBank bank, int filter, int channel, string name)
    {
        ArgumentNullException.ThrowIfNull(bank);
        var shape = bank.Shape;
        if (shape.Depth > 1)
            throw new PassbandException(ErrorKind.Request, Printable.Name(name), $"a kernel of {shape.Depth} planes", "a kernel of one plane");
        var weights = bank.Kernel(filter, channel);
        foreach (var weight in weights)
        {
            if (!float.IsFinite(weight))
                throw new PassbandException(ErrorKind.Format, Printable.Name(name), "a weight that is NaN or infinite", "finite weights");
        }
        var wide = ImmutableArray.CreateBuilder<double>(weights.Length);
        foreach (var weight in weights)
            wide.Add(weight);
        return new KernelMatrix(shape.Height, shape.Width, wide.MoveToImmutable(), name);
    }

    /// <summary>A kernel written as rows of numbers.</summary>
    /// <param name="rows">[row, column].</param>
    /// <param name="name">What it is called.</param>
    /// <param name="scale">What every number is multiplied by.</param>
    internal static KernelMatrix Of(double[,] rows, string name, double scale = 1) =>
        new(rows.GetLength(0), rows.GetLength(1), [.. rows.Cast<double>().Select(w => w * scale)], name);
}
