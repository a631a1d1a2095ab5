using System.Numerics;
using Passband.Imaging.Pictures;
using Plane = Passband.Imaging.Pictures.Plane;

namespace Passband.Imaging.Tests.Pictures.Patterns;

public sealed class NoiseTests
{
    [Fact]
    public void White_noise_has_the_moments_of_the_uniform_distribution()
    {
        var samples = TestPicture.Make("white-noise(512,3)").Planes[0].Samples.ToArray().Select(s => s - 0.5).ToArray();
        var (n, mean, variance) = (samples.Length, samples.Average(), samples.Average(s => s * s));

        // Four standard errors of each: variance of the mean 1/12n, of the second moment 1/180n.
        Assert.InRange(mean, -4 * Math.Sqrt(1 / 12.0 / n), 4 * Math.Sqrt(1 / 12.0 / n));
        Assert.InRange(variance - 1 / 12.0, -4 * Math.Sqrt(1 / 180.0 / n), 4 * Math.Sqrt(1 / 180.0 / n));
        Assert.Equal(1 / 80.0, samples.Average(s => s * s * s * s), 2e-4);
    }

    [Fact]
    public void White_noise_is_flat()
    {
        const int Size = 64;
        var plane = TestPicture.Make("white-noise(64,5)").Planes[0];
        var rings = new (double Sum, int Count)[4];
        foreach (var (u, v, power) in Periodogram(plane))
        {
            var ring = Math.Min(3, (int)(8 * Math.Sqrt((double)u * u + v * v) / Size));
            rings[ring] = (rings[ring].Sum + power, rings[ring].Count + 1);
        }

        // Each value of a periodogram is about exponential with mean 1/12; half of them are independent.
        Assert.All(rings, r => Assert.InRange(r.Sum / r.Count * 12, 1 - 4 / Math.Sqrt(r.Count / 2.0), 1 + 4 / Math.Sqrt(r.Count / 2.0)));
    }

    [Fact]
    public void Pink_noise_of_a_power_of_two_falls_exactly_as_one_over_f()
    {
        var scaled = Periodogram(TestPicture.Make("pink-noise(64,2)").Planes[0]).Select(p => p.Power * (p.U * p.U + p.V * p.V)).ToArray();

        // Power times f² is one number at every frequency; float32 rounding is far below a hundredth of the weakest.
        Assert.All(scaled, s => Assert.Equal(1, s / scaled.Average(), 0.01));
    }

    [Fact]
    public void Pink_noise_of_another_size_falls_as_one_over_f_on_average()
    {
        var points = Enumerable.Range(1, 4)
            .SelectMany(seed => Periodogram(TestPicture.Make($"pink-noise(48,{seed})").Planes[0]))
            .Select(p => (Radius: Math.Sqrt(p.U * p.U + p.V * p.V), p.Power)).Where(p => p.Radius is >= 3 and <= 24)
            .GroupBy(p => (int)Math.Round(p.Radius)).Select(g => (X: Math.Log(g.Key), Y: Math.Log(g.Average(p => p.Power)))).ToArray();
        var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
        var slope = points.Sum(p => (p.X - mx) * (p.Y - my)) / points.Sum(p => (p.X - mx) * (p.X - mx));

        // The cut's edges leak low frequencies into high ones along the axes, as 1/f², too; the scatter of four pictures is about 0.1.
        Assert.Equal(-2, slope, 0.25);
    }

    [Fact]
    public void Seeds_differ()
    {
        foreach (var name in new[] { "white-noise", "pink-noise" })
        {
            var first = TestPicture.Make($"{name}(64,1)").Planes[0].Samples.ToArray();
            Assert.NotEqual(first, TestPicture.Make($"{name}(64,2)").Planes[0].Samples.ToArray());
        }
    }

    [Fact]
    public void The_first_samples_of_a_seed_are_those_of_SplitMix64()
    {
        // Reference outputs for seed 1234567 (as published with the generator): 6457827717110365317, 3203168211198807973, 9817491932198370423.
        ulong[] reference = [6457827717110365317, 3203168211198807973, 9817491932198370423];

        var found = TestPicture.Make("white-noise(8,1234567)").Planes[0].Samples[..3].ToArray();

        Assert.Equal(reference.Select(r => (float)((r >> 40) / (double)(1 << 24))), found);
    }

    /// <summary>|transform|² per sample at every frequency but 0, by the plain sum: rows first, then columns.</summary>
    private static IEnumerable<(int U, int V, double Power)> Periodogram(Plane plane)
    {
        var n = plane.Width;
        var turns = Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / n)).ToArray();
        var rows = new Complex[n, n];
        for (var y = 0; y < n; y++)
        {
            for (var u = 0; u < n; u++)
            {
                for (var x = 0; x < n; x++)
                    rows[y, u] += plane[x, y] * turns[u * x % n];
            }
        }
        for (var v = 0; v < n; v++)
        {
            for (var u = 0; u < n; u++)
            {
                Complex sum = 0;
                for (var y = 0; y < n; y++)
                    sum += rows[y, u] * turns[v * y % n];
                if (u != 0 || v != 0)
                    yield return (u <= n / 2 ? u : u - n, v <= n / 2 ? v : v - n, (sum.Real * sum.Real + sum.Imaginary * sum.Imaginary) / (n * n));
            }
        }
    }
}
