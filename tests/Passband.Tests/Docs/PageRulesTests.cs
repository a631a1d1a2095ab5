using System.Globalization;
using System.Text.RegularExpressions;
using Passband.Explanations;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Tests.Docs;

/// <summary>The page says in words why a name was chosen; the rules that it quotes are the library's.</summary>
public class PageRulesTests
{
    private static readonly string Reasons = Read("filter/reasons.ts");

    [Theory]
    [InlineData("smallestDelta", Namer.SmallestDelta)]
    [InlineData("margin", ShapeChoice.Margin)]
    [InlineData("tapMargin", ShapeChoice.Margin + ShapeChoice.TapMargin)]
    [InlineData("exactR2", Namer.ExactR2)]
    [InlineData("largestQ", FilterNamer.LargestQ)]
    public void Its_limits_are_those_of_the_names(string name, double expected) => Assert.Equal(expected, Number(Reasons, name), 1e-12);

    [Fact]
    public void It_asks_for_as_much_of_the_energy()
    {
        Assert.Contains("smallestR2 = 2 / 3;", Reasons, StringComparison.Ordinal);
        // The library's limit lies a rounding error above two thirds, so that two thirds themselves are not enough.
        Assert.InRange(Namer.SmallestR2 - 2.0 / 3, 0, 1e-5);
    }

    [Fact]
    public void It_knows_which_shapes_are_limits_of_which()
    {
        foreach (var rich in Enum.GetValues<ShapeKind>())
        {
            var row = Regex.Match(Reasons, $@"^  '?{Regex.Escape(ShapeNames.Of(rich))}'?: \[(.*)\],$", RegexOptions.Multiline).Groups[1].Value;
            var expected = Enum.GetValues<ShapeKind>().Where(simple => ShapeChoice.IsLimit(simple, rich)).Select(ShapeNames.Of).Order();

            Assert.Equal(expected, Regex.Matches(row, "'([^']+)'").Select(m => m.Groups[1].Value).Order());
        }
    }

    [Fact]
    public void Its_rose_calls_a_direction_preferred_where_the_verdict_does()
    {
        var rose = Read("plots/rose.ts");
        Assert.Equal(Verdict.LargestPreferenceP, Number(rose, "preferenceP"));
        Assert.Equal(Verdict.FewestForPreference, Number(rose, "fewestForPreference"));
    }

    private static double Number(string source, string name) =>
        double.Parse(Regex.Match(source, $@"const {name} = ([0-9.]+);").Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Read(string name) => File.ReadAllText(Path.Combine(MeasuresPageTests.FindRepository(), "web/src/views", name));
}
