using System.Text.Json;
using System.Text.RegularExpressions;
using Passband.Cli.Output;

namespace Passband.Cli.Tests.Output;

public partial class WhyTableTests
{
    private static readonly Dictionary<string, string> TrueColor = new() { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor" };

    [Fact]
    public void One_filter_is_shown_with_every_shape_that_was_fitted()
    {
        using var folder = new TempFolder();
        var lines = ToolRun.Of("explain", folder.Model(), "--filter", "0", "--why").Output.Split('\n');
        using var document = JsonDocument.Parse(ToolRun.Of("explain", folder.Model(), "--filter", "0", "--why", "--json").Output);
        var candidates = document.RootElement.GetProperty("layers")[0].GetProperty("filters")[0].GetProperty("candidates");
        var start = Array.IndexOf(lines, WhyTable.Heading);

        Assert.StartsWith("shape ", lines[start + 1], StringComparison.Ordinal);
        Assert.Equal(
            candidates.EnumerateArray().Select(c => (c.GetProperty("shape").GetString(), c.GetProperty("name").GetString())),
            lines[(start + 2)..(start + 2 + candidates.GetArrayLength())].Select(l => Gaps().Split(l)).Select(cells => ((string?)cells[0], (string?)cells[1])));
        // A first derivative along x, σ² = 1.5, of amplitude 1 in each of three channels.
        Assert.Matches(@"^first-derivative +edge +1\.00 +0\.0  rising toward 0°, σ 1\.22 px, at \(0\.0, 0\.0\), amplitude 1\.73$", lines[start + 2]);
        Assert.Equal(WhyTable.Note, lines[start + 2 + candidates.GetArrayLength()]);
    }

    [Fact]
    public void A_line_says_what_noise_reaches()
    {
        using var folder = new TempFolder();
        var output = ToolRun.Of("explain", folder.Model(), "--filter", "0", "--why").Output;

        Assert.Matches(
            @"\nNoise of 5×5 reaches R² 0\.\d\d in 1 of 100 cases; as much structure has p 0\.0000\d+, q 0\.0000\d+ within the layer; with its color p 0\.0000\d+, q 0\.0000\d+\.\n", output);
    }

    [Theory]
    [InlineData("--why")]
    [InlineData("--filter", "0")]
    public void Several_filters_and_those_who_did_not_ask_get_no_table(params string[] options)
    {
        using var folder = new TempFolder();
        string[] arguments = ["explain", folder.Model(), .. options];

        Assert.DoesNotContain(WhyTable.Heading, ToolRun.Of(arguments).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void A_terminal_shows_the_same_within_its_width(int width)
    {
        using var folder = new TempFolder();
        var result = new ToolRun { Terminal = true, Width = width, Variables = TrueColor }.Run("explain", folder.Model(), "--filter", "0", "--why");
        var lines = Escapes().Replace(result.Output, "").Split('\n');

        Assert.All(lines, l => Assert.True(l.Length <= width, l));
        Assert.Contains(lines, l => l.StartsWith(WhyTable.Heading, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("difference-of-gaussians", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("Noise of 5×5", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_has_it_too()
    {
        using var folder = new TempFolder();
        ToolRun.Of("explain", folder.Model(), "--filter", "0", "--why", "-o", folder["report.md"]);
        var report = File.ReadAllText(folder["report.md"]);

        Assert.Contains("### Why this name\n\n| shape | name | R² | ΔAICc | parameters |", report, StringComparison.Ordinal);
        Assert.Contains("| first-derivative | edge |", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.0123, "0.012")]
    [InlineData(0.00234, "0.0023")]
    [InlineData(9.9999e-06, "0.00001")]
    [InlineData(4.7e-05, "0.000047")]
    public void Chances_have_two_digits_however_small(double chance, string text) => Assert.Equal(text, Cells.Chance(chance));

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escapes();
}
