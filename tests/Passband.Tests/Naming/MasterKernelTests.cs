using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Naming;

/// <summary>
/// The eight "master key filters" that depthwise kernels cluster around (Babaiee et al.), made from the models that Lindeberg et al. fitted to them (Journal of
/// Mathematical Imaging and Vision 68, 2026): difference operators on the discrete analogue of the Gaussian, T(n; σ) = e^(−σ²)·Iₙ(σ²), in ConvNeXt's 7×7 window.
/// </summary>
public class MasterKernelTests
{
    private const int Side = 7;

    /// <summary>The scales published for the first differences half a pixel off the middle.</summary>
    public static TheoryData<double> HalfPixelScales => [0.4, 0.5, 0.6, 0.7, 0.8];

    /// <summary>The scales published for the centered derivatives.</summary>
    public static TheoryData<double> CenteredScales => [0.8, 0.9, 1.0, 1.1];

    [Theory]
    [MemberData(nameof(HalfPixelScales))]
    public void Half_pixel_differences_are_edges_half_a_pixel_off_the_middle(double sigma)
    {
        // Where brightness rises, and which way the difference is taken: both signs of each occur.
        var made = (from offset in (double[])[0.5, -0.5] from sign in (int[])[1, -1] from alongX in (bool[])[true, false] select (offset, sign, alongX)).ToList();
        var filters = Describe([.. made.Select(m => HalfPixel(sigma, m.offset, m.sign, m.alongX))]);

        foreach (var ((offset, sign, alongX), found) in made.Zip(filters))
        {
            var fit = found.Fit!.Parameters;
            var direction = alongX ? (sign > 0 ? 0 : 180) : (sign > 0 ? 270 : 90);
            Assert.Equal("edge", found.Name);
            // The kernels are symmetric about their axis, so that the direction is exact up to where the minimization stops.
            Assert.InRange(Angles.Distance(direction, found.Order!.Direction!.Value), 0, 0.5);
            Assert.InRange(Angles.Distance(direction, fit["angle"]), 0, 0.5);
            Assert.Equal(alongX ? offset : 0, fit["x"], 0.02);
            Assert.Equal(alongX ? 0 : offset, fit["y"], 0.02);
            Assert.InRange(fit["sigma"], 0.4, 0.8);
            // Along the edge stands T itself, and a sampled Gaussian with T's ratio of neighbor to middle has this σ; all other taps are below 7 % of the middle.
            Assert.Equal(SampledSigma(sigma), fit["sigmaAlong"], 0.02);
        }
    }

    [Theory]
    [MemberData(nameof(CenteredScales))]
    public void Centered_derivatives_are_edges_in_the_middle(double sigma)
    {
        var filters = Describe([Centered(sigma, alongX: true), Centered(sigma, alongX: false)]);

        foreach (var (direction, found) in ((double[])[0, 270]).Zip(filters))
        {
            var fit = found.Fit!.Parameters;
            Assert.Equal("edge", found.Name);
            Assert.InRange(Angles.Distance(direction, found.Order!.Direction!.Value), 0, 0.5);
            Assert.Equal(0, fit["x"], 0.02);
            Assert.Equal(0, fit["y"], 0.02);
            // The difference over two pixels is a box of that width behind the derivative: it may widen the largest of the published scales to √(1.1² + 4/12).
            Assert.InRange(fit["sigma"], 0.8, 1.24);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.4)]
    [InlineData(0.5)]
    [InlineData(0.6)]
    public void The_identity_less_a_Laplacian_sharpens(double sigma)
    {
        var found = Assert.Single(Describe([Sharpening(sigma)]));

        Assert.Equal("sharpening", found.Name);
        // The Laplacian stops DC, so that the identity's is left, up to what of the Laplacian lies outside the window: four times 0.53·T(3; 0.6).
        Assert.Equal(1, found.Gain.Dc, 0.0015);
    }

    [Fact]
    public void The_Gaussian_smooths()
    {
        var found = Assert.Single(Describe([Gaussian(0.6)]));

        Assert.Equal("smoothing", found.Name);
        // 0.54 is the sampled Gaussian's σ for T at 0.6; the published scales of this filter are 0.6 to the digit given.
        Assert.InRange(found.Fit!.Parameters["sigma"], 0.5, 0.65);
    }

