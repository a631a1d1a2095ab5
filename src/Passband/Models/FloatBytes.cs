using System.Buffers.Binary;

namespace Passband.Models;

/// <summary>Weights as the bytes that files hold: IEEE single precision, least significant byte first, whatever machine writes them.</summary>
public static class FloatBytes
{
    /// <summary>The values' bytes, four each.</summary>
    /// <param name="values">The values.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ReadOnlySpan<float> values, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        const int Chunk = 4096;
        Span<byte> buffer = stackalloc byte[Chunk * sizeof(float)];
        while (!values.IsEmpty)
        {
            var count = Math.Min(Chunk, values.Length);
            for (var i = 0; i < count; i++)
                BinaryPrimitives.WriteSingleLittleEndian(buffer[(i * sizeof(float))..], values[i]);
            output.Write(buffer[..(count * sizeof(float))]);
            values = values[count..];
        }
    }
}
