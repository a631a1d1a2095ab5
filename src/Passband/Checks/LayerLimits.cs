using System.Collections.Immutable;
using System.IO.Enumeration;
using Passband.Kernels;

namespace Passband.Checks;

/// <summary>Limits that hold for some layers instead of the general ones.</summary>
/// <param name="Layer">The name of a layer, a pattern with * (any characters, "/" and "." included) and ? (any one), or an index; in this order.</param>
/// <param name="Limits">The limits that differ; null is "not checked".</param>
public sealed record LayerLimits(string Layer, ImmutableSortedDictionary<CheckKind, double?> Limits)
{
    /// <summary>The layers of a network that are meant; empty when it has none such.</summary>
    public IEnumerable<ConvLayer> In(ConvNet net)
    {
        ArgumentNullException.ThrowIfNull(net);
        var named = net.Layers.Where(l => l.Name == Layer).ToList();
        if (named.Count > 0)
            return named;
        if (Layer.AsSpan().ContainsAny('*', '?'))
            return net.Layers.Where(l => FileSystemName.MatchesSimpleExpression(Layer, l.Name, ignoreCase: false));
        return net.FindLayer(Layer) is { } layer ? [layer] : [];
    }
}
