using System.Collections.Frozen;
using System.Text.Json;
using Passband.Kernels;

namespace Passband.Models.SafeTensors;

/// <summary>Reads safetensors: one file, or an index (*.safetensors.index.json) with its shards beside it.</summary>
internal sealed class SafeTensorsReader : ModelReader
{
    private const string Format = "safetensors";

    public override bool Matches(ModelProbe probe) =>
        SafeTensorsHeader.Matches(probe.Head, probe.Length) || probe.HasExtension(".safetensors") || IsIndex(probe);

    public override ConvNet Read(ModelSource source, ModelOptions options, CancellationToken cancellation)
    {
        var isIndex = JsonText.LooksLikeJson(source.Main.Head(ModelProbe.HeadLength));
        var headers = isIndex ? Shards(source, cancellation) : [SafeTensorsHeader.Read(source.Main)];
        var tensors = headers.SelectMany(h => h.Tensors).Select(t => new BareTensor(t)).ToList();
        // Writers sort the arrays as text, which puts layer10 before layer2; an order that a writer chose otherwise is kept.
        if (isIndex || IsSortedAsText(tensors))
            tensors.Sort((a, b) => NaturalOrder.Compare(a.Name, b.Name));
        var net = BareTensors.Read(source.Name, Format, tensors, BareTensorRoles.LayoutOf(tensors), options, cancellation);
        return ChannelOrder(net with { Metadata = Metadata(headers) }, headers);
    }

    private static bool IsIndex(ModelProbe probe) =>
        JsonText.LooksLikeJson(probe.Head) && (probe.HasExtension(".safetensors.index.json") || probe.Head.AsSpan().IndexOf("\"weight_map\""u8) >= 0);

    private static bool IsSortedAsText(List<BareTensor> tensors)
    {
        for (var i = 1; i < tensors.Count; i++)
        {
            if (string.CompareOrdinal(tensors[i - 1].Name, tensors[i].Name) > 0)
                return false;
        }
        return true;
    }

    /// <summary>The headers of all shards that the index names; every array must be where the index says, and nowhere else.</summary>
    private static List<SafeTensorsHeader> Shards(ModelSource source, CancellationToken cancellation)
    {
        using var document = JsonText.Parse(source.Main.ReadAll(), source.Name);
        var map = document.RootElement.Member("weight_map")
            ?? throw new PassbandException(ErrorKind.Format, source.Name, "no weight_map", "an index of shards as safetensors has it");
        var shardOf = new Dictionary<string, string>();
        foreach (var (tensor, shard) in map.Members(source.Name))
            shardOf[tensor] = shard.Text($"{source.Name} → {tensor}");
        var headers = new List<SafeTensorsHeader>();
        foreach (var shard in shardOf.Values.Distinct().Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = source.Sibling(shard)
                ?? throw new PassbandException(ErrorKind.Unreadable, $"{source.Name} → {shard}", "no such file", null, "Put all shards beside the index.");
            var header = SafeTensorsHeader.Read(bytes);
            foreach (var tensor in header.Tensors)
            {
                if (!shardOf.TryGetValue(tensor.Name, out var expected) || expected != shard)
                {
                    throw new PassbandException(ErrorKind.Format, $"{source.Name} → {shard} → {tensor.Name}",
                        expected is null ? "an array that the index does not name" : $"an array that the index places in {expected}", "shards and index of one model");
                }
                shardOf.Remove(tensor.Name);
            }
            headers.Add(header);
        }
        foreach (var (tensor, shard) in shardOf)
            throw new PassbandException(ErrorKind.Format, $"{source.Name} → {shard} → {tensor}", "not there", "the array that the index places in this shard");
        return headers;
    }

    /// <summary>What the headers say; of shards that contradict each other, the first is right.</summary>
    private static FrozenDictionary<string, string> Metadata(List<SafeTensorsHeader> headers)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in headers.SelectMany(h => h.Metadata))
            metadata.TryAdd(key, value);
        return metadata.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Files converted for image libraries may say which order of colors they were trained on.</summary>
    private static ConvNet ChannelOrder(ConvNet net, List<SafeTensorsHeader> headers)
    {
        foreach (var (key, value) in headers.SelectMany(h => h.Metadata))
        {
            var order = value.Trim().ToUpperInvariant() switch { "RGB" => InputSpace.Rgb, "BGR" => InputSpace.Bgr, _ => InputSpace.Picture };
            if (order == InputSpace.Picture)
                continue;
            return net with
            {
                Layers = [.. net.Layers.Select(l => l.Input == InputSpace.Picture ? l with { Input = order } : l)],
                Assumptions = net.Assumptions.Add($"channels: {value.Trim().ToLowerInvariant()}, as the file's metadata say under {Printable.Name(key)}"),
            };
        }
        return net;
    }
}
