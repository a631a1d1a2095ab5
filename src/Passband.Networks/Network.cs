using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.Engine;
using Passband.Networks.LibTorch;
using TorchSharp;

namespace Passband.Networks;

/// <summary>
/// A trained network that is ready to run. Its weights are loaded once; runs do not change it. Arrays are row-major, pictures [batch, channels, height, width].
/// One network is for one thread at a time; libtorch itself uses all cores.
/// </summary>
public sealed class Network : IDisposable
{
    private readonly Program _program;
    private readonly NetworkOptions _options;
    private readonly torch.Device _device;

    /// <summary>What is left to run when the nodes that need constants only have run.</summary>
    private ConstantFolding _folded = ConstantFolding.Nothing;
    private FusedProgram? _fused;

    private Network(Graph graph, string name, NetworkOptions options)
    {
        (Graph, Name, _options) = (graph, name, options);
        GraphCheck.Unique(graph, name);
        _program = Program.Prepare(graph, OperatorTable.Default);
        _device = TorchLibrary.Device(options.Device);
    }

    /// <summary>What the network is called in messages.</summary>
    public string Name { get; }

    /// <summary>The graph that it was made from.</summary>
    public Graph Graph { get; }

    /// <summary>What it is fed.</summary>
    public ImmutableArray<GraphInput> Inputs => Graph.Inputs;

    /// <summary>Names of the values that it returns.</summary>
    public ImmutableArray<string> Outputs => Graph.Outputs;

    /// <summary>Loads a network from a file.</summary>
    /// <param name="path">An ONNX model.</param>
    /// <param name="options">How to run; null for the defaults.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="PassbandException">
    /// The file is missing or corrupt, a value has the name of another, the device is not there, or libtorch is not installed.
    /// </exception>
    public static Network Load(string path, NetworkOptions? options = null, CancellationToken cancellation = default)
    {
        using var source = ModelSource.FromFile(path);
        return Load(ModelFile.OpenGraph(source, cancellation), source.Name, options, cancellation);
    }

    /// <summary>Loads a network from a graph, whose constants are read now.</summary>
    /// <inheritdoc cref="Load(string, NetworkOptions?, CancellationToken)"/>
    public static Network Load(Graph graph, string name, NetworkOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var network = new Network(graph, name, options ?? NetworkOptions.Default);
        try
        {
            network._folded = ConstantFolding.Fold(network._program, network.LoadConstants(cancellation), name, network._device, cancellation);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">
    /// A value for each input, by name. Any other value of the graph, a weight included, may be given, too: it takes the place of what the file holds or the network would
    /// compute, and what only it needs is not computed.
    /// </param>
    /// <param name="wanted">Names of the values to return, of the network's outputs or any between; null for the outputs. Only what they need is computed.</param>
    /// <param name="progress">Told after every operator.</param>
    /// <param name="cancellation">Stops the run between operators.</param>
    /// <returns>The values by name.</returns>
    /// <exception cref="PassbandException">
    /// Inputs are missing or do not fit, no such value exists, or an operator that is needed is not among those that are run; an operator that cannot be computed from what it
    /// is given is named with its node.
    /// </exception>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyCollection<string>? wanted = null, IProgress<NetworkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var fed = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, value) in inputs)
                fed[name] = TorchTensor.FromConstant(InputCheck.Fit(this, _program, name, value), _device);
            var values = Run(fed, wanted ?? Outputs, progress, cancellation);
            try
            {
                return values.ToDictionary(v => v.Key, v => TorchTensor.ToArray(v.Value, v.Key), StringComparer.Ordinal);
            }
            finally
            {
                foreach (var value in values.Values)
                    value.Dispose();
            }
        }
        finally
        {
            foreach (var value in fed.Values)
                value.Dispose();
        }
    }

    /// <summary>Runs the network on values that are in libtorch's memory; the caller owns those that are returned.</summary>
    internal Dictionary<string, torch.Tensor> Run(
        IReadOnlyDictionary<string, torch.Tensor> inputs, IReadOnlyCollection<string> wanted, IProgress<NetworkProgress>? progress, CancellationToken cancellation)
    {
        InputCheck.All(this, _program, [.. inputs.Keys], wanted);
        if (!wanted.Any(_folded.Released.Contains) && !inputs.Keys.Any(_folded.Used.Contains))
        {
            if (!_options.Fuse)
                return Execution(_folded.Constants).Run(_folded.Program ?? _program, inputs, wanted);
            var prepared = Prepared(wanted, inputs.Keys);
            var execution = Execution(prepared.Constants);
            Dictionary<string, torch.Tensor> Go() => execution.Run(prepared.Program, inputs, wanted);
            var values = prepared.Threads is { } threads ? threads.Run(Go) : Go();
            prepared.Threads = ThreadChoice.Of(execution.Work);
            return values;
        }
        // A value that was needed only on the way to a constant, or another value in the place of one that was: for once everything is computed.
        var all = LoadConstants(cancellation);
        try
        {
            return Execution(all).Run(_program, inputs, wanted);
        }
        finally
        {
            Release(all);
        }

        Execution Execution(IReadOnlyDictionary<string, torch.Tensor> constants) => new(Name, constants, _device, _options.MaxValueBytes, progress, cancellation);
    }

    /// <summary>Releases the weights.</summary>
    public void Dispose()
    {
        _fused?.Dispose();
        _fused = null;
        Release(_folded.Constants);
    }

    /// <summary>The program for what is wanted and given; the last one is kept, because a network is mostly asked for the same values again.</summary>
    private FusedProgram Prepared(IReadOnlyCollection<string> wanted, IEnumerable<string> given)
    {
        var replaced = given.Except(Inputs.Select(i => i.Name), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        if (_fused?.Serves(wanted, replaced) != true)
        {
            _fused?.Dispose();
            _fused = new FusedProgram((_folded.Program ?? _program).Graph, _folded.Constants, wanted, replaced);
        }
        return _fused;
    }

    private Dictionary<string, torch.Tensor> LoadConstants(CancellationToken cancellation)
    {
        var constants = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, constant) in Graph.Constants)
            {
                cancellation.ThrowIfCancellationRequested();
                constants[name] = TorchTensor.FromConstant(constant, _device);
            }
            return constants;
        }
        catch
        {
            Release(constants);
            throw;
        }
    }

    private static void Release(Dictionary<string, torch.Tensor> constants)
    {
        foreach (var constant in constants.Values)
            constant.Dispose();
        constants.Clear();
    }
}
