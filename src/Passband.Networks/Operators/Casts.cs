using Passband.Graphs;
using Passband.Models.Onnx;
using Passband.Networks.Engine;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Passband.Networks.Operators;

/// <summary>Changes of the element type.</summary>
internal static class Casts
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Cast", 1, call => To(call, NamedType(call)))
        .Add("Cast", 6, call => To(call, Type(call, call.Integer("to", 0))))
        .Add("CastLike", 15, call => call[0].to_type(call[1].dtype));

    /// <summary>The element type that a number of ONNX stands for.</summary>
    /// <exception cref="Kernels.PassbandException">It is none that is computed with.</exception>
    public static ElementType Type(NodeCall call, long number)
    {
        if (number is > 0 and < int.MaxValue && OnnxElementType.Read((int)number) is { } type)
        {
            return type is ElementType.Float8E4M3 or ElementType.Float8E5M2 || OnnxElementType.IsHalfByte((int)number)
                ? throw call.Wrong("a conversion to numbers of 8 bits or fewer that are not integers of 8 bits", "a wider type")
                : type;
        }
        throw call.Wrong($"a conversion to {OnnxElementType.NameOf((int)Math.Clamp(number, 0, int.MaxValue))}", "a type of numbers");
    }

    /// <summary>A value in another type: truth values are 0 and 1, floats are truncated toward zero, integers that do not fit wrap around.</summary>
    public static Tensor To(Tensor value, ElementType type)
    {
        var wanted = TorchTensor.TypeOf(type);
        if (type is ElementType.UInt16 or ElementType.UInt32)
        {
            // They live in the next wider type, which would hold what does not fit.
            var whole = value.to_type(ScalarType.Int64).bitwise_and(tensor(type == ElementType.UInt16 ? 0xFFFFL : 0xFFFFFFFFL, device: value.device));
            return whole.to_type(wanted);
        }
        // What a float beyond the range of a short integer becomes differs between processors; by way of 64 bits it wraps on all.
        return value.is_floating_point() && wanted is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16
            ? value.to_type(ScalarType.Int64).to_type(wanted)
            : value.to_type(wanted);
    }

    private static Tensor To(NodeCall call, ElementType type)
    {
        call.Reserve(call[0].shape, ElementConversion.SizeOf(type));
        return To(call[0], type);
    }

    /// <summary>Before version 6 types have names.</summary>
    private static ElementType NamedType(NodeCall call) => call.Text("to", "") switch
    {
        "FLOAT" => ElementType.Float32,
        "FLOAT16" => ElementType.Float16,
        "DOUBLE" => ElementType.Float64,
        "INT8" => ElementType.Int8,
        "INT16" => ElementType.Int16,
        "INT32" => ElementType.Int32,
        "INT64" => ElementType.Int64,
        "UINT8" => ElementType.UInt8,
        "UINT16" => ElementType.UInt16,
        "UINT32" => ElementType.UInt32,
        "UINT64" => ElementType.UInt64,
        "BOOL" => ElementType.Bool,
        _ => Type(call, call.Integer("to", 0)),
    };
}