    [Fact]
    public void All_eight_keep_their_names_beside_each_other_and_under_noise()
    {
        Plane[] clean =
        [
            HalfPixel(0.6, 0.5, 1, true), HalfPixel(0.6, -0.5, 1, true), HalfPixel(0.6, 0.5, 1, false), HalfPixel(0.6, -0.5, -1, false), Centered(1, true), Centered(1, false),
            Sharpening(0.5), Gaussian(0.6),
        ];
        // 30 dB below each filter: learned kernels scatter about the centers of their clusters.
        var noisy = clean.Select((plane, i) => plane.Plus(Plane.Noise(Side, Side, (ulong)i).Scale(0.0316 * Norm(plane) / Side)));

        Assert.Equal(["edge", "edge", "edge", "edge", "edge", "edge", "sharpening", "smoothing"], Describe([.. noisy]).Select(f => f.Name));
    }

    [Fact]
    public void The_discrete_Gaussian_has_unit_sum_and_its_scale_as_variance()
    {
        foreach (var sigma in (double[])[0.4, 1.1])
        {
            var taps = Enumerable.Range(-20, 41).ToArray();
            Assert.Equal(1, taps.Sum(n => Discrete(n, sigma)), 1e-12);
            Assert.Equal(sigma * sigma, taps.Sum(n => n * n * Discrete(n, sigma)), 1e-12);
        }
    }

    /// <summary>A difference of two neighbors; offset is the middle between them, sign 1 for brightness rising along x or y (down).</summary>
    private static Plane HalfPixel(double sigma, double offset, int sign, bool alongX)
    {
        var first = (int)(offset - 0.5);
        double Difference(double n) => sign * (Discrete((int)n - first - 1, sigma) - Discrete((int)n - first, sigma));
        return Plane.Sample(Side, Side, (x, y) => alongX ? Difference(x) * Discrete((int)y, sigma) : Difference(y) * Discrete((int)x, sigma));
    }

    private static Plane Centered(double sigma, bool alongX)
    {
        double Difference(double n) => 0.5 * (Discrete((int)n - 1, sigma) - Discrete((int)n + 1, sigma));
        return Plane.Sample(Side, Side, (x, y) => alongX ? Difference(x) * Discrete((int)y, sigma) : Difference(y) * Discrete((int)x, sigma));
    }

    /// <summary>The identity less 0.53 of the five-point Laplacian of T.</summary>
    private static Plane Sharpening(double sigma)
    {
        double Second(double n) => Discrete((int)n - 1, sigma) - 2 * Discrete((int)n, sigma) + Discrete((int)n + 1, sigma);
        return Plane.Sample(Side, Side, (x, y) =>
            (x == 0 && y == 0 ? 1 : 0) - 0.53 * (Second(x) * Discrete((int)y, sigma) + Second(y) * Discrete((int)x, sigma)));
    }

    private static Plane Gaussian(double sigma) => Plane.Sample(Side, Side, (x, y) => Discrete((int)x, sigma) * Discrete((int)y, sigma));

    private static double SampledSigma(double sigma) => 1 / Math.Sqrt(2 * Math.Log(Discrete(0, sigma) / Discrete(1, sigma)));

    private static double Discrete(int n, double sigma) => Math.Exp(-sigma * sigma) * Bessel(Math.Abs(n), sigma * sigma);

    /// <summary>The modified Bessel function Iₙ(s) by its power series, which thirty terms exhaust for the arguments here.</summary>
    private static double Bessel(int order, double s)
    {
        var term = 1.0;
        for (var i = 1; i <= order; i++)
            term *= s / 2 / i;
        var sum = 0.0;
        for (var k = 1; k <= 30; k++)
        {
            sum += term;
            term *= s * s / 4 / (k * (k + order));
        }
        return sum;
    }

    private static double Norm(Plane plane) => Math.Sqrt(plane.Values.Sum(v => v * v));

    private static FilterDescription[] Describe(Plane[] planes) => [.. Nets.Explain(Nets.Layer(
        BankShape.Plane(planes.Length, 1, Side, Side), planes.SelectMany(p => p.Values), InputSpace.Features, ConvOperator.Depthwise)).Filters!.Value];
}
