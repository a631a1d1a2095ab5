using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Comparisons, truth values and the choice by them.</summary>
internal static class Logic
{
    public static void Add(OperatorTable.Builder table)
    {
        foreach (var since in (long[])[1, 7])
        {
            table
                .Add("And", since, call => Binary(call, logical_and), fresh: true)
                .Add("Or", since, call => Binary(call, logical_or), fresh: true)
                .Add("Xor", since, call => Binary(call, logical_xor), fresh: true)
                .Add("Equal", since, call => Binary(call, (a, b) => a.eq(b)), fresh: true)
                .Add("Less", since, call => Binary(call, (a, b) => a.lt(b)), fresh: true)
                .Add("Greater", since, call => Binary(call, (a, b) => a.gt(b)), fresh: true);
        }
        table
            .Add("LessOrEqual", 12, call => Binary(call, (a, b) => a.le(b)), fresh: true)
            .Add("GreaterOrEqual", 12, call => Binary(call, (a, b) => a.ge(b)), fresh: true)
            .Add("Not", 1, call => call[0].logical_not(), fresh: true)
            .Add("IsNaN", 9, call => call[0].isnan(), fresh: true)
            .Add("IsInf", 10, IsInfinite, fresh: true)
            .Add("Where", 9, Choice, fresh: true);
    }

    private static Tensor Binary(NodeCall call, Func<Tensor, Tensor, Tensor> function)
    {
        var (left, right) = Operands.Pair(call);
        return function(left, right);
    }

    private static Tensor IsInfinite(NodeCall call)
    {
        var (negative, positive) = (call.Integer("detect_negative", 1) != 0, call.Integer("detect_positive", 1) != 0);
        var value = call[0];
        return (negative, positive) switch
        {
            (true, true) => value.isinf(),
            (true, false) => value.isneginf(),
            (false, true) => value.isposinf(),
            _ => zeros_like(value, dtype: ScalarType.Bool),
        };
    }

    private static Tensor Choice(NodeCall call)
    {
        var inputs = Operands.Together(call);
        return where(inputs[0], inputs[1], inputs[2]);
    }
}
