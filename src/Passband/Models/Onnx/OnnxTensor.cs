using System.Buffers.Binary;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.Onnx;

/// <summary>Turns the tensors of an ONNX file into constants, after checking that the file holds as many bytes as they claim.</summary>
/// <param name="where">The file's name, for messages.</param>
/// <param name="external">The files beside the model.</param>
internal sealed class OnnxTensor(string where, ExternalData external)
{
    private const int External = 1;

    /// <summary>Describes a tensor of a type that is read; its values are converted only when asked for.</summary>
    /// <exception cref="PassbandException">Its dimensions and its data do not fit each other or the file.</exception>
    public Tensor Read(TensorProto tensor, string name)
    {
        var type = OnnxElementType.Read(tensor.DataType) ?? throw new ArgumentException("Not a type that is read.", nameof(tensor));
        var halfBytes = OnnxElementType.IsHalfByte(tensor.DataType);
        var shape = Shape(tensor, name);
        var count = Count(shape, name);
        var stored = halfBytes ? (count + 1) / 2 : checked(count * ElementConversion.SizeOf(type));
        Func<ReadOnlyMemory<byte>> fetch;
        if (tensor.DataLocation == External)
            fetch = external.Range(tensor.ExternalData, stored, name);
        else if (tensor.RawData.Length > 0 || count == 0)
        {
            if (tensor.RawData.Length != stored)
                throw Corrupt(name, $"its data has {tensor.RawData.Length} bytes", $"{stored} for {Times(shape)} elements of type {type}");
            fetch = () => tensor.RawData.Memory;
        }
        else
            fetch = Typed(tensor, type, halfBytes ? stored : count, name);
        return new Tensor(name, type, shape, halfBytes ? () => Unpack(fetch().Span, (int)count, tensor.DataType == OnnxElementType.Int4) : fetch);
    }

    private ImmutableArray<int> Shape(TensorProto tensor, string name)
    {
        if (tensor.Dims.Count > Tensor.MostDimensions)
            throw Corrupt(name, $"it has {tensor.Dims.Count} dimensions", $"at most {Tensor.MostDimensions}");
        foreach (var dimension in tensor.Dims)
        {
            if (dimension is < 0 or > int.MaxValue)
                throw Corrupt(name, $"a dimension of {dimension}", "sizes that fit the file");
        }
        return [.. tensor.Dims.Select(d => (int)d)];
    }

    /// <summary>The number of elements, at most as many as an array can hold bytes of the widest type.</summary>
    private long Count(ImmutableArray<int> shape, string name)
    {
        var count = shape.Contains(0) ? 0L : 1L;
        foreach (var dimension in shape)
        {
            count *= dimension;
            if (count > Array.MaxLength)
                throw Corrupt(name, $"{Times(shape)} elements", $"at most {Array.MaxLength}");
        }
        return count;
    }

    /// <summary>Values in the field of their type; small types share the field of 32-bit integers.</summary>
    private Func<ReadOnlyMemory<byte>> Typed(TensorProto tensor, ElementType type, long expected, string name)
    {
        var (found, field) = type switch
        {
            ElementType.Float32 => (tensor.FloatData.Count, "float_data"),
            ElementType.Float64 => (tensor.DoubleData.Count, "double_data"),
            ElementType.Int64 => (tensor.Int64Data.Count, "int64_data"),
            ElementType.UInt32 or ElementType.UInt64 => (tensor.Uint64Data.Count, "uint64_data"),
            _ => (tensor.Int32Data.Count, "int32_data"),
        };
        if (found != expected)
            throw Corrupt(name, $"{found} values in its field {field} and none in raw_data", $"{expected}");
        if (expected > Array.MaxLength / ElementConversion.SizeOf(type))
            throw Corrupt(name, $"{found} values in its field {field}", "so many in raw_data");
        return () => Bytes(tensor, type, found);
    }

    private static byte[] Bytes(TensorProto tensor, ElementType type, int count)
    {
        var size = ElementConversion.SizeOf(type);
        var bytes = new byte[checked(count * size)];
        for (var i = 0; i < count; i++)
        {
            var element = bytes.AsSpan(i * size, size);
            switch (type)
            {
                case ElementType.Float32:
                    BinaryPrimitives.WriteSingleLittleEndian(element, tensor.FloatData[i]);
                    break;
                case ElementType.Float64:
                    BinaryPrimitives.WriteDoubleLittleEndian(element, tensor.DoubleData[i]);
                    break;
                case ElementType.Int64:
                    BinaryPrimitives.WriteInt64LittleEndian(element, tensor.Int64Data[i]);
                    break;
                case ElementType.UInt64:
                    BinaryPrimitives.WriteUInt64LittleEndian(element, tensor.Uint64Data[i]);
                    break;
                case ElementType.UInt32:
                    BinaryPrimitives.WriteUInt32LittleEndian(element, (uint)tensor.Uint64Data[i]);
                    break;
                case ElementType.Int32:
                    BinaryPrimitives.WriteInt32LittleEndian(element, tensor.Int32Data[i]);
                    break;
                case ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 or ElementType.UInt16:
                    BinaryPrimitives.WriteUInt16LittleEndian(element, (ushort)tensor.Int32Data[i]);
                    break;
                default:
                    element[0] = (byte)tensor.Int32Data[i];
                    break;
            }
        }
        return bytes;
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed, int count, bool signed)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var half = (packed[i / 2] >> (i % 2 * 4)) & 0xF;
            bytes[i] = (byte)(signed && half >= 8 ? half - 16 : half);
        }
        return bytes;
    }

    private static string Times(ImmutableArray<int> shape) => string.Join('×', shape);

    private PassbandException Corrupt(string name, string found, string expected) =>
        new(ErrorKind.Format, $"{where} → tensor '{Printable.Name(name)}'", found, expected, "The file is damaged or was written wrongly; export or fetch it again.");
}
