using System.Runtime.InteropServices;
using Passband.Datasets;
using Passband.Kernels;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Training;

/// <summary>How far a network's output is from what it should be.</summary>
/// <param name="network">What to call the network in messages.</param>
/// <param name="classes">The classes that it tells apart; 0 when it returns pictures.</param>
/// <param name="pictures">The size of the pictures.</param>
internal sealed class LossFunction(string network, int classes, PictureShape pictures)
{
    private int OutputLength => classes > 0 ? classes : pictures.Count;

    /// <summary>Refuses an output that is of another size.</summary>
    public void Check(torch.Tensor output, int batch)
    {
        var where = $"{network} → output";
        var found = $"[{string.Join(", ", output.shape)}] for {batch} pictures";
        if (output.dtype != torch.ScalarType.Float32)
            throw new PassbandException(ErrorKind.Request, where, $"values of the type {output.dtype}", "32-bit floats");
        if (output.dim() < 1 || output.shape[0] != batch)
            throw new PassbandException(ErrorKind.Request, where, found, "a first dimension that is the number of pictures", "Networks that were exported for one picture only may have to be exported again with a free batch size.");
        if (output.numel() == (long)batch * OutputLength)
            return;
        throw classes > 0
            ? new PassbandException(ErrorKind.Request, where, found, $"[{batch}, {classes}], one number for each class", "Train a network with as many outputs as there are classes.")
            : new PassbandException(ErrorKind.Request, where, found, $"pictures of {pictures}, as the input's", "Train a network that returns a picture of the input's size.");
    }

    /// <summary>The mean loss of a batch, as a value with gradients: cross-entropy, or the mean squared error.</summary>
    public torch.Tensor Of(torch.Tensor output, Batch batch)
    {
        Check(output, batch.Count);
        if (classes > 0)
            return F.cross_entropy(output.reshape(batch.Count, classes), torch.tensor(batch.Labels.AsSpan(0, batch.Count).ToArray()));
        var target = torch.empty(output.shape);
        batch.Targets.AsSpan(0, batch.Count * batch.PictureLength).CopyTo(MemoryMarshal.Cast<byte, float>(target.bytes));
        return F.mse_loss(output, target);
    }

    /// <summary>How many pictures of a batch are classified rightly: the first of the largest outputs is the label's; null when pictures are returned.</summary>
    public int? Right(torch.Tensor output, Batch batch)
    {
        if (classes == 0)
            return null;
        using var dense = output.detach().contiguous();
        var scores = MemoryMarshal.Cast<byte, float>(dense.bytes);
        var right = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var own = scores.Slice(i * classes, classes);
            var best = 0;
            for (var j = 1; j < classes; j++)
                best = own[j] > own[best] ? j : best;
            right += best == batch.Labels[i] ? 1 : 0;
        }
        return right;
    }
}
