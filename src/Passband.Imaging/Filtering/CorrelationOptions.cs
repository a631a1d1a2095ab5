using Passband.Kernels;

namespace Passband.Imaging.Filtering;

/// <summary>Samples by which a picture is continued on each side before the kernel slides over it; a negative number leaves samples out.</summary>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    /// <summary>The same on all four sides.</summary>
    public static Padding All(int samples) => new(samples, samples, samples, samples);
}

/// <summary>The tap that lies on the pixel whose response is computed, from 0.</summary>
public readonly record struct KernelAnchor(int Row, int Column)
{
    /// <summary>
    /// The middle of an odd size; of an even size the tap after the middle, size/2, as SciPy (origin 0) and OpenCV have it. SciPy's <c>origin</c> is the distance
    /// from here.
    /// </summary>
    public static KernelAnchor Center(int height, int width) => new(height / 2, width / 2);
}

/// <summary>How a kernel slides over a picture.</summary>
public sealed record CorrelationOptions
{
    /// <summary>Reflecting borders, every pixel, neighboring taps.</summary>
    public static CorrelationOptions Default { get; } = new();

    /// <summary>How the picture goes on beyond its border.</summary>
    public BorderMode Border { get; init; } = BorderMode.Reflect;

    /// <summary>What a constant border is filled with.</summary>
    public float BorderValue { get; init; }

    /// <summary>Samples between neighboring responses along y and x, at least 1; the depth is ignored.</summary>
    public Extent Stride { get; init; } = Extent.One;

    /// <summary>Samples between neighboring taps along y and x, at least 1; the depth is ignored.</summary>
    public Extent Dilation { get; init; } = Extent.One;

    /// <summary>
    /// The tap on the pixel; null for <see cref="KernelAnchor.Center"/>. Not used with <see cref="Padding"/> or valid borders, which say where responses begin.
    /// </summary>
    public KernelAnchor? Anchor { get; init; }

    /// <summary>
    /// The padding that a network's layer states; the border says what it is filled with. The result then has the layer's size, ⌊(size + begin + end −
    /// dilation·(taps − 1) − 1)/stride⌋ + 1. Null for a response at every pixel (every stride-th of them, from the first).
    /// </summary>
    public Padding? Padding { get; init; }

    /// <summary>Added to every response.</summary>
    public float Bias { get; init; }

    /// <summary>Threads at most; null for as many as there are processors. The result is the same to the bit.</summary>
    public int? MaxThreads { get; init; }

    /// <summary>Told the share that is done, from 0 to 1, from any thread; not always in order.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; init; }
}
