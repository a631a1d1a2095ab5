using System.Collections.Immutable;
using Passband.Graphs;

namespace Passband.Networks.Tests.Reference;

/// <summary>Compares two graphs in everything that they hold.</summary>
internal static class GraphSameness
{
    /// <summary>Demands the same.</summary>
    public static void Demand(Graph expected, Graph found) => Assert.Equal([.. Lines(expected, "")], Lines(found, ""));

    /// <summary>A graph as lines of text that differ where graphs differ.</summary>
    private static IEnumerable<string> Lines(Graph graph, string indent)
    {
        foreach (var input in graph.Inputs)
            yield return $"{indent}input '{input.Name}' {input.Type} {Shape(input.Shape)} {input.ChannelsLast} {input.Content}";
        foreach (var output in graph.Outputs)
            yield return $"{indent}output '{output}'" + (graph.OutputForms.TryGetValue(output, out var form) ? $" {form.Type} {Shape(form.Shape)}" : "");
        foreach (var (name, version) in graph.OperatorSets.OrderBy(s => s.Key, StringComparer.Ordinal))
            yield return $"{indent}set '{name}' {version}";
        foreach (var (key, value) in graph.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
            yield return $"{indent}metadata '{key}' '{value}'";
        foreach (var (name, constant) in graph.Constants.OrderBy(c => c.Key, StringComparer.Ordinal))
            yield return $"{indent}constant '{name}' {Text(constant)}";
        foreach (var (name, reason) in graph.Declined.OrderBy(d => d.Key, StringComparer.Ordinal))
            yield return $"{indent}declined '{name}' {reason}";
        foreach (var node in graph.Nodes)
        {
            yield return $"{indent}node '{node.Name}' {node.Operator} '{node.Domain}' ({string.Join(", ", node.Inputs)}) → ({string.Join(", ", node.Outputs)})";
            foreach (var (name, value) in node.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
            {
                yield return $"{indent}  '{name}' {Text(value)}";
                if (value is Graph body)
                {
                    foreach (var line in Lines(body, indent + "    "))
                        yield return line;
                }
            }
        }
    }

    private static string Text(object value) => value switch
    {
        Tensor tensor => $"tensor '{tensor.Name}' {tensor.Type} [{string.Join(", ", tensor.Shape)}] {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(tensor.Bytes.Span))}",
        Graph => "body",
        ImmutableArray<long> list => $"integers {string.Join(", ", list)}",
        ImmutableArray<float> list => $"floats {string.Join(", ", list.Select(BitConverter.SingleToInt32Bits))}",
        ImmutableArray<string> list => $"texts {string.Join(", ", list)}",
        float number => $"float {BitConverter.SingleToInt32Bits(number)}",
        _ => $"{value.GetType().Name} {value}",
    };

    private static string Shape(ImmutableArray<int?>? shape) => shape is { } known ? $"[{string.Join(", ", known.Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]" : "of any shape";
}
