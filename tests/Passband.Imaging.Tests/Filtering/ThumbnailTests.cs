using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Tests.Filtering;

public class ThumbnailTests
{
    [Fact]
    public void The_strongest_sample_of_a_block_keeps_its_sign()
    {
        var plane = new Plane(4, 2, [1, -2, 0, 0.5f, -1, 1, 0.25f, 0]);

        Assert.Equal([-2f, 0.5f], Thumbnail.Strongest(plane, 2, 1).Samples.ToArray());
    }

    [Fact]
    public void The_mean_is_that_of_the_block() => Assert.Equal([0.5f, 4f], Thumbnail.Mean(new Plane(4, 1, [0, 1, 3, 5]), 2, 1).Samples.ToArray());

    [Theory]
    [InlineData(7, 3)]
    [InlineData(3, 7)]
    [InlineData(1000, 999)]
    [InlineData(1, 5)]
    public void Blocks_leave_no_sample_out_and_smaller_planes_are_repeated(int from, int to)
    {
        var plane = new Plane(from, 1, [.. Enumerable.Range(1, from).Select(i => (float)i)]);
        var small = Thumbnail.Strongest(plane, to, 1).Samples.ToArray();

        // The samples grow, so that each block's strongest is its last.
        Assert.Equal(Enumerable.Range(1, to).Select(i => (float)Math.Max(1, Math.Max(i * from / to, (i - 1) * from / to + 1))), small);
    }

    [Theory]
    [InlineData(600, 400, 200, 200, 133)]
    [InlineData(1, 10_000, 100, 1, 100)]
    [InlineData(20, 10, 100, 100, 50)]
    public void The_longest_side_is_as_asked(int width, int height, int longest, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), Thumbnail.SizeOf(width, height, longest));
}
