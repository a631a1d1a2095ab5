using Passband.Explanations;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class KernelSummarizerTests
{
    private static KernelSummary Of(BankShape shape, IEnumerable<double> weights) => Nets.Explain(Nets.Layer(shape, weights, InputSpace.Features)).Summary.Kernels!;

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(7, 7)]
    [InlineData(1, 5)]
    [InlineData(9, 1)]
    public void Five_percent_of_noise_are_beyond_noise(int height, int width)
    {
        var kernels = Of(BankShape.Plane(64, 64, height, width), Plane.Noise(4096, height * width, 21).Values);

        Assert.Equal((4096, 4096L), (kernels.Sampled, kernels.Total));
        Assert.Equal(kernels.Size, kernels.NoiseSize);
        Assert.NotEmpty(kernels.Statistics);
        // Standard errors: 0.0034 of a share of 4,096, 0.0015 of the table's percentile from 20,000 draws; four of both.
        const double Tolerance = 4 * 0.0037;
        Assert.All(kernels.Statistics, s => Assert.Equal(0.05, s.Above ?? 0.05, Tolerance));
        Assert.All(kernels.Statistics, s => Assert.Equal(0.05, s.Below, Tolerance));
        // The median of 4,096 is known to 2 % of the spread between percentiles, which is below 2 for all of these.
        Assert.All(kernels.Statistics, s => Assert.Equal(s.NoiseMedian, s.Median, 0.05));
    }

    [Fact]
    public void Averages_and_derivatives_lie_on_either_side_of_noise()
    {
        var averages = Of(BankShape.Plane(8, 1, 5, 5), Enumerable.Repeat(Plane.Gaussian(5, 1.5), 8).SelectMany(p => p.Values)).Statistics.ToDictionary(s => s.Name);
        Assert.Equal((1.0, 0.0), (averages["moran"].Above, averages["moran"].Below));
        Assert.Equal(1.0, averages["dcShare"].Above);
        Assert.Equal(0.0, averages["coherence"].Above);
        var edges = Of(BankShape.Plane(8, 1, 5, 5), Enumerable.Repeat(Plane.Gabor(5, 30, 0.12, 90, 1.2, 2), 8).SelectMany(p => p.Values)).Statistics.ToDictionary(s => s.Name);
        Assert.Equal((1.0, 1.0, 1.0), (edges["moran"].Above, edges["coherence"].Above, edges["dcShare"].Below));
        var checkerboards = Of(BankShape.Plane(1, 1, 5, 5), Plane.Sample(5, 5, (x, y) => Math.Cos(Math.PI * (x + y))).Values).Statistics.ToDictionary(s => s.Name);
        Assert.Equal(1.0, checkerboards["moran"].Below);
    }

    [Fact]
    public void What_a_few_taps_always_reach_is_not_compared()
    {
        // Two taps always have Moran's I of −1, and one sign in half of all cases.
        var pairs = Of(BankShape.Plane(16, 16, 1, 2), Plane.Noise(16, 32, 3).Values);
        Assert.Equal(["dcShare", "spectralEntropy"], pairs.Statistics.Select(s => s.Name));
        Assert.Null(pairs.Statistics[0].Above);
    }

    [Fact]
    public void Sizes_without_noise_of_their_own_say_what_they_are_compared_with()
    {
        var kernels = Of(BankShape.Plane(4, 4, 3, 5), Plane.Noise(16, 15, 3).Values);
        Assert.Equal([3, 5], kernels.Size);
        Assert.Equal([3, 3], kernels.NoiseSize);
    }

    [Fact]
    public void Single_taps_and_dead_layers_have_no_statistics()
    {
        Assert.Null(Nets.Explain(Nets.Layer(BankShape.Plane(4, 4, 1, 1), Plane.Noise(4, 4, 1).Values, InputSpace.Features)).Summary.Kernels);
        Assert.Null(Nets.Explain(Nets.Layer(BankShape.Plane(4, 4, 3, 3), new double[144], InputSpace.Features)).Summary.Kernels);
    }
}
