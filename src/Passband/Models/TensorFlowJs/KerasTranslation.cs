using System.Collections.Immutable;
using Passband.Graphs;

namespace Passband.Models.TensorFlowJs;

/// <summary>Translates Keras's layers to ONNX's operators.</summary>
internal sealed class KerasTranslation
{
    /// <summary>An array is called by its layer, the layer by the models that it lies in; names of more parts are compared by their last ones.</summary>
    private const int MostParts = 8;

    private readonly GraphBuilder _builder;

    /// <summary>The name of an array for each ending of it that begins behind a slash; null where several arrays end so.</summary>
    private readonly Dictionary<string, string?> _byEnding = new(StringComparer.Ordinal);

    public KerasTranslation(GraphBuilder builder)
    {
        _builder = builder;
        foreach (var name in builder.ConstantNames.ToList())
        {
            var plain = name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;
            var start = plain.Length;
            for (var part = 0; part < MostParts && start > 0; part++)
            {
                start = plain.LastIndexOf('/', start - 1);
                var ending = plain[(start + 1)..];
                _byEnding[ending] = _byEnding.ContainsKey(ending) ? null : name;
            }
        }
    }

    /// <summary>Adds one application of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">What it is applied to.</param>
    /// <param name="output">The value that it returns.</param>
    public void Add(KerasLayer layer, string[] inputs, string output)
    {
        if (inputs.Length == 0)
            return;
        switch (layer.Kind)
        {
            case "Conv1D" or "Conv2D" or "Conv3D" or "Convolution1D" or "Convolution2D":
                Convolve(layer, ConvolutionForm.Ordinary, "kernel", inputs[0], output);
                break;
            case "DepthwiseConv1D" or "DepthwiseConv2D":
                Convolve(layer, ConvolutionForm.Depthwise, "depthwise_kernel", inputs[0], output);
                break;
            case "Conv1DTranspose" or "Conv2DTranspose" or "Conv3DTranspose":
                Convolve(layer, ConvolutionForm.Transposed, "kernel", inputs[0], output);
                break;
            case "SeparableConv1D" or "SeparableConv2D":
                var between = $"{output}/between";
                var depthwise = Array(layer, "depthwise_kernel");
                _builder.AddConvolution(ConvolutionForm.Depthwise, $"{layer.Name}/depthwise", between, inputs[0], depthwise, _builder.Constant(depthwise), null, 1, Geometry(layer));
                var pointwise = Array(layer, "pointwise_kernel");
                Activate(layer, output, before => _builder.AddConvolution(ConvolutionForm.Ordinary, $"{layer.Name}/pointwise", before, between,
                    pointwise, _builder.Constant(pointwise), Bias(layer), 1, [("auto_pad", "VALID")]));
                break;
            case "BatchNormalization":
                Normalize(layer, inputs[0], output, "moving_mean", "moving_variance", layer.Numbers("epsilon") is [var epsilon] ? (float)epsilon : 1e-3f);
                break;
            case "Normalization" when _builder.Constant(Array(layer, "variance")) is not null:
                Normalize(layer, inputs[0], output, "mean", "variance", 0);
                break;
            case "Rescaling":
                _builder.Add("Mul", "", $"{output}/scaled", [inputs[0], Numbers("scale", 1)]);
                _builder.Add("Add", layer.Name, output, [$"{output}/scaled", Numbers("offset", 0)]);
                break;
            case "Activation":
                Activate(layer, output, before => _builder.Add("Identity", layer.Name, before, [inputs[0]]));
                break;
            case "Dropout" or "SpatialDropout1D" or "SpatialDropout2D" or "SpatialDropout3D" or "GaussianNoise" or "GaussianDropout" or "AlphaDropout" or "ActivityRegularization":
                _builder.Add("Identity", layer.Name, output, [inputs[0]]);
                break;
            case "ZeroPadding1D" or "ZeroPadding2D" or "ZeroPadding3D":
                _builder.Add("Pad", layer.Name, output, [inputs[0]]);
                break;
            case "Permute":
                _builder.Add("Transpose", layer.Name, output, [inputs[0]], ("perm", ImmutableArray.Create([0L, .. layer.Steps("dims", 0)])));
                break;
            case "Reshape":
                _builder.Add("Reshape", layer.Name, output, [inputs[0], _builder.AddIntegers($"{output}/shape", [-1, .. layer.Steps("target_shape", 0)])]);
                break;
            default:
                _builder.AddForeign(layer.Kind, layer.Name, output, inputs);
                break;
        }

        string Numbers(string setting, double orElse) =>
            _builder.AddNumbers($"{output}/{setting}", [.. (layer.Numbers(setting) ?? [orElse]).Select(v => (float)v)]);
    }

