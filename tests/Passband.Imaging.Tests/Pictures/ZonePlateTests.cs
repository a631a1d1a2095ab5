using Passband.Imaging.Pictures;

namespace Passband.Imaging.Tests.Pictures;

public sealed class ZonePlateTests
{
    [Theory]
    [InlineData(512, 0.5, 0.1)]
    [InlineData(512, 0.5, 0.25)]
    [InlineData(512, 0.5, 0.4)]
    [InlineData(301, 0.3, 0.2)]
    public void The_frequency_along_each_axis_is_the_one_said(int size, double max, double frequency)
    {
        var plate = new ZonePlate(size, max);
        var plane = plate.Draw();
        var radius = plate.RadiusOf(frequency);
        foreach (var (x, y) in new[] { (plate.Center + radius, plate.Center), (plate.Center - radius, plate.Center), (plate.Center, plate.Center + radius), (plate.Center, plate.Center - radius) })
        {
            Assert.Equal(frequency, plate.FrequencyAt(x, y), 1e-12);
            var (acrossX, cx, cy) = (x != plate.Center, (int)Math.Round(x), (int)Math.Round(y));

            // The peak of a windowed transform about the place; a chirp's is centered on the window's middle.
            var found = Peak(k => acrossX ? plane[Math.Clamp(cx + k, 0, size - 1), cy] : plane[cx, Math.Clamp(cy + k, 0, size - 1)]);

            // Rounding the place to a pixel moves the frequency by up to half a pixel's worth, max/size; the bins are 0.001 apart.
            Assert.Equal(frequency, found, max / size + 0.002);
        }
    }

    [Fact]
    public void Rings_are_where_the_phase_is_whole()
    {
        // Phase π·0.5·r²/128 = 2πn at r = √(512·n): n = 2 at 32, n = 8 at 64, n = 18 at 96. With an odd size the middle is a pixel.
        var plane = new ZonePlate(257, 0.5).Draw();

        foreach (var r in new[] { 0, 32, 64, 96 })
        {
            var exact = 0.5 + 0.5 * Math.Cos(Math.PI * 0.5 * r * r / 128.5);
            Assert.Equal(exact, plane[128 + r, 128], 1e-6);
            Assert.Equal(exact, plane[128, 128 - r], 1e-6);
        }
        Assert.Equal(0.5f, plane[0, 0]);
    }

    [Fact]
    public void Places_and_frequencies_are_each_others_inverse()
    {
        var plate = new ZonePlate(256, 0.4);

        Assert.Equal(128, plate.RadiusOf(0.4), 1e-12);
        Assert.Equal(0, plate.FrequencyAt(0, 0));
        Assert.Equal(0, plate.FrequencyAt(plate.Center, plate.Center));
        Assert.Equal(45, plate.WavevectorAt(plate.Center + 10, plate.Center - 10), 1e-9);
        Assert.Equal(135, plate.WavevectorAt(plate.Center + 10, plate.Center + 10), 1e-9);
        Assert.Equal(90, plate.WavevectorAt(plate.Center, plate.Center + 10), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => plate.RadiusOf(0.41));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZonePlate(256, 0.51));
    }

    private static double Peak(Func<int, float> sample)
    {
        const int Half = 24;
        var (best, at) = (0.0, 0.0);
        for (var f = 0.02; f < 0.5; f += 0.001)
        {
            double re = 0, im = 0;
            for (var k = -Half; k <= Half; k++)
            {
                var window = 0.5 + 0.5 * Math.Cos(Math.PI * k / (Half + 1));
                re += window * (sample(k) - 0.5) * Math.Cos(2 * Math.PI * f * k);
                im += window * (sample(k) - 0.5) * Math.Sin(2 * Math.PI * f * k);
            }
            if (re * re + im * im > best)
                (best, at) = (re * re + im * im, f);
        }
        return at;
    }
}
