using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Passband.Graphs;
using Passband.Kernels;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>What makes a run a step of a training: operators ask it whether they learn, and what to draw at random.</summary>
/// <param name="seed">The seed of the training.</param>
/// <param name="step">The number of the step.</param>
/// <param name="statistics">Names of the running statistics that a training moves.</param>
/// <param name="resting">Normalizations that stay as they are, because their weights do.</param>
internal sealed class TrainingRun(ulong seed, int step, IReadOnlySet<string> statistics, IReadOnlySet<GraphNode> resting) : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _moved = new(StringComparer.Ordinal);

    /// <summary>Running statistics as they are after the step, for whoever accepts it.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Moved => _moved;

    /// <summary>Whether a batch normalization uses the statistics of the batch and moves the running ones.</summary>
    public bool Moves(GraphNode node) => node.Inputs.Length > 4 && statistics.Contains(node.Inputs[3]) && statistics.Contains(node.Inputs[4]) && !resting.Contains(node);

    /// <summary>A copy of running statistics that may be moved; the same one for every node that reads them.</summary>
    public torch.Tensor Moving(string name, torch.Tensor now)
    {
        if (!_moved.TryGetValue(name, out var copy))
            _moved[name] = copy = now.detach().clone().DetachFromDisposeScope();
        return copy;
    }

    /// <summary>The random numbers of a node in this step, which depend on the seed, the step and the name of what the node writes.</summary>
    public torch.Generator Generator(GraphNode node)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(node.Outputs.FirstOrDefault(o => o.Length > 0) ?? node.Name), hash);
        return new torch.Generator(GaussianRandom.SeedOf(seed, (ulong)step, BinaryPrimitives.ReadUInt64LittleEndian(hash)));
    }

    /// <summary>Releases what was moved.</summary>
    public void Dispose()
    {
        foreach (var copy in _moved.Values)
            copy.Dispose();
        _moved.Clear();
    }
}
