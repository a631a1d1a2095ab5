using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Passband.Graphs;
using Passband.Models.Onnx;
using Tensor = Passband.Graphs.Tensor;

namespace Passband.Networks.Tests.Reference;

/// <summary>ONNX Runtime, to compare with.</summary>
internal static class ReferenceRuntime
{
    /// <summary>Runs a model without any of the runtime's own rewriting.</summary>
    /// <param name="model">The file.</param>
    /// <param name="inputs">The inputs, under their names.</param>
    /// <returns>All outputs.</returns>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the model or its inputs.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(byte[] model, params ReadOnlySpan<Tensor> inputs)
    {
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var session = new InferenceSession(model, options);
        var fed = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        try
        {
            foreach (var input in inputs)
                fed[input.Name] = Value(input);
            using var run = new RunOptions();
            using var results = session.Run(run, fed, session.OutputNames);
            return session.OutputNames.Zip(results).ToDictionary(p => p.First, p => Array(p.First, p.Second), StringComparer.Ordinal);
        }
        finally
        {
            foreach (var value in fed.Values)
                value.Dispose();
        }
    }

    private static OrtValue Value(Tensor tensor)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)OnnxModelBuilder.Number(tensor.Type), [.. tensor.Shape.Select(d => (long)d)]);
        tensor.Bytes.Span.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    private static Tensor Array(string name, OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var bytes = info.ElementCount == 0 ? [] : value.GetTensorMutableRawData().ToArray();
        return new Tensor(name, OnnxElementType.Read((int)info.ElementDataType)!.Value, [.. info.Shape.Select(d => (int)d)], () => bytes);
    }
}
