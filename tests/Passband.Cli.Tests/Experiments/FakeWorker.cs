using System.Collections.Concurrent;
using System.Collections.Immutable;
using Passband.Cli.Experiments;
using Passband.Kernels;

namespace Passband.Cli.Tests.Experiments;

/// <summary>Makes up what came of a run, from its settings alone, at once.</summary>
internal sealed class FakeWorker : IRunWorker
{
    private int _now;

    /// <summary>The runs that it was asked for, in any order.</summary>
    public ConcurrentBag<string> Asked { get; } = [];

    /// <summary>Those of them whose folder was there already.</summary>
    public ConcurrentBag<string> Resumed { get; } = [];

    /// <summary>The most runs that went on at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>What a run fails with; null for none.</summary>
    public Func<ExperimentRun, Exception?> Fails { get; init; } = _ => null;

    /// <summary>Called in the middle of each run.</summary>
    public Action<ExperimentRun> Midway { get; init; } = _ => { };

    public RunFigures Run(ExperimentRun run, string folder, Action<double> progress, CancellationToken cancellation)
    {
        Asked.Add(run.Name);
        lock (Asked)
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
        try
        {
            if (File.Exists(Path.Combine(folder, "run.json")))
                Resumed.Add(run.Name);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "run.json"), run.Settings.ToString());
            progress(0.5);
            Midway(run);
            cancellation.ThrowIfCancellationRequested();
            if (Fails(run) is { } error)
                throw error;
            progress(1);
            return Figures(run);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    public static RunFigures Figures(ExperimentRun run)
    {
        // Any numbers that differ from run to run.
        var number = ((int)run.Settings.Seed * 37 + (run.Settings.Kernels ?? 16) * 11) % 100 / 100.0;
        return new RunFigures
        {
            Steps = 100,
            Seconds = 2.5,
            PicturesPerSecond = 2560,
            Loss = number + 0.25,
            Accuracy = number,
            HeldOutLoss = number + 0.5,
            HeldOutAccuracy = number / 2,
            Layer = new LayerFigures(
                [
                    new("edge", 0.9, 0.001, true, 5, 95, 0.8, 0.1, 2, 1, null, null), new("gabor", 0.8, 0.002, true, 92, 2, 0.9, 0.2, 1.25, 3, 0.25, 0.5),
                    new("smoothing", 0.7, 0.003, false, 45, 135, 0.1, 0, null, 0, null, null), new("noise", 0.3, 0.5, true, 0, 90, 0.3, 0.3, 1, 2, null, null),
                    new("dead", null, null, null, null, null, null, null, null, null, null, null),
                ], 0.2, 0.7, 0.5, 0.3, 0.2, 0.6),
            Energy = Energy(number),
        };
    }

    private static EnergyFigures Energy(double number)
    {
        ImmutableArray<double> shares = [0.5 + 0.1 * number, 0.3, 0.1];
        return new EnergyFigures([.. shares.Select(s => s / shares.Sum())], [0.2, 0.3, 0.5], [0.9, 0.08, 0.02]);
    }
}
