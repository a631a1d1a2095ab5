using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class NoiseReferenceTests
{
    private static readonly ExplainOptions Why = ExplainOptions.Default with { Why = true, All = true };

    [Fact]
    public void Its_quantiles_give_the_p_values_of_the_filters()
    {
        var layer = Nets.Explain(Nets.Layer(BankShape.Plane(40, 3, 5, 5), Plane.Noise(1, 40 * 75, 3).Values, InputSpace.Rgb), Why);
        var noise = layer.Noise!;
        var floor = 1.0 / (noise.Samples + 1);

        Assert.Equal([3, 5, 5], noise.Size);
        foreach (var filter in layer.Filters!.Value)
        {
            var structure = filter.Structure!;
            Assert.Equal(structure.EvidenceP, Math.Max(floor, 1 - Below(noise.Evidence, structure.Evidence)), 1e-9);
            Assert.Equal(structure.Rank1P!.Value, Math.Max(floor, 1 - Below(noise.Rank1!.Value, filter.Color!.Rank1)), 1e-9);
            Assert.Equal(structure.MoranP!.Value, TwoSided(noise.Moran!.Value, structure.Moran!.Value), 1e-9);
            Assert.Equal(structure.SpectralEntropyP!.Value, TwoSided(noise.SpectralEntropy, structure.SpectralEntropy!.Value), 1e-9);
            Assert.Equal(structure.NoiseR2, noise.R2[noise.Levels.IndexOf(0.99)]);
            Assert.Equal(filter.Orientation!.Oriented, filter.Orientation.Coherence > noise.Coherence[noise.Levels.IndexOf(0.99)]);
        }

        double TwoSided(ImmutableArray<double> quantiles, double value) =>
            Math.Min(1, 2 * Math.Max(floor, Math.Min(Below(quantiles, value), 1 - Below(quantiles, value))));

        // The straight line between neighboring quantiles.
        double Below(ImmutableArray<double> quantiles, double value)
        {
            var above = 0;
            while (above < quantiles.Length && quantiles[above] <= value)
                above++;
            if (above == 0 || above == quantiles.Length)
                return above == 0 ? 0 : 1;
            var share = (value - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
            return noise.Levels[above - 1] + share * (noise.Levels[above] - noise.Levels[above - 1]);
        }
    }

    [Theory]
    [InlineData(3, 1, 3, 3, "1 3 3", true)]
    [InlineData(2, 64, 3, 5, "1 3 3", true)]
    [InlineData(2, 3, 6, 1, "3 5 1", true)]
    [InlineData(2, 1, 1, 2, "1 1 2", false)]
    public void It_says_which_size_filters_are_compared_with(int filters, int channels, int height, int width, string size, bool moran)
    {
        var weights = Plane.Noise(1, filters * channels * height * width, 3).Values;
        var noise = Nets.Explain(Nets.Layer(BankShape.Plane(filters, channels, height, width), weights, InputSpace.Features), Why).Noise!;

        Assert.Equal(size, string.Join(' ', noise.Size));
        Assert.Equal(noise.Size[0] == 3, noise.Rank1 is not null);
        Assert.All([noise.R2, noise.Evidence, noise.SpectralEntropy, noise.Coherence], q => Assert.Equal(noise.Levels.Length, q.Length));
        Assert.Equal(noise.Evidence.Order(), noise.Evidence);
        Assert.InRange(noise.Samples, 20_000, 1_000_000);
        // Two taps always have the same Moran's I.
        if (moran)
            Assert.True(noise.Moran!.Value[0] < noise.Moran.Value[^1]);
    }

    [Fact]
    public void Layers_whose_filters_are_not_described_have_none() =>
        Assert.Null(Nets.Explain(Nets.Layer(BankShape.Plane(4, 4, 3, 3), Plane.Noise(1, 144, 1).Values, InputSpace.Features), Why with { All = false }).Noise);
}
