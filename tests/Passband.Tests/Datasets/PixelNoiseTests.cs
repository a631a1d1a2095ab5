using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class PixelNoiseTests
{
    [Fact]
    public void Noise_has_the_moments_asked_for_and_neighbors_do_not_depend_on_each_other()
    {
        var samples = new float[200_000];

        PixelNoise.Add(samples, 0.1f, 3);

        // Errors of 200,000 samples: 0.0016 of the deviation itself, 0.011 of the kurtosis, 0.0022 of a correlation; four of each.
        var (mean, deviation) = PictureContrast.Of(samples);
        Assert.Equal(0, mean, 9e-4);
        Assert.Equal(0.1, deviation, 6.4e-4);
        Assert.Equal(3 - 0.04, samples.Average(s => Math.Pow((s - mean) / deviation, 4)), 0.044);
        Assert.Equal(0, Enumerable.Range(0, samples.Length - 1).Average(i => samples[i] * samples[i + 1] / (deviation * deviation)), 0.009);
    }

    [Fact]
    public void No_noise_changes_nothing()
    {
        float[] samples = [0.25f, 0.5f];

        PixelNoise.Add(samples, 0, 3);

        Assert.Equal([0.25f, 0.5f], samples);
    }
}
