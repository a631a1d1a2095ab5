using Passband.Benchmarks;
using Passband.Naming;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Tests.Claims;

/// <summary>The figures that are promised for kernels at 20 dB (benchmarks/results/recovery.md has all others), on kernels of another seed than theirs.</summary>
public sealed class RecoveryTests
{
    private const int Kernels = 150;
    private const ulong Seed = 424_242;
    private const double Snr = 20;

    private static readonly NoiseNullTable Nulls = NoiseNullTable.Load();

    private static Dictionary<string, RecoveryScore> Scores(int side)
    {
        var experiment = new RecoveryExperiment(side, Nulls);
        var shapes = Enum.GetValues<SynthShape>().Where(s => SynthDraw.Fits(s, new Passband.Measures.FilterShape(1, side, side))).ToArray();
        var found = new List<RecoveryTrial>[shapes.Length];
        Parallel.For(0, shapes.Length, i => found[i] = [.. experiment.Shape(shapes[i], [Snr], 0, Kernels, Seed)]);
        return RecoveryScore.Of(side, Snr, [.. found.SelectMany(f => f)], [.. experiment.Noise(0, Kernels, Seed)]).ToDictionary(s => s.Name);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    public void Names_and_parameters_are_recovered(int side)
    {
        var scores = Scores(side);

        foreach (var name in (string[])[KernelName.Edge, KernelName.Line, KernelName.CenterSurround, KernelName.Smoothing, KernelName.Gabor, KernelName.Grating])
        {
            Assert.True(scores[name].Recall >= 0.97, $"{name}: recall {scores[name].Recall}");
            Assert.True(scores[name].Precision >= 0.97, $"{name}: precision {scores[name].Precision}");
            var isWave = name is KernelName.Gabor or KernelName.Grating;
            AssertMedian(name, "angle", scores[name].Angle, 2, exists: name is KernelName.Edge or KernelName.Line || isWave);
            // Among edges are Gabors of two lobes, which have a frequency and a phase, too.
            AssertMedian(name, "frequency", scores[name].Frequency, 0.03, exists: name == KernelName.Edge || isWave);
            AssertMedian(name, "phase", scores[name].Phase, 5, exists: name == KernelName.Edge || isWave);
            AssertMedian(name, "σ", scores[name].Sigma, 0.05, exists: name != KernelName.Grating);
            AssertMedian(name, "center", scores[name].Center, 0.1, exists: name != KernelName.Grating);
        }
    }

    [Fact]
    public void Nine_weights_tell_five_shapes()
    {
        var scores = Scores(3);

        foreach (var name in (string[])[KernelName.Edge, KernelName.Line, KernelName.Smoothing, KernelName.CenterSurround, KernelName.Saddle])
        {
            Assert.True(scores[name].Recall >= 0.9, $"{name}: recall {scores[name].Recall}");
            Assert.True(scores[name].Precision >= 0.9, $"{name}: precision {scores[name].Precision}");
            AssertMedian(name, "angle", scores[name].Angle, 5, exists: name is KernelName.Edge or KernelName.Line or KernelName.Saddle);
        }
    }

    /// <summary>A parameter that a name has must have been found at all; one that it has not must not appear.</summary>
    private static void AssertMedian(string name, string what, (double Median, double Worst)? error, double limit, bool exists)
    {
        Assert.True(error is not null == exists, $"{name}: {what} {(exists ? "was never found" : "was found")}");
        Assert.True(!exists || error!.Value.Median <= limit, $"{name}: median error of {what} {error?.Median}");
    }
}
