using System.Collections.Immutable;
using System.Globalization;
using Passband.Datasets;
using Passband.Graphs;
using Passband.Imaging.Datasets;
using Passband.Imaging.Inputs;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>Settings made ready to train: the pictures, the network as it begins, and nothing left to be chosen.</summary>
internal sealed class TrainingSetup : IDisposable
{
    private readonly ForeignNetwork? _foreign;

    private TrainingSetup(ForeignNetwork? foreign) => _foreign = foreign;

    /// <summary>The settings, with nothing left to be chosen.</summary>
    public required TrainSettings Settings { get; init; }

    public required TrainingOptions Options { get; init; }

    public required DataSplit Data { get; init; }

    /// <summary>The network as it begins.</summary>
    public required Graph Network { get; init; }

    /// <summary>What the readers had to tell.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Data and network in one line, safe to show.</summary>
    public string Title
    {
        get
        {
            var what = Settings.Task switch { TrainingTask.Rotation => ", to tell how they are turned", TrainingTask.Denoise => ", to take noise away", _ => "" };
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Printable.Line(Data.Training.Name)} ({Data.Training.Count} pictures of {Data.Training.Shape}{what}) → {Printable.Line(NetworkName)}{FirstLayer}, seed {Settings.Seed}");
        }
    }

    private string NetworkName => _foreign?.Name ?? Settings.Net!;

    private string FirstLayer => _foreign is null ? string.Create(CultureInfo.InvariantCulture, $" with {Settings.Kernels} kernels of {Settings.Size}×{Settings.Size}") : "";

    /// <summary>Reads pictures and network, and chooses what was left open.</summary>
    /// <exception cref="PassbandException">They cannot be read, or do not fit each other.</exception>
    public static TrainingSetup Prepare(TrainSettings settings, ITrainingWatcher? watcher, CancellationToken cancellation)
    {
        var file = settings.From ?? (settings.Net is { } net && ForeignNetwork.IsFile(net) ? net : null);
        var foreign = file is null ? null : ForeignNetwork.Open(file, cancellation);
        try
        {
            if (foreign is null)
                RefuseNormalization(settings);
            else if (settings.From is null && (settings.Kernels ?? settings.Size ?? settings.Stride) is not null)
                throw new PassbandException(ErrorKind.Request, "--net", "a file, and kernels, size or stride beside it", "a network as its file has it, or one of the tool's own");
            if (!settings.Angles.IsEmpty && GeneratedData.KindOf(settings.Data) is not (GeneratedKind.Lines or GeneratedKind.Gratings))
                throw new PassbandException(ErrorKind.Request, "angles", $"given for {Printable.Line(settings.Data)}", "lines or gratings, whose directions can be chosen");
            watcher?.Doing("reading pictures");
            var data = DataSource.Open(settings.Data, DataOptionsOf(settings, foreign), null, cancellation);
            watcher?.Doing("preparing the training");
            return foreign is null ? OfArchitecture(settings, data) : OfFile(settings, data, foreign);
        }
        catch
        {
            foreign?.Dispose();
            throw;
        }
    }

    public Trainer CreateTrainer(TrainingState? state) => Trainer.Create(Network, NetworkName, Data, Options, state);

    public RunData DescribeData() => new(
        Data.Training.Name, Data.Training.Classes, Data.Training.Shape, Data.Training.Count, Data.HeldOut.Count, DataFingerprint.Of(Data));

    public RunNetwork DescribeNetwork(Trainer trainer) => new(
        _foreign is null ? Settings.Net! : (Settings.From ?? Settings.Net)!, _foreign?.Sha256, trainer.Trained.Sum(name => Network.Constants.TryGetValue(name, out var weight) ? weight.Count : 0));

    /// <summary>Refuses to go on with pictures or a network that are no longer what they were: the result would be of neither.</summary>
    public void CheckSame(RunDocument run, string folder)
    {
        if (_foreign?.Sha256 != run.Network.Sha256)
        {
            throw new PassbandException(
                ErrorKind.Request, folder, $"{Printable.Line(run.Network.Name)} is another file than when the run began", null, "Put the file back, or begin a new run.");
        }
        var data = DescribeData();
        if (data.Fingerprint != run.Data.Fingerprint || data.Pictures != run.Data.Pictures || data.HeldOut != run.Data.HeldOut || data.Shape != run.Data.Shape)
        {
            throw new PassbandException(
                ErrorKind.Request, folder, $"the pictures of {Printable.Line(run.Settings.Data)} are others than when the run began ({data.Pictures} and {data.HeldOut}; then {run.Data.Pictures} and {run.Data.HeldOut})",
                null, "Put them back, or begin a new run with --from the run's network.onnx.");
        }
    }

    public void Dispose() => _foreign?.Dispose();

    private static DataOptions DataOptionsOf(TrainSettings settings, ForeignNetwork? foreign)
    {
        var usual = new DataOptions();
        return usual with
        {
            Size = settings.PictureSize ?? foreign?.Side,
            Color = settings.Color ?? foreign?.Channels switch { 1 => false, 3 => true, _ => null },
            // What is held out of given pictures is the same for all seeds, so that trainings can be compared; what is made up or cut out is as random as the rest.
            Generated = usual.Generated with { Seed = settings.Seed, Angles = settings.Angles },
            Patches = usual.Patches with { Seed = settings.Seed },
        };
    }

    private static TrainingSetup OfArchitecture(TrainSettings settings, DataSource source)
    {
        var data = settings.Color is { } color ? RecastPictures.Of(source.Split, color ? 3 : 1, reversed: false) : source.Split;
        var task = TaskOf(settings, data);
        var kind = settings.Net is null ? TrainingChoices.Net(source.Kind, task) : TrainingChoices.NetOf(settings.Net);
        var statistics = PictureStatistics.Of(data.Training);
        var architecture = new Architecture(kind, data.Training.Shape, OutputsOf(task, data))
        {
            Kernels = settings.Kernels ?? TrainingChoices.Kernels,
            Size = settings.Size ?? TrainingChoices.Size,
            Stride = settings.Stride,
            Seed = settings.Seed,
            Normalization = TrainingChoices.Normalization(statistics),
            Classes = task == TrainingTask.Classify ? data.Training.Classes : [],
        };
        var chosen = TrainingChoices.Complete(settings with { Net = architecture.Name, Kernels = architecture.Kernels, Size = architecture.Size, Task = task }, kind);
        return new TrainingSetup(null)
        {
            Settings = chosen,
            Options = TrainingChoices.Options(chosen),
            Data = data,
            Network = architecture.Build(),
            Notes = data.Training.Notes,
        };
    }

    private static TrainingSetup OfFile(TrainSettings settings, DataSource source, ForeignNetwork foreign)
    {
        var plan = foreign.Preprocessing(settings);
        var channels = foreign.Channels ?? (plan.Preprocessing.Channels == InputChannels.Gray ? 1 : 3);
        var data = RecastPictures.Of(source.Split, channels, plan.Preprocessing.Channels == InputChannels.Bgr);
        var task = TaskOf(settings, data);
        var notes = data.Training.Notes.ToBuilder();
        if (settings.From is null)
            foreign.Redraw(settings.Seed);
        if (task != TrainingTask.Denoise && foreign.FitClasses(OutputsOf(task, data), settings.Seed) is { } note)
            notes.Add(note);
        notes.AddRange(plan.Lines);
        var chosen = TrainingChoices.Complete(settings with { Task = task }, null);
        return new TrainingSetup(foreign)
        {
            Settings = chosen,
            Options = TrainingChoices.Options(chosen) with { Normalization = ForeignNetwork.Normalization(plan.Preprocessing, channels) },
            Data = data,
            Network = foreign.Graph,
            Notes = notes.ToImmutable(),
        };
    }

    private static TrainingTask TaskOf(TrainSettings settings, DataSplit data) =>
        settings.Task ?? (data.Training.Classes.IsEmpty ? TrainingTask.Rotation : TrainingTask.Classify);

    private static int OutputsOf(TrainingTask task, DataSplit data) => task switch
    {
        TrainingTask.Denoise => 0,
        TrainingTask.Rotation => 4,
        _ when data.Training.Classes.IsEmpty => throw new PassbandException(
            ErrorKind.Request, Printable.Line(data.Training.Name), "pictures without labels, which no classes can be learned from", "--task rotation or denoise",
            "Or give a folder with one subfolder of pictures a class."),
        _ => data.Training.Classes.Length,
    };

    /// <summary>Networks of the tool's own normalize their pictures themselves.</summary>
    private static void RefuseNormalization(TrainSettings settings)
    {
        if (settings.Preset is not null || settings.InputScale is not null || !settings.Mean.IsEmpty || !settings.Std.IsEmpty || settings.Channels is not null)
        {
            throw new PassbandException(
                ErrorKind.Request, "preset, input-scale, mean, std and channels", "given for a network of the tool's own, which normalizes its pictures itself", "a network from a file, with --from or --net FILE.onnx");
        }
    }
}
