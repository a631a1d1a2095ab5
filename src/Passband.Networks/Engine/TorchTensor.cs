using Passband.Graphs;
using Passband.Kernels;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>Brings arrays into libtorch and back.</summary>
internal static class TorchTensor
{
    /// <summary>libtorch's type for an element type; types that it lacks, or computes little with, widen to one that holds every value.</summary>
    public static torch.ScalarType TypeOf(ElementType type) => type switch
    {
        ElementType.Float64 => torch.ScalarType.Float64,
        ElementType.Float32 or ElementType.Float8E4M3 or ElementType.Float8E5M2 => torch.ScalarType.Float32,
        ElementType.Float16 => torch.ScalarType.Float16,
        ElementType.BFloat16 => torch.ScalarType.BFloat16,
        ElementType.Int64 or ElementType.UInt64 or ElementType.UInt32 => torch.ScalarType.Int64,
        ElementType.Int32 or ElementType.UInt16 => torch.ScalarType.Int32,
        ElementType.Int16 => torch.ScalarType.Int16,
        ElementType.Int8 => torch.ScalarType.Int8,
        ElementType.UInt8 => torch.ScalarType.Byte,
        ElementType.Bool => torch.ScalarType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such type."),
    };

    /// <summary>A copy of an array in libtorch's memory; the caller owns it.</summary>
    /// <exception cref="PassbandException">The values of a type that is widened do not fit.</exception>
    public static torch.Tensor FromConstant(Tensor constant, torch.Device device)
    {
        long[] shape = [.. constant.Shape.Select(d => (long)d)];
        var type = TypeOf(constant.Type);
        using var scope = torch.NewDisposeScope();
        torch.Tensor tensor;
        if (constant.Type is ElementType.Float8E4M3 or ElementType.Float8E5M2)
            tensor = torch.tensor(constant.ToFloats(), shape);
        else if (constant.Type is ElementType.UInt64 or ElementType.UInt32 or ElementType.UInt16)
            tensor = torch.tensor(constant.ToIntegers(), shape).to_type(type);
        else
        {
            tensor = torch.empty(shape, type);
            if (constant.Count > 0)
                CopyBytes(constant, tensor);
        }
        return tensor.to(device).DetachFromDisposeScope();
    }

    /// <summary>A copy of a value as an array: floats, integers or truth values in their own type.</summary>
    /// <exception cref="PassbandException">It is larger than an array can be.</exception>
    public static Tensor ToArray(torch.Tensor value, string name)
    {
        using var near = value.cpu();
        using var flat = near.contiguous();
        var type = flat.dtype switch
        {
            torch.ScalarType.Float64 => ElementType.Float64,
            torch.ScalarType.Float32 => ElementType.Float32,
            torch.ScalarType.Float16 => ElementType.Float16,
            torch.ScalarType.BFloat16 => ElementType.BFloat16,
            torch.ScalarType.Int64 => ElementType.Int64,
            torch.ScalarType.Int32 => ElementType.Int32,
            torch.ScalarType.Int16 => ElementType.Int16,
            torch.ScalarType.Int8 => ElementType.Int8,
            torch.ScalarType.Byte => ElementType.UInt8,
            torch.ScalarType.Bool => ElementType.Bool,
            _ => throw new PassbandException(ErrorKind.Format, $"value '{Printable.Name(name)}'", $"numbers of the type {flat.dtype}", "real numbers"),
        };
        if ((double)flat.numel() * flat.ElementSize > Array.MaxLength)
            throw new PassbandException(ErrorKind.Request, $"value '{Printable.Name(name)}'", $"{flat.numel()} elements", $"at most {Array.MaxLength / flat.ElementSize} to be handed over", "Ask for a value between that is smaller, or give a smaller input.");
        var bytes = flat.numel() == 0 ? [] : flat.bytes.ToArray();
        return new Tensor(name, type, [.. flat.shape.Select(d => checked((int)d))], () => bytes);
    }

    private static void CopyBytes(Tensor constant, torch.Tensor tensor)
    {
        var bytes = constant.Bytes.Span;
        var target = tensor.bytes;
        bytes.CopyTo(target);
        if (!BitConverter.IsLittleEndian && ElementConversion.SizeOf(constant.Type) > 1)
            throw new PlatformNotSupportedException("libtorch runs on little-endian machines.");
    }
}
