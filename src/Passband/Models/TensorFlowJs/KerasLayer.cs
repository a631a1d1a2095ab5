using System.Collections.Immutable;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>One layer of a Keras configuration.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">Keras's class, e.g. "Conv2D".</param>
/// <param name="Element">The layer as it stands.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Calls">For each time that the layer is applied the values that it is applied to; empty in a sequence.</param>
/// <param name="Where">The file and the layer, for messages.</param>
internal sealed record KerasLayer(string Name, string Kind, JsonElement Element, JsonElement Config, ImmutableArray<ImmutableArray<string>> Calls, string Where)
{
    public static KerasLayer Read(JsonElement layer, string file)
    {
        var kind = layer.Member("class_name")?.Text(file) ?? throw new PassbandException(ErrorKind.Format, file, "a layer without a class_name", "one");
        var config = layer.Member("config") ?? throw new PassbandException(ErrorKind.Format, $"{file} → {kind}", "a layer without a config", "one");
        var name = (layer.Member("name") ?? config.Member("name"))?.Text(file) ?? kind;
        var where = $"{file} → {name}";
        var calls = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        if (layer.Member("inbound_nodes") is { } nodes)
        {
            foreach (var call in nodes.Items(where))
            {
                var values = ImmutableArray.CreateBuilder<string>();
                Collect(call, values, where);
                if (values.Count > 0)
                    calls.Add(values.ToImmutable());
            }
        }
        return new KerasLayer(name, kind, layer, config, calls.ToImmutable(), where);
    }

    /// <summary>The name under which the graph knows what the n-th application of a layer returns.</summary>
    public static string ValueName(string layer, long call) => call == 0 ? layer : $"{layer}:{call}";

    /// <summary>A reference to a layer's output, ["name", call, output, …]; null when the element is none.</summary>
    public static string? Reference(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() < 3 || element[0].ValueKind != JsonValueKind.String || element[1].ValueKind != JsonValueKind.Number)
            return null;
        return ValueName(element[0].Text(where), element[1].Integer(where));
    }

    /// <summary>A truth value.</summary>
    public bool Flag(string setting, bool orElse) => Config.Member(setting)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => orElse,
    };

    /// <summary>A string; the default when the setting is missing or is no string.</summary>
    public string Text(string setting, string orElse) => Config.Member(setting) is { ValueKind: JsonValueKind.String } value ? value.Text(Where) : orElse;

    /// <summary>A list of numbers, also one that is written as a single number; null when it is missing.</summary>
    public double[]? Numbers(string setting) => Config.Member(setting) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.Items(Where).Select(v => v.Number(Where))] : [value.Number(Where)];

    /// <summary>An integer for each spatial axis, also where one is given for all.</summary>
    public ImmutableArray<long> Steps(string setting, int axes)
    {
        if (Config.Member(setting) is not { } value)
            return [.. Enumerable.Repeat(1L, axes)];
        return value.ValueKind == JsonValueKind.Array ? [.. value.Items(Where).Select(v => v.Integer(Where))] : [.. Enumerable.Repeat(value.Integer(Where), axes)];
    }

    /// <summary>The dimensions of what an input layer, or the first layer of a sequence, is fed; null when it does not tell.</summary>
    public ImmutableArray<int?>? InputShape() => (Config.Member("batch_input_shape") ?? Config.Member("batch_shape")) is { ValueKind: JsonValueKind.Array } shape
        ? [.. shape.Items(Where).Select(d => d.ValueKind == JsonValueKind.Number && d.Integer(Where) is >= 0 and <= int.MaxValue and var size ? (int?)size : null)]
        : null;

    /// <summary>Keras 2 lists ["name", call, output, {…}]; Keras 3 buries {"keras_history": ["name", call, output]} among the arguments.</summary>
    private static void Collect(JsonElement element, ImmutableArray<string>.Builder values, string where)
    {
        if (Reference(element, where) is { } value)
        {
            values.Add(value);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, values, where);
        }
        else if (element.Member("keras_history") is { } history)
        {
            values.Add(Reference(history, where) ?? throw new PassbandException(ErrorKind.Format, where, "a malformed keras_history", "[layer, call, output]"));
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var (_, item) in element.Members(where))
                Collect(item, values, where);
        }
    }
}
