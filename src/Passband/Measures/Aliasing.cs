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

    private readonly Transform _transform;
    private readonly int _strideY;
    private readonly int _strideX;
    private readonly double[] _natural;
    private readonly double[] _outside;

    public Aliasing(Transform transform, int strideY, int strideX)
    {
        _transform = transform;
        (_strideY, _strideX) = (strideY, strideX);
        _natural = new double[transform.GridLength];
        _outside = new double[transform.GridLength];
        for (var row = 0; row < transform.Rows; row++)
        {
            for (var column = 0; column < transform.HalfColumns; column++)
            {
                var i = row * transform.HalfColumns + column;
                _natural[i] = NaturalPower(transform.U(column), transform.V(row));
                _outside[i] = 1 - Inside(transform.U(column), transform.Columns, strideX) * Inside(transform.V(row), transform.Rows, strideY);
            }
        }
    }

    /// <summary>Shares of aliased power for white and for 1/f² input, and the peak's frequency after the stride, in cycles per input sample.</summary>
    public (double White, double Natural, double Folded) Of(ReadOnlySpan<double> power, SpectralPeak peak)
    {
        var (white, whiteOutside, natural, naturalOutside) = (0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < _transform.Rows; row++)
        {
            for (var column = 0; column < _transform.HalfColumns; column++)
            {
                var i = row * _transform.HalfColumns + column;
                var weighted = power[i] * _transform.Weight(column);
                white += weighted;
                whiteOutside += weighted * _outside[i];
                natural += weighted * _natural[i];
                naturalOutside += weighted * _natural[i] * _outside[i];
            }
        }
        var (u, v) = (Fold(peak.U, _strideX), Fold(peak.V, _strideY));
        return (white > 0 ? whiteOutside / white : 0, natural > 0 ? naturalOutside / natural : 0, Math.Sqrt(u * u + v * v));
    }

    private static double Fold(double frequency, int stride) => frequency - Math.Round(frequency * stride) / stride;

    /// <summary>The part of a grid cell that lies within the strided Nyquist limit along one axis.</summary>
    private static double Inside(double frequency, int points, int stride)
    {
        if (points == 1 || stride == 1)
            return 1;
        return Math.Clamp(0.5 + (0.5 / stride - Math.Abs(frequency)) * points, 0, 1);
    }

    /// <summary>The mean of 1/(f² + f₀²) over a grid cell; the cell at DC, where it varies most, is divided finely.</summary>
    private double NaturalPower(double u, double v)
    {
        var parts = u == 0 && v == 0 ? 64 : 4;
        var partsX = _transform.Columns == 1 ? 1 : parts;
        var partsY = _transform.Rows == 1 ? 1 : parts;
        var sum = 0.0;
        for (var y = 0; y < partsY; y++)
        {
            for (var x = 0; x < partsX; x++)
            {
                var fu = u + (partsX == 1 ? 0 : ((x + 0.5) / partsX - 0.5) / _transform.Columns);
                var fv = v + (partsY == 1 ? 0 : ((y + 0.5) / partsY - 0.5) / _transform.Rows);
                sum += 1 / (fu * fu + fv * fv + LowestFrequency * LowestFrequency);
            }
        }
        return sum / (partsX * partsY);
    }
}
