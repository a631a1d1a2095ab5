using System.Text.Json;
using Passband.Kernels;

namespace Passband.Models.TensorFlowJs;

/// <summary>Reads TF.js: a layers model, a graph model, or a weights manifest on its own.</summary>
internal sealed class TensorFlowJsReader : ModelReader
{
    public override bool Matches(ModelProbe probe) => JsonText.LooksLikeJson(probe.Head)
        && (probe.HasExtension(".json") || probe.Head.AsSpan().IndexOf("\"modelTopology\""u8) >= 0 || probe.Head.AsSpan().IndexOf("\"weightsManifest\""u8) >= 0
            || (probe.Head.AsSpan().IndexOf("\"weights\""u8) >= 0 && probe.Head.AsSpan().IndexOf("\"shape\""u8) >= 0));

    public override ConvNet Read(ModelSource source, ModelOptions options, CancellationToken cancellation)
    {
        using var document = JsonText.Parse(source.Main.ReadAll(), source.Name);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
            return Bare(source, WeightsManifest.Read(source, root, cancellation), options, cancellation);
        var manifest = root.Member("weightsManifest")
            ?? throw new PassbandException(ErrorKind.Format, source.Name, "a JSON document without weightsManifest", "a TF.js model or a weights manifest",
                "If it is the index of another format, open the model's own file.");
        var tensors = WeightsManifest.Read(source, manifest, cancellation);
        var topology = root.Member("modelTopology");
        if (topology?.Member("node") is { ValueKind: JsonValueKind.Array })
            return GraphModel.Read(source.Name, topology.Value, tensors, options, cancellation);
        if (topology is { } layers && (layers.Member("model_config") ?? layers).Member("config") is not null)
            return LayersModel.Read(source.Name, layers.Member("model_config") ?? layers, tensors, options, cancellation);
        return Bare(source, tensors, options, cancellation);
    }

    private static ConvNet Bare(ModelSource source, List<BareTensor> tensors, ModelOptions options, CancellationToken cancellation) =>
        BareTensors.Read(source.Name, "TF.js weights", tensors, WeightLayout.OutputLast, options, cancellation);
}
