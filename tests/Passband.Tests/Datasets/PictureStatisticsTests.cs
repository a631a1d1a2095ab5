using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class PictureStatisticsTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_all_pixels_of_each_channel()
    {
        // Two pictures of two pixels and two channels: 0, 255 | 51, 51 and 255, 255 | 51, 153.
        var data = new FixedPictures("two", new PictureShape(2, 1, 2), ["a", "b"], [0, 255, 51, 51, 255, 255, 51, 153], [0, 1], [0, 1], []);

        var statistics = PictureStatistics.Of(data);

        Assert.Equal([0.75, 0.3], statistics.Mean, (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal([Math.Sqrt(3) / 4, Math.Sqrt(3) / 10], statistics.Deviation, (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void A_large_set_is_sampled_evenly()
    {
        // Sorted as sets often are: the first pictures black, the last white.
        var samples = Enumerable.Range(0, 20_000).Select(i => (byte)(i < 5000 ? 0 : 255)).ToArray();
        var data = new FixedPictures("sorted", new PictureShape(1, 1, 1), ["a"], samples, new byte[20_000], [.. Enumerable.Range(0, 20_000)], []);

        Assert.Equal(0.75, PictureStatistics.Of(data).Mean[0], 1e-9);
    }
}
