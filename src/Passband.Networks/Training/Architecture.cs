using Passband.Datasets;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>The networks that can be built without a file.</summary>
public enum ArchitectureKind
{
    /// <summary>One convolution whose responses are rectified and averaged: what the kernels are is all that it can tell classes by.</summary>
    Tiny,

    /// <summary>Two convolutions and two dense layers, after LeNet-5 (LeCun et al. 1998).</summary>
    Lenet,

    /// <summary>Three convolutions, the first with stride, after AlexNet (Krizhevsky, Sutskever and Hinton 2012), on a small scale.</summary>
    AlexnetSmall,

    /// <summary>A pointwise convolution between depthwise ones, after MobileNet (Howard et al. 2017).</summary>
    Depthwise,
}

/// <summary>A network to build.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Input">The pictures that it is for; a mean and a standard deviation of all samples are in the network, which takes 0 to 1.</param>
/// <param name="Outputs">Classes; 0 for a network that returns a picture of the input's size.</param>
public sealed record Architecture(ArchitectureKind Kind, PictureShape Input, int Outputs)
{
    /// <summary>Filters of the first layer.</summary>
    public int Kernels { get; init; } = 16;

    /// <summary>Taps of a side of the first layer's kernels.</summary>
    public int Size { get; init; } = 7;

    /// <summary>Stride of the first layer; null for the architecture's own.</summary>
    public int? Stride { get; init; }

    /// <summary>The seed of the weights that it begins with.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is subtracted from every sample, then what the difference is divided by.</summary>
    public (float Mean, float Deviation) Normalization { get; init; } = (0.5f, 0.25f);

    /// <summary>Builds the network, with weights drawn from the seed (He et al. 2015).</summary>
    /// <exception cref="PassbandException">Pictures are too small for the kernels and strides.</exception>
    public Graph Build() => throw new NotImplementedException();
}
