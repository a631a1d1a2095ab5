using System.Text.Json.Serialization;

namespace Passband.Evolutions;

/// <summary>What can happen to a filter between two moments.</summary>
[JsonConverter(typeof(KernelEventKindConverter))]
public enum KernelEventKind
{
    /// <summary>It is dead (its norm below 1 % of the layer's strongest) and was not at the moment before.</summary>
    Died,

    /// <summary>It is no longer dead.</summary>
    Born,

    /// <summary>It is not told from noise, and was at the moment before.</summary>
    TurnedToNoise,

    /// <summary>It is told from noise, and was noise or dead at the moment before.</summary>
    Formed,

    /// <summary>Its weights stay what they are from here on (<see cref="FilterTrack.Stopped"/>).</summary>
    Stopped,

    /// <summary>Its weights change again after <see cref="Stopped"/>; only told while a training is followed, as the whole series knows better.</summary>
    Moved,
}

/// <summary>Something that happened to a filter.</summary>
/// <param name="Kind">What.</param>
/// <param name="Filter">The filter's number within the layer, from 0.</param>
/// <param name="Moment">The first moment at which it holds, from 0.</param>
/// <param name="Lasting">Whether it holds at every later moment of the series, too.</param>
public sealed record KernelEvent(KernelEventKind Kind, int Filter, int Moment, bool Lasting);

/// <summary>Kinds as words in camel case.</summary>
internal sealed class KernelEventKindConverter() : JsonStringEnumConverter<KernelEventKind>(System.Text.Json.JsonNamingPolicy.CamelCase);
