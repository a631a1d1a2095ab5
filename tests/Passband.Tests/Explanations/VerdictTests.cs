using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class VerdictTests
{
    private static readonly Plane Sobel = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");

    /// <summary>Twelve Gabors of 9×9, which leave no doubt.</summary>
    private static readonly Plane[] Gabors = [.. Enumerable.Range(0, 12).Select(i => Plane.Gabor(9, 15 * i, 0.2, 40 * i, 2.25, 2.25))];

    [Fact]
    public void A_clear_layer_is_structure_but_not_quality()
    {
        var verdict = Verdict(Nets.Gray(Gabors));

        Assert.Equal("Layer conv sees the picture with 12 filters of 9×9: 12 gabors.", verdict[0]);
        Assert.StartsWith("All 12 live filters are told from noise (q ≤ 0.05); the closest textbook shape explains 100 % of a filter's spatial profile in the median, and none is dead.", verdict[^2], StringComparison.Ordinal);
        Assert.Equal("That proves structure but not quality, since random labels give it, too (Chowers and Weiss 2023).", verdict[^1]);
    }

    [Fact]
    public void Noise_looks_untrained_and_is_not_proven_to_be()
    {
        var verdict = Verdict(Nets.Gray([.. Enumerable.Range(0, 20).Select(i => Plane.Noise(7, 7, (ulong)(i + 100)))]));

        Assert.Contains("None of the 20 live filters is told from noise by itself, nor is the layer as a whole (p ", verdict[^2], StringComparison.Ordinal);
        Assert.Equal("That is what untrained weights look like, which does not prove that these 20 are.", verdict[^1]);
    }

    [Fact]
    public void Weak_structure_everywhere_is_told_together_where_it_is_not_one_by_one()
    {
        // An edge as strong as the noise (√12 · 0.8 against 3) in each of many kernels of nine taps.
        var verdict = Verdict(Nets.Gray([.. Enumerable.Range(0, 60).Select(i => Sobel.Scale(0.8).Plus(Plane.Noise(3, 3, (ulong)i)))]));

        Assert.Matches("^[0-9]+ of 60 live filters (is|are) told from noise .*, the other [0-9]+ only together [(]p ", verdict[^2]);
        Assert.Matches("^Which of these [0-9]+ filters learned something is open[.]$", verdict[^1]);
    }

    [Fact]
    public void Half_a_layer_of_noise_is_not_excused_by_the_other_half()
    {
        var verdict = Verdict(Nets.Gray([.. Gabors, .. Enumerable.Range(0, 12).Select(i => Plane.Noise(9, 9, (ulong)(i + 700)))]));

        Assert.Matches("^12 of 24 live filters are told from noise [(]q ≤ 0.05[)], and the other 12 are consistent with it [(]p 0[.][0-9]+ together; estimated share of noise [0-9]+ %[)]", verdict[^2]);
        Assert.Equal("That is what untrained weights look like, which does not prove that these 12 are.", verdict[^1]);
    }

    [Fact]
    public void Small_kernels_and_few_filters_prove_little()
    {
        Plane[] planes = [Sobel, Sobel.Rotate(), Plane.Parse("1 2 1/2 4 2/1 2 1"), Plane.Parse("0 -1 0/-1 4 -1/0 -1 0")];
        Assert.Equal("4 filters are few, so that one is 25 %, and one 3×3 kernel proves little.", Verdict(Nets.Gray(planes))[^1]);
        Assert.Equal("4 filters are few, so that one is 25 %.", Verdict(Nets.Gray(Gabors[..4]))[^1]);
        // The same four three times over, each with a little noise of its own.
        var many = Enumerable.Range(0, 12).Select(i => planes[i % 4].Plus(Plane.Noise(3, 3, (ulong)i).Scale(0.05)));
        Assert.Matches("^One 3×3 kernel proves little, but the layer as a whole, with an estimated share of noise of [0-9.]+ %, proves structure but not quality", Verdict(Nets.Gray([.. many]))[^1]);
        Assert.Equal("One 3×3 kernel proves little, whatever its name.", Verdict(Nets.Gray(Sobel))[^1]);
    }

    [Fact]
    public void Dead_filters_duplicates_and_twins_are_counted()
    {
        var verdict = Verdict(Nets.Gray([.. Gabors, Gabors[0].Scale(2), Gabors[1].Negate(), Gabors[0].Scale(0)]));

        Assert.Contains("1 is dead, 2 are duplicates of another and 2 are negative twins of another.", string.Join(' ', verdict), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InputSpace.Picture, null, true)]
    [InlineData(InputSpace.Picture, ChannelOrder.Bgr, false)]
    [InlineData(InputSpace.Rgb, null, false)]
    public void Colors_that_rest_on_an_assumption_say_so(InputSpace input, ChannelOrder? asked, bool said)
    {
        var layer = Nets.Channels(input, Gabors[0].Scale(2), Gabors[0].Negate(), Gabors[0].Negate());
        var verdict = string.Join(' ', Explain(layer, asked).Verdict);

        Assert.Contains("By color, 1 opponent", verdict, StringComparison.Ordinal);
        Assert.Equal(said, verdict.Contains("the color of 1 rests on the assumption that the channels are RGB", StringComparison.Ordinal));
    }

    [Fact]
    public void Gray_filters_need_no_order_of_channels() =>
        Assert.DoesNotContain("assumption", string.Join(' ', Verdict(Nets.Channels(InputSpace.Picture, Gabors[0], Gabors[0], Gabors[0]))), StringComparison.Ordinal);

    [Fact]
    public void A_stride_that_the_passbands_exceed_is_said_with_the_one_that_would_do()
    {
        var verdict = Verdict(Nets.Gray(Gabors) with { Stride = Extent.Square(4) });

        // 0.2 cycles per pixel across 15·i degrees: along x or y, whichever is more, all lie beyond 1/8. The share of 1/f² pictures that a bare stride of 4 aliases is known
        // from an independent sum over a fine grid: 27.9 %.
        Assert.Matches(
            "^The stride of 4×4 and the passbands disagree: [0-9]+ % of the output power of natural pictures is aliased [(]28 % would be without any filter[)], "
            + "most in conv:[0-9]+ [(][0-9]+ %[)], and all 12 peaks lie beyond what it carries; a stride of 2×2 would do[.]$", verdict[^1]);
    }

    [Fact]
    public void A_stride_that_agrees_is_not_spoken_of_at_length()
    {
        var verdict = Verdict(Nets.Gray([.. Enumerable.Range(0, 10).Select(i => Plane.Gaussian(7, 1 + 0.1 * i))]) with { Stride = Extent.Square(2) });

        Assert.Matches("^The stride of 2×2 aliases [0-9.]+ % of the output power of natural pictures [(]14 % would be without any filter[)], most in conv:0 [(][0-9.]+ %[)][.]$", verdict[^1]);
    }

    [Theory]
    [InlineData(0, "^The stride of 4×4 aliases [0-9]+ % of its output power of natural pictures [(]28 % would be without any filter[)], and its peak appears at 0[.]0[45][0-9] cycles per input sample[.]$")]
    [InlineData(1, "^The stride of 4×4 aliases [0-9.]+ % of its output power of natural pictures [(]28 % would be without any filter[)][.]$")]
    [InlineData(2, "^The stride of 4×4 folds nothing back where nothing passes[.]$")]
    public void One_filter_has_its_own_share_and_its_own_alias(int filter, string expected)
    {
        // A wave along x at 0.2 or, in its window, a few thousandths off: 0.05 less than a turn of the strided grid. A wide average. Nothing.
        var layer = Nets.Gray(Gabors[0], Plane.Gaussian(9, 2.5), Plane.Gaussian(9, 1).Scale(0)) with { Stride = Extent.Square(4) };
        var options = ExplainOptions.Default with { Layer = "conv", Filter = filter };

        Assert.Matches(expected, Explainer.Explain(Nets.Of(layer), options, cancellation: TestContext.Current.CancellationToken).Verdict[^1]);
    }

    [Fact]
    public void The_stride_of_a_spectrogram_folds_on_purpose()
    {
        var rows = Enumerable.Range(1, 20).SelectMany(k => Enumerable.Range(0, 64).Select(n => (0.5 - 0.5 * Math.Cos(2 * Math.PI * (n + 0.5) / 64)) * Math.Cos(2 * Math.PI * (k + 4) * n / 64.0)));
        var verdict = Verdict(Nets.Layer(BankShape.Line(20, 1, 64), rows, InputSpace.Signal, ConvOperator.Conv1d) with { Stride = new Extent(1, 1, 16) });

        Assert.StartsWith("The stride of 16 folds the passbands, as a spectrogram's does on purpose: ", verdict[^1], StringComparison.Ordinal);
        Assert.Equal("Whether these 20 filters were learned or computed, their weights do not tell.", verdict[^2]);
    }

    [Fact]
    public void However_much_there_is_to_say_it_is_five_sentences_with_a_number_each()
    {
        var colored = Enumerable.Range(0, 16).SelectMany(i => (double[])[.. Sobel.Scale(i + 1).Values, .. Sobel.Negate().Values, .. Plane.Noise(3, 3, (ulong)i).Scale(0.1).Values]);
        var layer = Nets.Layer(BankShape.Plane(16, 3, 3, 3), colored, InputSpace.Picture, name: "first") with { Stride = Extent.Square(2) };
        var net = Nets.Of(layer, Nets.Gray(Gabors[..2]) with { Name = "second" }, Nets.Gray(Sobel) with { Name = "third" });

        var verdict = Explainer.Explain(net, cancellation: TestContext.Current.CancellationToken).Verdict;

        Assert.Equal(5, verdict.Length);
        Assert.All(verdict, s => Assert.Contains(s, char.IsDigit));
        Assert.All(verdict, s => Assert.True(char.IsUpper(s[0]) || char.IsDigit(s[0])));
        Assert.All(verdict, s => Assert.EndsWith(".", s, StringComparison.Ordinal));
        Assert.Contains("; it is also seen by: second (2 gabors) and third (1 edge).", verdict[0], StringComparison.Ordinal);
        // What cannot be concluded is there even when there is no sentence left for it.
        Assert.Contains("; one 3×3 kernel proves little", verdict[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.345, "p 0.35")]
    [InlineData(0.0042, "p 0.004")]
    [InlineData(0.00042, "p 4·10⁻⁴")]
    [InlineData(1.96e-12, "p 2·10⁻¹²")]
    [InlineData(1e-15, "p 1·10⁻¹⁵")]
    [InlineData(9.9e-16, "p below 10⁻¹⁵")]
    [InlineData(1e-257, "p below 10⁻¹⁵")]
    [InlineData(double.Epsilon, "p below 10⁻¹⁵")]
    [InlineData(0, "p below 10⁻¹⁵")]
    public void Small_probabilities_are_powers_of_ten_down_to_a_floor(double p, string text) => Assert.Equal(text, Phrases.Probability(p));

    private static NetworkExplanation Explain(ConvLayer layer, ChannelOrder? channels = null) =>
        Explainer.Explain(Nets.Of(layer), ExplainOptions.Default with { Channels = channels }, cancellation: TestContext.Current.CancellationToken);

    private static ImmutableArray<string> Verdict(ConvLayer layer) => Explain(layer).Verdict;
}
