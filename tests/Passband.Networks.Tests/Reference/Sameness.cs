using Microsoft.ML.OnnxRuntime;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Networks.Tests.Reference;

/// <summary>Runs a model here and in ONNX Runtime and demands the same results.</summary>
internal static class Sameness
{
    /// <summary>Compares all outputs.</summary>
    /// <param name="model">The file.</param>
    /// <param name="tolerance">How much floats may differ, as a part of the largest magnitude; integers may differ by <paramref name="steps"/>.</param>
    /// <param name="steps">How much integers may differ.</param>
    /// <param name="inputs">The inputs, under their names.</param>
    /// <returns>What differs; null when nothing does. A model that ONNX Runtime refuses is not compared.</returns>
    public static string? Difference(byte[] model, double tolerance, int steps, params ReadOnlySpan<Tensor> inputs)
    {
        IReadOnlyDictionary<string, Tensor> expected;
        try
        {
            expected = ReferenceRuntime.Run(model, inputs);
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
        using var source = ModelSource.FromMemory("model.onnx", model);
        IReadOnlyDictionary<string, Tensor> found;
        try
        {
            using var network = Network.Load(ModelFile.OpenGraph(source), "model", new NetworkOptions { Device = "cpu" });
            found = network.Run(inputs.ToArray().ToDictionary(i => i.Name, StringComparer.Ordinal));
        }
        catch (PassbandException e)
        {
            return $"refused: {e.Message}";
        }
        foreach (var (name, value) in expected)
        {
            if (Difference(value, found[name], tolerance, steps) is { } difference)
                return $"{name}: {difference}";
        }
        return null;
    }

    /// <summary>Demands the same results of a model that ONNX Runtime must run.</summary>
    public static void Demand(byte[] model, double tolerance, int steps, params ReadOnlySpan<Tensor> inputs)
    {
        ReferenceRuntime.Run(model, inputs);
        Assert.Null(Difference(model, tolerance, steps, inputs));
    }

    private static string? Difference(Tensor expected, Tensor found, double tolerance, int steps)
    {
        if (expected.Type != found.Type)
            return $"{found.Type} instead of {expected.Type}";
        if (!expected.Shape.SequenceEqual(found.Shape))
            return $"[{string.Join(", ", found.Shape)}] instead of [{string.Join(", ", expected.Shape)}]";
        var (a, b) = (expected.ToFloats(), found.ToFloats());
        var real = expected.Type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16;
        var most = real ? tolerance * a.Where(float.IsFinite).Select(MathF.Abs).Append(1e-3f).Max() : steps;
        for (var i = 0; i < a.Length; i++)
        {
            if (!(a[i] == b[i] || float.IsNaN(a[i]) && float.IsNaN(b[i]) || Math.Abs(a[i] - b[i]) <= most))
                return $"{b[i]} instead of {a[i]} at {i} of [{string.Join(", ", expected.Shape)}]";
        }
        return null;
    }
}
