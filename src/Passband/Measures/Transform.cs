using System.Numerics;
using System.Runtime.Intrinsics;
using MathNet.Numerics.IntegralTransforms;

namespace Passband.Measures;

/// <summary>
/// The zero-padded discrete Fourier transform of small planes, |H|² summed over a filter's channels. Zero-padding interpolates a response, it adds no
/// resolution: the grid is eight times finer than the kernel so that what lies between its points is known to a fraction of a percent.
/// Holds only tables, so one instance serves many threads.
/// </summary>
public sealed class Transform
{
    /// <summary>Grid points per tap along an axis; a band-limited power spectrum is then sampled 4 times over its own Nyquist rate.</summary>
    private const int Oversampling = 8;

    private const int SmallestGrid = 64;

    /// <summary>Lines from this length on go through a fast transform; below it the direct sum over taps is faster.</summary>
    private const int FastLineLength = 48;

    /// <summary>Frequencies of the grid of a dilated plane along an axis at the most; beyond, its many equal periods are sampled here and there.</summary>
    private const int LargestDilatedPlane = 1024;

    /// <summary>The same for lines.</summary>
    private const int LargestDilatedLine = 1 << 16;

    private readonly FilterShape _shape;

    /// <summary>Of a dilated filter, the transform of its taps without the zeros between them.</summary>
    private readonly Transform? _taps;
    private readonly double[] _cosX;
    private readonly double[] _sinX;
    private readonly double[] _cosY;
    private readonly double[] _sinY;

    /// <summary>Prepares the tables for filters of one shape.</summary>
    public Transform(FilterShape shape)
    {
        _shape = shape;
        Rows = GridFor(shape.Height);
        Columns = GridFor(shape.Width);
        HalfColumns = Columns / 2 + 1;
        if (IsFastLine)
        {
            _cosX = _sinX = _cosY = _sinY = [];
            return;
        }
        (_cosX, _sinX) = Table(shape.Width, Columns, HalfColumns);
        (_cosY, _sinY) = Table(shape.Height, Rows, Rows);
    }

    /// <summary>
    /// Prepares the transform of dilated filters: zeros between the taps make the response repeat every 1/spacing, so the grid holds that many copies of the
    /// response of the taps, each sampled at a part of their own grid.
    /// </summary>
    internal Transform(FilterShape shape, TapSpacing spacing)
    {
        _shape = shape;
        _taps = new Transform(shape);
        Spacing = spacing;
        var most = shape.IsLine ? LargestDilatedLine : LargestDilatedPlane;
        Rows = DilatedGrid(shape.Height, _taps.Rows, spacing.Y, most);
        Columns = DilatedGrid(shape.Width, _taps.Columns, spacing.X, most);
        HalfColumns = Columns / 2 + 1;
        _cosX = _sinX = _cosY = _sinY = [];
    }

    /// <summary>Samples from tap to tap.</summary>
    internal TapSpacing Spacing { get; } = TapSpacing.One;

    /// <summary>Grid points along v; 1 when the filter has one row.</summary>
    public int Rows { get; }

    /// <summary>Grid points along u over the whole period; 1 when the filter has one column.</summary>
    public int Columns { get; }

    /// <summary>Grid points kept along u: 0 … Nyquist. The others follow from |H(−u, −v)| = |H(u, v)|.</summary>
    public int HalfColumns { get; }

    /// <summary>How many values <see cref="Power"/> writes.</summary>
    public int GridLength => Rows * HalfColumns;

    private bool IsFastLine => _shape.IsLine && _shape.Side >= FastLineLength;

    /// <summary>Frequency of a grid row, −0.5 (exclusive) to 0.5 cycles per sample, positive down.</summary>
    public double V(int row) => Signed(row, Rows);

    /// <summary>Frequency of a kept grid column, 0 to 0.5 cycles per sample, positive right.</summary>
    public double U(int column) => column / (double)Columns;

    /// <summary>How many points of the whole grid a kept column stands for: 1 at DC and Nyquist, else 2.</summary>
    public int Weight(int column) => column == 0 || 2 * column == Columns ? 1 : 2;

