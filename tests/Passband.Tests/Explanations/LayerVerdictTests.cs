using Passband.Explanations;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class LayerVerdictTests
{
    private static IReadOnlyList<string> Of(ConvLayer layer) => [.. Nets.Explain(layer).Verdict];

    private static ConvLayer Features(BankShape shape, IEnumerable<double> weights, ConvOperator op = ConvOperator.Conv2d) => Nets.Layer(shape, weights, InputSpace.Features, op);

    [Fact]
    public void A_deep_layer_of_noise_is_said_to_be_no_more_than_that()
    {
        var verdict = Of(Features(BankShape.Plane(100, 100, 3, 3), Plane.Noise(1, 90_000, 5).Values));
        Assert.StartsWith("One by one, ", verdict[0], StringComparison.Ordinal);
        Assert.Contains("4,0", verdict[0], StringComparison.Ordinal);
        Assert.Contains(" kernels sampled from 10,000 are not told from random weights", verdict[0], StringComparison.Ordinal);
        Assert.StartsWith("Together they vary in as many ways as random ones (variance entropy 0.95", verdict[1], StringComparison.Ordinal);
        Assert.Equal("No single kernel of it has a meaning in the network's input; what a filter does there is found by running the network.", verdict[2]);
    }

    [Fact]
    public void A_deep_layer_of_averages_is_told_from_noise_by_its_numbers()
    {
        var kernels = Enumerable.Range(0, 400).SelectMany(i => Plane.Gaussian(3, 0.8).Plus(Plane.Noise(3, 3, (ulong)i).Scale(0.05)).Values);
        Assert.Equal(
            "Of 400 kernels, 100 % pass DC more and 100 % gather at fewer frequencies than 95 % of random ones (5 % expected).", Of(Features(BankShape.Plane(20, 20, 3, 3), kernels))[0]);
    }

    [Fact]
    public void Kernels_that_are_all_one_tap_have_no_ratio_to_random_ones()
    {
        var kernels = Enumerable.Range(0, 400).SelectMany(i => (double[])[0, 0, 0, 0, 1 + i, 0, 0, 0, 0]);
        var verdict = Of(Features(BankShape.Plane(20, 20, 3, 3), kernels));
        Assert.Contains("Together they vary in fewer ways than random ones (variance entropy 0.000, p below 10⁻¹⁵).", verdict);
        Assert.DoesNotContain(verdict, s => s.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void A_layer_of_single_taps_counts_its_mixes()
    {
        double[] weights = [3, 0, 0, 4];
        Assert.Equal(
            [
                "Mixes 2 channels into 2 at effective rank 1.9 of 2 (random weights: 1.2); 2 directions hold 90 % of the energy, and the numerical rank is 2.",
                "What the channels that it mixes stand for cannot be told from its weights.",
            ], Of(Features(BankShape.Plane(2, 2, 1, 1), weights)));
    }

    [Fact]
    public void Single_taps_on_the_picture_are_described_by_their_colors()
    {
        var layer = Nets.Layer(BankShape.Plane(1, 3, 1, 1), [0.114, 0.587, 0.299], InputSpace.Bgr);
        Assert.Equal("Mixes the picture's 3 colors into 1 channel: drops color: only brightness is left (red, green and blue weigh 0.30, 0.59, 0.11).", Of(layer)[0]);
        Assert.Equal("One tap passes all frequencies alike: of space this layer says nothing.", Of(layer)[^1]);
        Assert.Null(Nets.Explain(layer with { Input = InputSpace.Features }).Summary.Mixing!.Color);
    }

    [Fact]
    public void An_uneven_overlap_is_a_checkerboard_and_an_even_one_may_ripple_all_the_same()
    {
        ConvLayer Up(int side, Func<int, double> weight) => Features(BankShape.Plane(1, 1, side, side), Enumerable.Range(0, side * side).Select(weight), ConvOperator.Transposed)
            with
        { Stride = Extent.Square(2) };
        Assert.Equal(
            "3×3 taps at stride 2×2 overlap unevenly (1 to 2 × 1 to 2 reach an output): a checkerboard of 48 % if all weights were equal; the weights as they are make one of 48 % on constant features (random weights: 173 %).",
            Of(Up(3, _ => 1))[0]);
        Assert.Equal(
            "4×4 taps at stride 2×2 overlap evenly (2 × 2 reach each output) and leave no checkerboard: 0 % on constant features.", Of(Up(4, _ => 1))[0]);
        Assert.Equal(
            "4×4 taps at stride 2×2 overlap evenly (2 × 2 reach each output), which alone makes no checkerboard, but the weights as they are make a ripple of 50 % on constant features (random weights: 173 %).",
            Of(Up(4, i => i / 4 % 2 == 0 ? 1 : 3))[0]);
        Assert.Null(Nets.Explain(Up(3, _ => 1) with { Stride = Extent.One }).Summary.Upsampling);
    }

    [Fact]
    public void The_stride_of_a_transposed_convolution_folds_nothing()
    {
        var layer = Features(BankShape.Plane(2, 2, 4, 4), Plane.Noise(1, 64, 2).Values, ConvOperator.Transposed) with { Stride = Extent.Square(2) };
        var explained = Nets.Explain(layer, ExplainOptions.Default with { All = true });
        Assert.All(explained.Filters!.Value, f => Assert.Null(f.Aliasing));
        Assert.Null(explained.Summary.Aliasing);
    }

    [Fact]
    public void A_patch_embedding_is_recognized_and_what_it_folds_is_said()
    {
        var layer = Nets.Layer(BankShape.Plane(6, 3, 16, 16), Plane.Noise(18, 256, 4).Values, InputSpace.Rgb) with { Stride = Extent.Square(16) };
        var explained = Nets.Explain(layer);

        Assert.Equal([16, 16], explained.Summary.Patches!.Size);
        Assert.Equal([1 / 32.0, 1 / 32.0], explained.Summary.Patches.Nyquist);
        Assert.Equal(explained.Filters!.Value.Average(f => f.Aliasing!.White), explained.Summary.Patches.AliasingWhite!.Value, 1e-12);
        // White noise fills the square of frequencies, of which 1/256 is left.
        Assert.Equal(255.0 / 256, explained.Summary.Patches.AliasingWhite.Value, 0.01);
        Assert.StartsWith(
            "A patch embedding: each output sees a patch of 16×16 pixels of its own, and everything above 1/(2·stride) = 0.0313 cycles per pixel folds: ",
            explained.Verdict[0], StringComparison.Ordinal);
        Assert.All(explained.Filters.Value, f => Assert.NotNull(f.Fit));
    }

    [Theory]
    [InlineData(16, 8, InputSpace.Rgb)]
    [InlineData(1, 1, InputSpace.Rgb)]
    [InlineData(16, 16, InputSpace.Features)]
    public void Other_layers_are_no_patch_embeddings(int side, int stride, InputSpace input)
    {
        var layer = Nets.Layer(BankShape.Plane(1, 3, side, side), Plane.Noise(3, side * side, 4).Values, input) with { Stride = Extent.Square(stride) };
        Assert.Null(Nets.Explain(layer).Summary.Patches);
    }

    [Theory]
    [InlineData(1, 2, 1, "At stride 2×2 it never reads 75 % of its input: its taps meet the same samples at every step.")]
    [InlineData(3, 2, 2, "At stride 2×2 it never reads 75 % of its input: its taps meet the same samples at every step.")]
    [InlineData(2, 3, 1, "At stride 3×3 it never reads 56 % of its input: its taps meet the same samples at every step.")]
    public void Samples_that_no_tap_meets_are_counted(int side, int stride, int dilation, string expected)
    {
        var layer = Features(BankShape.Plane(2, 2, side, side), Plane.Noise(4, side * side, 1).Values) with { Stride = Extent.Square(stride), Dilation = Extent.Square(dilation) };
        Assert.Contains(expected, Of(layer));
    }

    [Fact]
    public void A_layer_that_reads_everything_is_not_blamed()
    {
        var layer = Features(BankShape.Plane(2, 2, 3, 3), Plane.Noise(4, 9, 1).Values) with { Stride = Extent.Square(2), Dilation = Extent.Square(3) };
        Assert.DoesNotContain(Of(layer), s => s.Contains("never reads", StringComparison.Ordinal));
        Assert.Contains("Dilated by 3×3, its response repeats every 0.333 cycles per input sample: what passes near DC passes there again.", Of(layer));
    }

    [Fact]
    public void A_depthwise_layer_counts_its_kernels_by_name()
    {
        var edge = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");
        Plane[] planes = [edge, edge.Rotate(), edge.Negate(), Plane.Gaussian(3, 0.8), Plane.Parse("0 0 0/0 0 0/0 0 0")];
        var layer = Features(BankShape.Plane(5, 1, 3, 3), planes.SelectMany(p => p.Values), ConvOperator.Depthwise) with { Groups = 5 };
        var verdict = Of(layer);
        Assert.Equal("5 filters, each on one channel alone: 3 edges, 1 dead and 1 smoothing.", verdict[0]);
        Assert.EndsWith("What the channels stand for cannot be told from these weights.", verdict[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Single_taps_that_each_scale_a_channel_mix_nothing()
    {
        var layer = Features(BankShape.Plane(3, 1, 1, 1), [1, 2, -3], ConvOperator.Depthwise) with { Groups = 3 };
        Assert.Equal("Scales each of its 3 channels by itself: one tap, nothing mixed.", Of(layer)[0]);
    }

    [Fact]
    public void A_layer_of_one_name_says_all()
    {
        var edge = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");
        Assert.Equal("3 filters: all edges.", Of(Nets.Gray(edge, edge.Rotate(), edge.Negate()))[0]);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Fewer_than_three_kernels_are_no_evidence(int kernels, bool told)
    {
        // Two kernels are both beyond the 95th percentile once in 400 times, three once in 8,000.
        var layer = Features(BankShape.Plane(kernels, 1, 5, 5), Enumerable.Repeat(Plane.Gaussian(5, 1.5), kernels).SelectMany(p => p.Values));
        Assert.Equal(told, Of(layer).Any(s => s.Contains("100 % are smoother", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_dead_layer_says_so_and_no_more() =>
        Assert.Equal(["Nothing passes this layer: all its weights are zero."], Of(Features(BankShape.Plane(2, 2, 3, 3), new double[36])));

    [Theory]
    [InlineData(InputSpace.Gray, 1, 7, ConvOperator.Conv2d)]
    [InlineData(InputSpace.Features, 1, 7, ConvOperator.Depthwise)]
    [InlineData(InputSpace.Features, 3, 1, ConvOperator.Conv2d)]
    [InlineData(InputSpace.Features, 3, 2, ConvOperator.Transposed)]
    public void A_verdict_has_one_to_four_sentences(InputSpace input, int channels, int side, ConvOperator op)
    {
        var layer = Nets.Layer(BankShape.Plane(6, channels, side, side), Plane.Noise(6 * channels, side * side, 1).Values, input, op)
            with
        { Stride = Extent.Square(9), Dilation = Extent.Square(3) };
        var verdict = Of(layer);
        Assert.InRange(verdict.Count, 1, 4);
        Assert.All(verdict, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
    }
}
