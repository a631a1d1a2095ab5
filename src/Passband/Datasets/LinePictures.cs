using System.Numerics;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// Bars that run through the picture, all one way but for a little jitter; their number, widths, places and signs are drawn without regard to the way. A slanted line is longer than an
/// upright one within a square; mean and contrast are therefore set for the picture as a whole.
/// </summary>
internal sealed class LinePictures : GeneratedPictures
{
    private readonly double[] _angles;
    private readonly double _jitter;
    private readonly LineOptions _lines;

    public LinePictures(GeneratedOptions options, bool heldOut)
        : base(GeneratedKind.Lines, options, heldOut, 1, [.. options.AnglesOr([0, 90], "lines").Select(AngleName)], (0.05, 0.1))
    {
        (_angles, _jitter, _lines) = ([.. options.AnglesOr([0, 90], "lines")], options.AngleJitter, options.Lines);
    }

    private protected override void Paint(int label, ref GaussianRandom random, Span<float> pixels)
    {
        pixels.Clear();
        var count = Between(ref random, _lines.MinCount, _lines.MaxCount);
        for (var line = 0; line < count; line++)
        {
            var angle = (_angles[label] + Between(ref random, -_jitter, _jitter)) * Math.PI / 180;
            var place = Between(ref random, -_lines.Spread, _lines.Spread) * Size / 2;
            var width = Between(ref random, _lines.MinWidth, _lines.MaxWidth);
            var gray = (Toss(ref random) ? 1 : -1) * Between(ref random, 0.5, 1);
            Bar(pixels, angle, place, width, gray);
        }
        SetContrast(ref random, pixels);
    }

    /// <summary>
    /// Lays a bar over the picture. Its edges are ramps one pixel wide, which is what a pixel averages of an edge along the grid and little else of a slanted one.
    /// </summary>
    private void Bar(Span<float> pixels, double angle, double place, double width, double gray)
    {
        var (sin, cos) = Math.SinCos(angle);
        var middle = (Size - 1) / 2.0;
        var (step, half, level, full) = ((float)sin, (float)(width / 2 + 0.5), (float)gray, (float)Math.Min(width, 1));
        for (var y = 0; y < Size; y++)
        {
            // Seen on the screen y runs up, in the picture down: the normal of a line at an angle a is (sin a, cos a) there.
            var distance = (float)(-middle * sin + (y - middle) * cos - place);
            var row = pixels.Slice(y * Size, Size);
            var x = 0;
            for (; x + Vector<float>.Count <= row.Length; x += Vector<float>.Count)
            {
                var from = new Vector<float>(distance) + new Vector<float>(step) * Vector.CreateSequence((float)x, 1f);
                var cover = Vector.Max(Vector.Min(new Vector<float>(half) - Vector.Abs(from), new Vector<float>(full)), Vector<float>.Zero);
                var before = new Vector<float>(row[x..]);
                (before + cover * (new Vector<float>(level) - before)).CopyTo(row[x..]);
            }
            for (; x < row.Length; x++)
            {
                var cover = Math.Max(Math.Min(half - Math.Abs(distance + step * x), full), 0);
                row[x] += cover * (level - row[x]);
            }
        }
    }
}
