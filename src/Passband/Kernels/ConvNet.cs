using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Passband.Kernels;

/// <summary>The convolutions of a network, as a file holds them.</summary>
public sealed record ConvNet
{
    /// <summary>The file's name (or what the caller called the bytes).</summary>
    public required string Name { get; init; }

    /// <summary>The format it was read as, e.g. "ONNX", "safetensors", "TF.js layers model".</summary>
    public required string Format { get; init; }

    /// <summary>All convolutions: in execution order where <see cref="HasGraph"/>, else in the file's order.</summary>
    public required ImmutableArray<ConvLayer> Layers { get; init; }

    /// <summary>Whether the file says how the layers are connected. Without it strides, padding, order and batch normalization are unknown.</summary>
    public required bool HasGraph { get; init; }

    /// <summary>What had to be assumed or was left out while reading, one plain sentence each.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>What the file says of itself in free text, by key; empty where the format has no place for it. Neither is trusted.</summary>
    public FrozenDictionary<string, string> Metadata { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>SHA-256 of the main file, lowercase hexadecimal; null when not computed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The layer that a name or an index denotes; null when there is none. A name wins over an index.</summary>
    public ConvLayer? FindLayer(string nameOrIndex)
    {
        foreach (var layer in Layers)
        {
            if (layer.Name == nameOrIndex)
                return layer;
        }
        return int.TryParse(nameOrIndex, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
            && index < Layers.Length
            ? Layers[index]
            : null;
    }
}
