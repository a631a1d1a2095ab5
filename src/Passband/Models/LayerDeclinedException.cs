namespace Passband.Models;

/// <summary>Why one layer cannot be read although the rest of the network can; ends up among the assumptions, never leaves the reading of a graph.</summary>
/// <param name="reason">A clause that goes on from "was left out:".</param>
internal sealed class LayerDeclinedException(string reason) : Exception(reason);
