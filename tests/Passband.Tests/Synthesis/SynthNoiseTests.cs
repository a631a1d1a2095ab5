using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Tests.Synthesis;

public class SynthNoiseTests
{
    /// <summary>A mean of independent draws lies within this many standard errors but for one case in 16,000; the seeds are fixed, so it does or it does not.</summary>
    private const double Errors = 4;

    [Theory]
    [InlineData(-6)]
    [InlineData(0)]
    [InlineData(20)]
    public void The_noise_has_the_energy_that_the_ratio_says(double snr)
    {
        const int Draws = 2000;
        var kernel = new SynthKernel { Shape = SynthShape.Gabor, Height = 5, Width = 7, Frequency = 0.2, Amplitude = 3, Color = (2, -1, -1) }.Render();
        var random = new GaussianRandom(5);
        var sum = 0.0;
        for (var i = 0; i < Draws; i++)
            sum += new SynthNoise { SnrDb = snr }.AddTo(kernel, ref random).Zip(kernel, (n, k) => (n - k) * (n - k)).Sum();

        var ratio = kernel.Sum(w => w * w) * Draws / sum;

        // A mean of squares of n normal numbers errs by √(2/n) of itself.
        Assert.Equal(1, ratio / Math.Pow(10, snr / 10), Errors * Math.Sqrt(2.0 / (Draws * kernel.Length)));
    }

    [Fact]
    public void No_noise_changes_nothing()
    {
        var random = new GaussianRandom(1);
        double[] kernel = [0.1, -0.2, 0.3];

        Assert.Equal(kernel, SynthNoise.None.AddTo(kernel, ref random));
    }

    [Fact]
    public void Quantization_leaves_255_levels_about_zero()
    {
        var random = new GaussianRandom(3);
        var noise = SynthNoise.Draw(NoiseDistribution.Gaussian, new FilterShape(3, 15, 15), 1, ref random);
        var rounded = new SynthNoise { Quantize8 = true }.AddTo(noise, ref random);
        var step = noise.Max(Math.Abs) / 127;

        for (var i = 0; i < noise.Length; i++)
        {
            var level = rounded[i] / step;
            Assert.Equal(Math.Round(level), level, 1e-9); // A product of a whole number below 128 and a float, divided again: 10⁻¹⁴ would do.
            Assert.InRange(level, -127 - 1e-9, 127 + 1e-9);
            Assert.InRange(Math.Abs(rounded[i] - noise[i]), 0, step / 2 * (1 + 1e-9));
        }
        Assert.Equal(noise.Max(Math.Abs), rounded.Max(Math.Abs), 1e-12);
    }

    [Fact]
    public void The_share_of_quantization_is_that_of_a_uniform_error()
    {
        const int Kernels = 100;
        var size = new FilterShape(1, 15, 15);
        var noise = new SynthNoise { Quantize8 = true };
        var random = new GaussianRandom(8);
        var ratio = 0.0;
        for (var i = 0; i < Kernels; i++)
        {
            var kernel = SynthNoise.Draw(NoiseDistribution.Gaussian, size, 1, ref random);
            var error = noise.AddTo(kernel, ref random).Zip(kernel, (n, k) => (n - k) * (n - k)).Sum();
            ratio += error / kernel.Sum(w => w * w) / noise.EnergyShare(kernel) / Kernels;
        }

        // The square of a uniform error varies by 0.8 of its mean's square; the largest tap of every kernel has no error at all.
        Assert.Equal(1, ratio, Errors * Math.Sqrt(0.8 / (Kernels * size.Length)) + 1.0 / size.Length);
    }

    [Theory]
    // Variances: 1, 1, 2/fan-in with 3·7·7 inputs, 2/(fan-in + fan-out) with 10·7·7 outputs. Squares of normal numbers vary by 2, of uniform ones by 0.8.
    [InlineData(NoiseDistribution.Gaussian, 1.0, 2.0)]
    [InlineData(NoiseDistribution.Uniform, 1.0, 0.8)]
    [InlineData(NoiseDistribution.He, 2.0 / 147, 2.0)]
    [InlineData(NoiseDistribution.Glorot, 2.0 / (147 + 490), 0.8)]
    public void Pure_noise_has_the_variance_of_its_distribution(NoiseDistribution distribution, double variance, double spread)
    {
        const int Draws = 400;
        var size = new FilterShape(3, 7, 7);
        var random = new GaussianRandom(11);
        var values = Enumerable.Range(0, Draws).SelectMany(_ => SynthNoise.Draw(distribution, size, 10, ref random)).ToArray();

        Assert.Equal(0, values.Average() / Math.Sqrt(variance), Errors / Math.Sqrt(values.Length));
        Assert.Equal(1, values.Average(v => v * v) / variance, Errors * Math.Sqrt(spread / values.Length));
        if (distribution is NoiseDistribution.Uniform or NoiseDistribution.Glorot)
        {
            // ±√(6/(fan-in + fan-out)) for Glorot. Of 58,800 numbers the largest comes within a thousandth of the bound but for a chance of e^(−58).
            Assert.InRange(values.Max(Math.Abs), 0.999 * Math.Sqrt(3 * variance), Math.Sqrt(3 * variance));
        }
    }
}
