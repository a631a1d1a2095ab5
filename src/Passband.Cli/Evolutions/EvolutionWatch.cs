using System.Collections.Immutable;
using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Cli.Evolutions;

/// <summary>Follows a training: a line for each new checkpoint and below it what happened to kernels.</summary>
/// <param name="host">Where lines go.</param>
/// <param name="inputs">What to look at.</param>
/// <param name="options">Which layer.</param>
/// <param name="interval">Time between looks.</param>
/// <param name="json">Whether lines are JSON.</param>
internal sealed class EvolutionWatch(ToolHost host, ImmutableArray<string> inputs, EvolutionOptions options, TimeSpan interval, bool json)
{
    private readonly CheckpointWatcher _watcher = new(inputs, options);
    private readonly KernelFollower _follower = new(options);
    private readonly List<string> _moments = [];

    /// <summary>Goes on until the run is finished.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted, which is the usual way to end it.</exception>
    public int Run()
    {
        if (!json)
            host.Error.WriteLine($"passband: watching {string.Join(", ", inputs.Select(Printable.Name))}; Ctrl-C ends it.");
        while (true)
        {
            var news = _watcher.Look(host.Cancellation);
            foreach (var skipped in news.Skipped)
                Tell(skipped);
            foreach (var checkpoint in news.Checkpoints)
                Tell(checkpoint);
            if (news.Finished)
            {
                if (json)
                    EvolutionJson.WriteLine(new WatchLine(null, null, Finished: true), host.Output);
                else
                    host.Text.WriteLine("The run is finished.");
                Flush();
                return ExitCode.Fine;
            }
            Flush();
            Task.Delay(interval, host.Clock, host.Cancellation).GetAwaiter().GetResult();
        }
    }

    private void Tell(Checkpoint checkpoint)
    {
        var followed = _follower.Add(checkpoint, host.Cancellation);
        _moments.Add(EvolutionWords.Moment(followed.Summary));
        if (json)
        {
            EvolutionJson.WriteLine(new WatchLine(followed, null, Finished: false), host.Output);
            Flush();
            return;
        }
        host.Text.WriteLine(Line(followed));
        foreach (var happening in followed.Events)
            host.Text.WriteLine($"  kernel {happening.Filter} {Words(happening, followed)}");
        Flush();
    }

    private void Tell(SkippedCheckpoint skipped)
    {
        if (json)
            EvolutionJson.WriteLine(new WatchLine(null, skipped, Finished: false), host.Output);
        else
            host.Error.WriteLine($"passband: left out: {skipped.Reason}");
    }

    private string Words(KernelEvent happening, FollowedMoment followed) => happening.Kind switch
    {
        KernelEventKind.Formed => $"formed: {EvolutionWords.Filter(followed.Filters[happening.Filter])}",
        KernelEventKind.Stopped => $"stopped changing at {_moments[happening.Moment]}: {EvolutionWords.Filter(followed.Filters[happening.Filter])}",
        var kind => EvolutionWords.Event(kind),
    };

    private static string Line(FollowedMoment followed)
    {
        var summary = followed.Summary;
        var line = $"{EvolutionWords.Moment(summary)}: {EvolutionWords.Names(followed.Filters.Select(f => f.Name))}";
        return summary.Change is { } change ? string.Create(CultureInfo.InvariantCulture, $"{line}; weights changed by {EvolutionWords.Percent(change)}") : line;
    }

    private void Flush()
    {
        host.Text.Flush();
        host.Output.Flush();
    }
}
