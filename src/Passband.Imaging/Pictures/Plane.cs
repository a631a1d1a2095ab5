namespace Passband.Imaging.Pictures;

/// <summary>
/// One channel of a picture: [height, width] samples, row-major. x runs to the right and y downward from the upper left pixel, which is (0, 0). Samples
/// are never changed once the plane exists.
/// </summary>
public sealed class Plane
{
    private readonly float[] _samples;

    /// <summary>Takes over an array of samples.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="samples">width × height samples, row by row; not to be written to afterward.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is below 1.</exception>
    /// <exception cref="ArgumentException">The number of samples is another.</exception>
    public Plane(int width, int height, float[] samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Length != (long)width * height)
            throw new ArgumentException($"{width}×{height} pixels need {(long)width * height} samples, not {samples.Length}.", nameof(samples));
        (Width, Height, _samples) = (width, height, samples);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>All samples, row by row.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    /// <summary>The same samples, for work that outlives a stack frame.</summary>
    public ReadOnlyMemory<float> Memory => _samples;

    /// <summary>The sample of a pixel.</summary>
    public float this[int x, int y] => _samples[y * Width + x];

    /// <summary>The samples of a row.</summary>
    public ReadOnlySpan<float> Row(int y) => _samples.AsSpan(y * Width, Width);
}
