using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Passband.Datasets;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>run.json: what a run is, on what it ran, and how far it came.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record RunDocument
{
    /// <summary>What the document says that it is.</summary>
    public const string CurrentSchema = "passband.run/1";

    public required string Schema { get; init; }

    /// <summary>The version that began the run.</summary>
    public required string Passband { get; init; }

    /// <summary>The command line that does the same again.</summary>
    public required string Command { get; init; }

    /// <summary>The settings as they were asked for.</summary>
    public required TrainSettings Asked { get; init; }

    /// <summary>The settings with nothing left to be chosen.</summary>
    public required TrainSettings Settings { get; init; }

    public required RunData Data { get; init; }

    public required RunNetwork Network { get; init; }

    public required RunMachine Machine { get; init; }

    /// <summary>What the readers had to tell.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Steps of the whole training.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps of the last checkpoint.</summary>
    public int Step { get; init; }

    /// <summary>Seconds spent until then, pauses left out.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether the training reached its end and everything was written.</summary>
    public bool Finished { get; init; }

    /// <summary>What came of it; null until it is finished.</summary>
    public RunOutcome? Result { get; init; }
}

/// <summary>The pictures of a run.</summary>
/// <param name="Name">What the set is called.</param>
/// <param name="Classes">Names of its classes.</param>
/// <param name="Shape">Size of its pictures.</param>
/// <param name="Pictures">Pictures to learn from.</param>
/// <param name="HeldOut">Pictures to test on.</param>
/// <param name="Fingerprint">A hash of labels and some pictures (<see cref="DataFingerprint"/>).</param>
internal sealed record RunData(string Name, ImmutableArray<string> Classes, PictureShape Shape, int Pictures, int HeldOut, string Fingerprint);

/// <summary>The network of a run.</summary>
/// <param name="Name">An architecture's name, or the file's.</param>
/// <param name="Sha256">Of the file; null for an architecture.</param>
/// <param name="Weights">Numbers that are trained.</param>
internal sealed record RunNetwork(string Name, string? Sha256, long Weights);

/// <summary>What last bits depend on.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Threads">Threads of libtorch.</param>
/// <param name="Libtorch">The version of libtorch.</param>
/// <param name="System">The operating system and the processor's kind.</param>
internal sealed record RunMachine(string Processor, int Threads, string Libtorch, string System);

/// <summary>What came of a run.</summary>
internal sealed record RunOutcome
{
    public required double Epochs { get; init; }

    public required HeldOutResult HeldOut { get; init; }

    public double? TrainingLoss { get; init; }

    public double? TrainingAccuracy { get; init; }

    /// <summary>What the explanation concludes.</summary>
    public ImmutableArray<string> Verdict { get; init; } = [];
}
