using Passband.Networks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators that compute each element of the result from one element of each input, broadcast together as NumPy does.</summary>
internal static class Arithmetic
{
    public static void Add(OperatorTable.Builder table)
    {
        foreach (var since in (long[])[1, 6, 7])
        {
            table
                .Add("Add", since, call => Commutative(call, (a, b) => a.add(b), (a, b) => a.add_(b)), fresh: true)
                .Add("Mul", since, call => Commutative(call, (a, b) => a.mul(b), (a, b) => a.mul_(b)), fresh: true)
                .Add("Sub", since, call => Binary(call, (a, b) => a.sub(b), (a, b) => a.sub_(b)), fresh: true)
                .Add("Div", since, Quotient, fresh: true);
        }
        table
            .Add("Pow", 1, Power, fresh: true)
            .Add("Pow", 7, Power, fresh: true)
            .Add("Mod", 10, Remainder, fresh: true)
            .Add("BitShift", 11, Shift, fresh: true)
            .Add("BitwiseAnd", 18, call => Binary(call, bitwise_and, null), fresh: true)
            .Add("BitwiseOr", 18, call => Binary(call, bitwise_or, null), fresh: true)
            .Add("BitwiseXor", 18, call => Binary(call, bitwise_xor, null), fresh: true)
            .Add("BitwiseNot", 18, call => call[0].bitwise_not(), fresh: true);
        foreach (var since in (long[])[1, 6, 8])
        {
            table
                .Add("Min", since, call => Fold(call, minimum), fresh: true)
                .Add("Max", since, call => Fold(call, maximum), fresh: true)
                .Add("Sum", since, call => Fold(call, (a, b) => a.add(b)), fresh: true)
                .Add("Mean", since, call => Fold(call, (a, b) => a.add(b)).div_(call.Count), fresh: true);
        }
        table
            .Add("Clip", 1, call => Limited(call, call.Number("min", float.MinValue), call.Number("max", float.MaxValue)), fresh: true)
            .Add("Clip", 6, call => Limited(call, call.Number("min", float.MinValue), call.Number("max", float.MaxValue)), fresh: true)
            .Add("Clip", 11, call => Limited(call, Bound(call, 1), Bound(call, 2)), fresh: true);
        Unary(table, "Neg", 1, x => x.neg(), x => x.neg_());
        Unary(table, "Abs", 1, x => x.abs(), x => x.abs_());
        Unary(table, "Ceil", 1, x => x.ceil(), x => x.ceil_());
        Unary(table, "Floor", 1, x => x.floor(), x => x.floor_());
        Unary(table, "Sqrt", 1, x => x.sqrt(), x => x.sqrt_());
        Unary(table, "Exp", 1, x => x.exp(), x => x.exp_());
        Unary(table, "Log", 1, x => x.log(), x => x.log_());
        Unary(table, "Reciprocal", 1, x => x.reciprocal(), x => x.reciprocal_());
        Unary(table, "Sin", 7, x => x.sin(), x => x.sin_());
        Unary(table, "Cos", 7, x => x.cos(), x => x.cos_());
        Unary(table, "Tan", 7, x => x.tan(), x => x.tan_());
        Unary(table, "Asin", 7, x => x.asin(), x => x.asin_());
        Unary(table, "Acos", 7, x => x.acos(), x => x.acos_());
        Unary(table, "Atan", 7, x => x.atan(), x => x.atan_());
        Unary(table, "Sinh", 9, x => x.sinh(), x => x.sinh_());
        Unary(table, "Cosh", 9, x => x.cosh(), x => x.cosh_());
        Unary(table, "Asinh", 9, x => x.asinh(), x => x.asinh_());
        Unary(table, "Acosh", 9, x => x.acosh(), x => x.acosh_());
        Unary(table, "Atanh", 9, x => x.atanh(), x => x.atanh_());
        Unary(table, "Erf", 9, x => x.erf(), x => x.erf_());
        Unary(table, "Sign", 9, x => x.sign(), x => x.sign_());
        // libtorch rounds halves to even, as ONNX asks for.
        Unary(table, "Round", 11, x => x.round(), x => x.round_());
    }

