using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Convolutions that spread each sample over the places that a kernel covers.</summary>
internal static class TransposedConvolutionOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("ConvTranspose", 1, Spread, fresh: true);

    private static torch.Tensor Spread(NodeCall call)
    {
        var (x, weight, bias) = (call[0], call[1], call.Optional(2));
        var groups = call.Integer("group", 1);
        if (x.dim() < 3 || weight.dim() != x.dim())
            throw call.Wrong($"a kernel of {weight.dim()} dimensions over an input of {x.dim()}", "as many, [batch, channels, …]");
        if (groups < 1 || weight.shape[0] != x.shape[1] || x.shape[1] % groups != 0)
            throw call.Wrong($"kernels for {weight.shape[0]} channels in {groups} groups over {x.shape[1]} channels", "as many channels, which the groups divide");
        var filters = weight.shape[1] * groups;
        if (bias is not null && (bias.dim() != 1 || bias.shape[0] != filters))
            throw call.Wrong($"a bias of [{string.Join(", ", bias.shape)}]", $"[{filters}]");
        var kernel = weight.shape[2..];
        if (call.Has("kernel_shape") && !call.Integers("kernel_shape").AsSpan().SequenceEqual(kernel))
            throw call.Wrong($"kernels of {string.Join("×", kernel)}", $"{string.Join("×", call.Integers("kernel_shape").Take(8))}, as kernel_shape says");

        var spatial = x.shape[2..];
        var window = Window.Of(call, spatial, kernel);
        var rank = spatial.Length;
        var added = Window.Values(call, "output_padding", rank, 0);
        var (begin, outputs) = Outputs(call, spatial, window, added);
        call.Reserve([x.shape[0], filters, .. outputs], (int)x.element_size());

        // libtorch takes the same pads for both sides and what remains as padding of the output, which must be below the stride.
        var rest = new long[rank];
        var whole = new long[rank];
        for (var i = 0; i < rank; i++)
        {
            whole[i] = (spatial[i] - 1) * window.Strides[i] + window.Extent(i);
            rest[i] = outputs[i] - (whole[i] - 2 * begin[i]);
        }
        if (Enumerable.Range(0, rank).All(i => rest[i] >= 0 && rest[i] < Math.Max(window.Strides[i], window.Dilations[i]) && outputs[i] > 0))
            return Transposed(x, weight, bias, window, begin, rest, groups);

        call.Reserve([x.shape[0], filters, .. whole], (int)x.element_size());
        var none = new long[rank];
        var pads = new long[2 * rank];
        for (var i = 0; i < rank; i++)
            (pads[2 * (rank - 1 - i)], pads[2 * (rank - 1 - i) + 1]) = (-begin[i], begin[i] + outputs[i] - whole[i]);
        var y = F.pad(Transposed(x, weight, null, window, none, none, groups), pads);
        return bias is null ? y : y.add_(bias.reshape([-1, .. Enumerable.Repeat(1L, rank)]));
    }

    /// <summary>The samples cut at the beginning of each axis, and the size that remains.</summary>
    private static (long[] Begin, long[] Outputs) Outputs(NodeCall call, long[] spatial, Window window, long[] added)
    {
        var rank = spatial.Length;
        var same = call.Text("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER";
        long[] wanted = call.Has("output_shape") ? [.. call.Integers("output_shape").TakeLast(rank)] : same ? [.. spatial.Zip(window.Strides, (n, s) => n * s)] : [];
        var begin = new long[rank];
        var outputs = new long[rank];
        if (wanted.Length != 0 && wanted.Length != rank)
            throw call.Wrong($"an output_shape of {wanted.Length} values", $"{rank}");
        for (var i = 0; i < rank; i++)
        {
            var whole = (spatial[i] - 1) * window.Strides[i] + window.Extent(i) + added[i];
            if (wanted.Length > 0)
            {
                outputs[i] = wanted[i];
                begin[i] = Window.Split(Math.Max(whole - wanted[i], 0), call.Text("auto_pad", "") == "SAME_UPPER").Begin;
            }
            else
                (begin[i], outputs[i]) = (window.Begin[i], whole - window.Begin[i] - window.End[i]);
            if (outputs[i] <= 0)
                throw call.Wrong($"an output of {outputs[i]} samples", "at least one");
        }
        return (begin, outputs);
    }

    private static torch.Tensor Transposed(torch.Tensor x, torch.Tensor weight, torch.Tensor? bias, Window window, long[] pads, long[] rest, long groups) => pads.Length switch
    {
        1 => F.conv_transpose1d(x, weight, bias, window.Strides[0], pads[0], rest[0], window.Dilations[0], groups),
        2 => F.conv_transpose2d(x, weight, bias, window.Strides, pads, rest, window.Dilations, groups),
        _ => F.conv_transpose3d(x, weight, bias, window.Strides, pads, rest, window.Dilations, groups),
    };
}
