using System.Collections.Immutable;

namespace Passband.Kernels;

/// <summary>What kind of convolution a layer is.</summary>
public enum ConvOperator
{
    /// <summary>Convolution of a signal along one axis.</summary>
    Conv1d,

    /// <summary>Convolution over a plane; grouped convolutions included.</summary>
    Conv2d,

    /// <summary>Convolution over space and time.</summary>
    Conv3d,

    /// <summary>Convolution with one input channel per filter and as many groups as input channels (more than one).</summary>
    Depthwise,

    /// <summary>Transposed ("fractionally strided") convolution; its bank is stored as [out, in/groups, …] like every other.</summary>
    Transposed,
}

/// <summary>Steps along depth, rows and columns, in samples of the layer's input grid.</summary>
public readonly record struct Extent(int Depth, int Y, int X)
{
    /// <summary>One sample along every axis.</summary>
    public static Extent One { get; } = new(1, 1, 1);

    /// <summary>The same step along rows and columns.</summary>
    public static Extent Square(int step) => new(1, step, step);

    /// <summary>The steps of the axes that a convolution of this rank has, outermost first.</summary>
    public int[] ToArray(int rank) => rank switch { 1 => [X], 2 => [Y, X], _ => [Depth, Y, X] };
}

/// <summary>How a layer continues its input beyond the border.</summary>
/// <param name="Mode">"valid", "same" (as many zeros as keep the size at stride 1) or "explicit".</param>
/// <param name="Begin">Zeros added before each axis, outermost first; empty unless the mode is explicit.</param>
/// <param name="End">Zeros added after each axis; empty unless the mode is explicit.</param>
public sealed record ConvPadding(string Mode, ImmutableArray<int> Begin, ImmutableArray<int> End)
{
    /// <summary>No padding: only positions where the whole kernel lies inside the input.</summary>
    public static ConvPadding Valid { get; } = new("valid", [], []);

    /// <summary>Zero padding that keeps the size at stride 1.</summary>
    public static ConvPadding Same { get; } = new("same", [], []);
}

/// <summary>What the input channels of a layer are.</summary>
public enum InputSpace
{
    /// <summary>Feature maps of an earlier layer.</summary>
    Features,

    /// <summary>A picture of three channels whose order the file does not tell.</summary>
    Picture,

    /// <summary>A picture: red, green, blue.</summary>
    Rgb,

    /// <summary>A picture: blue, green, red.</summary>
    Bgr,

    /// <summary>A picture of one channel.</summary>
    Gray,

    /// <summary>A signal along one axis (sound, a time series).</summary>
    Signal,
}

/// <summary>A bank with everything about its layer that is needed to say what the kernels do.</summary>
public sealed record ConvLayer
{
    /// <summary>Position among the convolutions of the network, from 0, in execution order where the graph is known.</summary>
    public required int Index { get; init; }

    /// <summary>The layer's name in the file; not trusted, escape it wherever it is shown.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of convolution.</summary>
    public required ConvOperator Operator { get; init; }

    /// <summary>The effective weights: dequantized and with everything in <see cref="Folded"/> applied.</summary>
    public required KernelBank Bank { get; init; }

    /// <summary>Samples between neighboring outputs.</summary>
    public Extent Stride { get; init; } = Extent.One;

    /// <summary>Samples between neighboring taps.</summary>
    public Extent Dilation { get; init; } = Extent.One;

    /// <summary>Groups that the channels are split into.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Treatment of the border; null where the file does not tell.</summary>
    public ConvPadding? Padding { get; init; }

    /// <summary>What the input channels are.</summary>
    public InputSpace Input { get; init; } = InputSpace.Features;

    /// <summary>What was folded into the bank, e.g. "batchnorm", "dequantized", "input scale", in the order applied.</summary>
    public ImmutableArray<string> Folded { get; init; } = [];

    /// <summary>
    /// The name of the value that the operator itself writes, before bias, normalization and activation that follow as operators of their own; null where the file has no
    /// graph, or where the layer stands in the body of a control flow operator. Not trusted, escape it wherever it is shown.
    /// </summary>
    public string? Output { get; init; }

    /// <summary>Whether the input is the picture or the signal itself rather than feature maps.</summary>
    public bool SeesInput => Input != InputSpace.Features;

    /// <summary>Refuses weights that are NaN or infinite, of which nothing can be measured or drawn.</summary>
    /// <exception cref="PassbandException">Some weights are not finite.</exception>
    public void RequireFinite()
    {
        var broken = 0L;
        foreach (var weight in Bank.Weights)
        {
            if (!float.IsFinite(weight))
                broken++;
        }
        if (broken > 0)
        {
            throw new PassbandException(
                ErrorKind.Format, $"layer {Printable.Name(Name)}", $"{broken} of {Bank.Weights.Length} weights are NaN or infinite", "finite weights",
                "The training diverged or the export broke; an earlier checkpoint may be whole. `passband layers` still lists the layers.");
        }
    }
}
