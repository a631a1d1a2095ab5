using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Passband.Kernels;

/// <summary>Where a filter or a kernel is: <c>layer:filter[:channel]</c>, e.g. <c>conv1:17</c>. The same in CLI, JSON, URL and report.</summary>
/// <param name="Layer">Name or index of the layer. A name may hold colons itself: the trailing numbers are the filter and the channel.</param>
/// <param name="Filter">The filter, from 0.</param>
/// <param name="Channel">The input channel of one kernel, from 0; null for the whole filter.</param>
public readonly record struct KernelAddress(string Layer, int Filter, int? Channel = null)
{
    /// <summary>Reads an address. With two trailing numbers the last is the channel, so the layer "a:1" needs its channel to be said: "a:1:0:2".</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out KernelAddress? address)
    {
        address = null;
        var parts = text.Split(':');
        if (parts.Length < 2 || !TryNumber(parts[^1], out var last))
            return false;
        if (parts.Length >= 3 && TryNumber(parts[^2], out var filter))
            address = new KernelAddress(string.Join(':', parts[..^2]), filter, last);
        else
            address = new KernelAddress(string.Join(':', parts[..^1]), last);
        return address.Value.Layer.Length > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Channel is { } channel
        ? string.Create(CultureInfo.InvariantCulture, $"{Layer}:{Filter}:{channel}")
        : string.Create(CultureInfo.InvariantCulture, $"{Layer}:{Filter}");

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
