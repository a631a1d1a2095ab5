using Passband.Graphs;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>A program that was rewritten to give certain values, with the constants that this made.</summary>
internal sealed class FusedProgram : IDisposable
{
    private readonly HashSet<string> _wanted;
    private readonly Dictionary<string, torch.Tensor> _made;

    public FusedProgram(Graph graph, string network, IReadOnlyDictionary<string, torch.Tensor> constants, IEnumerable<string> wanted)
    {
        _wanted = new HashSet<string>(wanted, StringComparer.Ordinal);
        (var fused, _made) = Fusion.Apply(graph, _wanted, constants.GetValueOrDefault);
        Program = Program.Prepare(fused, OperatorTable.Default, network);
        var all = new Dictionary<string, torch.Tensor>(constants, StringComparer.Ordinal);
        foreach (var (name, constant) in _made)
            all[name] = constant;
        Constants = all;
    }

    public Program Program { get; }

    /// <summary>The network's constants and those that were made.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Constants { get; }

    /// <summary>Whether it gives the values.</summary>
    public bool Serves(IEnumerable<string> wanted) => _wanted.SetEquals(wanted);

    public void Dispose()
    {
        foreach (var constant in _made.Values)
            constant.Dispose();
        _made.Clear();
    }
}
