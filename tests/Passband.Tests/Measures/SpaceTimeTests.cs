using Passband.Measures;
using Passband.Shapes;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class SpaceTimeTests
{
    private static readonly FilterShape Nine = new(1, 9, 9);

    /// <summary>[frame, row, column] of a Gabor whose phase advances by so many cycles a frame, under a window over time.</summary>
    internal static double[] Drifting(int frames, double wavevector, double frequency, double cyclesPerFrame, double window = 1.5) =>
        [.. Enumerable.Range(0, frames).SelectMany(t =>
        {
            var time = t - (frames - 1) / 2.0;
            // A pattern that moves along its wavevector is cos(2πfu − 2πωt): its phase advances.
            return Plane.Gabor(9, wavevector, frequency, 360 * cyclesPerFrame * time, 2, 2).Scale(Math.Exp(-time * time / (2 * window * window))).Values;
        })];

    [Fact]
    public void A_product_is_split_into_its_factors()
    {
        double[] time = [-0.5, 1, -0.5];
        var space = Plane.Noise(2 * 5, 5, 3).Values;
        double[] filter = [.. Enumerable.Range(0, 2).SelectMany(c => time.SelectMany(t => space.Skip(25 * c).Take(25).Select(v => t * v)))];

        var split = SpaceTimeSplit.Of(filter, 3, new FilterShape(2, 5, 5));

        var norm = Math.Sqrt(1.5);
        Assert.Equal(1, split.Separability, 1e-12);
        Assert.All(time.Zip(split.Temporal), p => Assert.Equal(p.First / norm, p.Second, 1e-12));
        Assert.All(space.Zip(split.Spatial), p => Assert.Equal(p.First * norm, p.Second, 1e-9));
    }

    [Fact]
    public void Two_products_share_the_energy_by_their_strength()
    {
        // Orthogonal in time and in space, with energies 4 and 1.
        double[] filter = [2, 0, 0, 1];
        Assert.Equal(0.8, SpaceTimeSplit.Of(filter, 2, new FilterShape(1, 1, 2)).Separability, 1e-12);
    }

    [Theory]
    [InlineData(0, 0.15, 0.2)]
    [InlineData(60, 0.2, 0.15)]
    [InlineData(135, 0.18, -0.2)]
    [InlineData(90, 0.15, 0.1)]
    public void A_drifting_grating_prefers_the_way_that_it_drifts(double wavevector, double frequency, double cyclesPerFrame)
    {
        var filter = Drifting(7, wavevector, frequency, cyclesPerFrame);
        var (sin, cos) = Math.SinCos(wavevector * Math.PI / 180);

        var motion = Motion.Of(TemporalResponse.Of(filter, 7, Nine, frequency * cos, -frequency * sin), TapSpacing.One, 1)!.Value;

        Assert.Equal(Angles.Full(cyclesPerFrame > 0 ? wavevector : wavevector + 180), motion.Direction, 1e-9);
        // A window of σ 1.5 frames is 0.11 cycles per frame wide: slow patterns leak to the other side.
        Assert.InRange(motion.Selectivity, 0.6, 1);
        Assert.InRange(motion.P, 0, 0.01);
        // Half a step of the search, and what the other side's flank pulls.
        Assert.Equal(Math.Abs(cyclesPerFrame), motion.Frequency, 0.015);
        Assert.Equal(motion.Frequency / frequency, motion.Speed, 1e-12);
    }

    [Fact]
    public void Reversing_time_reverses_motion_and_dilation_slows_it()
    {
        var filter = Drifting(5, 0, 0.15, 0.2);
        var motion = Motion.Of(TemporalResponse.Of(filter, 5, Nine, 0.15, 0), TapSpacing.One, 1)!.Value;
        double[] reversed = [.. Enumerable.Range(0, 5).SelectMany(t => filter.Skip(81 * (4 - t)).Take(81))];
        var back = Motion.Of(TemporalResponse.Of(reversed, 5, Nine, 0.15, 0), TapSpacing.One, 1)!.Value;
        Assert.Equal((motion.Selectivity, 180.0), (back.Selectivity, back.Direction - motion.Direction), new Close());
        var dilated = Motion.Of(TemporalResponse.Of(filter, 5, Nine, 0.15, 0), new TapSpacing(2, 2), 4)!.Value;
        Assert.Equal((motion.Frequency / 4, motion.Speed / 2), (dilated.Frequency, dilated.Speed), new Close());
    }

    [Fact]
    public void The_balance_of_energies_is_their_integral()
    {
        var response = TemporalResponse.Of(Plane.Noise(5 * 9, 9, 2).Values, 5, Nine, 0.1, 0.2);
        response.PreferredSign(out var difference);
        const int Grid = 1000;
        var expected = Enumerable.Range(0, Grid).Sum(i => response.PowerAt(0.5 * (i + 0.5) / Grid) - response.PowerAt(-0.5 * (i + 0.5) / Grid)) * 0.5 / Grid;
        // The midpoint rule errs by the square of a step of 1/2000.
        Assert.Equal(expected, difference, 1e-4 * response.Energy);
    }

    [Theory]
    [InlineData(0.05, "lowpass")]
    [InlineData(0.2, "bandpass")]
    [InlineData(-0.2, "bandpass")]
    public void A_fast_pattern_is_bandpass_over_time_whatever_its_strongest_product_is(double cyclesPerFrame, string expected)
    {
        var band = TemporalResponse.Of(Drifting(7, 0, 0.2, cyclesPerFrame), 7, Nine, 0.2, 0).Band(1);
        Assert.Equal(expected, band.Kind);
        // One step of the profile, and what the other side's flank pulls.
        Assert.Equal(Math.Abs(cyclesPerFrame), band.Peak, 0.015);
        var dilated = TemporalResponse.Of(Drifting(7, 0, 0.2, cyclesPerFrame), 7, Nine, 0.2, 0).Band(2);
        Assert.Equal(band.Peak / 2, dilated.Peak, 0.5 / 256);
    }

    [Fact]
    public void A_product_of_space_and_time_prefers_neither_way()
    {
        double[] time = [0.2, 1, -0.7];
        double[] filter = [.. time.SelectMany(t => Plane.Gabor(9, 20, 0.2, 33, 2, 2).Scale(t).Values)];
        var motion = Motion.Of(TemporalResponse.Of(filter, 3, Nine, 0.19, -0.05), TapSpacing.One, 1)!.Value;
        Assert.Equal(0, motion.Selectivity, 1e-12);
        Assert.Equal(1, motion.P, 1e-9);
        Assert.Null(Motion.Of(TemporalResponse.Of(filter, 3, Nine, 0, 0), TapSpacing.One, 1));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 3)]
    [InlineData(7, 1)]
    [InlineData(5, 3)]
    [InlineData(16, 1)]
    public void Noise_is_as_selective_as_the_chance_says(int frames, int channels)
    {
        // At a frequency that does not depend on the weights, p is uniform.
        const int Draws = 4000;
        var shape = new FilterShape(channels, 5, 5);
        var p = Enumerable.Range(0, Draws).Select(i =>
            Motion.Of(
                TemporalResponse.Of(NoiseNull.Draw(new FilterShape(channels * frames, 5, 5), 11, i), frames, shape, 0.2, 0.13), TapSpacing.One, 1)!.Value.P).ToList();
        foreach (var level in (double[])[0.01, 0.05, 0.5])
        {
            // At one frequency the real and imaginary parts of 25 taps are not quite alike; besides that, four standard errors.
            Assert.Equal(level, p.Count(x => x <= level) / (double)Draws, 0.15 * level + 4 * Math.Sqrt(level * (1 - level) / Draws));
        }
    }

    [Theory]
    [InlineData(3, 5, 5, 1)]
    [InlineData(1, 3, 3, 3)]
    [InlineData(5, 3, 3, 2)]
    public void The_peak_over_space_and_time_is_the_largest_on_a_fine_grid(int frames, int height, int width, int channels)
    {
        var shape = new FilterShape(channels, height, width);
        var filter = Plane.Noise(1, frames * shape.Length, 17).Values;

        var found = SpaceTimePeak.Of(filter, frames, shape);

        const int Grid = 40;
        var largest = 0.0;
        for (var i = 0; i < Grid * Grid * Grid; i++)
        {
            var power = 0.0;
            for (var channel = 0; channel < channels; channel++)
            {
                var sum = System.Numerics.Complex.Zero;
                for (var frame = 0; frame < frames; frame++)
                {
                    sum += System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * (i / Grid / Grid) / Grid * frame) * Dtft.At(
                        SpaceTimeSplit.Frame(filter, channel, frame, frames, shape), height, width, (double)(i % Grid) / Grid, (double)(i / Grid % Grid) / Grid);
                }
                power += sum.Real * sum.Real + sum.Imaginary * sum.Imaginary;
            }
            largest = Math.Max(largest, power);
        }
        // The grid's best point lies at most half a step from the peak, where five taps have lost a percent or two.
        Assert.InRange(found, largest, 1.03 * largest);
    }

    /// <summary>Pairs of numbers that differ by rounding.</summary>
    private sealed class Close : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public int GetHashCode((double, double) obj) => 0;
    }
}
