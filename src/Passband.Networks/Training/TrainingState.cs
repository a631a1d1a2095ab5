using System.Collections.Immutable;
using Passband.Graphs;

namespace Passband.Networks.Training;

/// <summary>Where a training stands between two steps: all that the next step depends on beside options and data.</summary>
/// <param name="Step">Steps finished.</param>
/// <param name="Arrays">Weights, running statistics and what the optimizer remembers, by name.</param>
public sealed record TrainingState(int Step, ImmutableArray<Tensor> Arrays);
