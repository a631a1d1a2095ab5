using Passband.Cli.Terminal;

namespace Passband.Cli.Tests.Terminal;

public class BrailleCurveTests
{
    [Fact]
    public void The_largest_weight_reaches_the_top_and_its_negative_the_bottom()
    {
        var lines = BrailleCurve.Lines([1f, -1f], 1, 1);

        Assert.Equal("\u2881", Assert.Single(lines));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(512)]
    public void Every_kernel_fills_the_same_room(int taps)
    {
        var lines = BrailleCurve.Lines(Enumerable.Range(0, taps).Select(i => MathF.Sin(i)).ToArray(), 16, 3);

        Assert.Equal(3, lines.Length);
        Assert.All(lines, l => Assert.Equal(16, l.Length));
    }

    [Fact]
    public void A_dead_kernel_is_a_straight_line() =>
        Assert.Single(BrailleCurve.Lines([0f, 0f, 0f], 4, 2).SelectMany(l => l).Where(c => c != '\u2800').Distinct());
}
