using CsCheck;
using Passband.Imaging.Pictures;
using Passband.Imaging.Pictures.Patterns;

namespace Passband.Imaging.Tests.Pictures.Patterns;

public sealed class PatternTests
{
    [Fact]
    public void A_pixel_on_an_edge_is_as_bright_as_its_share_beyond_the_line()
    {
        Gen.Select(Gen.Double[0, 360], Gen.Double[-1, 1]).Sample((direction, distance) =>
        {
            var (dx, dy) = PlaneOf.Direction(direction);
            var inside = 0;
            const int Steps = 200;
            for (var i = 0; i < Steps * Steps; i++)
            {
                var (x, y) = ((i % Steps + 0.5) / Steps - 0.5, (i / Steps + 0.5) / Steps - 0.5);
                inside += x * dx + y * dy + distance > 0 ? 1 : 0;
            }

            // The count is off by at most the line's length in small squares over their number, about √2/200.
            Assert.Equal(inside / (double)(Steps * Steps), Edge.Coverage(distance, Math.Abs(dx), Math.Abs(dy)), 0.01);
        }, iter: 100);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12.5)]
    [InlineData(355)]
    public void A_slanted_edge_runs_at_its_angle(double direction)
    {
        var picture = TestPicture.Make("slanted-edge", [200, direction]).Planes[0];

        // Where the edge crosses each row, by the row's sum; then a straight line through the crossings.
        var crossings = Enumerable.Range(0, 200).Select(y => 200 - picture.Row(y).ToArray().Sum(s => (s - 0.1) / 0.8)).ToArray();
        var slope = Slope([.. Enumerable.Range(0, 200).Select(y => (double)y)], crossings);

        // The edge is at right angles to the direction; y runs down, so a direction turned to the left makes it lean over to the right below.
        Assert.Equal(Math.Tan(direction * Math.PI / 180), slope, 1e-4);
        Assert.Equal(0.1f, picture[0, 100], 1e-6f);
        Assert.Equal(0.9f, picture[199, 100], 1e-6f);
    }

    [Theory]
    [InlineData(0, 199, 100, 0, 100)]
    [InlineData(90, 100, 0, 100, 199)]
    [InlineData(180, 0, 100, 199, 100)]
    [InlineData(270, 100, 199, 100, 0)]
    public void Brightness_grows_toward_the_direction(double direction, int brightX, int brightY, int darkX, int darkY)
    {
        var edge = TestPicture.Make("slanted-edge", [200, direction, 1]).Planes[0];
        var ramp = TestPicture.Make("ramp", [200, direction]).Planes[0];

        Assert.Equal((1f, 0f), (edge[brightX, brightY], edge[darkX, darkY]));
        Assert.Equal((1f, 0f), (ramp[brightX, brightY], ramp[darkX, darkY]));
        Assert.Equal(1f / 199, Math.Abs(ramp[101, 101] - ramp[100, 100]), 1e-6f);
    }

    [Fact]
    public void A_step_is_sharp_and_an_impulse_is_one_pixel()
    {
        var step = TestPicture.Make("step(9)").Planes[0];
        var impulse = TestPicture.Make("impulse(9)").Planes[0];

        Assert.Equal([0f, 0, 0, 0, 1, 1, 1, 1, 1], step.Row(3).ToArray());
        Assert.Equal(1f, impulse[4, 4]);
        Assert.Equal(1f, impulse.Samples.ToArray().Sum());
    }

    [Theory]
    [InlineData(0.1, 0, 0)]
    [InlineData(0.23, 45, 30)]
    [InlineData(0.31, 120, -77)]
    public void A_gratings_transform_peaks_at_its_frequency(double frequency, double wavevector, double phase)
    {
        var plane = TestPicture.Make("grating", [128, frequency, wavevector, phase, 0.8]).Planes[0];
        var (u0, v0) = (frequency * Math.Cos(wavevector * Math.PI / 180), -frequency * Math.Sin(wavevector * Math.PI / 180));

        var (power, angle) = Transform(plane, u0, v0);

        // A sinusoid of amplitude a has a transform of a/2 per sample there; what its twin leaks is below 1 % on 128 pixels.
        Assert.Equal(0.2, power, 0.01);
        Assert.Equal(0, Math.IEEERemainder(angle + phase, 360), 1.5);
        foreach (var (du, dv) in new[] { (0.002, 0.0), (-0.002, 0), (0, 0.002), (0, -0.002) })
            Assert.True(Transform(plane, u0 + du, v0 + dv).Amplitude < power);
        // Mirrored, the wavevector is another one, unless it lies on an axis.
        if (wavevector % 90 != 0)
            Assert.True(Transform(plane, u0, -v0).Amplitude < 0.02);
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(60, 1, 1, 0)]
    [InlineData(120, 0, 1, 0)]
    [InlineData(180, 0, 1, 1)]
    [InlineData(240, 0, 0, 1)]
    [InlineData(300, 1, 0, 1)]
    [InlineData(30, 1, 0.5, 0)]
    public void A_color_wheel_has_its_hues_at_their_angles(double degrees, double r, double g, double b)
    {
        var wheel = TestPicture.Make("color-wheel(1001)").Planes;
        var (x, y) = ((int)Math.Round(500 + 400 * Math.Cos(degrees * Math.PI / 180)), (int)Math.Round(500 - 400 * Math.Sin(degrees * Math.PI / 180)));
        const double Saturation = 400 / 500.5;

        // At 400 pixels from the middle half a pixel is 0.07° and 0.0012 of the hexcone's slope.
        foreach (var (plane, pure) in wheel.Zip([r, g, b]))
            Assert.Equal(1 - Saturation * (1 - pure), plane[x, y], 0.004);
        Assert.All(wheel, p => Assert.Equal(1, p[500, 500], 1e-6));
        Assert.All(wheel, p => Assert.Equal(0.5f, p[0, 0]));
    }

    [Fact]
    public void A_siemens_star_has_its_spokes()
    {
        var star = TestPicture.Make("siemens(1001,36)").Planes[0];

        foreach (var r in new[] { 200, 350, 480 })
        {
            double re = 0, im = 0, mean = 0;
            const int Steps = 7200;
            for (var i = 0; i < Steps; i++)
            {
                var a = 2 * Math.PI * i / Steps;
                var sample = star[(int)Math.Round(500 + r * Math.Cos(a)), (int)Math.Round(500 - r * Math.Sin(a))];
                (re, im, mean) = (re + sample * Math.Cos(36 * a) / Steps, im + sample * Math.Sin(36 * a) / Steps, mean + sample / Steps);
            }

            // A square wave between 0 and 1 has mean 1/2 and a first harmonic of half-amplitude 1/π, here with a crest at 0°; sampling at whole pixels costs a little.
            Assert.Equal(0.5, mean, 0.01);
            Assert.Equal(1 / Math.PI, re, 0.02);
            Assert.Equal(0, im, 0.01);
        }
        Assert.Equal(0.5, star[500, 500], 1e-6);
        Assert.Equal(0.5, star[502, 501], 0.1);
    }

    [Fact]
    public void The_mean_of_a_square_wave_is_its_integral()
    {
        Gen.Select(Gen.Double[-3, 3], Gen.Double[0.05, 4]).Sample((middle, width) =>
        {
            const int Steps = 4000;
            var sum = Enumerable.Range(0, Steps).Sum(i => Math.Abs(Math.IEEERemainder(middle + width * ((i + 0.5) / Steps - 0.5), 1)) <= 0.25 ? 1.0 : 0);
            Assert.Equal(sum / Steps, SiemensStar.Mean(middle, width), 0.005);
        }, iter: 100);
    }

    private static (double Amplitude, double Degrees) Transform(Plane plane, double u, double v)
    {
        double re = 0, im = 0;
        var center = (plane.Width - 1) / 2.0;
        for (var y = 0; y < plane.Height; y++)
        {
            for (var x = 0; x < plane.Width; x++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * (u * (x - center) + v * (y - center)));
                (re, im) = (re + (plane[x, y] - 0.5) * cos, im - (plane[x, y] - 0.5) * sin);
            }
        }
        return (Math.Sqrt(re * re + im * im) / plane.Samples.Length, Math.Atan2(im, re) * 180 / Math.PI);
    }

    private static double Slope(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
    }
}
