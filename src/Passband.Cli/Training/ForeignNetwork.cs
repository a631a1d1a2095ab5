using System.Collections.Immutable;
using System.Globalization;
using Passband.Graphs;
using Passband.Imaging.Inputs;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>A network from a file, to train on or to train anew.</summary>
internal sealed class ForeignNetwork : IDisposable
{
    private readonly ModelSource _source;
    private readonly string _path;

    private ForeignNetwork(string path, ModelSource source, Graph graph, GraphInput input, string sha256)
    {
        (_path, _source, Graph, Input, Sha256) = (path, source, graph, input, sha256);
    }

    /// <summary>The file's name.</summary>
    public string Name => _source.Name;

    public Graph Graph { get; private set; }

    public GraphInput Input { get; }

    /// <summary>Of the file, lowercase hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The channels that its input is fixed to; null where it is not.</summary>
    public int? Channels => Input.Shape?[1];

    /// <summary>The side of the square pictures that its input is fixed to; null where it is not fixed.</summary>
    public int? Side => Input.Shape is [_, _, { } height, { } width] && height == width ? height : null;

    /// <summary>Whether an argument names a file rather than an architecture.</summary>
    public static bool IsFile(string net) => net.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || net.Contains('/', StringComparison.Ordinal) || net.Contains('\\', StringComparison.Ordinal);

    /// <exception cref="PassbandException">It cannot be read, or takes no pictures, channels first.</exception>
    public static ForeignNetwork Open(string path, CancellationToken cancellation)
    {
        var source = ModelSource.FromFile(path);
        try
        {
            var graph = ModelFile.OpenGraph(source, cancellation);
            var input = NetworkInput.Find(graph, source.Name);
            if (input.ChannelsLast)
            {
                throw new PassbandException(
                    ErrorKind.Request, $"{source.Name} → input '{Printable.Name(input.Name)}'", "channels behind rows and columns", "[pictures, channels, rows, columns]",
                    "Export the network with channels first.");
            }
            return new ForeignNetwork(path, source, graph, input, ModelFile.Open(source, null, cancellation).Sha256!);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Draws all its weights anew.</summary>
    public void Redraw(ulong seed) => Graph = NewWeights.Draw(Graph, Name, seed);

    /// <summary>Gives it a new last layer where it tells another number of classes apart.</summary>
    /// <returns>What was done, in a sentence; null for nothing.</returns>
    public string? FitClasses(int classes, ulong seed)
    {
        if (NewClasses.Count(Graph) is not { } own || own == classes)
            return null;
        (Graph, var weights) = NewClasses.Replace(Graph, Name, classes, seed);
        return string.Create(CultureInfo.InvariantCulture, $"{Printable.Name(Name)} told {own} classes apart, the pictures are of {classes}: its last layer ('{Printable.Name(weights)}') begins anew.");
    }

    /// <summary>How its pictures are prepared: as the settings say, else a file beside it, else its metadata.</summary>
    public PreprocessingPlan Preprocessing(TrainSettings settings)
    {
        var parts = new List<PreprocessingPart>
        {
            new() { Source = "--channels", Channels = settings.Channels },
            new() { Source = "--input-scale", Scale = settings.InputScale },
            new() { Source = "--mean", Mean = settings.Mean.IsEmpty ? null : settings.Mean },
            new() { Source = "--std", Std = settings.Std.IsEmpty ? null : settings.Std },
        };
        if (settings.Preset is { } preset)
            parts.Add(PreprocessingPreset.Find(preset).Part);
        if (PreprocessingFile.Beside(_path) is { } file)
            parts.Add(PreprocessingFile.Read(file));
        parts.Add(NetworkInput.FromMetadata(Graph));
        // Sizes are the pictures' own business here.
        parts.Add(NetworkInput.Demand(Input) with { Size = null });
        return PreprocessingPlan.Of([.. parts.Select(p => p with { Size = null, Fit = null, ShorterSide = null, Multiple = null, Filter = null })]);
    }

    /// <summary>What pictures of 0 to 1 are normalized with; null for nothing.</summary>
    public static (ImmutableArray<float> Mean, ImmutableArray<float> Deviation)? Normalization(Preprocessing preprocessing, int channels)
    {
        ImmutableArray<float> mean = [.. Enumerable.Range(0, channels).Select(c => (float)(preprocessing.MeanOf(c) / preprocessing.Scale))];
        ImmutableArray<float> deviation = [.. Enumerable.Range(0, channels).Select(c => (float)(preprocessing.StdOf(c) / preprocessing.Scale))];
        return mean.All(m => m == 0) && deviation.All(d => d == 1) ? null : (mean, deviation);
    }

    public void Dispose() => _source.Dispose();
}
