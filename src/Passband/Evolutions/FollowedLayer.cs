using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;

namespace Passband.Evolutions;

/// <summary>Finds the layer that is followed in each checkpoint of a series.</summary>
internal static class FollowedLayer
{
    /// <summary>The layer in the first checkpoint.</summary>
    /// <param name="net">The checkpoint.</param>
    /// <param name="file">What it is called in messages.</param>
    /// <param name="layer">Its name or index; null to choose.</param>
    /// <exception cref="PassbandException">There is none.</exception>
    public static ConvLayer Choose(ConvNet net, string file, string? layer)
    {
        var chosen = layer is null ? net.Layers.FirstOrDefault(l => l.SeesInput) ?? net.Layers.FirstOrDefault() : Find(net, layer);
        return chosen ?? throw new PassbandException(
            ErrorKind.Request, Printable.Name(file), layer is null ? "no convolution" : $"no layer '{Printable.Name(layer)}'",
            net.Layers.IsEmpty ? "a convolutional network" : $"a name or an index from 0 to {net.Layers.Length - 1}", "`passband layers` lists them.");
    }

    /// <summary>By the layers' own numbers rather than their places: a checkpoint that was read for one layer holds no other.</summary>
    private static ConvLayer? Find(ConvNet net, string layer) => net.Layers.FirstOrDefault(l => l.Name == layer)
        ?? net.Layers.FirstOrDefault(l => l.Index.ToString(CultureInfo.InvariantCulture) == layer);

    /// <summary>
    /// The same layer in another checkpoint of the series: the one of its name, else the one at its place, as some writers number the names of layers anew each time.
    /// </summary>
    /// <exception cref="PassbandException">There is none, or it has another shape.</exception>
    public static ConvLayer Same(ConvNet net, string file, ConvLayer first, string firstFile)
    {
        var found = net.Layers.FirstOrDefault(l => l.Name == first.Name) ?? net.Layers.FirstOrDefault(l => l.Index == first.Index);
        if (found is null)
        {
            throw new PassbandException(
                ErrorKind.Format, Printable.Name(file), $"no layer {Printable.Name(first.Name)}", $"the layers of {Printable.Name(firstFile)}", "Leave out the files of other networks.");
        }
        if (found.Bank.Shape != first.Bank.Shape)
        {
            throw new PassbandException(
                ErrorKind.Format, $"{Printable.Name(file)} → {Printable.Name(found.Name)}", $"a layer of {found.Bank.Shape}", $"{first.Bank.Shape}, as in {Printable.Name(firstFile)}",
                "Leave out the files of other networks, or choose another layer.");
        }
        return found;
    }

    /// <summary>The layer in every checkpoint.</summary>
    public static ImmutableArray<ConvLayer> InAll(IReadOnlyList<Checkpoint> checkpoints, string? layer)
    {
        var first = Choose(checkpoints[0].Net, checkpoints[0].Name, layer);
        return [.. checkpoints.Select((c, i) => i == 0 ? first : Same(c.Net, c.Name, first, checkpoints[0].Name))];
    }
}
