using System.Collections.Immutable;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Datasets;

/// <summary>A photo at one scale, a byte a sample: [channels, height, width].</summary>
internal sealed record PhotoLevel(int Width, int Height, byte[] Samples)
{
    /// <summary>The photo itself, then half an octave smaller each time until the smallest scale is reached or its shorter side would fall below a length.</summary>
    public static ImmutableArray<PhotoLevel> Pyramid(ImmutableArray<Plane> planes, PatchOptions options, int shortest)
    {
        var levels = ImmutableArray.CreateBuilder<PhotoLevel>();
        levels.Add(Of(planes));
        var (width, height) = (planes[0].Width, planes[0].Height);
        for (var step = 1; ; step++)
        {
            var scale = Math.Pow(2, -0.5 * step);
            var size = Scaled(width, height, scale);
            // The tolerance lets 2⁻² be a quarter.
            if (scale < options.SmallestScale - 1e-9 || Math.Min(size.Width, size.Height) < shortest)
                return levels.ToImmutable();
            levels.Add(Of([.. planes.Select(p => PictureResize.Of(p, size))]));
        }
    }

    public static PixelSize Scaled(int width, int height, double scale) => new(Math.Max((int)Math.Round(width * scale), 1), Math.Max((int)Math.Round(height * scale), 1));

    private static PhotoLevel Of(ImmutableArray<Plane> planes)
    {
        var area = planes[0].Samples.Length;
        var samples = new byte[planes.Length * area];
        for (var channel = 0; channel < planes.Length; channel++)
        {
            for (var i = 0; i < area; i++)
                samples[channel * area + i] = PictureLoader.Level(planes[channel].Samples[i]);
        }
        return new PhotoLevel(planes[0].Width, planes[0].Height, samples);
    }
}
