using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// A few round Gaussian spots anywhere, all light or all dark, all small or all large: four classes. As mean and contrast are the same for all, light from dark is told only by which
/// way the spots differ from what is between them.
/// </summary>
internal sealed class BlobPictures(GeneratedOptions options, bool heldOut)
    : GeneratedPictures(GeneratedKind.Blobs, options, heldOut, 1, ["small light", "small dark", "large light", "large dark"], (0.025, 0.05))
{
    /// <summary>Standard deviations of the spots in pixels. Small and large are almost an octave apart, so that the one's largest is not the other's smallest.</summary>
    private const double SmallFrom = 1, SmallTo = 1.6, LargeFrom = 3, LargeTo = 4.5;

    private const int Fewest = 3, Most = 5;

    private protected override void Paint(int label, ref GaussianRandom random, Span<float> pixels)
    {
        pixels.Clear();
        var (large, sign) = (label >= 2, label % 2 == 0 ? 1 : -1);
        Span<float> alongX = stackalloc float[Size], alongY = stackalloc float[Size];
        var count = Between(ref random, Fewest, Most);
        for (var spot = 0; spot < count; spot++)
        {
            var sigma = large ? Between(ref random, LargeFrom, LargeTo) : Between(ref random, SmallFrom, SmallTo);
            var peak = sign * Between(ref random, 0.5, 1);
            Profile(alongX, Between(ref random, 0, Size - 1.0), sigma, peak);
            Profile(alongY, Between(ref random, 0, Size - 1.0), sigma, 1);
            for (var y = 0; y < Size; y++)
            {
                var row = pixels.Slice(y * Size, Size);
                for (var x = 0; x < row.Length; x++)
                    row[x] += alongX[x] * alongY[y];
            }
        }
        SetContrast(ref random, pixels);
    }

    private static void Profile(Span<float> samples, double center, double sigma, double peak)
    {
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(peak * Math.Exp(-(i - center) * (i - center) / (2 * sigma * sigma)));
    }
}
