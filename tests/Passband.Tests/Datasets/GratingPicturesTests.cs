using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class GratingPicturesTests
{
    [Fact]
    public void A_grating_is_one_wave_below_half_a_cycle_per_pixel_whose_stripes_run_the_way_of_its_class()
    {
        var data = GeneratedData.Make(GeneratedKind.Gratings, new GeneratedOptions { Count = 24, Noise = 0 }).Training;

        Assert.Equal(8, data.Classes.Length);
        Assert.Equal("112.5°", data.Classes[5]);
        for (var i = 0; i < 24; i++)
        {
            var picture = data.Picture(i).Select(v => v - 0.5).ToArray();
            var (u, v) = (from a in Enumerable.Range(-40, 81) from b in Enumerable.Range(0, 41) select (a / 100.0, b / 100.0)).MaxBy(f => Power(picture, f.Item1, f.Item2));
            var frequency = Math.Sqrt(u * u + v * v);
            Assert.InRange(frequency, 0.05, 0.37);
            // In the mean half of the power of a wave lies at its frequency, whatever its phase.
            Assert.InRange(Power(picture, u, v) / (picture.Length * picture.Sum(p => p * p)), 0.4, 0.6);
            // Stripes run across the way to the peak, which points down where v is positive. The jitter is 3°; the grid of frequencies turns the slow ones further, and so do waves cut off.
            var stripes = 90 - Math.Atan2(v, u) * 180 / Math.PI;
            Assert.InRange(Drawing.Apart(stripes, 22.5 * data.Label(i)), 0, 3 + 0.01 / frequency * 180 / Math.PI);
        }
    }

    private static double Power(double[] picture, double u, double v)
    {
        double re = 0, im = 0;
        double[] cosX = Table(Math.Cos, u), sinX = Table(Math.Sin, u), cosY = Table(Math.Cos, v), sinY = Table(Math.Sin, v);
        for (var y = 0; y < 32; y++)
        {
            for (var x = 0; x < 32; x++)
            {
                re += picture[y * 32 + x] * (cosX[x] * cosY[y] - sinX[x] * sinY[y]);
                im += picture[y * 32 + x] * (sinX[x] * cosY[y] + cosX[x] * sinY[y]);
            }
        }
        return re * re + im * im;

        static double[] Table(Func<double, double> wave, double frequency) => [.. Enumerable.Range(0, 32).Select(i => wave(2 * Math.PI * frequency * i))];
    }
}
