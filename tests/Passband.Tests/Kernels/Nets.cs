using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Tests.Kernels;

/// <summary>Networks built in memory.</summary>
internal static class Nets
{
    public static ConvLayer Layer(BankShape shape, IEnumerable<double> weights, InputSpace input, ConvOperator op = ConvOperator.Conv2d, string name = "conv") => new()
    {
        Index = 0,
        Name = name,
        Operator = op,
        Bank = new KernelBank(shape, weights.Select(w => (float)w).ToArray()),
        Input = input,
    };

    public static ConvNet Of(params ConvLayer[] layers) => new()
    {
        Name = "net",
        Format = "test",
        HasGraph = true,
        Layers = [.. layers.Select((l, i) => l with { Index = i })],
    };

    /// <summary>A layer of filters of one channel that sees a gray picture.</summary>
    public static ConvLayer Gray(params IReadOnlyList<Plane> filters) => Layer(
        BankShape.Plane(filters.Count, 1, filters[0].Height, filters[0].Width), filters.SelectMany(f => f.Values), InputSpace.Gray);

    /// <summary>A layer of one filter: a plane for each channel of the input.</summary>
    public static ConvLayer Channels(InputSpace input, params IReadOnlyList<Plane> planes) => Layer(
        BankShape.Plane(1, planes.Count, planes[0].Height, planes[0].Width), planes.SelectMany(f => f.Values), input);

    /// <summary>A layer of one filter that sees a signal.</summary>
    public static ConvLayer Signal(params double[] taps) => Layer(BankShape.Line(1, 1, taps.Length), taps, InputSpace.Signal, ConvOperator.Conv1d);

    public static LayerDescription Explain(ConvLayer layer, ExplainOptions? options = null) =>
        Explainer.Explain(Of(layer), (options ?? ExplainOptions.Default) with { Threads = 1 }, cancellation: TestContext.Current.CancellationToken).Layers[0];

    /// <summary>The description of a layer's first filter.</summary>
    public static FilterDescription Describe(ConvLayer layer, ExplainOptions? options = null) => Explain(layer, options).Filters!.Value[0];

    public static FilterDescription Describe(Plane plane) => Describe(Gray(plane));

    /// <summary>An RGB filter with one profile and one weight for each channel.</summary>
    public static FilterDescription DescribeColored(Plane profile, double red, double green, double blue) =>
        Describe(Channels(InputSpace.Rgb, profile.Scale(red), profile.Scale(green), profile.Scale(blue)));
}
