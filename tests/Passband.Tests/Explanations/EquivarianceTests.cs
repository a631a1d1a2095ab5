using System.Collections.Immutable;
using CsCheck;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

/// <summary>What must change, and what must not, when a kernel is scaled, negated, turned, mirrored, or moved among others.</summary>
public class EquivarianceTests
{
    /// <summary>Noise of several sizes, and textbook shapes with a little noise.</summary>
    private static readonly Gen<Plane> Kernels = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 3].Select(i => 2 * i + 1), Gen.Double[0, 180], Gen.ULong).Select((kind, side, angle, seed) =>
    {
        var noise = Plane.Noise(side, side, seed);
        return kind switch
        {
            0 => noise,
            1 => Plane.Gabor(side, angle, 1.6 / side, seed % 360, 0.3 * side, 0.3 * side).Plus(noise.Scale(0.03)),
            2 => Plane.Gabor(side, angle, 0.6 / side, 90, 0.2 * side, 0.3 * side).Plus(noise.Scale(0.03)),
            3 => Plane.Gaussian(side, 0.2 * side).Plus(noise.Scale(0.03)),
            _ => Plane.Gaussian(side, 0.15 * side).Plus(Plane.Gaussian(side, 0.25 * side).Scale(-0.4)).Plus(noise.Scale(0.03)),
        };
    });

    /// <summary>The measures that no symmetry of the square touches.</summary>
    private static double?[] Invariants(FilterDescription f) =>
    [
        f.Passband!.DcDb is { } dc && dc > -100 ? dc : null, f.Passband.Peak, f.Orientation!.Coherence, f.Order!.Dominant, f.Order.Shares[0], f.Order.Shares[1], f.Order.Shares[2],
        f.Order.Shares[3], f.Symmetry!.Even, f.Separability, f.Sigma, f.Passband.Kind.Length, f.Orientation.Oriented ? 1 : 0,
    ];

    private static void AssertSame(double?[] expected, double?[] found)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i] is null, found[i] is null);
            // The peak climbs by parabolas along x and y, which takes another path on a turned kernel: a thousandth of a decibel and of a cycle per pixel, a twentieth of a
            // grid step. Nothing else depends on the path.
            if (expected[i] is { } number)
                Assert.Equal(number, found[i]!.Value, i is 0 or 1 ? 1e-3 : 1e-5);
        }
    }

    /// <summary>
    /// The search visits its starting points in a fixed order and in single precision, so a turned kernel may stop in another of two nearly equal minima: the best R²
    /// agrees, the shape where it is clearly ahead.
    /// </summary>
    private static void AssertSameFit(FilterDescription expected, FilterDescription found)
    {
        if (expected.Fit!.DeltaAicc is not > 2 || found.Fit!.DeltaAicc is not > 2)
            return;
        Assert.Equal(expected.Fit.Shape, found.Fit.Shape);
        Assert.Equal(expected.Fit.R2, found.Fit.R2, 0.02);
    }

    [Fact]
    public void Scaling_leaves_everything_but_gains() => Gen.Select(Kernels, Gen.Int[-12, 12].Select(i => Math.ScaleB(1, i))).Sample((plane, factor) =>
    {
        var before = Nets.Describe(plane);
        var after = Nets.Describe(plane.Scale(factor));
        Assert.Equal(before.Gain.Noise * factor, after.Gain.Noise, before.Gain.Noise * factor * 1e-12);
        Assert.Equal(before.Gain.Peak * factor, after.Gain.Peak, before.Gain.Peak * factor * 1e-12);
        // Powers of two change no digit of a float, so the rest is the same to the last one.
        Assert.Equal(Documents.Text(Without(before)), Documents.Text(Without(after)));

        static FilterDescription Without(FilterDescription f) => f with
        {
            Gain = new GainDescription(0, 0, 0, 0),
            Fit = f.Fit! with { Parameters = ImmutableSortedDictionary<string, double>.Empty.AddRange(f.Fit.Parameters.Where(p => !p.Key.Contains("mplitude", StringComparison.Ordinal))) },
        };
    }, iter: 30, threads: 2);

    [Fact]
    public void Negation_flips_polarity_and_direction_and_nothing_else() => Kernels.Sample(plane =>
    {
        var before = Nets.Describe(plane);
        var after = Nets.Describe(plane.Negate());
        AssertSame(Invariants(before), Invariants(after));
        Assert.Equal(-before.Gain.Dc, after.Gain.Dc, 1e-9);
        Assert.Equal(before.Name, after.Name);
        Assert.Equal(before.Orientation!.Wavevector, after.Orientation!.Wavevector, 1e-9);
        Assert.Equal(before.Fit!.R2, after.Fit!.R2, 1e-9);
        Assert.Equal(before.Fit.P, after.Fit.P, 1e-9);
        if (before.Order!.Direction is { } direction)
            Assert.Equal(180, Angles.Distance(direction, after.Order!.Direction!.Value), 1e-6);
        foreach (var (name, value) in before.Fit.Parameters)
        {
            var negated = after.Fit.Parameters[name];
            if (name == "phase" || (name == "angle" && before.Fit.Shape == "first-derivative"))
                Assert.Equal(180, Angles.Distance(value, negated), 1e-6);
            else if (name is "amplitude" or "surroundAmplitude")
                Assert.Equal(Math.Abs(value), Math.Abs(negated), 1e-6 * Math.Abs(value));
            else
                Assert.Equal(value, negated, 1e-6);
        }
    }, iter: 30, threads: 2);

    [Fact]
    public void A_quarter_turn_turns_angles_and_nothing_else() => Kernels.Sample(plane =>
    {
        var before = Nets.Describe(plane);
        var after = Nets.Describe(plane.Rotate());
        AssertSame(Invariants(before), Invariants(after));
        AssertSameFit(before, after);
        Assert.InRange(Angles.AxialDistance(before.Orientation!.Wavevector + 90, after.Orientation!.Wavevector), 0, 1e-4);
        if (before.Order!.Direction is { } direction)
            Assert.InRange(Angles.Distance(direction + 90, after.Order!.Direction!.Value), 0, 1e-4);
        // x right, y down: a counter-clockwise quarter turn takes (x, y) to (y, −x).
        Assert.Equal(before.Center!.Value[1], after.Center!.Value[0], 1e-6);
        Assert.Equal(-before.Center!.Value[0], after.Center.Value[1], 1e-6);
    }, iter: 30, threads: 2);

    [Fact]
    public void Transposition_mirrors_at_the_diagonal() => Kernels.Sample(plane =>
    {
        var before = Nets.Describe(plane);
        var after = Nets.Describe(plane.Transpose());
        AssertSame(Invariants(before), Invariants(after));
        AssertSameFit(before, after);
        // Exchanging x (right) and y (down) mirrors at the falling diagonal: θ becomes 270° − θ.
        Assert.InRange(Angles.AxialDistance(270 - before.Orientation!.Wavevector, after.Orientation!.Wavevector), 0, 1e-4);
        if (before.Order!.Direction is { } direction)
            Assert.InRange(Angles.Distance(270 - direction, after.Order!.Direction!.Value), 0, 1e-4);
        Assert.Equal(before.Center!.Value[1], after.Center!.Value[0], 1e-6);
        Assert.Equal(before.Center.Value[0], after.Center.Value[1], 1e-6);
    }, iter: 30, threads: 2);

    [Fact]
    public void Permuting_filters_permutes_results() => Gen.Shuffle(Enumerable.Range(0, 6).ToArray()).Sample(order =>
    {
        var filters = Enumerable.Range(0, 6).Select(i => Plane.Noise(5, 5, (ulong)i).Plus(Plane.Gabor(5, 30 * i, 0.3, 0, 1.5, 1.5).Scale(i))).ToArray();
        var before = Nets.Explain(Nets.Gray(filters));
        var after = Nets.Explain(Nets.Gray([.. order.Select(i => filters[i])]));
        for (var i = 0; i < order.Length; i++)
        {
            var (expected, found) = (before.Filters!.Value[order[i]], after.Filters!.Value[i]);
            Assert.Equal(Documents.Text(expected with { Address = "" }), Documents.Text(found with { Address = "" }));
        }
        Assert.Equal(before.Summary.Names, after.Summary.Names);
        Assert.Equal(before.Summary.Pi0, after.Summary.Pi0);
        // Sums in another order.
        Assert.Equal(before.Summary.Orthogonality!.Value, after.Summary.Orthogonality!.Value, 1e-9);
        Assert.Equal(before.Summary.VarianceEntropy!.Value, after.Summary.VarianceEntropy!.Value, 1e-9);
    }, iter: 5);

    [Fact]
    public void Permuting_feature_channels_changes_nothing() => Gen.Select(Gen.Shuffle(Enumerable.Range(0, 5).ToArray()), Gen.ULong).Sample((order, seed) =>
    {
        var planes = Enumerable.Range(0, 5).Select(i => Plane.Noise(5, 5, seed + (ulong)i)).ToArray();
        var options = ExplainOptions.Default with { All = true };
        var before = Nets.Describe(Nets.Channels(InputSpace.Features, planes), options);
        var after = Nets.Describe(Nets.Channels(InputSpace.Features, [.. order.Select(i => planes[i])]), options);
        AssertSame(Invariants(before), Invariants(after));
        Assert.Equal(before.Name, after.Name);
        Assert.Equal(before.Gain.Noise, after.Gain.Noise, 1e-9);
        Assert.Equal(before.Fit!.R2, after.Fit!.R2, 1e-4);
    }, iter: 15);
}
