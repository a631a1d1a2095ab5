using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>The order of numbers in memory, which libtorch keeps apart from the order of the axes.</summary>
internal static class MemoryLayout
{
    /// <summary>The attribute of a convolution whose weights lie with the channels of a tap side by side.</summary>
    public const string Attribute = "passband.channels_last";

    /// <summary>The same values [n, c, h, w] with the channels of a pixel side by side in memory; a handle to the same memory where they lie so already.</summary>
    public static torch.Tensor ChannelsLast(torch.Tensor value)
    {
        var (shape, strides) = (value.shape, value.stride());
        if (strides[1] == 1 && strides[3] == shape[1] && strides[2] == shape[1] * shape[3] && strides[0] == shape[1] * shape[2] * shape[3])
            return value.alias();
        using var moved = value.permute(0, 2, 3, 1);
        using var dense = moved.contiguous();
        return dense.permute(0, 3, 1, 2);
    }
}
