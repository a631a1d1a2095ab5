using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>A node of a TensorFlow GraphDef as TF.js writes it in JSON.</summary>
/// <param name="Name">The node's name, which is also that of its first output.</param>
/// <param name="Operator">TensorFlow's operator.</param>
/// <param name="Inputs">The values read, by name; control dependencies are left out, ":0" is taken off.</param>
/// <param name="Attributes">The attributes as they stand.</param>
/// <param name="Where">The file and the node, for messages.</param>
internal sealed record TensorFlowNode(string Name, string Operator, ImmutableArray<string> Inputs, JsonElement? Attributes, string Where)
{
    public static TensorFlowNode Read(JsonElement node, string file)
    {
        var name = node.Member("name")?.Text(file) ?? throw new PassbandException(ErrorKind.Format, file, "a node without a name", "one");
        var where = $"{file} → {name}";
        var op = node.Member("op")?.Text(where) ?? throw new PassbandException(ErrorKind.Format, where, "a node without an operator", "one");
        var inputs = node.Member("input") is { } list ? list.Items(where).Select(i => i.Text(where)).Where(i => !i.StartsWith('^')).Select(ValueName) : [];
        return new TensorFlowNode(name, op, [.. inputs], node.Member("attr"), where);
    }

    /// <summary>The name of a value: "a:0" is the first output of the node "a", which goes by "a" as well.</summary>
    public static string ValueName(string reference) => reference.EndsWith(":0", StringComparison.Ordinal) ? reference[..^2] : reference;

    /// <summary>A list of integers; empty when it is missing.</summary>
    public long[] Integers(string attribute) =>
        Attributes?.Member(attribute, "list", "i") is { } list ? [.. list.Items(Where).Select(i => i.Integer(Where))] : [];

    /// <summary>An integer.</summary>
    public long Integer(string attribute, long orElse) => Attributes?.Member(attribute, "i") is { } value ? value.Integer(Where) : orElse;

    /// <summary>A number.</summary>
    public double Number(string attribute, double orElse) => Attributes?.Member(attribute, "f") is { } value ? value.Number(Where) : orElse;

    /// <summary>A string, which JSON carries in base 64.</summary>
    public string String(string attribute, string orElse) => Attributes?.Member(attribute, "s") is { } value ? Decode(value) : orElse;

    /// <summary>A list of strings; empty when it is missing.</summary>
    public string[] Strings(string attribute) => Attributes?.Member(attribute, "list", "s") is { } list ? [.. list.Items(Where).Select(Decode)] : [];

    /// <summary>The dimensions that a placeholder declares, null for a free one; null as a whole when it declares none.</summary>
    public ImmutableArray<int?>? Shape()
    {
        if (Attributes?.Member("shape", "shape") is not { } shape || shape.Member("unknownRank") is { ValueKind: JsonValueKind.True })
            return null;
        if (shape.Member("dim") is not { } dimensions)
            return [];
        return [.. dimensions.Items(Where).Select(d => d.Member("size")?.Integer(Where) is { } size and >= 0 and <= int.MaxValue ? (int?)size : null)];
    }

    private string Decode(JsonElement value)
    {
        var text = value.Text(Where);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : text;
    }
}
