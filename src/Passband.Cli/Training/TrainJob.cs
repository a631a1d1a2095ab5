using Passband.Cli.Hosting;
using Passband.Kernels;

namespace Passband.Cli.Training;

/// <summary>A training as the command does it: shown while it goes, summed up at its end.</summary>
internal static class TrainJob
{
    public static int Start(ToolHost host, TrainRequest request, TrainSettings settings) =>
        Watched(host, request, watcher => TrainingRun.Start(settings, request.Folder!, watcher, request.Force, host.Cancellation));

    public static int Resume(ToolHost host, TrainRequest request, TrainingLength? length) =>
        Watched(host, request, watcher => TrainingRun.Resume(request.Resume!, watcher, length, host.Cancellation));

    private static int Watched(ToolHost host, TrainRequest request, Func<ITrainingWatcher, TrainResult> train)
    {
        TrainResult result;
        try
        {
            using var watchers = TrainWatchers.For(host, request);
            try
            {
                result = train(watchers);
                watchers.Finish(result);
            }
            catch (Exception e) when (e is PassbandException or OperationCanceledException)
            {
                watchers.Stop(e);
                throw;
            }
        }
        catch (TrainingInterruptedException e)
        {
            // A terminal has written ^C where the cursor was.
            if (host.ErrorIsTerminal)
                host.Error.Write("\r\e[K");
            host.Error.WriteLine(
                $"passband: interrupted at step {e.Step} of {e.Steps}; saved in {Printable.Line(e.Folder)}\nGo on with: passband train --resume {Printable.Line(e.Folder)}");
            return ExitCode.Interrupted;
        }
        if (request.Json)
            TrainSummary.WriteJson(result, host);
        else
            TrainSummary.Write(result, host);
        return ExitCode.Fine;
    }
}
