using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Cli.Experiments;

/// <summary>JSON as nodes; comments and commas at the end are allowed, as people write these files.</summary>
internal static class JsonNodes
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    /// <summary>Reads a file.</summary>
    /// <exception cref="PassbandException">The text is no JSON object, or has a key twice; the message names the line.</exception>
    public static TableNode Read(string text, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, Options);
        var lines = new LineCount(bytes);
        try
        {
            reader.Read();
            var node = Node(ref reader, lines, name);
            // Anything but white space after the value is refused by the reader.
            reader.Read();
            return node as TableNode
                ?? throw new PassbandException(ErrorKind.Format, Printable.Name(name), node.Words, "an object with name, seeds, settings, …");
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            throw new PassbandException(
                ErrorKind.Format, string.Create(CultureInfo.InvariantCulture, $"{Printable.Name(name)}, line {line}"), $"no JSON ({e.Message.Split(" LineNumber", 2)[0].TrimEnd('.')})", null, null, e);
        }
    }

    private static DocumentNode Node(ref Utf8JsonReader reader, LineCount lines, string name)
    {
        var line = lines.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Table(ref reader, lines, name, line);
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<DocumentNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Node(ref reader, lines, name));
                return new ListNode(items.DrainToImmutable(), line);
            case JsonTokenType.String:
                return new TextNode(Text(ref reader, name, line), line);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? new WholeNode(whole, line) : new RealNode(reader.GetDouble(), line);
            case JsonTokenType.True:
            case JsonTokenType.False:
                return new FlagNode(reader.GetBoolean(), line);
            default:
                return new OtherNode("null", line);
        }
    }

    private static TableNode Table(ref Utf8JsonReader reader, LineCount lines, string name, int line)
    {
        var entries = ImmutableArray.CreateBuilder<TableEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = lines.At(reader.TokenStartIndex);
            var key = Text(ref reader, name, at);
            if (!keys.Add(key))
                throw new PassbandException(ErrorKind.Format, $"{Printable.Name(name)}, line {at}", $"the key {Printable.Name(key)} a second time", "each key once");
            reader.Read();
            entries.Add(new TableEntry(key, at, Node(ref reader, lines, name)));
        }
        return new TableNode(entries.DrainToImmutable(), line);
    }

    private static string Text(ref Utf8JsonReader reader, string name, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair.
            throw new PassbandException(ErrorKind.Format, $"{Printable.Name(name)}, line {line}", "a text that is no Unicode", null, null, e);
        }
    }

    /// <summary>Lines of places that only move on.</summary>
    private sealed class LineCount(byte[] bytes)
    {
        private long _place;
        private int _line = 1;

        public int At(long place)
        {
            for (; _place < place; _place++)
            {
                if (bytes[_place] == (byte)'\n')
                    _line++;
            }
            return _line;
        }
    }
}