    /// <summary>Writes |H|² summed over channels to a grid [row, kept column].</summary>
    /// <param name="filter">The filter's weights [channel, row, column].</param>
    /// <param name="power">At least <see cref="GridLength"/> values; overwritten.</param>
    public void Power(ReadOnlySpan<double> filter, Span<double> power)
    {
        power = power[..GridLength];
        if (_taps is not null)
        {
            var ofTaps = new double[_taps.GridLength];
            _taps.Power(filter, ofTaps);
            Repeat(ofTaps, power);
            return;
        }
        power.Clear();
        for (var channel = 0; channel < _shape.Channels; channel++)
        {
            var plane = filter.Slice(channel * _shape.Taps, _shape.Taps);
            if (IsFastLine)
                AddLinePower(plane, power);
            else
                AddPlanePower(plane, power);
        }
    }

    /// <summary>The same by the defining sum, one frequency after the other: the plain twin that tests hold <see cref="Power"/> against.</summary>
    internal void PowerReference(ReadOnlySpan<double> filter, Span<double> power)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < HalfColumns; column++)
                power[row * HalfColumns + column] = Dtft.Power(filter, _shape, Spacing.X * U(column), Spacing.Y * V(row));
        }
    }

    /// <summary>Writes the response of a dilated filter from that of its taps, as their own transform gives it.</summary>
    internal void Repeat(ReadOnlySpan<double> ofTaps, Span<double> power)
    {
        var columns = new int[HalfColumns];
        for (var column = 0; column < HalfColumns; column++)
            columns[column] = Nearest(column, Spacing.X, Columns, _taps!.Columns);
        for (var row = 0; row < Rows; row++)
        {
            var tapRow = Nearest(row, Spacing.Y, Rows, _taps!.Rows);
            var (here, mirrored) = (tapRow * _taps.HalfColumns, (_taps.Rows - tapRow) % _taps.Rows * _taps.HalfColumns);
            for (var column = 0; column < HalfColumns; column++)
            {
                var tapColumn = columns[column];
                power[row * HalfColumns + column] = tapColumn < _taps.HalfColumns ? ofTaps[here + tapColumn] : ofTaps[mirrored + _taps.Columns - tapColumn];
            }
        }
    }

    /// <summary>The point of the taps' grid at the frequency that a point of the dilated grid has for them, their period being one.</summary>
    private static int Nearest(int index, int spacing, int period, int tapPeriod) =>
        (int)Math.Round((long)index * spacing % period * tapPeriod / (double)period) % tapPeriod;

    /// <summary>A whole number of points in each copy of the taps' response: as many as their grid has, fewer where copies are many, never below what the power of that many taps needs.</summary>
    private static int DilatedGrid(int taps, int tapGrid, int spacing, int most)
    {
        const int Enough = 512;
        var points = tapGrid;
        while ((long)points * spacing > Enough && points >= 8 * taps && points > 16)
            points /= 2;
        return (int)Math.Min(most, (long)points * spacing);
    }

    private static double Signed(int index, int count) => (2 * index > count ? index - count : index) / (double)count;

    private static int GridFor(int taps) => taps == 1 ? 1 : Math.Max(SmallestGrid, (int)BitOperations.RoundUpToPowerOf2((uint)(Oversampling * taps)));

    private static (double[] Cos, double[] Sin) Table(int taps, int period, int kept)
    {
        var cos = new double[taps * kept];
        var sin = new double[taps * kept];
        for (var tap = 0; tap < taps; tap++)
        {
            for (var i = 0; i < kept; i++)
            {
                // The product is reduced to one period first, so that large arguments lose no accuracy.
                var turns = (long)tap * i % period / (double)period;
                (sin[tap * kept + i], cos[tap * kept + i]) = Math.SinCos(-2 * Math.PI * turns);
            }
        }
        return (cos, sin);
    }

    private void AddLinePower(ReadOnlySpan<double> line, Span<double> power)
    {
        var period = Math.Max(Rows, Columns);
        var values = new Complex[period];
        for (var i = 0; i < line.Length; i++)
            values[i] = line[i];
        Fourier.Forward(values, FourierOptions.NoScaling);
        for (var i = 0; i < power.Length; i++)
            power[i] += values[i].Real * values[i].Real + values[i].Imaginary * values[i].Imaginary;
    }

    private void AddPlanePower(ReadOnlySpan<double> plane, Span<double> power)
    {
        var (height, width, kept) = (_shape.Height, _shape.Width, HalfColumns);
        // Row transforms, kept for the second pass: height × kept complex values.
        var real = new double[height * kept];
        var imaginary = new double[height * kept];
        for (var y = 0; y < height; y++)
        {
            var re = real.AsSpan(y * kept, kept);
            var im = imaginary.AsSpan(y * kept, kept);
            for (var x = 0; x < width; x++)
            {
                var weight = plane[y * width + x];
                if (weight != 0)
                    AddScaled(weight, _cosX.AsSpan(x * kept, kept), re, weight, _sinX.AsSpan(x * kept, kept), im);
            }
        }
        // With c and s the column's cosine and sine, H is (Σc·re − Σs·im) + i(Σs·re + Σc·im); at −v only the sign of s changes, so rows go in pairs.
        for (var v = 0; 2 * v <= Rows; v++)
        {
            var here = power.Slice(v * kept, kept);
            var mirrored = v == 0 || 2 * v == Rows ? default : power.Slice((Rows - v) * kept, kept);
            var column = 0;
            for (; column <= kept - Vector256<double>.Count; column += Vector256<double>.Count)
            {
                var (cosRe, sinIm, sinRe, cosIm) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
                for (var y = 0; y < height; y++)
                {
                    var re = Vector256.Create(real.AsSpan(y * kept + column, Vector256<double>.Count));
                    var im = Vector256.Create(imaginary.AsSpan(y * kept + column, Vector256<double>.Count));
                    var (c, s) = (_cosY[y * Rows + v], _sinY[y * Rows + v]);
                    cosRe += c * re;
                    sinIm += s * im;
                    sinRe += s * re;
                    cosIm += c * im;
                }
                AddSquares(cosRe - sinIm, sinRe + cosIm, here[column..]);
                if (!mirrored.IsEmpty)
                    AddSquares(cosRe + sinIm, cosIm - sinRe, mirrored[column..]);
            }
            for (; column < kept; column++)
            {
                var (cosRe, sinIm, sinRe, cosIm) = (0.0, 0.0, 0.0, 0.0);
                for (var y = 0; y < height; y++)
                {
                    var (re, im) = (real[y * kept + column], imaginary[y * kept + column]);
                    var (c, s) = (_cosY[y * Rows + v], _sinY[y * Rows + v]);
                    cosRe += c * re;
                    sinIm += s * im;
                    sinRe += s * re;
                    cosIm += c * im;
                }
                here[column] += (cosRe - sinIm) * (cosRe - sinIm) + (sinRe + cosIm) * (sinRe + cosIm);
                if (!mirrored.IsEmpty)
                    mirrored[column] += (cosRe + sinIm) * (cosRe + sinIm) + (cosIm - sinRe) * (cosIm - sinRe);
            }
        }
    }

    /// <summary>firstSum += a·first and secondSum += b·second.</summary>
    private static void AddScaled(
        double a, ReadOnlySpan<double> first, Span<double> firstSum, double b, ReadOnlySpan<double> second, Span<double> secondSum)
    {
        var i = 0;
        for (; i <= first.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(firstSum[i..]) + a * new Vector<double>(first[i..])).CopyTo(firstSum[i..]);
            (new Vector<double>(secondSum[i..]) + b * new Vector<double>(second[i..])).CopyTo(secondSum[i..]);
        }
        for (; i < first.Length; i++)
        {
            firstSum[i] += a * first[i];
            secondSum[i] += b * second[i];
        }
    }

    private static void AddSquares(Vector256<double> re, Vector256<double> im, Span<double> power) =>
        (Vector256.Create(power[..Vector256<double>.Count]) + re * re + im * im).CopyTo(power);
}
