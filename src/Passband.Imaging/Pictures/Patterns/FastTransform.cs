using System.Numerics;

namespace Passband.Imaging.Pictures.Patterns;

/// <summary>The discrete Fourier transform of a square whose side is a power of two (Cooley and Tukey 1965), in place and unnormalized.</summary>
internal static class FastTransform
{
    /// <summary>Transforms rows, then columns.</summary>
    /// <param name="field">[side, side] values, row-major.</param>
    /// <param name="side">A power of two.</param>
    /// <param name="inverse">Whether the exponent is positive.</param>
    public static void Apply(Complex[] field, int side, bool inverse)
    {
        var turns = new Complex[side / 2];
        for (var k = 0; k < turns.Length; k++)
            turns[k] = Complex.FromPolarCoordinates(1, (inverse ? 2 : -2) * Math.PI * k / side);
        Parallel.For(0, side, y => Line(field.AsSpan(y * side, side), turns));
        Parallel.For(0, side, () => new Complex[side], (x, _, column) =>
        {
            for (var y = 0; y < side; y++)
                column[y] = field[y * side + x];
            Line(column, turns);
            for (var y = 0; y < side; y++)
                field[y * side + x] = column[y];
            return column;
        }, _ => { });
    }

    private static void Line(Span<Complex> line, Complex[] turns)
    {
        var side = line.Length;
        for (int i = 1, reversed = 0; i < side; i++)
        {
            var bit = side >> 1;
            for (; (reversed & bit) != 0; bit >>= 1)
                reversed ^= bit;
            reversed ^= bit;
            if (i < reversed)
                (line[i], line[reversed]) = (line[reversed], line[i]);
        }
        for (var length = 2; length <= side; length *= 2)
        {
            for (var start = 0; start < side; start += length)
            {
                for (var k = 0; k < length / 2; k++)
                {
                    var odd = line[start + k + length / 2] * turns[k * (side / length)];
                    (line[start + k], line[start + k + length / 2]) = (line[start + k] + odd, line[start + k] - odd);
                }
            }
        }
    }
}
