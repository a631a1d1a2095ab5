using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Naming;

public class GaborTests
{
    private static readonly double[] Frequencies = [0.12, 0.15, 0.2, 0.25, 0.3];

    public static TheoryData<int, double> Grid()
    {
        var cases = new TheoryData<int, double>();
        foreach (var side in (int[])[7, 9, 11])
        {
            // At least one and a half cycles within the window's half height, so that three lobes stand out.
            foreach (var frequency in Frequencies.Where(f => f * side >= 1.75))
                cases.Add(side, frequency);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Grid))]
    public void A_Gabor_is_found_with_its_angle_frequency_and_phase(int side, double frequency)
    {
        // Three clear lobes whatever the phase need about σf ≥ 0.42; a window much wider than the kernel would be a grating.
        var across = Math.Max(0.45 / frequency, 1.2);
        var made = (from step in Enumerable.Range(0, 12) from phase in (double[])[0, 45, 90, 135, -90, 180] select (Angle: 15 * step, Phase: phase)).ToList();
        var layer = Nets.Gray([.. made.Select(m => Plane.Gabor(side, m.Angle, frequency, m.Phase, across, 0.25 * side))]);

        var filters = Nets.Explain(layer).Filters!.Value;

        foreach (var ((angle, phase), found) in made.Zip(filters))
        {
            var where = $"{side}×{side}, {angle}°, {frequency} c/px, phase {phase}°: {found.Words}";
            Assert.True(found.Name == "gabor", where);
            Assert.True(found.Orientation!.Oriented, where);
            var fit = found.Fit!.Parameters;
            // The kernel is the shape itself up to float rounding, so the fit may only differ by where the minimization stops.
            Assert.True(found.Fit.R2 > 0.9999, where);
            Assert.True(Angles.AxialDistance(fit["angle"], angle) < 1, where);
            Assert.True(Math.Abs(fit["frequency"] - frequency) < 0.01, where);
            var turned = Angles.Distance(fit["angle"], angle) > 90;
            Assert.True(Angles.Distance(turned ? -fit["phase"] : fit["phase"], phase) < 3, where);
        }
    }

    [Theory]
    [InlineData(0, 90)]
    [InlineData(15, 105)]
    [InlineData(90, 0)]
    [InlineData(150, 60)]
    public void Stripes_run_at_right_angles_to_the_wavevector(int wavevector, int stripes)
    {
        var found = Nets.Describe(Plane.Gabor(11, wavevector, 0.2, 0, 2.2, 2.2));

        // The moments see the window's square corners: half a degree off the axes.
        Assert.InRange(Angles.AxialDistance(stripes, found.Orientation!.Stripes), 0, 0.5);
        Assert.Contains($"stripes at {stripes}°", found.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, "edge")]
    [InlineData(-90, "edge")]
    [InlineData(0, "line")]
    public void A_wave_of_about_one_cycle_is_an_edge_or_a_line(double phase, string name) =>
        // σf = 0.23: the outer lobes of the even wave stay below a fifth of the middle one (0.188), and its DC is 3.2 dB down.
        Assert.Equal(name, Nets.Describe(Plane.Gabor(9, 0, 0.14, phase, 0.23 / 0.14, 2)).Name);
}
