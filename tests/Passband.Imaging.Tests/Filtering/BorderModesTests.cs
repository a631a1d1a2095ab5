using Passband.Imaging.Filtering;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Filtering;

public sealed class BorderModesTests
{
    /// <summary>The rows of letters that the modes are documented with, long enough to go around more than once.</summary>
    [Theory]
    [InlineData(BorderMode.Reflect, "abcddcba|abcd|dcbaabcd")]
    [InlineData(BorderMode.Mirror, "cbabcdcb|abcd|cbabcdcb")]
    [InlineData(BorderMode.Nearest, "aaaaaaaa|abcd|dddddddd")]
    [InlineData(BorderMode.Wrap, "abcdabcd|abcd|abcdabcd")]
    [InlineData(BorderMode.Constant, "kkkkkkkk|abcd|kkkkkkkk")]
    public void A_mode_goes_on_as_documented(BorderMode mode, string row)
    {
        var letters = Enumerable.Range(-8, 20).Select(i => BorderModes.Resolve(i, 4, mode)).Select(i => i < 0 ? 'k' : "abcd"[i]);

        Assert.Equal(row.Replace("|", "", StringComparison.Ordinal), string.Concat(letters));
    }

    [Fact]
    public void A_single_sample_is_all_that_is_seen()
    {
        foreach (var mode in (BorderMode[])[BorderMode.Reflect, BorderMode.Mirror, BorderMode.Nearest, BorderMode.Wrap])
            Assert.All(Enumerable.Range(-9, 19), i => Assert.Equal(0, BorderModes.Resolve(i, 1, mode)));
    }

    [Fact]
    public void Names_and_synonyms_are_known()
    {
        foreach (var mode in Enum.GetValues<BorderMode>())
            Assert.Equal(mode, BorderModes.Parse(BorderModes.NameOf(mode)));
        Assert.Equal(BorderMode.Reflect, BorderModes.Parse("grid-mirror"));
        Assert.Equal(BorderMode.Mirror, BorderModes.Parse("Reflect-101"));
        Assert.Equal(BorderMode.Nearest, BorderModes.Parse("replicate"));
        Assert.Equal(BorderMode.Constant, BorderModes.Parse("zeros"));

        var error = Assert.Throws<PassbandException>(() => BorderModes.Parse("fold\u001b[31m"));

        Assert.Contains("reflect, mirror, nearest, wrap, constant, valid", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }
}
