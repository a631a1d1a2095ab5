using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Tests.Measures;

/// <summary>Moran's I of maps: closed forms, and the plane measure as an oracle.</summary>
public class MapAutocorrelationTests
{
    [Theory]
    [InlineData(4, 6)]
    [InlineData(2, 2)]
    [InlineData(1, 8)]
    public void A_checkerboard_is_minus_one(int height, int width) =>
        Assert.Equal(-1, SpatialAutocorrelation.Of(Make(height, width, (x, y) => (x + y) % 2), height, width)!.Value, 1e-12);

    [Theory]
    [InlineData(4, 6)]
    [InlineData(7, 10)]
    public void Two_halves_lose_twice_the_pairs_between_them(int height, int width)
    {
        var pairs = height * (width - 1) + (height - 1) * width;

        var moran = SpatialAutocorrelation.Of(Make(height, width, (x, _) => x < width / 2 ? 5 : 7), height, width);

        Assert.Equal((pairs - 2.0 * height) / pairs, moran!.Value, 1e-12);
    }

    [Fact]
    public void One_bright_sample_in_the_middle_is_worth_its_neighbors()
    {
        // Deviations 1 − 1/n and −1/n: products over the pairs and the variance by hand.
        const int N = 25;
        const double Mean = 1.0 / N;
        var expected = N * (4 * (1 - Mean) * -Mean + 36 * Mean * Mean) / (40 * ((1 - Mean) * (1 - Mean) + 24 * Mean * Mean));

        Assert.Equal(expected, SpatialAutocorrelation.Of(Make(5, 5, (x, y) => x == 2 && y == 2 ? 1 : 0), 5, 5)!.Value, 1e-12);
    }

    [Fact]
    public void It_is_the_measure_of_planes()
    {
        var random = new GaussianRandom(2);
        var map = new float[9 * 13];
        for (var i = 0; i < map.Length; i++)
            map[i] = (float)random.Next() + 100;

        var plane = SpatialAutocorrelation.Of([.. map.Select(v => (double)v)], new FilterShape(1, 9, 13));

        Assert.Equal(plane!.Value, SpatialAutocorrelation.Of(map, 9, 13)!.Value, 1e-9);
    }

    [Fact]
    public void Constant_and_infinite_maps_have_none()
    {
        Assert.Null(SpatialAutocorrelation.Of(Make(4, 4, (_, _) => 0.1f), 4, 4));
        Assert.Null(SpatialAutocorrelation.Of(Make(4, 4, (x, _) => x == 1 ? float.PositiveInfinity : 0), 4, 4));
        Assert.Null(SpatialAutocorrelation.Of([1f], 1, 1));
    }

    private static float[] Make(int height, int width, Func<int, int, float> value) => [.. Enumerable.Range(0, height * width).Select(i => value(i % width, i / width))];
}
