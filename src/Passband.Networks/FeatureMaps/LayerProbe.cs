using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Shapes;

namespace Passband.Networks.FeatureMaps;

/// <summary>How far the comparison with chance is.</summary>
/// <param name="Done">Draws made.</param>
/// <param name="All">Draws to make.</param>
public readonly record struct ChanceProgress(int Done, int All);

/// <summary>A place of a network at which maps are taken: the two stages of a layer, or any value.</summary>
public sealed class LayerProbe
{
    private readonly Network _network;
    private readonly LayerValues? _values;
    private readonly string? _value;

    private LayerProbe(Network network, LayerValues? values, string? value) => (_network, _values, _value) = (network, values, value);

    /// <summary>The operators of the activation, e.g. "Relu" or "Sigmoid, Mul"; null when there is none, or when it cannot be told.</summary>
    public string? Activation => _values?.Activation;

    /// <summary>The stages that there are.</summary>
    public ImmutableArray<LayerStage> Stages { get; private init; }

    /// <summary>The stage that is shown when none is asked for: after the activation where there is one.</summary>
    public LayerStage DefaultStage => Stages[^1];

    /// <summary>Finds the values of a layer.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">A layer of the same file.</param>
    /// <exception cref="PassbandException">The layer stands in the body of a control flow operator.</exception>
    public static LayerProbe Of(Network network, ConvLayer layer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layer);
        var values = LayerValues.Of(network.Graph, layer, network.Name);
        return new LayerProbe(network, values, null)
        {
            Stages = [.. values.Before is null ? [] : new[] { LayerStage.Before }, .. values.After is null ? [] : new[] { LayerStage.After }],
        };
    }

    /// <summary>Any value of the graph.</summary>
    public static LayerProbe OfValue(Network network, string value)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(value);
        return new LayerProbe(network, null, value) { Stages = [LayerStage.Value] };
    }

    /// <summary>The name of the value that is taken at a stage; not trusted, escape it wherever it is shown.</summary>
    /// <exception cref="PassbandException">There is no such stage.</exception>
    public string ValueAt(LayerStage stage) => (stage switch { LayerStage.Before => _values?.Before, LayerStage.After => _values?.After, _ => _value }) ?? throw new PassbandException(
        ErrorKind.Request, _network.Name, $"nothing {(stage == LayerStage.Before ? "before" : "after")} the activation of this layer",
        stage == LayerStage.Before ? "a layer whose operator does not apply its activation itself" : "a layer that is followed by an activation of its own",
        stage == LayerStage.Before ? "Ask for --stage after." : "Ask for --stage before, or name a value with --value.");

    /// <summary>The maps at one or more stages, from one run for each batch.</summary>
    /// <param name="batches">Values for the network's inputs, batches of pictures among them.</param>
    /// <param name="stages">The stages.</param>
    /// <param name="progress">Told after every operator.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>For each stage the maps of all batches.</returns>
    public ImmutableArray<FeatureMapBatch> Run(
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> batches, ImmutableArray<LayerStage> stages, IProgress<NetworkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ImmutableArray<string> wanted = [.. stages.SelectMany(Wanted).Distinct(StringComparer.Ordinal)];
        var found = batches.Select(b => _network.Run(b, wanted, progress, cancellation)).ToArray();
        return [.. stages.Select(stage => FeatureMapBatch.Join([.. found.Select(f => Maps(f, stage))]))];
    }

    /// <summary>Holds the spatial structure of maps against chance.</summary>
    /// <param name="batches">What the maps were made from.</param>
    /// <param name="picture">The input that is a picture.</param>
    /// <param name="maps">The maps.</param>
    /// <param name="kind">Which chance.</param>
    /// <param name="draws">How many draws, at least 1.</param>
    /// <param name="seed">Of the draws; the same seed gives the same draws on every machine.</param>
    /// <param name="progress">Told after every draw.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PassbandException">Weights are to be redrawn, but a value of the graph was named rather than a layer.</exception>
    public LayerAgainstChance Compare(
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> batches, GraphInput picture, FeatureMapBatch maps, ChanceKind kind, int draws, ulong seed,
        IProgress<ChanceProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var drawn = Enumerable.Range(0, maps.Channels).Select(_ => new double?[draws]).ToArray();
        var redraw = kind == ChanceKind.RedrawnWeights ? WeightRedraw.Prepare(_network, Redrawable(), batches, cancellation) : null;
        for (var draw = 0; draw < draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new GaussianRandom(SeedOf(seed, kind, draw));
            var given = redraw?.Draw(ref random) ?? PixelShuffle.Of(batches, picture, ref random);
            var morans = FeatureMapStatistics.MoranOf(FeatureMapBatch.Join([.. given.Select(g => Maps(_network.Run(g, Wanted(maps.Stage), null, cancellation), maps.Stage))]));
            for (var channel = 0; channel < morans.Length; channel++)
                drawn[channel][draw] = morans[channel];
            progress?.Report(new ChanceProgress(draw + 1, draws));
        }
        return Judge(FeatureMapStatistics.MoranOf(maps), drawn, kind, draws);
    }

    /// <summary>Whether weights can be redrawn: a layer was chosen, not a value.</summary>
    public bool HasWeights => _values is { Input: not null, Weight: not null };

    private static LayerAgainstChance Judge(double?[] observed, double?[][] drawn, ChanceKind kind, int draws)
    {
        var compared = Measures.ChanceComparison.OfFamily(observed, drawn);
        var members = Enumerable.Range(0, compared.Length).Where(i => compared[i].PooledP is not null).ToArray();
        var q = FalseDiscovery.QValues([.. members.Select(i => compared[i].PooledP!.Value)]);
        var all = new double?[compared.Length];
        for (var i = 0; i < members.Length; i++)
            all[members[i]] = q[i];
        return new LayerAgainstChance(kind, draws, [.. compared.Select((c, i) => new MapAgainstChance(observed[i], c.Mean, c.Deviation, c.RankP, c.PooledP, all[i]))]);
    }

    /// <summary>Draws of both kinds, and of neighboring seeds, must not share their numbers.</summary>
    private static ulong SeedOf(ulong seed, ChanceKind kind, int draw)
    {
        var mixer = new GaussianRandom(seed * 0x9E3779B97F4A7C15 + (ulong)draw * 2 + (ulong)kind);
        return (ulong)(mixer.NextUniform() * (1UL << 53)) ^ (ulong)(mixer.NextUniform() * (1UL << 53)) << 11;
    }

    private LayerValues Redrawable() => HasWeights ? _values! : throw new PassbandException(
        ErrorKind.Request, _network.Name, "a value without weights to redraw", "a layer", "Name a layer with --layer.");

    /// <summary>What a run has to return for the maps of a stage: the value itself, and what integers in it are worth.</summary>
    private string[] Wanted(LayerStage stage) =>
        stage != LayerStage.Before || _values?.Scale is not { } scale ? [ValueAt(stage)]
        : _values.Zero is { } zero ? [ValueAt(stage), scale, zero] : [ValueAt(stage), scale];

    private FeatureMapBatch Maps(IReadOnlyDictionary<string, Tensor> found, LayerStage stage)
    {
        var value = found[ValueAt(stage)];
        var maps = FeatureMapBatch.From(value, stage);
        if (stage != LayerStage.Before || _values?.Scale is not { } scale)
            return maps;
        return maps.Dequantize(found[scale].ToFloats()[0], _values.Zero is { } zero ? found[zero].ToFloats()[0] : 0);
    }
}