    /// <summary>Adds an operator of one input that can work in its input's memory.</summary>
    public static void Unary(OperatorTable.Builder table, string name, long since, Func<Tensor, Tensor> function, Func<Tensor, Tensor> inPlace) =>
        table.Add(name, since, call => call.MayOverwrite(0) ? inPlace(call[0]) : function(Reserved(call)), fresh: true);

    private static Tensor Reserved(NodeCall call)
    {
        call.Reserve(call[0].shape, (int)call[0].ElementSize);
        return call[0];
    }

    private static Tensor Binary(NodeCall call, Func<Tensor, Tensor, Tensor> function, Func<Tensor, Tensor, Tensor>? inPlace)
    {
        var (left, right) = Operands.Pair(call);
        return inPlace is not null && Operands.TakesResult(call, 0, left, right) ? inPlace(left, right) : function(left, right);
    }

    private static Tensor Commutative(NodeCall call, Func<Tensor, Tensor, Tensor> function, Func<Tensor, Tensor, Tensor> inPlace)
    {
        var (left, right) = Operands.Pair(call);
        if (Operands.TakesResult(call, 0, left, right))
            return inPlace(left, right);
        return Operands.TakesResult(call, 1, right, left) ? inPlace(right, left) : function(left, right);
    }

    /// <summary>Division; whole numbers are truncated toward zero.</summary>
    private static Tensor Quotient(NodeCall call)
    {
        var (left, right) = Operands.Pair(call);
        if (Operands.IsWhole(left))
            return left.div(right, RoundingMode.trunc);
        return Operands.TakesResult(call, 0, left, right) ? left.div_(right) : left.div(right);
    }

    /// <summary>A power in the type of its base, whatever that of the exponent.</summary>
    private static Tensor Power(NodeCall call)
    {
        var (value, exponent) = Operands.Pair(call);
        // One exponent for all, mostly 2 or ½, for which libtorch has shorter ways.
        if (exponent.numel() == 1 && exponent.dim() <= value.dim() && !Operands.IsWhole(value))
            return value.pow(exponent.to_type(ScalarType.Float64).item<double>());
        return value.pow(exponent).to_type(value.dtype);
    }

    private static Tensor Remainder(NodeCall call)
    {
        var (left, right) = Operands.Pair(call);
        return call.Integer("fmod", 0) != 0 ? left.fmod(right) : left.remainder(right);
    }

    private static Tensor Shift(NodeCall call)
    {
        var (value, by) = Operands.Pair(call);
        switch (call.Text("direction", ""))
        {
            case "RIGHT":
                return value.bitwise_right_shift(by);
            case "LEFT":
                var shifted = value.bitwise_left_shift(by);
                // Only unsigned integers may be shifted: those of 32 bits here are 16 bits in the file.
                return value.dtype == ScalarType.Int32 ? shifted.bitwise_and(tensor(0xFFFF, device: value.device)) : shifted;
            default:
                throw call.Wrong("another direction", "LEFT or RIGHT");
        }
    }

    private static Tensor Fold(NodeCall call, Func<Tensor, Tensor, Tensor> function)
    {
        var all = Operands.Together(call);
        if (all.Length == 0)
            throw call.Wrong("no inputs", "at least one");
        Operands.Fit(call, all);
        return all.Length == 1 ? all[0].clone() : all.Skip(1).Aggregate(all[0], function);
    }

    /// <summary>A bound of Clip; null when it is left out.</summary>
    private static Scalar? Bound(NodeCall call, int index)
    {
        if (call.Optional(index) is not { } bound)
            return null;
        if (bound.numel() != 1)
            throw call.Wrong($"a bound of {bound.numel()} elements", "a single number");
        return Operands.IsWhole(bound) ? (Scalar)bound.to_type(ScalarType.Int64).item<long>() : (Scalar)bound.to_type(ScalarType.Float64).item<double>();
    }

    private static Tensor Limited(NodeCall call, Scalar? least, Scalar? most)
    {
        if (least is null && most is null)
            return call[0].clone();
        return call.MayOverwrite(0) ? call[0].clamp_(least!, most!) : call[0].clamp(least!, most!);
    }
}
