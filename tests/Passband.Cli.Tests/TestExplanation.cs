using System.Collections.Immutable;
using Passband.Explanations;

namespace Passband.Cli.Tests;

/// <summary>Explanations made by hand.</summary>
internal static class TestExplanation
{
    public static NetworkExplanation Of(params LayerDescription[] layers) => new()
    {
        Model = new ModelDescription("model.onnx", "ONNX", null, layers.Length, layers.Sum(l => (long)l.Shape[0]), layers.Sum(l => (long)l.Shape[0] * l.Shape[1]), ["channels: rgb (default)"]),
        Verdict = ["Two filters were looked at."],
        Layers = [.. layers],
    };

    public static LayerDescription Layer(string name = "conv1", string input = "rgb", params FilterDescription[] filters) => new()
    {
        Index = 0,
        Name = name,
        Operator = "conv2d",
        Shape = [Math.Max(1, filters.Length), 3, 7, 7],
        Stride = [1, 1],
        Dilation = [1, 1],
        Groups = 1,
        Input = input,
        Folded = [],
        Filters = filters.Length > 0 ? [.. filters] : null,
        Summary = new LayerSummary
        {
            Names = null,
            Passbands = null,
            Orders = null,
            Colors = null,
            Dead = 0,
            Noise = null,
            NoiseP = null,
            Duplicates = null,
            Twins = null,
            Sparsity = 0,
            VarianceEntropy = null,
            VarianceEntropyRatio = null,
            Randomness = null,
            Orthogonality = 0.5,
            EffectiveRank = null,
            Pi0 = null,
            Bands = new BandShares(0.25, 0.5, 0.25),
            Orientation = null,
            Aliasing = null,
            Folding = null,
        },
    };

    public static FilterDescription Gabor(string address = "conv1:0") => new()
    {
        Address = address,
        Name = "gabor",
        Words = "Gabor with stripes at 38°, 0.15 cycles per pixel, achromatic",
        Gain = new GainDescription(-0.05, 1.0569123, 0.24, 2.36),
        Passband = new PassbandDescription("bandpass", -27.5, null, 0.153669, 0.085, 0.22, 2.04, "lowpass"),
        Orientation = new OrientationDescription(true, 127.959, 37.9588, 0.5, 87.6),
        Order = new OrderDescription(1, [0, 0.8, 0.1, 0.1], 129.4, -31.9, null),
        Symmetry = new SymmetryDescription(0.29, 57.2),
        Separability = 0.56,
        Center = [-0.1, 0.1],
        Sigma = 2.27,
        Color = new ColorDescription("achromatic", "black–white", 14.9, [0.59, 0.72, 0.36], 0.95, 0.93, null, null),
        Aliasing = null,
        Fit = new FitDescription("gabor", 0.961747, ImmutableSortedDictionary<string, double>.Empty.Add("angle", 128).Add("sigma", 3.5), "line", 46.27, 0.0033, 0.0004, 0.0035, 0.0005),
        Flags = ["twin of conv1:7"],
    };

    public static FilterDescription Dead(string address = "conv1:1") => Gabor(address) with
    {
        Name = "dead",
        Words = "dead",
        Gain = new GainDescription(0, 0, 0, 0),
        Passband = null,
        Orientation = null,
        Order = null,
        Symmetry = null,
        Separability = null,
        Center = null,
        Sigma = null,
        Color = null,
        Fit = null,
        Flags = [],
    };
}
