using System.Text.Json;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>Reads a TF.js layers model: Keras's description of its layers, in sequence or connected, and models used as layers.</summary>
internal sealed class LayersModel
{
    public const string Format = "TF.js layers model";

    /// <summary>Models inside models are read once for each time that they are applied, so that a small file could ask for any number.</summary>
    private const int MostNested = 1000;

    private readonly string _file;
    private readonly GraphBuilder _builder;
    private readonly KerasTranslation _translation;
    private bool _channelsLast = true;
    private int _nested;

    private LayersModel(string file, GraphBuilder builder)
    {
        _file = file;
        _builder = builder;
        _translation = new KerasTranslation(builder);
    }

    /// <summary>Reads the configuration of a model.</summary>
    /// <exception cref="PassbandException">The configuration is malformed.</exception>
    public static ConvNet Read(string file, JsonElement config, IEnumerable<BareTensor> tensors, ModelOptions options, CancellationToken cancellation)
    {
        var model = new LayersModel(file, new GraphBuilder(file, tensors)) { _channelsLast = !SaysChannelsFirst(config) };
        model._builder.Outputs.AddRange(model.Model(config, "", null, cancellation));
        return model._builder.Read(Format, options, cancellation);
    }

    /// <summary>Adds all layers of a model.</summary>
    /// <param name="model">Its class_name and config.</param>
    /// <param name="prefix">What to put before the names of its values; empty for the outermost model.</param>
    /// <param name="fed">The values that it is applied to; null for the outermost model, whose inputs are the network's.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The values that it returns.</returns>
    private List<string> Model(JsonElement model, string prefix, string[]? fed, CancellationToken cancellation)
    {
        var config = model.Member("config") ?? throw new PassbandException(ErrorKind.Format, _file, "a model without a config", "one");
        // Before Keras 2.3 the config of a sequence was the list itself.
        var list = config.ValueKind == JsonValueKind.Array ? config : config.Member("layers") ?? throw new PassbandException(ErrorKind.Format, _file, "a model without layers", "a list of them");
        var layers = list.Items(_file).Select(l => KerasLayer.Read(l, _file)).ToList();
        if (model.Member("class_name")?.Text(_file) == "Sequential")
            return Sequence(layers, prefix, fed, cancellation);
        var inputs = config.Member("input_layers") is { } names ? References(names) : [];
        foreach (var layer in layers)
        {
            cancellation.ThrowIfCancellationRequested();
            if (layer.Kind == "InputLayer")
            {
                var place = inputs.IndexOf(layer.Name);
                if (fed is null)
                    _builder.Inputs.Add(new GraphInput(layer.Name, layer.InputShape(), _channelsLast));
                else if (place >= 0 && place < fed.Length)
                    _builder.Add("Identity", "", prefix + layer.Name, [fed[place]]);
                continue;
            }
            for (var call = 0; call < layer.Calls.Length; call++)
                Layer(layer, [.. layer.Calls[call].Select(v => prefix + v)], prefix + KerasLayer.ValueName(layer.Name, call), cancellation);
        }
        return config.Member("output_layers") is { } outputs ? References(outputs).ConvertAll(o => prefix + o) : [];
    }

    private List<string> Sequence(List<KerasLayer> layers, string prefix, string[]? fed, CancellationToken cancellation)
    {
        var value = fed is { Length: > 0 } ? fed[0] : $"{prefix}input";
        for (var i = 0; i < layers.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var layer = layers[i];
            if (i == 0 && fed is null)
                _builder.Inputs.Add(new GraphInput(value, layer.InputShape(), _channelsLast));
            if (layer.Kind == "InputLayer")
                continue;
            var next = $"{prefix}{layer.Name} of {i}";
            Layer(layer, [value], next, cancellation);
            value = next;
        }
        return [value];
    }

    private void Layer(KerasLayer layer, string[] inputs, string output, CancellationToken cancellation)
    {
        if (layer.Kind is not ("Sequential" or "Functional" or "Model"))
        {
            _translation.Add(layer, inputs, output);
            return;
        }
        if (++_nested > MostNested)
            throw new PassbandException(ErrorKind.Format, layer.Where, $"more than {MostNested} models in models", "a network of a size that can be run");
        // A nested model's layer has the same two members as a model on its own.
        var results = Model(layer.Element, $"{output}/", inputs, cancellation);
        if (results.Count > 0)
            _builder.Add("Identity", "", output, [results[0]]);
    }

    /// <summary>A list of references, or one that stands on its own.</summary>
    private List<string> References(JsonElement element) => KerasLayer.Reference(element, _file) is { } single ? [single]
        : [.. element.Items(_file).Select(e => KerasLayer.Reference(e, _file) ?? throw new PassbandException(ErrorKind.Format, _file, "a malformed reference to a layer", "[layer, call, output]"))];

    private static bool SaysChannelsFirst(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.Member("data_format") is { ValueKind: JsonValueKind.String } format && format.ValueEquals("channels_first")
            || element.EnumerateObject().Any(m => SaysChannelsFirst(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(SaysChannelsFirst),
        _ => false,
    };
}
