using System.Globalization;
using System.Text.RegularExpressions;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Tests.Pictures;

/// <summary>What docs/pictures.md says of limits and test pictures is what the code does.</summary>
public sealed class PicturesPageTests
{
    private static readonly string Page = Repository.Read("docs", "pictures.md");

    [Fact]
    public void Every_test_picture_is_listed_with_its_parameters()
    {
        foreach (var kind in TestPicture.Kinds)
        {
            var row = Page.Split('\n').Single(l => l.StartsWith($"| `{kind.Name}` |", StringComparison.Ordinal)).Split('|')[2];
            // "name (range) default", the range left out where it is the common one.
            var listed = Regex.Replace(row, @"\([^)]*\)", "").Split(',', StringSplitOptions.TrimEntries).Select(p => Regex.Replace(p, " +", " "));
            Assert.Equal(kind.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.Default}")), listed);
        }
    }

    [Fact]
    public void The_limits_are_those_of_the_options()
    {
        var options = PictureReadOptions.Default;

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| `MaxPixels` | {options.MaxPixels:N0} |"), Page, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| `MaxSide` | {options.MaxSide:N0} |"), Page, StringComparison.Ordinal);
        Assert.Contains($"| `MaxFileBytes` | {options.MaxFileBytes >> 30} GiB |", Page, StringComparison.Ordinal);
        Assert.Contains(Array.MaxLength.ToString("N0", CultureInfo.InvariantCulture), Page, StringComparison.Ordinal);
    }
}
