using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Operators that hand values on or map each element on its own.</summary>
internal static class BasicOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Identity", 1, call => call[0])
        .Add("Relu", 1, call => call.MayOverwrite(0) ? call[0].relu_() : call[0].relu(), fresh: true)
        .Add("Add", 7, call => call.MayOverwrite(0) && call[0].shape.SequenceEqual(torch.broadcast_shapes(call[0].shape, call[1].shape).ToArray()) ? call[0].add_(call[1]) : call[0].add(call[1]), fresh: true);
}
