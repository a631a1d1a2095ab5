using System.Collections.Immutable;
using Passband.Checks;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Checks;

public class CheckLimitsTests
{
    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("0.05", 0.05)]
    [InlineData(".5", 0.5)]
    [InlineData("1", 1.0)]
    [InlineData("5%", 0.05)]
    [InlineData("5 %", 0.05)]
    [InlineData("7.5%", 0.075)]
    [InlineData("0.1%", 0.001)]
    [InlineData("100%", 1.0)]
    public void A_share_is_a_fraction_or_a_percentage_and_exactly_that(string text, double expected)
    {
        Assert.True(CheckLimits.TryParse(CheckKind.Dead, text, out var limit));
        Assert.Equal(expected, limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("5")]
    [InlineData("1.01")]
    [InlineData("101%")]
    [InlineData("-0.1")]
    [InlineData("1e-3")]
    [InlineData("NaN")]
    [InlineData("0,05")]
    [InlineData("OFF")]
    public void What_is_no_share_is_refused(string text) => Assert.False(CheckLimits.TryParse(CheckKind.Dead, text, out _));

    [Theory]
    [InlineData("0", true)]
    [InlineData("12", true)]
    [InlineData("0.5", false)]
    [InlineData("5%", false)]
    [InlineData("off", false)]
    [InlineData("99999999999999999999", false)]
    public void Non_finite_weights_are_counted_and_always_checked(string text, bool isLimit) =>
        Assert.Equal(isLimit, CheckLimits.TryParse(CheckKind.NonFinite, text, out _));

    [Fact]
    public void Off_is_no_limit()
    {
        Assert.True(CheckLimits.TryParse(CheckKind.Pi0, "off", out var limit));
        Assert.Null(CheckLimits.Default.With(CheckKind.Pi0, limit).Pi0);
    }

    [Fact]
    public void Every_kind_has_a_limit_and_a_key_of_its_own()
    {
        var limits = CheckLimits.Default;
        for (var i = 0; i < CheckKinds.All.Count; i++)
            limits = limits.With(CheckKinds.All[i], CheckKinds.All[i] == CheckKind.NonFinite ? 7 : 0.1 * i);

        Assert.Equal((7, 0.1, 0.2), (limits.NonFinite, limits.Dead!.Value, limits.Duplicates!.Value));
        Assert.All(CheckKinds.All, kind => Assert.Equal(limits.Of(kind), kind == CheckKind.NonFinite ? 7 : 0.1 * (int)kind));
        Assert.All(CheckKinds.All, kind => Assert.Equal(kind, CheckKinds.Parse(kind.Key())));
        Assert.Equal("nonFinite", CheckKind.NonFinite.Key());
    }

    [Fact]
    public void Limits_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckLimits { Dead = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckLimits { Noise = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckLimits { NonFinite = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => CheckLimits.Default.With(CheckKind.NonFinite, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => CheckLimits.Default.With(CheckKind.NonFinite, 0.5));
    }

    [Fact]
    public void Everywhere_means_the_excepted_layers_too()
    {
        var limits = new CheckLimits { Layers = [Except("a", (CheckKind.Dead, 0.1), (CheckKind.Noise, 0.2))] }.Everywhere(CheckKind.Dead, 0.3);

        Assert.Equal(0.3, limits.Dead);
        Assert.Equal([CheckKind.Noise], limits.Layers[0].Limits.Keys);
    }

    [Theory]
    [InlineData("conv/1", "conv/1")]
    [InlineData("conv*", "conv/1", "conv/10")]
    [InlineData("*", "conv/1", "conv/10", "2")]
    [InlineData("conv/1?", "conv/10")]
    [InlineData("1", "conv/10")]
    [InlineData("2", "2")]
    [InlineData("0", "conv/1")]
    [InlineData("CONV*")]
    [InlineData("3")]
    [InlineData("")]
    public void Layers_are_meant_by_name_then_pattern_then_index(string text, params string[] expected)
    {
        var net = Nets.Of([.. new[] { "conv/1", "conv/10", "2" }.Select(name => Nets.Gray(Plane.Parse("1 2/3 4")) with { Name = name })]);

        Assert.Equal(expected, Except(text).In(net).Select(l => l.Name));
    }

    [Fact]
    public void A_name_with_a_star_is_first_of_all_a_name()
    {
        var net = Nets.Of([.. new[] { "a*", "ab" }.Select(name => Nets.Gray(Plane.Parse("1 2/3 4")) with { Name = name })]);

        Assert.Equal(["a*"], Except("a*").In(net).Select(l => l.Name));
    }

    internal static LayerLimits Except(string layer, params (CheckKind Kind, double? Limit)[] limits) =>
        new(layer, limits.ToImmutableSortedDictionary(l => l.Kind, l => l.Limit));
}
