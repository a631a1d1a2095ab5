using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>A sinusoid over the whole picture; frequency (uniform in octaves), phase and contrast are drawn without regard to the class, which is the way that its stripes run.</summary>
internal sealed class GratingPictures : GeneratedPictures
{
    /// <summary>Cycles per pixel. The slowest shows two stripes in 32 pixels; the fastest stays clear of one half, from where on stripes would seem to run another way.</summary>
    private const double Slowest = 0.0625, Fastest = 0.35;

    private static readonly ImmutableArray<double> Usual = [0, 22.5, 45, 67.5, 90, 112.5, 135, 157.5];

    private readonly double[] _angles;
    private readonly double _jitter;

    public GratingPictures(GeneratedOptions options, bool heldOut)
        : base(GeneratedKind.Gratings, options, heldOut, 1, [.. options.AnglesOr(Usual, "gratings").Select(AngleName)], (0.05, 0.1))
    {
        (_angles, _jitter) = ([.. options.AnglesOr(Usual, "gratings")], options.AngleJitter);
    }

    private protected override void Paint(int label, ref GaussianRandom random, Span<float> pixels)
    {
        var angle = (_angles[label] + Between(ref random, -_jitter, _jitter)) * Math.PI / 180;
        var frequency = Slowest * Math.Pow(Fastest / Slowest, random.NextUniform());
        var phase = 2 * Math.PI * random.NextUniform();
        var (sin, cos) = Math.SinCos(angle);
        var (across, down) = (2 * Math.PI * frequency * sin, 2 * Math.PI * frequency * cos);
        // cos(a + b) = cos a cos b − sin a sin b: as many cosines as the picture has rows and columns.
        Span<float> cosX = stackalloc float[Size], sinX = stackalloc float[Size];
        for (var x = 0; x < Size; x++)
            (sinX[x], cosX[x]) = ((float)Math.Sin(across * x), (float)Math.Cos(across * x));
        for (var y = 0; y < Size; y++)
        {
            var (s, c) = ((float)Math.Sin(down * y + phase), (float)Math.Cos(down * y + phase));
            var row = pixels.Slice(y * Size, Size);
            for (var x = 0; x < row.Length; x++)
                row[x] = cosX[x] * c - sinX[x] * s;
        }
        SetContrast(ref random, pixels);
    }
}
