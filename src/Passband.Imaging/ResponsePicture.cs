using Passband.Kernels;
using Passband.Measures;

namespace Passband.Imaging;

/// <summary>|H| of some channels of a filter, summed in power, relative to its peak.</summary>
internal sealed class ResponsePicture
{
    private readonly Transform _transform;
    private readonly double[] _amplitude;

    public ResponsePicture(ConvLayer layer, SheetTile tile)
    {
        var shape = layer.Bank.Shape;
        var filter = new FilterShape(tile.Channels, shape.Height, shape.Width);
        _transform = new Transform(filter);
        var weights = new double[filter.Length];
        var source = layer.Bank.Filter(tile.Filter).Slice(tile.FirstChannel * shape.Taps, filter.Length);
        for (var i = 0; i < weights.Length; i++)
            weights[i] = source[i];
        _amplitude = new double[_transform.GridLength];
        _transform.Power(weights, _amplitude);
        var peak = Math.Sqrt(_amplitude.Max());
        for (var i = 0; i < _amplitude.Length; i++)
            _amplitude[i] = peak > 0 ? Math.Sqrt(_amplitude[i]) / peak : 0;
    }

    /// <summary>|H| re its peak at a frequency in cycles per pixel, u right and v down, between the points of the grid by bilinear interpolation.</summary>
    public double At(double u, double v)
    {
        // Weights are real, so the other half of the plane is a mirror image.
        if (u < 0)
            (u, v) = (-u, -v);
        var x = u * _transform.Columns;
        var y = v * _transform.Rows;
        var (x0, y0) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = (x - x0, y - y0);
        return (1 - fy) * ((1 - fx) * Point(x0, y0) + fx * Point(x0 + 1, y0)) + fy * ((1 - fx) * Point(x0, y0 + 1) + fx * Point(x0 + 1, y0 + 1));
    }

    /// <summary>|H| re its peak of a kernel with one row or one column, from 0 to 0.5 cycles per sample.</summary>
    public double AlongLine(double frequency) => _transform.Columns > 1 ? At(frequency, 0) : At(0, frequency);

    private double Point(int x, int y)
    {
        if (x >= _transform.HalfColumns)
            (x, y) = (_transform.Columns - x, -y);
        var row = y % _transform.Rows;
        return _amplitude[(row < 0 ? row + _transform.Rows : row) * _transform.HalfColumns + x];
    }
}
