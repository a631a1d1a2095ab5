using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;

namespace Passband.Checks;

/// <summary>Holds one layer against its limits.</summary>
internal sealed class LayerJudge
{
    /// <summary>
    /// The fewest filters π₀ is estimated from. It counts p-values above one half, so its standard error is at most 1/√n: with 16 filters 1/4, which
    /// puts the default limit two of them from either end.
    /// </summary>
    public const int FewestForPi0 = 16;

    private readonly bool _hasGraph;
    private readonly CancellationToken _cancellation;
    private readonly long[] _nonFinite;
    private readonly bool _isFinite;

    public LayerJudge(ConvLayer layer, bool hasGraph, CheckLimits limits, CancellationToken cancellation)
    {
        Layer = layer;
        Limits = limits;
        _hasGraph = hasGraph;
        _cancellation = cancellation;
        _nonFinite = [.. Enumerable.Range(0, layer.Bank.Shape.Filters).Select(f => CountNonFinite(layer.Bank.Filter(f)))];
        _isFinite = Array.TrueForAll(_nonFinite, n => n == 0);
    }

    public ConvLayer Layer { get; }

    public CheckLimits Limits { get; }

    /// <summary>Whether a limit needs the layer's filters described one by one, and they can be.</summary>
    public bool NeedsDescription => CheckKinds.All.Any(kind =>
        kind is CheckKind.Noise or CheckKind.Pi0 or CheckKind.Aliasing && Limits.Of(kind) is not null && Applies(kind) && Obstacle(kind) is null);

    private bool IsDepthwise => Layer.Operator == ConvOperator.Depthwise;

    /// <summary>The checks of the layer, in the order of the kinds.</summary>
    /// <param name="description">The layer's description; null where none was needed.</param>
    public IEnumerable<LayerCheck> Judge(LayerDescription? description)
    {
        foreach (var kind in CheckKinds.All)
        {
            if (Limits.Of(kind) is { } limit && Applies(kind))
                yield return Obstacle(kind) is { } obstacle ? NotChecked(kind, limit, obstacle) : Judge(kind, limit, description);
        }
    }

    /// <summary>A layer that keeps every sample, or makes more of them, has nothing that could fold.</summary>
    private bool Applies(CheckKind kind) => kind != CheckKind.Aliasing
        || (Layer.Operator != ConvOperator.Transposed && (!_hasGraph || Layer.Stride != Extent.One));

    /// <summary>Why a kind cannot be measured of this layer; null where it can.</summary>
    private string? Obstacle(CheckKind kind)
    {
        if (kind == CheckKind.NonFinite)
            return null;
        if (!_isFinite)
            return "weights that are NaN or infinite";
        return kind switch
        {
            CheckKind.Dead or CheckKind.Duplicates => null,
            CheckKind.Aliasing when !_hasGraph => "the file does not tell strides",
            _ when !Layer.SeesInput && (kind == CheckKind.Pi0 || !IsDepthwise) => "feature maps as input",
            _ when Layer.Bank.Shape.Depth > SpaceTimeMeasurer.MostFrames => "kernels of so many frames are not described one by one",
            CheckKind.Aliasing when Layer.Stride is { X: 1, Y: 1 } => "strides along depth are not measured",
            CheckKind.Noise or CheckKind.Pi0 when Layer.Bank.Shape.Taps == 1 => "a single tap has no pattern to tell from noise",
            _ => null,
        };
    }

    private LayerCheck Judge(CheckKind kind, double limit, LayerDescription? description) => kind switch
    {
        CheckKind.NonFinite => JudgeNonFinite(limit),
        CheckKind.Dead => JudgeDead(limit),
        CheckKind.Duplicates => JudgeDuplicates(limit),
        CheckKind.Noise => JudgeNoise(limit, description!.Filters!.Value),
        CheckKind.Pi0 => JudgePi0(limit, description!),
        _ => JudgeAliasing(limit, description!),
    };

    private LayerCheck JudgeNonFinite(double limit)
    {
        var worst = Rank(f => _nonFinite[f] > 0 ? _nonFinite[f] : null, f => -_nonFinite[f]);
        return Measured(CheckKind.NonFinite, limit, _nonFinite.Sum(), _nonFinite.Sum(), Layer.Bank.Weights.Length, worst);
    }

