using Passband.Cli.Report;
using Passband.Explanations;

namespace Passband.Cli.Tests.Report;

public class ReportContentTests
{
    private const long Room = long.MaxValue;

    [Fact]
    public void What_fits_is_all_there_and_nothing_is_said()
    {
        var explanation = TestExplanation.Of(Layer(0, "rgb", 4), Layer(1, "features", 6), Layer(2, "features", 0));
        var content = ReportContent.Of(explanation, 10, Room);

        Assert.Equal([4, 6, null], Filters(content));
        Assert.Empty(content.Notes);
    }

    [Fact]
    public void Layers_that_see_the_input_come_first_and_a_layer_is_shown_whole_or_not_at_all()
    {
        var explanation = TestExplanation.Of(Layer(0, "features", 3), Layer(1, "features", 5), Layer(2, "rgb", 4), Layer(3, "features", 3));
        var content = ReportContent.Of(explanation, 10, Room);

        Assert.Equal([3, null, 4, 3], Filters(content));
        Assert.Equal("layer1", content.Explanation.Layers[1].Name);
        Assert.Equal(
            "The 5 filters of layer layer1 are not in this page, only their summaries; `passband explain MODEL --layer 1 -o layer1.html` shows those of layer 1.",
            Assert.Single(content.Notes));
    }

    [Fact]
    public void Many_layers_left_out_are_one_sentence()
    {
        var explanation = TestExplanation.Of([Layer(0, "rgb", 8), .. Enumerable.Range(1, 5).Select(i => Layer(i, "features", 1000))]);

        Assert.StartsWith(
            "The 5,000 filters of 5 layers (layer1, layer2, layer3, …) are not in this page", Assert.Single(ReportContent.Of(explanation, 10, Room).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_layer_is_cut_when_it_alone_is_too_large()
    {
        var content = ReportContent.Of(TestExplanation.Of(Layer(0, "rgb", 40), Layer(1, "features", 1)), 30, Room);

        Assert.Equal([30, null], Filters(content));
        Assert.Equal("layer0:29", content.Explanation.Layers[0].Filters!.Value[^1].Address);
        Assert.StartsWith("Layer layer0 has more filters than a page holds: of 40, the first 30 are shown one by one", content.Notes[0], StringComparison.Ordinal);
        Assert.Equal(2, content.Notes.Length);
    }

    [Fact]
    public void Large_filters_are_limited_by_their_numbers()
    {
        // 3×7×7 weights and a profile of 7×7.
        const int Each = 196;
        Assert.Equal([5], Filters(ReportContent.Of(TestExplanation.Of(Layer(0, "rgb", 9)), 100, 5 * Each)));
        Assert.Equal([4], Filters(ReportContent.Of(TestExplanation.Of(Layer(0, "rgb", 9)), 100, 5 * Each - 1)));
        Assert.Equal([1], Filters(ReportContent.Of(TestExplanation.Of(Layer(0, "rgb", 9)), 100, 1)));
    }

    private static int?[] Filters(ReportContent content) => [.. content.Explanation.Layers.Select(l => l.Filters?.Length)];

    private static LayerDescription Layer(int index, string input, int filters) =>
        TestExplanation.Layer($"layer{index}", input, [.. Enumerable.Range(0, filters).Select(f => TestExplanation.Dead($"layer{index}:{f}"))]) with { Index = index };
}
