using Passband.Graphs;
using Passband.Kernels;
using Passband.Shapes;

namespace Passband.Networks.FeatureMaps;

/// <summary>Permutes the pixels of pictures: what remains are their colors, how often each occurs, and nothing of where.</summary>
internal static class PixelShuffle
{
    /// <summary>Batches with their pictures shuffled, everything else as it was.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Of(
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> batches, GraphInput picture, ref GaussianRandom random)
    {
        var shuffled = new List<IReadOnlyDictionary<string, Tensor>>(batches.Count);
        foreach (var batch in batches)
            shuffled.Add(new Dictionary<string, Tensor>(batch, StringComparer.Ordinal) { [picture.Name] = Of(batch[picture.Name], picture.ChannelsLast, ref random) });
        return shuffled;
    }

    /// <summary>A shuffled copy: each picture by a permutation of its own, all channels of a pixel together.</summary>
    /// <param name="pictures">[n, c, h, w], or [n, h, w, c].</param>
    /// <param name="channelsLast">Which of the two.</param>
    /// <param name="random">Where the permutations come from.</param>
    public static Tensor Of(Tensor pictures, bool channelsLast, ref GaussianRandom random)
    {
        var size = ElementConversion.SizeOf(pictures.Type);
        var (count, channels) = (pictures.Shape[0], pictures.Shape[channelsLast ? ^1 : 1]);
        var pixels = checked((int)(pictures.Count / Math.Max(1, count * channels)));
        var source = pictures.Bytes.Span;
        var shuffled = new byte[source.Length];
        var order = new int[pixels];
        for (var picture = 0; picture < count; picture++)
        {
            Permute(order, ref random);
            var start = picture * channels * pixels * size;
            var from = source.Slice(start, channels * pixels * size);
            var to = shuffled.AsSpan(start, channels * pixels * size);
            var (runs, length) = channelsLast ? (1, channels * size) : (channels, size);
            for (var run = 0; run < runs; run++)
            {
                var offset = run * pixels * length;
                for (var pixel = 0; pixel < pixels; pixel++)
                    from.Slice(offset + order[pixel] * length, length).CopyTo(to[(offset + pixel * length)..]);
            }
        }
        return new Tensor(pictures.Name, pictures.Type, pictures.Shape, () => shuffled);
    }

    /// <summary>A random permutation (Fisher and Yates).</summary>
    private static void Permute(int[] order, ref GaussianRandom random)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = (int)(random.NextUniform() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
