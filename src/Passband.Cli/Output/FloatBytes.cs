using System.Buffers.Binary;

namespace Passband.Cli.Output;

/// <summary>Weights as the bytes that files hold: IEEE single precision, least significant byte first, whatever machine writes them.</summary>
internal static class FloatBytes
{
    public static void Write(ReadOnlySpan<float> values, Stream output)
    {
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
