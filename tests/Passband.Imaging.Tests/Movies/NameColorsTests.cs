using System.Globalization;
using System.Text.RegularExpressions;
using Passband.Imaging.Movies;
using Passband.Imaging.Tests.Pictures;

namespace Passband.Imaging.Tests.Movies;

public partial class NameColorsTests
{
    [Fact]
    public void Names_have_the_colors_and_the_order_of_the_report()
    {
        var source = Repository.Read("web", "src", "color", "names.ts");
        var colors = Entry().Matches(source).Select(m => (m.Groups[1].Value, OkLch.ToRgb(Number(m, 2), Number(m, 3), Number(m, 4)))).ToArray();

        Assert.Equal(colors, NameColors.Order.Select(n => (n, NameColors.Of(n))));
        static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"'?([a-z-]+)'?: oklch\(([\d.]+), ([\d.]+), ([\d.]+)\)")]
    private static partial Regex Entry();
}
