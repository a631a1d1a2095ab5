using Passband.Graphs;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>A program that was rewritten to give certain values, with the constants that this made.</summary>
internal sealed class FusedProgram : IDisposable
{
    /// <summary>Rewritten weights take about as much as those of the file, or a few times as much where layers share them.</summary>
    private const int MostCopies = 4;

    /// <summary>For small networks that share much, in bytes.</summary>
    private const long LeastRoom = 64L << 20;

    private readonly HashSet<string> _wanted;
    private readonly HashSet<string> _replaced;
    private readonly Dictionary<string, torch.Tensor> _made;

    /// <summary>Rewrites a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="constants">Its constants.</param>
    /// <param name="wanted">Values that it must give.</param>
    /// <param name="replaced">Constants and values that a run is given in the place of the network's own.</param>
    public FusedProgram(Graph graph, IReadOnlyDictionary<string, torch.Tensor> constants, IEnumerable<string> wanted, IEnumerable<string> replaced)
    {
        _wanted = new HashSet<string>(wanted, StringComparer.Ordinal);
        _replaced = new HashSet<string>(replaced, StringComparer.Ordinal);
        (var fused, _made) = Fusion.Apply(graph, _wanted.Concat(_replaced), name => _replaced.Contains(name) ? null : constants.GetValueOrDefault(name), Room(constants));
        Program = Program.Prepare(fused, OperatorTable.Default);
        var all = new Dictionary<string, torch.Tensor>(constants, StringComparer.Ordinal);
        foreach (var (name, constant) in _made)
            all[name] = constant;
        Constants = all;
    }

    public Program Program { get; }

    /// <summary>The network's constants and those that were made.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Constants { get; }

    /// <summary>How many threads the last run was worth; null before the first.</summary>
    public ThreadChoice? Threads { get; set; }

    /// <summary>Whether it gives the values, given those.</summary>
    public bool Serves(IEnumerable<string> wanted, IEnumerable<string> replaced) => _wanted.SetEquals(wanted) && _replaced.SetEquals(replaced);

    private static long Room(IReadOnlyDictionary<string, torch.Tensor> constants) => MostCopies * constants.Values.Sum(c => c.numel() * c.ElementSize) + LeastRoom;

    public void Dispose()
    {
        foreach (var constant in _made.Values)
            constant.Dispose();
        _made.Clear();
    }
}
