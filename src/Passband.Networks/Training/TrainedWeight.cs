namespace Passband.Networks.Training;

/// <summary>A constant of the graph that a training changes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Decays">Whether it multiplies maps, so that weight decay takes from it; biases, slopes and normalization do not.</param>
internal sealed record TrainedWeight(string Name, bool Decays);
