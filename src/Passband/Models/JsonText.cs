using System.Text.Json;
using System.Text.Unicode;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>Reads JSON that nobody vouches for: whatever is wrong with it becomes one <see cref="PassbandException"/> that says where.</summary>
internal static class JsonText
{
    /// <summary>Deeper nesting than any model needs; nested Keras models take about eight levels each.</summary>
    private const int MaxDepth = 256;

    /// <summary>The largest integer that a double, and therefore every JSON library, carries exactly.</summary>
    private const long LargestExact = 1L << 53;

    /// <summary>Parses a document; names may not occur twice in one object.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> text, string where)
    {
        if (!Utf8.IsValid(text.Span))
            throw new PassbandException(ErrorKind.Format, where, "bytes that are not UTF-8", "JSON", "The file is damaged; fetch it again.");
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new PassbandException(ErrorKind.Format, where, $"not valid JSON ({e.Message.TrimEnd('.')})", null, "The file is truncated or damaged; fetch it again.", e);
        }
    }

    /// <summary>Whether bytes look like a JSON document: a brace or bracket after white space.</summary>
    public static bool LooksLikeJson(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        return head.Length > 0 && head[0] is (byte)'{' or (byte)'[';
    }

    /// <summary>A member of an object; null when it is missing or null, or when the element is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member along a path of names; null when any is missing.</summary>
    public static JsonElement? Member(this JsonElement element, string name, params ReadOnlySpan<string> further)
    {
        var current = element.Member(name);
        foreach (var next in further)
            current = current?.Member(next);
        return current;
    }

    /// <summary>All members of an object with their names.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Unexpected(element, "an object", where);
        foreach (var member in element.EnumerateObject())
        {
            string name;
            try
            {
                name = member.Name;
            }
            catch (InvalidOperationException e)
            {
                throw new PassbandException(ErrorKind.Format, where, "a name with half a surrogate pair", "text", null, e);
            }
            yield return (name, member.Value);
        }
    }

    /// <summary>The items of an array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Unexpected(element, "an array", where);

    /// <summary>A string.</summary>
    public static string Text(this JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.String)
            throw Unexpected(element, "a string", where);
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new PassbandException(ErrorKind.Format, where, "a string with half a surrogate pair", "text", null, e);
        }
    }

    /// <summary>An integer; also one written as a string, as protocol buffers write 64-bit integers in JSON, and one written as 3.0.</summary>
    public static long Integer(this JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.Number)
        {
            if (element.TryGetInt64(out var number))
                return number;
            if (element.TryGetDouble(out var real) && Math.Abs(real) <= LargestExact && real == Math.Floor(real))
                return (long)real;
        }
        else if (element.ValueKind == JsonValueKind.String
            && long.TryParse(element.Text(where), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var written))
        {
            return written;
        }
        throw Unexpected(element, "an integer", where);
    }

    /// <summary>A finite number.</summary>
    public static double Number(this JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && double.IsFinite(number)
            ? number : throw Unexpected(element, "a finite number", where);

    /// <summary>The dimensions of an array, each from 0 to the largest int, their product within a long.</summary>
    public static int[] Shape(this JsonElement element, string where)
    {
        var shape = new List<int>();
        var count = 1L;
        foreach (var item in element.Items(where))
        {
            var dimension = item.Integer(where);
            if (dimension is < 0 or > int.MaxValue)
                throw new PassbandException(ErrorKind.Format, where, $"a dimension of {dimension}", $"0 to {int.MaxValue}");
            if (dimension > 0 && count > long.MaxValue / 16 / dimension)
                throw new PassbandException(ErrorKind.Format, where, "dimensions whose product overflows", "the size of an array that exists");
            count *= dimension;
            shape.Add((int)dimension);
        }
        return [.. shape];
    }

    private static PassbandException Unexpected(JsonElement element, string expected, string where)
    {
        var text = element.GetRawText();
        return new PassbandException(ErrorKind.Format, where, $"{(text.Length > 40 ? text[..40] + "…" : text)}", expected);
    }
}
