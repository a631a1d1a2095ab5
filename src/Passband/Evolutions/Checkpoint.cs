using Passband.Kernels;

namespace Passband.Evolutions;

/// <summary>A network at one moment of its training.</summary>
/// <param name="Name">The file that it was read from; not trusted.</param>
/// <param name="Step">Steps of training until then; null where nothing tells.</param>
/// <param name="Net">Its convolutions.</param>
public sealed record Checkpoint(string Name, long? Step, ConvNet Net);