    private void Convolve(KerasLayer layer, ConvolutionForm form, string weights, string input, string output)
    {
        var name = Array(layer, weights);
        var groups = layer.Config.Member("groups")?.Integer(layer.Where) ?? 1;
        Activate(layer, output, before => _builder.AddConvolution(form, layer.Name, before, input, name, _builder.Constant(name), Bias(layer), groups, Geometry(layer)));
    }

    /// <summary>Adds a layer and the activation that it has built in.</summary>
    private void Activate(KerasLayer layer, string output, Action<string> add)
    {
        var activation = layer.Text("activation", layer.Config.Member("activation") is null ? "linear" : "unknown activation");
        if (activation == "linear")
        {
            add(output);
            return;
        }
        add($"{output}/before activation");
        switch (activation)
        {
            case "relu":
                _builder.Add("Relu", "", output, [$"{output}/before activation"]);
                break;
            case "sigmoid":
                _builder.Add("Sigmoid", "", output, [$"{output}/before activation"]);
                break;
            case "tanh":
                _builder.Add("Tanh", "", output, [$"{output}/before activation"]);
                break;
            default:
                _builder.AddForeign(activation, "", output, [$"{output}/before activation"]);
                break;
        }
    }

    /// <summary>γ·(x − mean)/√(variance + ε) + β, where a missing γ is one and a missing β zero.</summary>
    private void Normalize(KerasLayer layer, string input, string output, string mean, string variance, float epsilon)
    {
        var count = _builder.Constant(Array(layer, variance)) is { Count: > 0 and <= int.MaxValue and var n } ? (int)Math.Min(n, 1 << 20) : 1;
        var gamma = Array(layer, "gamma");
        var beta = Array(layer, "beta");
        if (_builder.Constant(gamma) is null)
            gamma = _builder.AddNumbers($"{output}/gamma", [.. Enumerable.Repeat(1f, count)]);
        if (_builder.Constant(beta) is null)
            beta = _builder.AddNumbers($"{output}/beta", new float[count]);
        _builder.Add("BatchNormalization", layer.Name, output, [input, gamma, beta, Array(layer, mean), Array(layer, variance)], ("epsilon", epsilon));
    }

    private string? Bias(KerasLayer layer) => Array(layer, "bias") is var name && _builder.Constant(name) is not null ? name : null;

    /// <summary>The name of one of a layer's arrays in the manifest; the name as it should be when it is not there.</summary>
    private string Array(KerasLayer layer, string array) => _byEnding.GetValueOrDefault($"{layer.Name}/{array}") ?? $"{layer.Name}/{array}";

    private static (string, object)[] Geometry(KerasLayer layer)
    {
        var axes = layer.Kind.Contains("1D", StringComparison.Ordinal) ? 1 : layer.Kind.Contains("3D", StringComparison.Ordinal) ? 3 : 2;
        var geometry = new List<(string, object)> { ("strides", layer.Steps("strides", axes)), ("dilations", layer.Steps("dilation_rate", axes)) };
        switch (layer.Text("padding", "valid"))
        {
            case "same":
                geometry.Add(("auto_pad", "SAME_UPPER"));
                break;
            case "causal" when axes == 1 && layer.Config.Member("kernel_size") is not null:
                var reach = (layer.Steps("kernel_size", 1).FirstOrDefault(1) - 1) * layer.Steps("dilation_rate", 1).FirstOrDefault(1);
                geometry.Add(("pads", ImmutableArray.Create(reach, 0L)));
                break;
            default:
                geometry.Add(("auto_pad", "VALID"));
                break;
        }
        return [.. geometry];
    }
}
