using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Passband.Kernels;

namespace Passband.Evolutions;

/// <summary>
/// The kernels of one layer over its training, each moment measured like any kernel: the document of <c>passband evolution --json</c>. Filters are told apart by their number: the
/// n-th filter of one checkpoint is taken for the n-th of every other, as training leaves them in place.
/// </summary>
public sealed record KernelEvolution
{
    /// <summary>Name and version of the document.</summary>
    public const string SchemaName = "passband.evolution/1";

    /// <summary>
    /// A filter has stopped changing where the difference to its last weights is at most this share of their norm: −26 dB, too little to be seen in a picture of the kernel.
    /// </summary>
    public const double StillWithin = 0.05;

    /// <summary>As many later moments must bear out that a filter has stopped changing, as two neighbors alone are alike whenever they are close enough.</summary>
    public const int StillFor = 2;

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>The layer's name in the first checkpoint; not trusted.</summary>
    public required string Layer { get; init; }

    /// <summary>Its position among the convolutions of the first checkpoint, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>"conv1d", "conv2d", "conv3d", "depthwise" or "transposed".</summary>
    public required string Operator { get; init; }

    /// <summary>[out, in/groups, h, w]; without h for 1-D, with depth before h for 3-D. The same in every checkpoint.</summary>
    public required ImmutableArray<int> Shape { get; init; }

    /// <summary>"rgb", "bgr", "gray", "signal" or "features".</summary>
    public required string Input { get; init; }

    /// <summary>The moments in the order of training.</summary>
    public required ImmutableArray<KernelMoment> Moments { get; init; }

    /// <summary>Every filter of the layer, in its order.</summary>
    public required ImmutableArray<FilterTrack> Filters { get; init; }

    /// <summary>What happened, in the order of moments, then of filters.</summary>
    public required ImmutableArray<KernelEvent> Events { get; init; }

    /// <summary>The layer at each moment, to draw it. Not part of the document.</summary>
    [JsonIgnore]
    public ImmutableArray<ConvLayer> Layers { get; init; } = [];

    /// <summary>Measures a series.</summary>
    /// <param name="checkpoints">In the order of training, at least one; each with the layer in the same shape.</param>
    /// <param name="options">What to follow; null for the defaults.</param>
    /// <param name="progress">Told the share of moments that are measured, 0 to 1; may be called from any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is no checkpoint.</exception>
    /// <exception cref="PassbandException">A checkpoint has no such layer, or another shape of it than the first, or weights that are not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static KernelEvolution Of(
        IReadOnlyList<Checkpoint> checkpoints, EvolutionOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        if (checkpoints.Count == 0)
            throw new ArgumentException("A series needs at least one checkpoint.", nameof(checkpoints));
        options ??= EvolutionOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        var layers = FollowedLayer.InAll(checkpoints, options.Layer);
        return EvolutionBuilder.Build(MeasuredMoment.OfAll(checkpoints, layers, options, progress, cancellation));
    }
}
