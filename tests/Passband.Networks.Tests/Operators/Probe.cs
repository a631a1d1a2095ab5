using System.Runtime.InteropServices;
using Passband.Graphs;
using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>One node with its inputs, which ONNX Runtime runs too.</summary>
/// <param name="Version">The version of the operator set.</param>
/// <param name="Operation">The operator.</param>
/// <param name="Inputs">Its inputs; null for those left out.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record Probe(long Version, string Operation, Tensor?[] Inputs, int Outputs = 1, params (string Name, object Value)[] Attributes)
{
    /// <summary>Float results may differ by their rounding: some operators here and there are sums in another order.</summary>
    private const double Tolerance = 2e-6;

    public static Tensor Floats(int[] shape, params float[] values) => Of(ElementType.Float32, shape, values);

    /// <summary>Floats from −2 to 2 that are the same each time.</summary>
    public static Tensor Any(params int[] shape)
    {
        var random = new Random(shape.Aggregate(7, (h, d) => h * 31 + d));
        return Floats(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (n, d) => n * d)).Select(_ => random.NextSingle() * 4 - 2)]);
    }

    public static Tensor Longs(params long[] values) => Of(ElementType.Int64, [values.Length], values);

    public static Tensor Long(long value) => Of<long>(ElementType.Int64, [], [value]);

    public static Tensor Ints(int[] shape, params int[] values) => Of(ElementType.Int32, shape, values);

    public static Tensor Bools(int[] shape, params bool[] values) => Of(ElementType.Bool, shape, values);

    public static Tensor Of<T>(ElementType type, int[] shape, T[] values) where T : struct
    {
        var bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        return new Tensor("", type, [.. shape], () => bytes);
    }

    /// <summary>
    /// Demands that both give the same: of inputs that are fed, and, where the first is of floats, of one that another node makes, so that the operator may work in its
    /// memory.
    /// </summary>
    public void Demand()
    {
        Tensor[] named = [.. Inputs.Select((input, i) => input is null ? null : new Tensor($"i{i}", input.Type, input.Shape, () => input.Bytes)).OfType<Tensor>()];
        Sameness.Demand(Model(named, fresh: false), Tolerance, 0, named);
        if (Inputs[0]!.Type == ElementType.Float32 && Version >= 7)
            Sameness.Demand(Model(named, fresh: true), Tolerance, 0, named);
    }

    private byte[] Model(Tensor[] named, bool fresh)
    {
        var model = new OnnxModelBuilder(Version);
        foreach (var input in named)
            model.Input(input);
        string[] names = [.. Inputs.Select((input, i) => input is null ? "" : $"i{i}")];
        if (fresh)
        {
            var one = Floats([], 1);
            model.Constant(new Tensor("one", one.Type, one.Shape, () => one.Bytes)).Node("Mul", ["i0", "one"], ["made"]);
            names[0] = "made";
        }
        string[] outputs = [.. Enumerable.Range(0, Outputs).Select(i => $"o{i}")];
        model.Node(Operation, names, outputs, Attributes);
        foreach (var output in outputs)
            model.Output(output);
        return model.Build();
    }
}
