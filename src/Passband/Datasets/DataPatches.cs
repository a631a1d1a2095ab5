using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>Patches of a set's pictures, as a layer sees them.</summary>
public static class DataPatches
{
    private const int OfOnePicture = 10;

    /// <summary>Cuts patches out of pictures that are drawn at random, from places that are, too.</summary>
    /// <param name="data">The pictures.</param>
    /// <param name="height">Rows of a patch, at most the pictures'.</param>
    /// <param name="width">Pixels in a row of a patch, at most the pictures'.</param>
    /// <param name="count">How many patches.</param>
    /// <param name="seed">The seed of the choice; the same number gives the same patches.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>[count, channels, height, width], row-major; 0 black to 1 white.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A patch is larger than the pictures, or empty.</exception>
    public static float[] Draw(PictureData data, int height, int width, int count, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var shape = data.Shape;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, shape.Height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, shape.Width);
        var picture = new float[shape.Count];
        var patches = new float[checked(count * shape.Channels * height * width)];
        var rest = patches.AsSpan();
        for (var number = 0; !rest.IsEmpty; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new GaussianRandom(GaussianRandom.SeedOf(seed, (ulong)number));
            data.Draw(Below(ref random, data.Count), seed, picture);
            for (var i = 0; i < OfOnePicture && !rest.IsEmpty; i++)
            {
                var (top, left) = (Below(ref random, shape.Height - height + 1), Below(ref random, shape.Width - width + 1));
                for (var row = 0; row < shape.Channels * height; row++)
                {
                    var at = (row / height * shape.Height + top + row % height) * shape.Width + left;
                    picture.AsSpan(at, width).CopyTo(rest);
                    rest = rest[width..];
                }
            }
        }
        return patches;
    }

    private static int Below(ref GaussianRandom random, int limit) => (int)(random.NextUniform() * limit);
}
