using Passband.Cli.Training;
using Passband.Evolutions;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Tests.Training;

/// <summary>A training of a second or less.</summary>
internal static class SmallRun
{
    public static TrainSettings Settings { get; } = new()
    {
        Data = "lines",
        Net = "tiny",
        Kernels = 3,
        Size = 5,
        PictureSize = 16,
        Steps = 24,
        Batch = 8,
        Threads = 1,
    };

    public static string[] Arguments { get; } =
        ["train", "lines", "--net", "tiny", "--kernels", "3", "--size", "5", "--picture-size", "16", "--steps", "24", "--batch", "8", "--threads", "1"];

    /// <summary>Interrupts after a step, as Ctrl-C does.</summary>
    public sealed class Interruption(int step) : ITrainingWatcher, IDisposable
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        /// <summary>What else is to happen then.</summary>
        public Action Then { get; init; } = () => { };

        public void Doing(string what)
        {
        }

        public void Begin(TrainingBeginning beginning)
        {
        }

        public void Step(StepResult step1, Func<ConvNet> network)
        {
            if (step1.Step != step)
                return;
            Then();
            _source.Cancel();
        }

        public void Logged(TrainingLogLine line)
        {
        }

        public void Dispose() => _source.Dispose();
    }
}
