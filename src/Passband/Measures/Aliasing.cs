namespace Passband.Measures;

/// <summary>
/// What a stride folds back: the share of the output's power that lies beyond the Nyquist square of the strided grid. One instance holds the weights for
/// one size and stride.
/// </summary>
internal sealed class Aliasing
{
    /// <summary>
    /// The spectrum of natural pictures falls as 1/f² (Field 1987). It is leveled below one cycle per 256 samples, the size of the pictures that networks
    /// usually see: without that the power at DC would be infinite.
    /// </summary>
    private const double LowestFrequency = 1.0 / 256;

    /// <summary>A peak is found to about a thousandth of a cycle per sample: one that lies no farther beyond the limit may as well lie on it.</summary>
    private const double PeakAccuracy = 1e-3;

    private readonly Transform _transform;
    private readonly int _strideY;
    private readonly int _strideX;
    private readonly double[] _natural;
    private readonly double[] _outside;

    public Aliasing(Transform transform, int strideY, int strideX)
        : this(transform, strideY, strideX, NaturalSpectrum(transform))
    {
    }

    private Aliasing(Transform transform, int strideY, int strideX, double[] natural)
    {
        _transform = transform;
        (_strideY, _strideX) = (strideY, strideX);
        _natural = natural;
        _outside = new double[transform.GridLength];
        for (var row = 0; row < transform.Rows; row++)
        {
            for (var column = 0; column < transform.HalfColumns; column++)
            {
                _outside[row * transform.HalfColumns + column] =
                    1 - Inside(transform.U(column), transform.Columns, strideX) * Inside(transform.V(row), transform.Rows, strideY);
            }
        }
        Plain = Shares([]).Natural;
    }

    /// <summary>Rows, then columns, that the output is apart.</summary>
    public (int Y, int X) Stride => (_strideY, _strideX);

    /// <summary>The share that the stride aliases of a 1/f² input itself, taken without any filter: what a filter before it should stay below.</summary>
    public double Plain { get; }

    /// <summary>The same for a stride and its halves, quarters and so on, rounded down, as long as one is above 1.</summary>
    public static Aliasing[] Halvings(Transform transform, int strideY, int strideX)
    {
        var natural = NaturalSpectrum(transform);
        var halvings = new List<Aliasing>();
        for (var (y, x) = (strideY, strideX); y > 1 || x > 1; (y, x) = (Math.Max(1, y / 2), Math.Max(1, x / 2)))
            halvings.Add(new Aliasing(transform, y, x, natural));
        return [.. halvings];
    }

    /// <summary>Shares of aliased power, and where the peak appears.</summary>
    public Aliased Of(ReadOnlySpan<double> power, SpectralPeak peak)
    {
        var (white, natural) = Shares(power);
        return new Aliased(
            white, natural, Fold(peak.U, _strideX), Fold(peak.V, _strideY),
            Math.Abs(peak.U) > 0.5 / _strideX + PeakAccuracy || Math.Abs(peak.V) > 0.5 / _strideY + PeakAccuracy);
    }

    /// <summary>The aliased shares of a power spectrum on the transform's grid; empty for one that is 1 everywhere.</summary>
    public (double White, double Natural) Shares(ReadOnlySpan<double> power)
    {
        var (white, whiteOutside, natural, naturalOutside) = (0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < _transform.Rows; row++)
        {
            for (var column = 0; column < _transform.HalfColumns; column++)
            {
                var i = row * _transform.HalfColumns + column;
                var weighted = (power.IsEmpty ? 1 : power[i]) * _transform.Weight(column);
                white += weighted;
                whiteOutside += weighted * _outside[i];
                natural += weighted * _natural[i];
                naturalOutside += weighted * _natural[i] * _outside[i];
            }
        }
        return (white > 0 ? whiteOutside / white : 0, natural > 0 ? naturalOutside / natural : 0);
    }

    private static double Fold(double frequency, int stride) => frequency - Math.Round(frequency * stride) / stride;

    /// <summary>The part of a grid cell that lies within the strided Nyquist limit along one axis.</summary>
    private static double Inside(double frequency, int points, int stride)
    {
        if (points == 1 || stride == 1)
            return 1;
        return Math.Clamp(0.5 + (0.5 / stride - Math.Abs(frequency)) * points, 0, 1);
    }

    private static double[] NaturalSpectrum(Transform transform)
    {
        var natural = new double[transform.GridLength];
        for (var row = 0; row < transform.Rows; row++)
        {
            for (var column = 0; column < transform.HalfColumns; column++)
                natural[row * transform.HalfColumns + column] = NaturalPower(transform, transform.U(column), transform.V(row));
        }
        return natural;
    }

    /// <summary>The mean of 1/(f² + f₀²) over a grid cell; the cell at DC, where it varies most, is divided finely.</summary>
    private static double NaturalPower(Transform transform, double u, double v)
    {
        var parts = u == 0 && v == 0 ? 64 : 4;
        var partsX = transform.Columns == 1 ? 1 : parts;
        var partsY = transform.Rows == 1 ? 1 : parts;
        var sum = 0.0;
        for (var y = 0; y < partsY; y++)
        {
            for (var x = 0; x < partsX; x++)
            {
                var fu = u + (partsX == 1 ? 0 : ((x + 0.5) / partsX - 0.5) / transform.Columns);
                var fv = v + (partsY == 1 ? 0 : ((y + 0.5) / partsY - 0.5) / transform.Rows);
                sum += 1 / (fu * fu + fv * fv + LowestFrequency * LowestFrequency);
            }
        }
        return sum / (partsX * partsY);
    }
}

/// <summary>What a stride does to one filter's output.</summary>
/// <param name="White">Share of the output's power that is aliased for white input, 0 to 1.</param>
/// <param name="Natural">The same for a 1/f² input.</param>
/// <param name="FoldedU">Where the peak appears after the stride, cycles per input sample along x, right positive.</param>
/// <param name="FoldedV">The same along y, down positive.</param>
/// <param name="Beyond">Whether the peak lies beyond what the stride can carry, and so appears elsewhere.</param>
internal readonly record struct Aliased(double White, double Natural, double FoldedU, double FoldedV, bool Beyond)
{
    /// <summary>Distance of the folded peak from DC, cycles per input sample.</summary>
    public double Folded => Math.Sqrt(FoldedU * FoldedU + FoldedV * FoldedV);
}
