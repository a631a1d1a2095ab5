using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Statistics over the filters of a layer.</summary>
internal static class Summarizer
{
    public static LayerSummary Summarize(
        ConvLayer layer, InputSpace input, KernelSummarizer kernels, ImmutableArray<FilterDescription>? filters, bool[] dead, FilterCosines cosines, double[] p,
        FoldingSummary? folding)
    {
        var bank = layer.Bank;
        var spacing = TapSpacing.Of(new FilterShape(bank.Shape.Channels, bank.Shape.Height, bank.Shape.Width), layer.Dilation);
        var mixing = ChannelMixing.Of(bank, layer.Groups);
        var entropy = LayerStatistics.VarianceEntropy(bank);
        var randomEntropy = entropy is null ? 0 : LayerStatistics.RandomVarianceEntropy(bank.Shape.Taps, bank.Shape.Kernels);
        var bands = TotalResponse.Bands(bank, spacing);
        return new LayerSummary
        {
            Names = Shares(filters, f => f.Name),
            Passbands = Shares(filters, f => f.Passband?.Kind),
            Orders = Shares(filters, f => f.Order?.Dominant.ToString(CultureInfo.InvariantCulture)),
            Colors = Shares(filters, f => f.Color?.Kind),
            Dead = dead.Count(d => d) / (double)dead.Length,
            Noise = filters?.Count(f => f.Name == KernelName.Noise) / (double)dead.Length,
            Duplicates = Alike(cosines.Most, cosines.Sampled, c => c > LayerExplainer.AlikeFrom),
            Twins = Alike(cosines.Least, cosines.Sampled, c => c < -LayerExplainer.AlikeFrom),
            Sparsity = LayerStatistics.Sparsity(bank),
            VarianceEntropy = entropy,
            VarianceEntropyP = entropy is { } found ? kernels.EntropyP(found, bank.Shape) : null,
            VarianceEntropyRatio = randomEntropy > 0 ? entropy / randomEntropy : null,
            Randomness = LayerStatistics.Randomness(bank.Shape, entropy),
            Orthogonality = cosines.Orthogonality,
            EffectiveRank = mixing?.EffectiveRank,
            Pi0 = FalseDiscovery.Pi0(p),
            NoiseP = FalseDiscovery.Combined(p),
            Bands = bands is { } b ? new BandShares(b.Low, b.Middle, b.High) : null,
            Orientation = SummarizeOrientation(filters),
            Aliasing = MeanAliasing(filters, a => a.Natural),
            Folding = folding,
            Kernels = kernels.Of(bank),
            Mixing = mixing is null ? null : new MixingSummary(mixing.Inputs, bank.Shape.Filters, mixing.NoiseRank, mixing.Rank, mixing.Rank90, SummarizeColor(bank, input)),
            Upsampling = SummarizeUpsampling(layer),
            Patches = SummarizePatches(layer, filters),
        };
    }

    private static ColorMatrixSummary? SummarizeColor(KernelBank bank, InputSpace input)
    {
        if (input is not (InputSpace.Rgb or InputSpace.Bgr) || ColorMatrix.Of(bank, input == InputSpace.Bgr) is not { } matrix)
            return null;
        var directions = ImmutableArray.CreateBuilder<ColorDirection>();
        for (var i = 0; i < matrix.Directions.Length; i++)
        {
            var direction = matrix.Directions[i];
            var (axis, angle, _) = ColorAxis.Nearest(direction[0], direction[1], direction[2]);
            directions.Add(new ColorDirection(matrix.SingularValues[i], matrix.Share(i), [.. direction], axis, angle));
        }
        return new ColorMatrixSummary(ColorMatrixWording.Of(matrix, bank.Shape.Filters), directions.ToImmutable());
    }

    private static UpsamplingSummary? SummarizeUpsampling(ConvLayer layer) =>
        layer.Operator == ConvOperator.Transposed && TransposedOverlap.Of(layer.Bank, layer.Stride, layer.Dilation) is { } overlap
            ? new UpsamplingSummary(
                [.. overlap.Taps.Select(t => t.ToImmutableArray())], overlap.IsEven, overlap.TapRipple, overlap.Ripple, overlap.NoiseRipple, [.. overlap.Gains])
            : null;

    /// <summary>A patch embedding: a plane as long as its stride along both axes, on a picture.</summary>
    private static PatchSummary? SummarizePatches(ConvLayer layer, ImmutableArray<FilterDescription>? filters)
    {
        var (shape, stride) = (layer.Bank.Shape, layer.Stride);
        var isPatch = layer is { SeesInput: true, Operator: ConvOperator.Conv2d or ConvOperator.Conv3d, Dilation: { Y: 1, X: 1 } }
            && shape is { Height: > 1, Width: > 1 } && (stride.Y, stride.X) == (shape.Height, shape.Width);
        return isPatch ? new PatchSummary([stride.Y, stride.X], [0.5 / stride.Y, 0.5 / stride.X], MeanAliasing(filters, a => a.White)) : null;
    }

    /// <summary>Share of all filters for each key, most frequent first; null where the filters are not described or none has the property.</summary>
    private static ImmutableArray<Share>? Shares(ImmutableArray<FilterDescription>? filters, Func<FilterDescription, string?> key)
    {
        if (filters is not { } all)
            return null;
        var shares = Share.Of([.. all.Select(key)]);
        return shares.IsEmpty ? null : shares;
    }

    private static double? Alike((double Cosine, int Other)[] nearest, bool sampled, Func<double, bool> isAlike) =>
        sampled ? null : nearest.Count(n => isAlike(n.Cosine)) / (double)nearest.Length;

    private static OrientationSummary? SummarizeOrientation(ImmutableArray<FilterDescription>? filters)
    {
        var axes = filters?.Where(f => f.Orientation is { Oriented: true } && f.Name != KernelName.Noise).Select(f => f.Orientation!.Wavevector).ToList();
        return axes is not null && CircularStatistics.Of(axes) is { } s ? new OrientationSummary(s.Mean, s.Resultant, s.P) : null;
    }

    private static double? MeanAliasing(ImmutableArray<FilterDescription>? filters, Func<AliasingDescription, double> share)
    {
        var shares = filters?.Where(f => f.Aliasing is not null).Select(f => share(f.Aliasing!)).ToList();
        return shares is { Count: > 0 } ? shares.Average() : null;
    }
}
