using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Engine;
using Passband.Networks.LibTorch;
using TorchSharp;

namespace Passband.Networks.Training;

/// <summary>A graph with its weights in libtorch's memory, where they can be moved.</summary>
internal sealed class LearningNetwork : IDisposable
{
    private readonly string _name;
    private readonly TrainableGraph _graph;
    private readonly Program _program;

    /// <summary>All constants that runs read, weights and running statistics among them.</summary>
    private readonly Dictionary<string, torch.Tensor> _values;
    private readonly FrozenSet<string> _statistics;

    private LearningNetwork(string name, TrainableGraph graph, Program program, Dictionary<string, torch.Tensor> values, torch.Tensor[] weights)
    {
        (_name, _graph, _program, _values, Weights) = (name, graph, program, values, weights);
        _statistics = graph.Statistics.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The weights, in the order of <see cref="TrainableGraph.Weights"/>; leaves that require gradients.</summary>
    public torch.Tensor[] Weights { get; }

    /// <summary>Brings a graph into libtorch's memory.</summary>
    public static LearningNetwork Load(TrainableGraph graph, string name)
    {
        var device = TorchLibrary.Device("cpu");
        var moving = graph.Weights.Select(w => w.Name).Concat(graph.Statistics).ToHashSet(StringComparer.Ordinal);
        var program = Program.Prepare(graph.Core, OperatorTable.Default);
        var values = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        try
        {
            var resting = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
            foreach (var (constant, value) in graph.Core.Constants)
                (moving.Contains(constant) ? values : resting)[constant] = TorchTensor.FromConstant(value, device);
            var folded = ConstantFolding.Fold(program, resting, name, device, CancellationToken.None);
            foreach (var (constant, value) in folded.Constants)
                values[constant] = value;
            torch.Tensor[] weights = [.. graph.Weights.Select(w => values[w.Name])];
            foreach (var weight in weights)
                weight.requires_grad = true;
            return new LearningNetwork(name, graph, folded.Program ?? program, values, weights);
        }
        catch
        {
            foreach (var value in values.Values)
                value.Dispose();
            throw;
        }
    }

    /// <summary>What makes a run a step of a training.</summary>
    public TrainingRun Begin(ulong seed, int step) => new(seed, step, _statistics, _graph.Resting);

    /// <summary>Runs the network.</summary>
    /// <param name="pictures">[batch, channels, height, width]; stays the caller's.</param>
    /// <param name="training">What makes the run a step of a training; null for inference.</param>
    /// <param name="cancellation">Stops between nodes.</param>
    /// <returns>The value that the loss is computed from; the caller's.</returns>
    public torch.Tensor Run(torch.Tensor pictures, TrainingRun? training, CancellationToken cancellation)
    {
        var execution = new Execution(_name, _values, pictures.device, NetworkOptions.Default.MaxValueBytes, null, cancellation, training);
        return execution.Run(_program, new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { [_graph.Input.Name] = pictures }, [_graph.Output])[_graph.Output];
    }

    /// <summary>The numbers of a weight, where they lie.</summary>
    public Span<float> Numbers(int weight) => Numbers(Weights[weight]);

    /// <summary>Takes over the running statistics of a step.</summary>
    public void Accept(TrainingRun run)
    {
        foreach (var (name, moved) in run.Moved)
            Numbers(moved).CopyTo(Numbers(_values[name]));
    }

    /// <summary>Copies of all that a training changes.</summary>
    public ImmutableArray<Tensor> Arrays() => [.. _graph.Weights.Select(w => w.Name).Concat(_graph.Statistics).Select(n => Copy(n))];

    /// <summary>The graph with the weights of now.</summary>
    public Graph Graph()
    {
        var constants = new Dictionary<string, Tensor>(_graph.Graph.Constants, StringComparer.Ordinal);
        foreach (var array in Arrays())
            constants[array.Name] = array;
        return _graph.Graph with { Constants = constants.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    /// <summary>Takes over the values of an array, which has the size of what it replaces.</summary>
    public void Restore(string name, ReadOnlySpan<float> values) => values.CopyTo(Numbers(_values[name]));

    /// <summary>Releases everything.</summary>
    public void Dispose()
    {
        foreach (var value in _values.Values)
            value.Dispose();
        _values.Clear();
    }

    private static Span<float> Numbers(torch.Tensor value) => MemoryMarshal.Cast<byte, float>(value.bytes);

    private Tensor Copy(string name)
    {
        var before = _graph.Graph.Constants[name];
        return Tensor.FromFloats(name, before.Shape, Numbers(_values[name]).ToArray());
    }
}
