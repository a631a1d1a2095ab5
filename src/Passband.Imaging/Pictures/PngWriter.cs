using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace Passband.Imaging.Pictures;

/// <summary>Writes PNGs of 8 or 16 bits, gray or color, marked as sRGB (PNG specification, third edition).</summary>
internal static class PngWriter
{
    /// <summary>The most bytes of a chunk of pixels.</summary>
    private const int ChunkLength = 1 << 16;

    /// <summary>Rows are written as their differences to Paeth's prediction, which suits photographs and patterns alike.</summary>
    private const byte PaethFilter = 4;

    public static void Write(ImmutableArray<Plane> planes, int bits, Stream output)
    {
        var (width, height) = (planes[0].Width, planes[0].Height);
        output.Write(PictureSignature.Png);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = ((byte)bits, (byte)(planes.Length == 1 ? 0 : 2));
        Chunk("IHDR"u8, header, output);
        // Rendering intent 0, perceptual.
        Chunk("sRGB"u8, [0], output);
        using (var chunks = new BufferedStream(new ChunkStream(output), ChunkLength))
        using (var deflated = new ZLibStream(chunks, CompressionLevel.Optimal))
        {
            var distance = planes.Length * bits / 8;
            var above = new byte[width * distance];
            var row = new byte[width * distance];
            var filtered = new byte[row.Length + 1];
            filtered[0] = PaethFilter;
            for (var y = 0; y < height; y++)
            {
                for (var c = 0; c < planes.Length; c++)
                    Levels(planes[c].Row(y), row.AsSpan(c * bits / 8), distance, bits);
                for (var i = 0; i < row.Length; i++)
                {
                    var (left, corner) = i >= distance ? (row[i - distance], above[i - distance]) : (0, 0);
                    filtered[i + 1] = (byte)(row[i] - DeepPng.Paeth(left, above[i], corner));
                }
                deflated.Write(filtered);
                (row, above) = (above, row);
            }
        }
        Chunk("IEND"u8, [], output);
    }

    private static void Levels(ReadOnlySpan<float> samples, Span<byte> row, int distance, int bits)
    {
        var white = (1 << bits) - 1;
        for (var x = 0; x < samples.Length; x++)
        {
            var sample = float.IsNaN(samples[x]) ? 0 : Math.Clamp(samples[x], 0f, 1f);
            var level = (int)(sample * (double)white + 0.5);
            if (bits == 8)
                row[x * distance] = (byte)level;
            else
                BinaryPrimitives.WriteUInt16BigEndian(row[(x * distance)..], (ushort)level);
        }
    }

    private static void Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, Stream output)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc32.Of(chunk.AsSpan(4, data.Length + 4)));
        output.Write(chunk);
    }

    /// <summary>Every block that is written becomes a chunk of pixels.</summary>
    private sealed class ChunkStream(Stream output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => Chunk("IDAT"u8, buffer, output);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
