using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

    /// <summary>The size of a filter: one channel, or three, which see a color picture. One row and one channel: a signal.</summary>
    public FilterShape Size { get; init; } = new(1, 7, 7);

    /// <summary>Filters to make, at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Filter i is drawn from the seed's i-th stream.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is added to every filter.</summary>
    public SynthNoise Noise { get; init; } = SynthNoise.None;

    /// <summary>Parameters that are not drawn; not used for pure noise.</summary>
    public SynthSettings Settings { get; init; } = SynthSettings.None;

    /// <summary>Threads to use; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
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

    /// <summary>Makes a layer.</summary>
    /// <param name="options">What to make.</param>
    /// <param name="progress">Told how many filters have their answer; may be called from any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PassbandException">The size, the count or a parameter is out of range, or the window cannot show the shape.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SynthLayer Make(SynthOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        SynthCheck.Options(options);
        var size = options.Size;
        var weights = new float[options.Count * size.Length];
        var kernels = new (SynthKernel? Kernel, double Noise)[options.Count];
        for (var i = 0; i < options.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new GaussianRandom(options.Seed ^ ((ulong)(i + 1) * 0xD1342543DE82EF95));
            double[] filter;
            (filter, kernels[i]) = options.Shape is { } shape ? Shape(shape, options, ref random) : (Noise(options, ref random), default);
            for (var w = 0; w < filter.Length; w++)
                weights[i * size.Length + w] = (float)filter[w];
        }
        return new SynthLayer(Net(size, options.Count, weights), Answers(kernels, options, progress, cancellation));
    }

    private static (double[] Filter, (SynthKernel Kernel, double Noise)) Shape(SynthShape shape, SynthOptions options, ref GaussianRandom random)
    {
        var kernel = SynthDraw.Draw(shape, options.Size, options.Settings, ref random);
        if (options.Size.Channels == 3)
        {
            var drawn = SynthColors.Draw(random.NextUniform());
            kernel = kernel with { Color = options.Settings.Color ?? drawn };
        }
        SynthCheck.Kernel(kernel);
        kernel = SynthAngles.Canonical(kernel);
        var clean = kernel.Render();
        SynthCheck.Rendered(clean);
        return (options.Noise.AddTo(clean, ref random), (kernel, options.Noise.EnergyShare(clean)));
    }

    /// <summary>The true names of all kernels; finding them is most of the work, and of one kernel it does not depend on another.</summary>
    private static ImmutableArray<SynthFilter> Answers(
        (SynthKernel? Kernel, double Noise)[] kernels, SynthOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        var answers = new SynthFilter[kernels.Length];
        var done = 0;
        Parallel.For(
            0, kernels.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => new CanonicalNames(options.Size),
            (i, _, names) =>
            {
                var accepted = kernels[i].Kernel is { } kernel ? CanonicalNames.Within(names.Distances(kernel), kernels[i].Noise) : [KernelName.Noise];
                answers[i] = new SynthFilter(kernels[i].Kernel, accepted[0], accepted);
                progress?.Report(Interlocked.Increment(ref done));
                return names;
            },
            _ => { });
        return ImmutableCollectionsMarshal.AsImmutableArray(answers);
    }

    private static double[] Noise(SynthOptions options, ref GaussianRandom random)
    {
        var filter = SynthNoise.Draw(options.Distribution, options.Size, options.Count, ref random);
        // Quantization adds no random numbers.
        return options.Noise.AddTo(filter, ref random);
    }

    private static ConvNet Net(FilterShape size, int count, float[] weights)
    {
        var isSignal = size is { Channels: 1, Height: 1 };
        return new ConvNet
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
                    Operator = isSignal ? ConvOperator.Conv1d : ConvOperator.Conv2d,
                    Bank = new KernelBank(isSignal ? BankShape.Line(count, 1, size.Width) : BankShape.Plane(count, size.Channels, size.Height, size.Width), weights),
                    Input = isSignal ? InputSpace.Signal : size.Channels == 3 ? InputSpace.Rgb : InputSpace.Gray,
                },
            ],
        };
    }
}
