using Passband.Evolutions;
using Passband.Kernels;
using Passband.Synthesis;
using Passband.Tests.Kernels;

namespace Passband.Tests.Evolutions;

/// <summary>Series of checkpoints whose truth is known, because they were made from it: 7×7 kernels over a gray picture.</summary>
internal static class KnownSeries
{
    public const int Side = 7;

    private const int Taps = Side * Side;

    /// <summary>The moments of <see cref="Lives"/>, a hundred steps apart.</summary>
    public const int Moments = 10;

    /// <summary>Filters 0 to 7 are noise, drawn anew at each moment, until this one, then a Gabor with a little of it.</summary>
    public static int[] FormedAt { get; } = [2, 3, 4, 5, 6, 2, 4, 6];

    public static (int Filter, int Moment)[] DiedAt { get; } = [(8, 4), (9, 7)];

    public static (int Filter, int Moment) TurnedToNoiseAt { get; } = (10, 5);

    public static (int Filter, int Moment) BornAt { get; } = (11, 3);

    /// <summary>One never changes, the other turns until then.</summary>
    public static (int Filter, int Moment)[] StoppedAt { get; } = [(12, 0), (13, 6)];

    /// <summary>Filters that are noise from first to last.</summary>
    public static int[] AlwaysNoise { get; } = [14, 15];

    /// <summary>All of it together, as checkpoints at steps 0, 100, … 900.</summary>
    public static IReadOnlyList<Checkpoint> Lives { get; } = [.. Enumerable.Range(0, Moments).Select(m => At(m, 100 * m, [.. Enumerable.Range(0, 16).SelectMany(f => Life(f, m))]))];

    /// <summary>Eight Gabors that grow out of noise: at moment m of eleven the kernel is m tenths Gabor and the rest noise, both of norm 1, the same noise throughout.</summary>
    public static IReadOnlyList<Checkpoint> Growth { get; } =
    [
        .. Enumerable.Range(0, 11).Select(m => At(m, m, [.. Enumerable.Range(0, 8).SelectMany(f => Mix(Gabor(22.5 * f), Noise((ulong)f, 0), m / 10.0, 1 - m / 10.0))])),
    ];

    public static Checkpoint At(int moment, long? step, double[] weights, string layer = "conv1") => new(
        $"ckpt_{moment}.npy", step, Nets.Of(Nets.Layer(BankShape.Plane(weights.Length / Taps, 1, Side, Side), weights, InputSpace.Gray, name: layer)));

    public static double[] Gabor(double angle) => Unit(new SynthKernel
    {
        Shape = SynthShape.Gabor,
        Height = Side,
        Width = Side,
        Angle = angle,
        Frequency = 0.25,
        Sigma = 1.8,
        Phase = 30,
    }.Render());

    /// <summary>Independent normal weights, of norm 1.</summary>
    public static double[] Noise(ulong filter, ulong moment)
    {
        var random = new GaussianRandom(GaussianRandom.SeedOf(20, filter, moment));
        var weights = new double[Taps];
        for (var i = 0; i < Taps; i++)
            weights[i] = random.Next();
        return Unit(weights);
    }

    public static double[] Mix(double[] a, double[] b, double ofA, double ofB) => [.. a.Zip(b, (x, y) => ofA * x + ofB * y)];

    private static double[] Life(int filter, int moment)
    {
        var noise = Noise((ulong)filter, (ulong)moment);
        var gabor = Gabor(22.5 * filter);
        // A tenth of the norm is noise, a hundredth of the energy.
        var formed = Mix(gabor, noise, 1, 0.1);
        var dead = Mix(gabor, noise, 0.001, 0);
        return filter switch
        {
            < 8 => moment < FormedAt[filter] ? noise : formed,
            8 or 9 => moment < DiedAt[filter - 8].Moment ? formed : dead,
            10 => moment < TurnedToNoiseAt.Moment ? formed : noise,
            11 => moment < BornAt.Moment ? dead : formed,
            12 => gabor,
            13 => Gabor(10 + 20 * Math.Min(moment, StoppedAt[1].Moment)),
            _ => noise,
        };
    }

    private static double[] Unit(double[] weights)
    {
        var norm = Math.Sqrt(weights.Sum(w => w * w));
        return Array.ConvertAll(weights, w => w / norm);
    }
}
