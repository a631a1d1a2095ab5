using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Synthesis;

/// <summary>What to synthesize.</summary>
public sealed record SynthOptions
{
    /// <summary>The shape of every filter; null for pure noise.</summary>
    public SynthShape? Shape { get; init; }

    /// <summary>The distribution of pure noise; not used with a shape.</summary>
    public NoiseDistribution Distribution { get; init; } = NoiseDistribution.Gaussian;

    /// <summary>The size of a filter: one channel, or three, which see a color picture. One row for 1-D.</summary>
    public FilterShape Size { get; init; } = new(1, 7, 7);

    /// <summary>Filters to make, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Filter i is drawn from the seed's i-th stream.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is added to every filter.</summary>
    public SynthNoise Noise { get; init; } = SynthNoise.None;

    /// <summary>Changes the random parameters of a filter, to fix some of them; null to leave them.</summary>
    public Func<SynthKernel, SynthKernel>? Adjust { get; init; }
}

/// <summary>A synthesized filter and its answer.</summary>
/// <param name="Kernel">The formula; null for pure noise.</param>
/// <param name="Name">The name that the definitions give it.</param>
/// <param name="Names">All names that are true of it to within the noise that was added, <paramref name="Name"/> first.</param>
public sealed record SynthFilter(SynthKernel? Kernel, string Name, ImmutableArray<string> Names);

/// <summary>A synthesized layer and the answer for each of its filters.</summary>
/// <param name="Net">A network of this one layer.</param>
/// <param name="Filters">The answers, filter by filter.</param>
public sealed record SynthLayer(ConvNet Net, ImmutableArray<SynthFilter> Filters);

/// <summary>Makes kernels whose answers are known, to test with.</summary>
public static class Synthesizer
{
    /// <summary>Smallest and largest side of a kernel.</summary>
    public const int SmallestSide = 2, LargestSide = 64;

    /// <summary>The color axes of <see cref="Measures.ColorAxis"/> that a random color is drawn from, and a pure luminance.</summary>
    private static readonly (double Red, double Green, double Blue)[] Colors =
        [(1, 1, 1), (2, -1, -1), (-1, 2, -1), (-1, -1, 2), (1, -1, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)];

    /// <summary>Makes a layer.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="PassbandException">The size or count is out of range, or the window cannot show the shape.</exception>
    public static SynthLayer Make(SynthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        var size = options.Size;
        var weights = new float[checked(options.Count * size.Length)];
        var filters = ImmutableArray.CreateBuilder<SynthFilter>(options.Count);
        var names = new CanonicalNames(size);
        for (var i = 0; i < options.Count; i++)
        {
            var random = new GaussianRandom(options.Seed ^ ((ulong)(i + 1) * 0xD1342543DE82EF95));
            var (filter, answer) = options.Shape is { } shape ? Shape(shape, options, names, ref random) : Noise(options, ref random);
            filters.Add(answer);
            for (var w = 0; w < filter.Length; w++)
                weights[i * size.Length + w] = (float)filter[w];
        }
        return new SynthLayer(Net(size, options.Count, weights), filters.MoveToImmutable());
    }

    private static (double[] Filter, SynthFilter Answer) Shape(SynthShape shape, SynthOptions options, CanonicalNames names, ref GaussianRandom random)
    {
        var kernel = SynthDraw.Draw(shape, options.Size, ref random);
        if (options.Size.Channels == 3)
            kernel = kernel with { Color = Colors[(int)(random.NextUniform() * Colors.Length)] };
        kernel = options.Adjust?.Invoke(kernel) ?? kernel;
        if (kernel.FilterShape != options.Size)
            throw new ArgumentException($"Adjusting must keep the filter's size of {options.Size}; found {kernel.FilterShape}.", nameof(options));
        var clean = kernel.Render();
        var accepted = CanonicalNames.Within(names.Distances(kernel), options.Noise.EnergyShare(clean));
        return (options.Noise.AddTo(clean, ref random), new SynthFilter(kernel, accepted[0], accepted));
    }

    private static (double[] Filter, SynthFilter Answer) Noise(SynthOptions options, ref GaussianRandom random)
    {
        var filter = SynthNoise.Draw(options.Distribution, options.Size, options.Count, ref random);
        // Noise has no signal to be louder than; quantization still applies.
        var quantized = (options.Noise with { SnrDb = double.PositiveInfinity }).AddTo(filter, ref random);
        return (quantized, new SynthFilter(null, KernelName.Noise, [KernelName.Noise]));
    }

    private static ConvNet Net(FilterShape size, int count, float[] weights) => new()
    {
        Name = "synthesized",
        Format = "synthesized",
        HasGraph = true,
        Layers =
        [
            new ConvLayer
            {
                Index = 0,
                Name = "synth",
                Operator = ConvOperator.Conv2d,
                Bank = new KernelBank(BankShape.Plane(count, size.Channels, size.Height, size.Width), weights),
                Input = size.Channels == 3 ? InputSpace.Rgb : InputSpace.Gray,
            },
        ],
    };

    private static void Check(SynthOptions options)
    {
        var size = options.Size;
        const string Where = "kernel to synthesize";
        if (size.Channels is not (1 or 3))
            throw new PassbandException(ErrorKind.Request, Where, $"{size.Channels} channels", "1, or 3 for color");
        if (size.Side is < SmallestSide or > LargestSide || Math.Min(size.Height, size.Width) < 1)
            throw new PassbandException(ErrorKind.Request, Where, $"a size of {size.Height}×{size.Width}", $"a longer side of {SmallestSide} to {LargestSide}");
        if (options.Count < 1 || (long)options.Count * size.Length > Array.MaxLength)
            throw new PassbandException(ErrorKind.Request, Where, $"{options.Count} filters of {size.Length} weights", $"1 to {Array.MaxLength / size.Length} filters");
        if (options.Shape is { } shape && !SynthDraw.Fits(shape, size))
        {
            throw new PassbandException(
                ErrorKind.Request, Where, $"{ShapeNames.Of((ShapeKind)shape)} in {size.Height}×{size.Width} taps", "a window that can show the shape", "Choose a larger size.");
        }
    }
}
