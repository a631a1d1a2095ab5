using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Features of regions, interpolated on a grid of samples and pooled into bins of equal number.</summary>
internal static class RegionAlignment
{
    /// <summary>The most samples along one side of a bin: sizes of regions come from the network's own numbers.</summary>
    private const long MostSamples = 4096;

    /// <summary>Pools regions.</summary>
    /// <param name="call">The node: features [batch, channels, height, width], regions [regions, 4], the picture of each region.</param>
    /// <param name="halfPixel">Whether the center of a sample lies half a sample from its edge.</param>
    /// <returns>[regions, channels, output_height, output_width].</returns>
    public static torch.Tensor Align(NodeCall call, bool halfPixel)
    {
        var (x, regions) = (call[0], call[1]);
        var (rows, columns) = (call.Integer("output_height", 1), call.Integer("output_width", 1));
        var pictures = call.IntegersOf(2)!;
        if (x.dim() != 4 || regions.dim() != 2 || regions.shape[1] != 4 || pictures.Length != regions.shape[0])
            throw call.Wrong($"regions of [{string.Join(", ", regions.shape)}] with {pictures.Length} indices for [{string.Join(", ", x.shape)}]", "[regions, 4] and an index for each");
        if (rows is < 1 or > int.MaxValue || columns is < 1 or > int.MaxValue || call.Integer("sampling_ratio", 0) is < 0 or > MostSamples)
            throw call.Wrong($"an output of {rows}×{columns} with {call.Integer("sampling_ratio", 0)} samples", "positive numbers");
        call.Reserve([regions.shape[0], x.shape[1], rows, columns], (int)x.element_size());
        var mode = call.Text("mode", "avg");
        if (mode is not ("avg" or "max"))
            throw call.Wrong($"the mode {Kernels.Printable.Name(mode)}", "avg or max");
        var corners = regions.to_type(torch.ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        var result = torch.empty([regions.shape[0], x.shape[1], rows, columns], x.dtype, x.device);
        for (var i = 0; i < pictures.Length; i++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            if (pictures[i] < 0 || pictures[i] >= x.shape[0])
                throw call.Wrong($"picture {pictures[i]} of {x.shape[0]}", "one that is there");
            using var scope = torch.NewDisposeScope();
            var features = x.select(0, pictures[i]);
            var vertical = new Axis(call, corners[4 * i + 1], corners[4 * i + 3], rows, x.shape[2], halfPixel);
            var horizontal = new Axis(call, corners[4 * i], corners[4 * i + 2], columns, x.shape[3], halfPixel);
            var pooled = mode == "avg"
                ? vertical.Means(x).matmul(features).matmul(horizontal.Means(x).transpose(0, 1))
                : Largest(call, features, vertical, horizontal);
            result.select(0, i).copy_(pooled);
        }
        return result;
    }

    /// <summary>As ONNX defines it, the largest of the four weighted corners of all samples, not of the interpolated values.</summary>
    private static torch.Tensor Largest(NodeCall call, torch.Tensor features, Axis vertical, Axis horizontal)
    {
        call.Reserve([features.shape[0], vertical.Bins * vertical.Samples, horizontal.Bins * horizontal.Samples], (int)features.element_size());
        torch.Tensor? largest = null;
        foreach (var (row, rowWeight) in vertical.Corners(features))
        {
            foreach (var (column, columnWeight) in horizontal.Corners(features))
            {
                var part = features.index_select(1, row).index_select(2, column).mul_(rowWeight.unsqueeze(1)).mul_(columnWeight);
                largest = largest is null ? part : torch.maximum(largest, part);
            }
        }
        return largest!.reshape([features.shape[0], vertical.Bins, vertical.Samples, horizontal.Bins, horizontal.Samples]).amax([2, 4]);
    }

    /// <summary>The samples of one axis: two taps each, which weigh nothing where the sample lies outside.</summary>
    private sealed class Axis
    {
        private readonly long _size;
        private readonly long[] _low;
        private readonly long[] _high;
        private readonly float[] _lowWeight;
        private readonly float[] _highWeight;

        public Axis(NodeCall call, float start, float end, long bins, long size, bool halfPixel)
        {
            var scale = call.Number("spatial_scale", 1);
            var shift = halfPixel ? 0.5f : 0;
            (start, end) = (start * scale - shift, end * scale - shift);
            var length = halfPixel ? end - start : Math.Max(end - start, 1);
            var step = length / bins;
            if (!float.IsFinite(step) || step > MostSamples)
                throw call.Wrong($"a region from {start} to {end}", "one of the size of a picture");
            Samples = call.Integer("sampling_ratio", 0) is var ratio && ratio > 0 ? ratio : Math.Max((long)MathF.Ceiling(step), 0);
            (Bins, _size) = (bins, size);
            var count = bins * Samples;
            call.Reserve([count, size]);
            (_low, _high, _lowWeight, _highWeight) = (new long[count], new long[count], new float[count], new float[count]);
            for (var i = 0L; i < count; i++)
            {
                var at = start + i / Samples * step + (i % Samples + 0.5f) * step / Samples;
                if (at < -1 || at > size)
                    continue;
                at = Math.Max(at, 0);
                _low[i] = Math.Min((long)at, size - 1);
                _high[i] = Math.Min(_low[i] + 1, size - 1);
                _highWeight[i] = _low[i] == size - 1 ? 0 : at - _low[i];
                _lowWeight[i] = 1 - _highWeight[i];
            }
        }

        public long Bins { get; }

        public long Samples { get; }

        /// <summary>[bins, size]: what each sample of the input adds to the mean of a bin.</summary>
        public torch.Tensor Means(torch.Tensor like)
        {
            var means = new float[Bins * _size];
            for (var i = 0L; i < _low.Length; i++)
            {
                var bin = i / Samples * _size;
                means[bin + _low[i]] += _lowWeight[i] / Samples;
                means[bin + _high[i]] += _highWeight[i] / Samples;
            }
            return torch.tensor(means, [Bins, _size], like.dtype, like.device);
        }

        public (torch.Tensor Index, torch.Tensor Weight)[] Corners(torch.Tensor like) =>
        [
            (torch.tensor(_low, device: like.device), torch.tensor(_lowWeight, like.dtype, like.device)),
            (torch.tensor(_high, device: like.device), torch.tensor(_highWeight, like.dtype, like.device)),
        ];
    }
}
