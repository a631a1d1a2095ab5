using Passband.Kernels;
using static Passband.Explanations.Phrases;

namespace Passband.Explanations;

/// <summary>Sentences about the grid that a layer works on: what its stride, its dilation and their meeting with the kernel's size do.</summary>
internal static class SamplingVerdict
{
    /// <summary>Below this ripple (−40 dB) a constant comes out as constant as 8-bit pictures are.</summary>
    private const double SmallestRipple = 0.01;

    public static IEnumerable<string> Of(ConvLayer layer, LayerSummary summary)
    {
        if (summary.Patches is { } patches)
            yield return Patches(patches, summary);
        if (summary.Upsampling is { } upsampling)
            yield return Upsampling(layer, upsampling);
        else if (layer.Operator != ConvOperator.Transposed && Unread(layer) is { } unread)
            yield return unread;
        if (Dilated(layer) is { } dilated)
            yield return dilated;
    }

    private static string Patches(PatchSummary patches, LayerSummary summary)
    {
        var size = string.Join('×', patches.Size);
        var limit = patches.Nyquist[0] == patches.Nyquist[1] ? Frequency(patches.Nyquist[0]) : $"{Frequency(patches.Nyquist[0])} along y and {Frequency(patches.Nyquist[1])} along x";
        var folded = summary.Aliasing is { } natural ? $": {Percent(natural)} of the output's power for natural pictures, {Percent(patches.AliasingWhite!.Value)} for white ones" : "";
        return $"A patch embedding: each output sees a patch of {size} pixels of its own, and everything above 1/(2·stride) = {limit} cycles per pixel folds{folded}.";
    }

    private static string Upsampling(ConvLayer layer, UpsamplingSummary upsampling)
    {
        var taps = string.Join('×', layer.Bank.Shape.ToArray().Skip(2));
        var reached = string.Join(" × ", upsampling.Taps.Select(axis => axis.Distinct().Count() == 1 ? $"{axis[0]}" : $"{axis.Min()} to {axis.Max()}"));
        var overlap = upsampling.Even
            ? $"{taps} taps at stride {Stride(layer)} overlap evenly ({reached} reach each output)"
            : $"{taps} taps at stride {Stride(layer)} overlap unevenly ({reached} reach an output): a checkerboard of {Percent(upsampling.TapRipple)} if all weights were equal";
        if (upsampling.Ripple is not { } ripple)
            return $"{overlap}; no constant passes the weights as they are.";
        var measured = $"the weights as they are make one of {Percent(ripple)} on constant features (random weights: {Percent(upsampling.NoiseRipple)})";
        return upsampling.Even
            ? ripple < SmallestRipple ? $"{overlap} and leave no checkerboard: {Percent(ripple)} on constant features." : $"{overlap}, which alone makes no checkerboard, but {measured.Replace("make one", "make a ripple", StringComparison.Ordinal)}."
            : $"{overlap}; {measured}.";
    }

    /// <summary>A stride beyond the kernel's reach skips what lies between; null where everything is read.</summary>
    private static string? Unread(ConvLayer layer)
    {
        var shape = layer.Bank.Shape;
        (int Taps, int Stride, int Dilation)[] axes =
            [(shape.Depth, layer.Stride.Depth, layer.Dilation.Depth), (shape.Height, layer.Stride.Y, layer.Dilation.Y), (shape.Width, layer.Stride.X, layer.Dilation.X)];
        var read = axes.Aggregate(1.0, (product, axis) => product * Residues(axis.Taps, axis.Stride, axis.Dilation) / axis.Stride);
        return read < 1 ? $"At stride {Stride(layer)} it never reads {Percent(1 - read)} of its input: its taps meet the same samples at every step." : null;
    }

    /// <summary>Positions within a stride that some tap meets.</summary>
    private static int Residues(int taps, int stride, int dilation)
    {
        var met = new HashSet<long>();
        // Residues repeat after as many taps as the stride has positions.
        for (var tap = 0L; tap < Math.Min(taps, stride); tap++)
            met.Add(tap * dilation % stride);
        return met.Count;
    }

    private static string? Dilated(ConvLayer layer)
    {
        var (shape, dilation) = (layer.Bank.Shape, layer.Dilation);
        (int Taps, int Dilation, string Axis)[] axes = [(shape.Depth, dilation.Depth, "time"), (shape.Height, dilation.Y, "y"), (shape.Width, dilation.X, "x")];
        var spread = axes.Where(a => a.Taps > 1 && a.Dilation > 1).ToList();
        if (spread.Count == 0)
            return null;
        var all = spread.Select(a => a.Dilation).Distinct().Count() == 1 && axes.Where(a => a.Taps > 1).All(a => a.Dilation > 1);
        var grid = layer.Operator == ConvOperator.Transposed ? "output" : "input";
        var where = all
            ? $"every {Frequency(1.0 / spread[0].Dilation)} cycles per {grid} sample"
            : List(spread.ConvertAll(a => $"every {Frequency(1.0 / a.Dilation)} cycles per {grid} sample along {a.Axis}"));
        return $"Dilated by {string.Join('×', dilation.ToArray(shape.Rank))}, its response repeats {where}: what passes near DC passes there again.";
    }

    private static string Stride(ConvLayer layer) => string.Join('×', layer.Stride.ToArray(layer.Bank.Shape.Rank));

    private static string Frequency(double value) => Number(value, value < 0.1 ? "0.0000" : "0.000");
}
