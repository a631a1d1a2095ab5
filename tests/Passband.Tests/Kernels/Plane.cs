using System.Globalization;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Kernels;

/// <summary>A kernel of one channel, with the symmetries of the square.</summary>
internal sealed record Plane(int Height, int Width, double[] Values)
{
    public FilterShape Shape => new(1, Height, Width);

    public double this[int y, int x] => Values[y * Width + x];

    /// <summary>Reads "1 2 1/2 4 2/1 2 1": rows from the top, divided by slashes.</summary>
    public static Plane Parse(string rows)
    {
        var parsed = rows.Split('/').Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return new Plane(parsed.Length, parsed[0].Length, [.. parsed.SelectMany(r => r)]);
    }

    /// <summary>Samples a formula of the position from the middle, x right, y down.</summary>
    public static Plane Sample(int height, int width, Func<double, double, double> formula) => new(height, width,
        [.. Enumerable.Range(0, height * width).Select(i => formula(i % width - (width - 1) / 2.0, i / width - (height - 1) / 2.0))]);

    /// <summary>Independent normal weights.</summary>
    public static Plane Noise(int height, int width, ulong seed)
    {
        var random = new GaussianRandom(seed);
        return Sample(height, width, (_, _) => random.Next());
    }

    public static Plane Gaussian(int side, double sigma) => Sample(side, side, (x, y) => Math.Exp(-(x * x + y * y) / (2 * sigma * sigma)));

    /// <summary>e^(−u²/2σ² − v²/2σ²)·cos(2πfu − phase), u along the wavevector (degrees counter-clockwise on screen).</summary>
    public static Plane Gabor(int side, double wavevector, double frequency, double phase, double across, double along) => Sample(side, side, (x, y) =>
    {
        var (sin, cos) = Math.SinCos(wavevector * Math.PI / 180);
        var (u, v) = (x * cos - y * sin, x * sin + y * cos);
        return Math.Exp(-u * u / (2 * across * across) - v * v / (2 * along * along)) * Math.Cos(2 * Math.PI * frequency * u - phase * Math.PI / 180);
    });

    /// <summary>Column times row.</summary>
    public static Plane Outer(double[] column, double[] row) =>
        new(column.Length, row.Length, [.. column.SelectMany(c => row.Select(r => c * r))]);

    public Plane Scale(double factor) => this with { Values = [.. Values.Select(v => v * factor)] };

    public Plane Negate() => Scale(-1);

    public Plane Plus(Plane other) => this with { Values = [.. Values.Zip(other.Values, (a, b) => a + b)] };

    /// <summary>Turned by 90° counter-clockwise as seen on screen.</summary>
    public Plane Rotate() => new(Width, Height, [.. Enumerable.Range(0, Values.Length).Select(i => this[i % Height, Width - 1 - i / Height])]);

    /// <summary>Rows become columns.</summary>
    public Plane Transpose() => new(Width, Height, [.. Enumerable.Range(0, Values.Length).Select(i => this[i % Height, i / Height])]);
}
