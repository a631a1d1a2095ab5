using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Engine;

namespace Passband.Networks.Tests.Conformance;

/// <summary>
/// ONNX's own backend tests. Every case whose operators are all claimed must pass, but for those that <see cref="DeclinedCases"/> names with a reason; those must
/// be refused, so that the list cannot outlive its reasons.
/// </summary>
public class ConformanceTests
{
    /// <summary>The tolerances that ONNX's own runner compares with.</summary>
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    public static TheoryData<string> Cases
    {
        get
        {
            var names = ConformanceCase.Names.ToArray();
            return names.Length > 0 ? [.. names] : [""];
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_passes_or_is_declined_for_a_reason(string name)
    {
        Assert.SkipUnless(ConformanceCase.Installed, "ONNX's backend tests are not installed (Debian package libonnx-testdata).");
        var (outcome, reason) = Outcome(name);

        if (DeclinedCases.Reason(name) is not null)
            Assert.True(outcome != CaseOutcome.Passed, $"{name} passes now: take it from the declined cases.");
        else
            Assert.True(outcome is CaseOutcome.Passed or CaseOutcome.OperatorMissing or CaseOutcome.NotTensors, $"{name}: {reason}");
    }

    /// <summary>What becomes of a case, and why.</summary>
    internal static (CaseOutcome Outcome, string Reason) Outcome(string name)
    {
        var test = ConformanceCase.Of(name);
        Graph graph;
        try
        {
            graph = test.Graph();
        }
        catch (PassbandException e)
        {
            return (CaseOutcome.Refused, e.Message);
        }
        if (Missing(graph, graph.OperatorSets) is { } missing)
            return (CaseOutcome.OperatorMissing, missing);
        if (test.DataSets() is not { } sets)
            return (CaseOutcome.NotTensors, "Inputs or outputs are sequences, optional values, text or complex numbers.");
        try
        {
            using var network = Network.Load(graph, name, new NetworkOptions { Device = "cpu" });
            foreach (var (inputs, outputs) in sets)
            {
                var fed = graph.Inputs.Zip(inputs).ToDictionary(p => p.First.Name, p => Typed(p.Second, p.First.Type), StringComparer.Ordinal);
                var results = network.Run(fed);
                for (var i = 0; i < outputs.Length; i++)
                {
                    var found = results[graph.Outputs[i]];
                    if (Difference(Typed(outputs[i], found.Type), found) is { } difference)
                        return (CaseOutcome.Wrong, $"output {graph.Outputs[i]}: {difference}");
                }
            }
            return (CaseOutcome.Passed, "");
        }
        catch (PassbandException e)
        {
            return (CaseOutcome.Refused, e.Message);
        }
    }

    /// <summary>NumPy has no 16-bit brain floats: the cases hold their bits as integers.</summary>
    private static Tensor Typed(Tensor value, ElementType? type) =>
        type == ElementType.BFloat16 && value.Type == ElementType.UInt16 ? new Tensor(value.Name, ElementType.BFloat16, value.Shape, () => value.Bytes) : value;

    private static string? Missing(Graph graph, IReadOnlyDictionary<string, long> sets)
    {
        foreach (var node in graph.Nodes)
        {
            if (OperatorTable.Default.Find(node.Domain, node.Operator, sets.GetValueOrDefault(node.Domain, 1)) is null)
                return node.Domain.Length > 0 ? $"{node.Domain}.{node.Operator}" : node.Operator;
            foreach (var body in node.Attributes.Values.OfType<Graph>())
            {
                if (Missing(body, sets) is { } inner)
                    return inner;
            }
        }
        return null;
    }

    private static string? Difference(Tensor expected, Tensor found)
    {
        if (!expected.Shape.SequenceEqual(found.Shape))
            return $"[{string.Join(", ", found.Shape)}] instead of [{string.Join(", ", expected.Shape)}]";
        if (TorchTensor.TypeOf(expected.Type) != TorchTensor.TypeOf(found.Type))
            return $"{found.Type} instead of {expected.Type}";
        if (expected.Type is ElementType.Float64 or ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16)
        {
            var (a, b) = (expected.ToFloats(), found.ToFloats());
            for (var i = 0; i < a.Length; i++)
            {
                if (!(a[i] == b[i] || float.IsNaN(a[i]) && float.IsNaN(b[i]) || Math.Abs(a[i] - b[i]) <= Absolute + Relative * Math.Abs(a[i])))
                    return $"{b[i]} instead of {a[i]} at {i}";
            }
            return null;
        }
        var (whole, other) = (expected.ToIntegers(), found.ToIntegers());
        for (var i = 0; i < whole.Length; i++)
        {
            if (whole[i] != other[i])
                return $"{other[i]} instead of {whole[i]} at {i}";
        }
        return null;
    }
}

/// <summary>What becomes of a case.</summary>
internal enum CaseOutcome
{
    /// <summary>All outputs are as they must be.</summary>
    Passed,

    /// <summary>An operator is not claimed.</summary>
    OperatorMissing,

    /// <summary>Inputs or outputs are not tensors of numbers.</summary>
    NotTensors,

    /// <summary>A clear error.</summary>
    Refused,

    /// <summary>An output differs.</summary>
    Wrong,
}
