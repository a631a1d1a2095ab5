using Passband.Cli.Output;
using Passband.Explanations;

namespace Passband.Cli.Tests.Output;

public class PlainExplanationTests
{
    [Fact]
    public void Columns_are_aligned_and_numbers_set_to_the_right()
    {
        var lines = Written(TestExplanation.Of(TestExplanation.Layer("conv1", "rgb", TestExplanation.Gabor(), TestExplanation.Dead())), detailed: false).Split('\n');
        var header = Array.FindIndex(lines, l => l.StartsWith("filter", StringComparison.Ordinal));

        Assert.Equal("filter  name   wavevector °  peak c/px  order  color         R²       q  in words", lines[header]);
        Assert.Equal("     0  gabor           128      0.154      1  achromatic  0.96  <0.001  Gabor with stripes at 38°, 0.15 cycles per pixel, achromatic; twin of conv1:7", lines[header + 1]);
        Assert.Equal("     1  dead              –          –      –  –              –       –  dead", lines[header + 2]);
    }

    [Fact]
    public void The_verdict_stands_before_the_tables()
    {
        var text = Written(TestExplanation.Of(TestExplanation.Layer("conv1", "rgb", TestExplanation.Gabor())), detailed: false);

        Assert.True(text.IndexOf("Two filters were looked at.", StringComparison.Ordinal) < text.IndexOf("in words", StringComparison.Ordinal));
    }

    [Fact]
    public void A_layers_verdict_stands_before_its_filters()
    {
        var layer = TestExplanation.Layer("conv1", "rgb", TestExplanation.Gabor()) with { Verdict = ["It was looked at\u001b[2J."] };
        var lines = Written(TestExplanation.Of(layer), detailed: false).Split('\n');
        var verdict = Array.IndexOf(lines, "It was looked at\uFFFD[2J.");

        Assert.StartsWith("conv1: conv2d", lines[verdict - 1], StringComparison.Ordinal);
        Assert.StartsWith("filter ", lines[verdict + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_are_not_listed_say_how_many_kernels_are_smoother_than_noise()
    {
        var layer = TestExplanation.Layer("deep", "features");
        var kernels = new KernelSummary(100, 100, [3, 3], [3, 3], [new KernelStatistic("moran", 0.1, -0.1, 0.61, 0)]);
        var text = Written(TestExplanation.Of(layer with { Summary = layer.Summary with { Kernels = kernels } }), detailed: false);

        Assert.Matches(@"low %  middle %  high %  smoother %  orthogonality\s+dead %\n.*deep.* 61 ", text);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Filters_of_feature_maps_are_listed_only_when_asked_for(bool detailed, bool listed)
    {
        var text = Written(TestExplanation.Of(TestExplanation.Layer("dw", "features", TestExplanation.Gabor())), detailed);

        Assert.Equal(listed, text.Contains("Gabor with stripes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signal_has_cycles_per_sample() =>
        Assert.Contains("peak c/sample", Written(TestExplanation.Of(TestExplanation.Layer("stft", "signal", TestExplanation.Gabor())), detailed: false), StringComparison.Ordinal);

    [Fact]
    public void Names_from_files_cannot_send_commands_to_a_terminal()
    {
        var text = Written(TestExplanation.Of(TestExplanation.Layer("a\u001b[2Jb", "rgb", TestExplanation.Gabor("a\u001b[2Jb:0"))), detailed: false);

        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("a\uFFFD[2Jb: conv2d", text, StringComparison.Ordinal);
    }

    private static string Written(NetworkExplanation explanation, bool detailed)
    {
        using var output = new StringWriter { NewLine = "\n" };
        PlainExplanation.Write(new ExplanationView(explanation, detailed), output);
        return output.ToString();
    }
}
