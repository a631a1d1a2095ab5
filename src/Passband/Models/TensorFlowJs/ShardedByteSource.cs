using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>Several files read as if they were one, one after the other.</summary>
internal sealed class ShardedByteSource : ByteSource
{
    private readonly List<(long Begin, ByteSource Source)> _shards = [];

    public ShardedByteSource(string name, IEnumerable<ByteSource> shards)
    {
        Name = name;
        foreach (var shard in shards)
        {
            _shards.Add((Length, shard));
            Length = checked(Length + shard.Length);
        }
    }

    public override string Name { get; }

    public override long Length { get; }

    public override void Read(long offset, Span<byte> buffer)
    {
        Check(offset, buffer.Length);
        foreach (var (begin, source) in _shards)
        {
            if (buffer.Length == 0)
                return;
            var inside = offset - begin;
            if (inside < 0 || inside >= source.Length)
                continue;
            var count = (int)Math.Min(source.Length - inside, buffer.Length);
            source.Read(inside, buffer[..count]);
            buffer = buffer[count..];
            offset += count;
        }
    }
}
