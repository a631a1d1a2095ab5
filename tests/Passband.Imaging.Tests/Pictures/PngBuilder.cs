using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Passband.Imaging.Tests.Pictures;

/// <summary>PNGs by hand, chunk by chunk: right ones, and such as no encoder would write.</summary>
internal static class PngBuilder
{
    public static byte[] Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A whole file around deflated rows; each row begins with its filter's number.</summary>
    public static byte[] File(uint width, uint height, int bits, int colorType, byte[] rows, bool interlaced = false, params byte[][] before) =>
        [.. Signature, .. Header(width, height, bits, colorType, interlaced), .. before.SelectMany(c => c), .. Chunk("IDAT", Deflate(rows)), .. Chunk("IEND", [])];

    public static byte[] Header(uint width, uint height, int bits, int colorType, bool interlaced = false)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(data, width);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = ((byte)bits, (byte)colorType, (byte)(interlaced ? 1 : 0));
        return Chunk("IHDR", data);
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Checksum(body));
        return chunk;
    }

    public static byte[] Deflate(byte[] bytes)
    {
        var target = new MemoryStream();
        using (var deflated = new ZLibStream(target, CompressionLevel.Fastest))
            deflated.Write(bytes);
        return target.ToArray();
    }

    /// <summary>Zeros, deflated without ever being held.</summary>
    public static byte[] DeflatedZeros(byte[] first, long count)
    {
        var target = new MemoryStream();
        using (var deflated = new ZLibStream(target, CompressionLevel.Fastest))
        {
            deflated.Write(first);
            var block = new byte[1 << 20];
            for (long i = 0; i < count; i += block.Length)
                deflated.Write(block);
        }
        return target.ToArray();
    }

    /// <summary>Rows of 16-bit samples, unfiltered: [height][width × channels].</summary>
    public static byte[] Rows(ushort[][] rows)
    {
        var bytes = new List<byte>();
        foreach (var row in rows)
        {
            bytes.Add(0);
            foreach (var sample in row)
                bytes.AddRange([(byte)(sample >> 8), (byte)sample]);
        }
        return [.. bytes];
    }

    /// <summary>The checksum bit by bit, as ISO 3309 defines it.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
                crc = ((crc ^ (uint)(value >> bit)) & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
