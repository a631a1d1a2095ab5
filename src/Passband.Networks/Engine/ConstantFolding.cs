using System.Collections.Frozen;
using Passband.Graphs;
using Passband.Kernels;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>
/// Runs the nodes that need constants only, once for all. Exporters leave many: weights that are stored quantized, transposed or in parts, shapes that are put together.
/// </summary>
/// <param name="Program">The nodes that are left; null when nothing was folded.</param>
/// <param name="Constants">What they read that does not change, and every constant that the network returns; released with the network.</param>
/// <param name="Released">Constants and values that only folded nodes read: they are gone, and whoever wants one has to compute it anew.</param>
/// <param name="Used">Names of everything that folded nodes read: who gives one another value has to compute anew what came of it.</param>
internal sealed record ConstantFolding(Program? Program, Dictionary<string, torch.Tensor> Constants, IReadOnlySet<string> Released, IReadOnlySet<string> Used)
{
    /// <summary>A result that is larger than its inputs by more is computed at every run: it would be kept for as long as the network.</summary>
    private const long MostGrowth = 64L << 20;

    /// <summary>Operators that give other values each time.</summary>
    private static readonly FrozenSet<string> Random =
        FrozenSet.ToFrozenSet(["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli", "Dropout"], StringComparer.Ordinal);

    /// <summary>No constants and nothing folded.</summary>
    public static ConstantFolding Nothing => new(null, new(StringComparer.Ordinal), FrozenSet<string>.Empty, FrozenSet<string>.Empty);

    /// <summary>Folds what can be folded.</summary>
    /// <param name="program">The network's own graph.</param>
    /// <param name="constants">Its constants, on the device; taken over, and released when this throws.</param>
    /// <param name="network">What to call the network in messages.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="cancellation">Stops between nodes.</param>
    public static ConstantFolding Fold(Program program, Dictionary<string, torch.Tensor> constants, string network, torch.Device device, CancellationToken cancellation)
    {
        try
        {
            var folded = new HashSet<GraphNode>(ReferenceEqualityComparer.Instance);
            foreach (var step in program.Steps)
            {
                cancellation.ThrowIfCancellationRequested();
                if (IsConstant(step, constants) && TryRun(program, step, constants, network, device, cancellation))
                    folded.Add(step.Node);
            }
            return folded.Count == 0 ? new(null, constants, FrozenSet<string>.Empty, FrozenSet<string>.Empty) : Without(program, folded, constants);
        }
        catch
        {
            foreach (var constant in constants.Values)
                constant.Dispose();
            throw;
        }
    }

    private static bool IsConstant(Step step, Dictionary<string, torch.Tensor> constants) =>
        step.Operation is not null && step.Reads.All(constants.ContainsKey) && !Random.Contains(step.Node.Operator)
        // Nobody knows how long a loop runs, and a choice has one branch only that may be computable.
        && !step.Node.Attributes.Values.Any(a => a is Graph);

    /// <summary>Runs one node. One that fails is left to fail when it is needed, which may be never.</summary>
    private static bool TryRun(
        Program program, Step step, Dictionary<string, torch.Tensor> constants, string network, torch.Device device, CancellationToken cancellation)
    {
        string[] outputs = [.. step.Node.Outputs.Where(o => o.Length > 0)];
        // A name that is a constant already would be overwritten; such a file is wrong, and the run says what it says.
        if (outputs.Length == 0 || outputs.Any(constants.ContainsKey))
            return false;
        var most = step.Reads.Sum(name => Bytes(constants[name])) + MostGrowth;
        Dictionary<string, torch.Tensor> results;
        try
        {
            results = new Execution(network, constants, device, most, null, cancellation).Run(program.Only(step), FrozenDictionary<string, torch.Tensor>.Empty, outputs);
        }
        catch (PassbandException)
        {
            return false;
        }
        if (results.Values.Sum(Bytes) > most)
        {
            foreach (var result in results.Values)
                result.Dispose();
            return false;
        }
        foreach (var (name, result) in results)
        {
            // Rearranged weights are read in every run: in the order of memory that is fastest.
            constants[name] = result.contiguous();
            if (!ReferenceEquals(constants[name], result))
                result.Dispose();
        }
        return true;
    }

    private static ConstantFolding Without(Program program, HashSet<GraphNode> folded, Dictionary<string, torch.Tensor> constants)
    {
        // Prepared anew: what a folded node wrote is a constant now, which no node may overwrite.
        var rest = program.Without(folded);
        var read = rest.Steps.SelectMany(s => s.Reads).Concat(rest.Graph.Outputs).ToHashSet(StringComparer.Ordinal);
        var released = constants.Keys.Where(name => !read.Contains(name)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in released)
        {
            constants.Remove(name, out var constant);
            constant!.Dispose();
        }
        return new(rest, constants, released, folded.SelectMany(n => n.Inputs).ToHashSet(StringComparer.Ordinal));
    }

    private static long Bytes(torch.Tensor value) => value.numel() * value.ElementSize;
}
