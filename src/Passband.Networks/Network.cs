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
    private readonly Dictionary<string, torch.Tensor> _constants = new(StringComparer.Ordinal);

    private Network(Graph graph, string name, NetworkOptions options)
    {
        (Graph, Name, _options) = (graph, name, options);
        _program = Program.Prepare(graph, OperatorTable.Default, name);
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
    /// The file is missing or corrupt, an operator is not among those that are run, the device is not there, or libtorch is not installed.
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
            network.LoadConstants(cancellation);
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
    /// <exception cref="PassbandException">Inputs are missing or do not fit, or no such value exists.</exception>
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
        InputCheck.All(this, _program, inputs.Keys, wanted);
        return new Execution(Name, _constants, _device, _options.MaxValueBytes, progress, cancellation).Run(_program, inputs, wanted);
    }

    /// <summary>Releases the weights.</summary>
    public void Dispose()
    {
        foreach (var constant in _constants.Values)
            constant.Dispose();
        _constants.Clear();
    }

    private void LoadConstants(CancellationToken cancellation)
    {
        foreach (var (name, constant) in Graph.Constants)
        {
            cancellation.ThrowIfCancellationRequested();
            _constants[name] = TorchTensor.FromConstant(constant, _device);
        }
    }
}
