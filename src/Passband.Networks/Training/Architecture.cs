using System.Collections.Immutable;
using Passband.Datasets;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>A network to build.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Input">The pictures that it is for, of 1 or 3 channels; it takes samples of 0 (black) to 1 (white).</param>
/// <param name="Outputs">Classes, at least 2; 0 for a network that returns a picture of the input's size, which has neither strides nor pooling.</param>
public sealed record Architecture(ArchitectureKind Kind, PictureShape Input, int Outputs)
{
    /// <summary>Filters of the first layer.</summary>
    public int Kernels { get; init; } = 16;

    /// <summary>Taps of a side of the first layer's kernels.</summary>
    public int Size { get; init; } = 7;

    /// <summary>Stride of the first layer; null for the architecture's own: 1, for <see cref="ArchitectureKind.AlexnetSmall"/> 2, and 4 from 11 taps on.</summary>
    public int? Stride { get; init; }

    /// <summary>The seed of the weights that it begins with.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// What is subtracted from every sample, then what the difference is divided by. All channels share one of each, so that the axes of color in the first layer's weights are those of the picture.
    /// </summary>
    public (float Mean, float Deviation) Normalization { get; init; } = (0.5f, 0.25f);

    /// <summary>Names of the classes for the network's metadata; empty, or as many as <see cref="Outputs"/>.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>What the architecture is called on the command line, e.g. "alexnet-small".</summary>
    public string Name => Kind switch
    {
        ArchitectureKind.Tiny => "tiny",
        ArchitectureKind.Lenet => "lenet",
        ArchitectureKind.AlexnetSmall => "alexnet-small",
        ArchitectureKind.Depthwise => "depthwise",
        _ => throw new InvalidOperationException($"No architecture {Kind}."),
    };

    /// <summary>
    /// Builds the network: one input "pictures" [batch, channels, height, width], and as output "logits" [batch, classes] or "picture" of the input's shape, in the operators of ONNX's set 17.
    /// Weights are normal with variance 2/n where a rectifier follows and 1/n where none does, n being the weights of a unit (He et al. 2015), and biases zero; they depend on the seed and on their
    /// layer's place, and are the same on every machine. Batch normalization begins as one that changes nothing.
    /// </summary>
    /// <exception cref="PassbandException">Pictures are too small for the kernels and strides, or too large for a dense layer; numbers are out of range.</exception>
    public Graph Build()
    {
        var network = new ArchitectureBuilder(this);
        network.Normalize();
        switch (Kind)
        {
            case ArchitectureKind.Tiny:
                // Without a border of zeros: the edge between picture and border would be a line of every picture.
                network.Convolution("conv1", Kernels, Size, Stride ?? 1, padded: Outputs == 0);
                network.Rectify("relu1");
                network.Average();
                break;
            case ArchitectureKind.Lenet:
                network.Convolution("conv1", Kernels, Size, Stride ?? 1);
                network.Rectify("relu1");
                network.Pool("pool1", 2);
                network.Convolution("conv2", 2 * Kernels, 5, 1);
                network.Rectify("relu2");
                network.Pool("pool2", 2);
                network.Hidden("dense1", 64);
                break;
            case ArchitectureKind.AlexnetSmall:
                network.Convolution("conv1", Kernels, Size, Stride ?? (Size < 11 ? 2 : 4), normalizedAs: "norm1");
                network.Rectify("relu1");
                network.Pool("pool1", 3);
                network.Convolution("conv2", 2 * Kernels, 5, 1, normalizedAs: "norm2");
                network.Rectify("relu2");
                network.Pool("pool2", 3);
                network.Convolution("conv3", 4 * Kernels, 3, 1, normalizedAs: "norm3");
                network.Rectify("relu3");
                network.Average();
                break;
            default:
                network.Convolution("conv1", Kernels, Size, Stride ?? 1, normalizedAs: "norm1");
                network.Rectify("relu1");
                network.Depthwise("depthwise1", 5, 2, "norm2");
                network.Rectify("relu2");
                network.Convolution("pointwise1", 2 * Kernels, 1, 1, normalizedAs: "norm3");
                network.Rectify("relu3");
                network.Depthwise("depthwise2", 5, 2, "norm4");
                network.Rectify("relu4");
                network.Average();
                break;
        }
        return Outputs == 0 ? network.Picture() : network.Classifier();
    }
}
