using System.Collections.Immutable;

namespace Passband.Cli.Experiments;

/// <summary>What came of one run, as it is kept in results/NAME.json and put into the tables. What does not exist is null.</summary>
internal sealed record RunFigures
{
    public required int Steps { get; init; }

    /// <summary>Spent on steps and tests, pauses left out.</summary>
    public required double Seconds { get; init; }

    /// <summary>Of training, over the whole run.</summary>
    public required double? PicturesPerSecond { get; init; }

    /// <summary>Mean loss of the last steps.</summary>
    public required double? Loss { get; init; }

    /// <summary>Share of the last steps' pictures classified rightly.</summary>
    public required double? Accuracy { get; init; }

    public required double? HeldOutLoss { get; init; }

    public required double? HeldOutAccuracy { get; init; }

    /// <summary>The first layer.</summary>
    public required LayerFigures Layer { get; init; }

    /// <summary>Where the first layer's energy lies; null where its filters are no patches of the pictures.</summary>
    public EnergyFigures? Energy { get; init; }
}

/// <summary>The first layer of a trained network.</summary>
/// <param name="Kernels">Its filters, in their order.</param>
/// <param name="Pi0">Estimated share of noise.</param>
/// <param name="VarianceEntropyRatio">Variance entropy over that of random weights.</param>
/// <param name="Low">Share of the total response below 1/8 cycle per pixel.</param>
/// <param name="Middle">Between.</param>
/// <param name="High">Above 1/4.</param>
/// <param name="Resultant">How much the wavevectors of oriented filters agree, 0 to 1; null when none is oriented.</param>
internal sealed record LayerFigures(
    ImmutableArray<KernelFigures> Kernels, double? Pi0, double? VarianceEntropyRatio, double? Low, double? Middle, double? High, double? Resultant);

/// <summary>One filter of the first layer, with the words and units of <c>passband explain</c>.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="R2">Share of its profile that the closest shape explains.</param>
/// <param name="Q">Chance that noise shows as much structure, corrected for the number of filters.</param>
/// <param name="Oriented">Whether it has a direction beyond that of noise.</param>
/// <param name="Stripes">Direction along its stripes, degrees, 0 to 180.</param>
/// <param name="Wavevector">Direction across them.</param>
/// <param name="Coherence">0 (no direction) to 1.</param>
/// <param name="Peak">Frequency of the largest response, cycles per pixel.</param>
/// <param name="Octaves">Bandwidth at half amplitude.</param>
/// <param name="Order">Dominant differential order, 0 to 3.</param>
/// <param name="Nx">For Gabors: σ across the stripes times the frequency (Ringach 2002).</param>
/// <param name="Ny">The same along them.</param>
internal sealed record KernelFigures(
    string Name, double? R2, double? Q, bool? Oriented, double? Stripes, double? Wavevector, double? Coherence, double? Peak, double? Octaves, int? Order, double? Nx,
    double? Ny);

/// <summary>The energy profile of the first layer in the principal components of the training's patches.</summary>
/// <param name="Shares">Of the filters' energy along each component, that of largest variance first.</param>
/// <param name="Untrained">The same of the weights that the training began with; null where they are not known.</param>
/// <param name="Variances">Share of the patches' variance along each component.</param>
internal sealed record EnergyFigures(ImmutableArray<double> Shares, ImmutableArray<double>? Untrained, ImmutableArray<double> Variances);
