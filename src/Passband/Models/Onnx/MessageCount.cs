using Google.Protobuf;
using Passband.Kernels;

namespace Passband.Models.Onnx;

/// <summary>
/// Counts the messages of an ONNX file before it is parsed. An empty message is two bytes in a file and hundreds in memory, so that a small file of
/// nothing else would fill the memory of any machine.
/// </summary>
internal sealed class MessageCount
{
    /// <summary>Fewer than these need no counting: some megabytes of memory.</summary>
    private const long AlwaysFine = 20_000;

    /// <summary>The least that messages of real networks take on average: an attribute with a name, a type and a number has a dozen bytes.</summary>
    private const int LeastBytes = 8;

    /// <summary>Deeper nesting than the parser accepts need not be counted.</summary>
    private const int DeepestNesting = 100;

    private readonly ByteSource _source;
    private readonly byte[] _window = new byte[1 << 16];
    private readonly long _most;
    private long _windowStart;
    private int _windowLength;
    private long _count;

    private MessageCount(ByteSource source)
    {
        _source = source;
        _most = Math.Max(AlwaysFine, source.Length / LeastBytes);
    }

    private enum Message
    {
        Model,
        Graph,
        Function,
        Node,
        Attribute,
        Tensor,
        Sparse,
        Value,
        Type,
        TensorType,
        Shape,
        Leaf,
    }

    /// <summary>Refuses a file that is all messages and no content. Damage is left for the parser to find.</summary>
    /// <exception cref="PassbandException">There are far more messages than a network has in as many bytes.</exception>
    public static void Check(ByteSource source) => new MessageCount(source).Walk(Message.Model, 0, source.Length, DeepestNesting);

    private static Message? Inside(Message message, ulong field) => (message, field) switch
    {
        (Message.Model, 7) or (Message.Attribute, 6) => Message.Graph,
        (Message.Model, 25) => Message.Function,
        (Message.Graph, 1) or (Message.Function, 7) => Message.Node,
        (Message.Node, 5) => Message.Attribute,
        (Message.Graph, 5) or (Message.Attribute, 5) or (Message.Sparse, 1) => Message.Tensor,
        (Message.Graph, 15) or (Message.Attribute, 22) => Message.Sparse,
        (Message.Graph, 11 or 12) => Message.Value,
        (Message.Value, 2) => Message.Type,
        (Message.Type, 1) => Message.TensorType,
        (Message.TensorType, 2) => Message.Shape,
        (Message.Model, 14) or (Message.Tensor, 13) or (Message.Shape, 1) => Message.Leaf,
        _ => null,
    };

    private void Walk(Message message, long position, long end, int depth)
    {
        while (position < end && depth > 0 && TryVarint(ref position, end, out var tag))
        {
            switch ((WireFormat.WireType)(tag & 7))
            {
                case WireFormat.WireType.Varint when TryVarint(ref position, end, out _):
                    break;
                case WireFormat.WireType.Fixed32:
                    position += 4;
                    break;
                case WireFormat.WireType.Fixed64:
                    position += 8;
                    break;
                case WireFormat.WireType.LengthDelimited when TryVarint(ref position, end, out var length) && length <= (ulong)(end - position):
                    if (Inside(message, tag >> 3) is { } inner)
                    {
                        Count();
                        Walk(inner, position, position + (long)length, depth - 1);
                    }
                    position += (long)length;
                    break;
                default:
                    return;
            }
        }
    }

    private void Count()
    {
        if (++_count > _most)
        {
            throw new PassbandException(ErrorKind.Format, _source.Name, $"more than {_most} messages in {_source.Length} bytes", "the content of a network",
                "A file of empty messages fills the memory; it is not a network.");
        }
    }

    private bool TryVarint(ref long position, long end, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 70 && position < end; shift += 7)
        {
            var next = At(position++);
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }
        return false;
    }

    private byte At(long position)
    {
        if (position < _windowStart || position >= _windowStart + _windowLength)
        {
            _windowStart = position;
            _windowLength = (int)Math.Min(_window.Length, _source.Length - position);
            _source.Read(position, _window.AsSpan(0, _windowLength));
        }
        return _window[position - _windowStart];
    }
}
