using System.Numerics;

namespace Passband.Cli.Tests.Commands;

/// <summary>
/// Reads a filter's response off a filtered zone plate, as a lock-in amplifier does: within a small sector of a ring the result must be H(0)/2 + |H|/2·cos(phase +
/// arg H) with the plate's known phase, so that a fit of a cosine and a sine by least squares gives H at the ring's frequency and the sector's direction. It knows nothing of the kernel.
/// </summary>
internal sealed class ZonePlateLockIn(int size)
{
    /// <summary>Cycles per pixel at the plate's circle.</summary>
    private const double Highest = 0.5;

    /// <summary>The pixels of sectors that were asked for: finding them takes longer than all fits.</summary>
    private readonly Dictionary<(double Low, double High, double From, double To), int[]> _sectors = [];

    private double Radius => size / 2.0;

    private double Center => (size - 1) / 2.0;

    /// <summary>The mean of H over a sector.</summary>
    /// <param name="plate">The filtered plate.</param>
    /// <param name="low">Frequency at the inner edge.</param>
    /// <param name="high">Frequency at the outer edge.</param>
    /// <param name="from">Direction in degrees, counter-clockwise from the right.</param>
    /// <param name="to">Direction of the other edge.</param>
    public Complex Response(ReadOnlySpan<float> plate, double low, double high, double from, double to)
    {
        if (!_sectors.TryGetValue((low, high, from, to), out var pixels))
            _sectors[(low, high, from, to)] = pixels = [.. Pixels(low / Highest * Radius, high / Highest * Radius, from, to)];
        // What the filter makes of the plate's mean, 1/2: the corners of the plate hold nothing else.
        var mean = plate[size * (size / 16) + size / 16];
        // Normal equations of the fit: the cosine and the sine with each other and with the result.
        var (cc, cs, ss, cv, sv) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var pixel in pixels)
        {
            var (dx, dy) = (pixel % size - Center, Center - pixel / size);
            var (sin, cos) = Math.SinCos(Math.PI * Highest * (dx * dx + dy * dy) / Radius);
            var (c, s, v) = (0.5 * cos, -0.5 * sin, plate[pixel] - mean);
            (cc, cs, ss, cv, sv) = (cc + c * c, cs + c * s, ss + s * s, cv + c * v, sv + s * v);
        }
        var determinant = cc * ss - cs * cs;
        return new Complex((cv * ss - sv * cs) / determinant, (sv * cc - cv * cs) / determinant);
    }

    private IEnumerable<int> Pixels(double inner, double outer, double from, double to)
    {
        for (var y = (int)(Center - outer); y <= Center + outer; y++)
        {
            for (var x = (int)(Center - outer); x <= Center + outer; x++)
            {
                var (dx, dy) = (x - Center, Center - y);
                var square = dx * dx + dy * dy;
                if (square >= inner * inner && square < outer * outer && Between(Math.Atan2(dy, dx) * 180 / Math.PI, from, to))
                    yield return y * size + x;
            }
        }
    }

    private static bool Between(double angle, double from, double to) => ((angle - from) % 360 + 360) % 360 < to - from;
}