    private LayerCheck JudgeDead(double limit)
    {
        var norms = LayerExplainer.Norms(Layer.Bank);
        var dead = LayerExplainer.Dead(norms);
        var strongest = norms.Max();
        return Counted(CheckKind.Dead, limit, Rank(f => dead[f] ? strongest > 0 ? norms[f] / strongest : 0 : null, f => norms[f]));
    }

    private LayerCheck JudgeDuplicates(double limit)
    {
        var dead = LayerExplainer.Dead(LayerExplainer.Norms(Layer.Bank));
        var cosines = FilterCosines.Of(Layer.Bank, dead, FilterCosines.MostProducts, _cancellation);
        if (cosines.Sampled)
            return NotChecked(CheckKind.Duplicates, limit, "more filters than are compared with each other");
        var worst = Rank(f => cosines.Most[f].Cosine > LayerExplainer.AlikeFrom ? cosines.Most[f].Cosine : null, f => -cosines.Most[f].Cosine, f => Address(cosines.Most[f].Other));
        return Counted(CheckKind.Duplicates, limit, worst);
    }

    private LayerCheck JudgeNoise(double limit, ImmutableArray<FilterDescription> filters) => filters.All(f => f.Fit is null)
        ? NotChecked(CheckKind.Noise, limit, "all filters are dead")
        : Counted(CheckKind.Noise, limit, Rank(f => filters[f].Name == KernelName.Noise ? filters[f].Fit!.P : null, f => -filters[f].Fit!.P));

    private LayerCheck JudgePi0(double limit, LayerDescription description)
    {
        var tested = description.Filters!.Value.Count(f => f.Fit is not null);
        return tested < FewestForPi0
            ? NotChecked(CheckKind.Pi0, limit, $"fewer than {FewestForPi0} live filters to estimate from")
            : Measured(CheckKind.Pi0, limit, description.Summary.Pi0!.Value, null, tested, []);
    }

    private LayerCheck JudgeAliasing(double limit, LayerDescription description)
    {
        var filters = description.Filters!.Value;
        if (description.Summary.Aliasing is not { } mean)
            return NotChecked(CheckKind.Aliasing, limit, "all filters are dead");
        var worst = Rank(f => filters[f].Aliasing?.Natural, f => -filters[f].Aliasing!.Natural);
        return Measured(CheckKind.Aliasing, limit, mean, null, worst.Length, worst);
    }

    /// <summary>A check whose value is the share of filters found.</summary>
    private LayerCheck Counted(CheckKind kind, double limit, ImmutableArray<FilterFinding> found)
    {
        var total = Layer.Bank.Shape.Filters;
        return Measured(kind, limit, found.Length / (double)total, found.Length, total, found);
    }

    private LayerCheck Measured(CheckKind kind, double limit, double value, long? count, long total, ImmutableArray<FilterFinding> worst)
    {
        var failed = value > limit;
        return new LayerCheck
        {
            Index = Layer.Index,
            Layer = Layer.Name,
            Kind = kind,
            Outcome = failed ? CheckOutcome.Failed : CheckOutcome.Passed,
            Value = value,
            Limit = limit,
            Count = count,
            Total = total,
            Reason = null,
            Words = CheckWords.Of(kind, value, limit, count, total),
            Filters = failed ? [.. worst.Take(Checker.MostFilters)] : [],
        };
    }

    private LayerCheck NotChecked(CheckKind kind, double limit, string reason) => new()
    {
        Index = Layer.Index,
        Layer = Layer.Name,
        Kind = kind,
        Outcome = CheckOutcome.NotChecked,
        Value = null,
        Limit = limit,
        Count = null,
        Total = null,
        Reason = reason,
        Words = $"{CheckWords.Subject(kind)} not checked: {reason}",
        Filters = [],
    };

    /// <summary>The filters that have a value, worst (smallest key) first; of equal ones in their order.</summary>
    private ImmutableArray<FilterFinding> Rank(Func<int, double?> value, Func<int, double> key, Func<int, string>? other = null) =>
    [
        .. Enumerable.Range(0, Layer.Bank.Shape.Filters).Where(f => value(f) is not null).OrderBy(key)
            .Select(f => new FilterFinding(Address(f), value(f)!.Value, other?.Invoke(f))),
    ];

    private string Address(int filter) => new KernelAddress(Layer.Name, filter).ToString();

    private static long CountNonFinite(ReadOnlySpan<float> weights)
    {
        var count = 0L;
        foreach (var weight in weights)
        {
            if (!float.IsFinite(weight))
                count++;
        }
        return count;
    }
}
