using TorchSharp;

namespace Passband.Networks.Training;

/// <summary>How rough kernels are.</summary>
internal static class Roughness
{
    /// <summary>The mean squared difference of taps that are neighbors in a row or a column, over all kernels; a value with gradients.</summary>
    /// <param name="kernels">[filters, channels, height, width].</param>
    public static torch.Tensor Of(torch.Tensor kernels)
    {
        var (height, width) = (kernels.shape[2], kernels.shape[3]);
        var pairs = kernels.shape[0] * kernels.shape[1] * ((height - 1) * width + height * (width - 1));
        var sum = kernels.narrow(2, 1, height - 1).sub(kernels.narrow(2, 0, height - 1)).square().sum()
            + kernels.narrow(3, 1, width - 1).sub(kernels.narrow(3, 0, width - 1)).square().sum();
        return sum / Math.Max(pairs, 1);
    }
}
