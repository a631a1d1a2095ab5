using System.Collections.Immutable;
using Passband.Graphs;

namespace Passband.Tests.Graphs;

public sealed class ShapeChangeTests
{
    private static readonly ImmutableArray<int> From = [2, 3, 4];

    [Theory]
    [InlineData(new long[] { 4, 3, 2 }, false, "4,3,2")]
    [InlineData(new long[] { 0, -1 }, false, "2,12")]
    [InlineData(new long[] { -1 }, false, "24")]
    [InlineData(new long[] { 0, 0, 4, 1 }, false, "2,3,4,1")]
    [InlineData(new long[] { 0, -1 }, true, null)]
    [InlineData(new long[] { 5, -1 }, false, null)]
    [InlineData(new long[] { -1, -1 }, false, null)]
    [InlineData(new long[] { -2, 12 }, false, null)]
    [InlineData(new long[] { 4294967296, 4294967296, 24 }, false, null)]
    [InlineData(new long[] { 23 }, false, null)]
    public void Reshape_follows_the_rules_of_its_operator(long[] wanted, bool allowZero, string? expected) =>
        Assert.Equal(expected, Text(ShapeChange.Reshape(From, wanted, allowZero)));

    [Theory]
    [InlineData(0, "1,24")]
    [InlineData(1, "2,12")]
    [InlineData(-1, "6,4")]
    [InlineData(3, "24,1")]
    [InlineData(4, null)]
    [InlineData(-4, null)]
    public void Flatten_joins_what_is_before_the_axis_and_what_is_not(long axis, string? expected) => Assert.Equal(expected, Text(ShapeChange.Flatten(From, axis)));

    [Theory]
    [InlineData(null, "2,3")]
    [InlineData(new long[] { 1 }, "2,3,1")]
    [InlineData(new long[] { -1, 1 }, "2,3")]
    [InlineData(new long[] { 0 }, null)]
    [InlineData(new long[] { 4 }, null)]
    [InlineData(new long[] { 1, 1 }, null)]
    public void Squeeze_takes_out_axes_of_size_1(long[]? axes, string? expected) => Assert.Equal(expected, Text(ShapeChange.Squeeze([2, 1, 3, 1], axes)));

    [Theory]
    [InlineData(new long[] { 0 }, "1,2,3,4")]
    [InlineData(new long[] { -1, 1 }, "2,1,3,4,1")]
    [InlineData(new long[] { 4 }, null)]
    [InlineData(new long[] { 0, 0 }, null)]
    public void Unsqueeze_counts_its_axes_in_the_result(long[] axes, string? expected) => Assert.Equal(expected, Text(ShapeChange.Unsqueeze(From, axes)));

    private static string? Text(ImmutableArray<int>? shape) => shape is { } s ? string.Join(',', s) : null;
}
