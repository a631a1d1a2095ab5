using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class CandidateTests
{
    private static readonly ExplainOptions Why = ExplainOptions.Default with { Why = true };

    [Fact]
    public void Every_fitted_shape_is_there_with_the_chosen_one_first()
    {
        var filter = Nets.Describe(Nets.Gray(Plane.Gabor(9, 30, 0.2, 40, 1.8, 2.4).Plus(Plane.Noise(9, 9, 1).Scale(0.05))), Why);
        var candidates = filter.Candidates!.Value;

        Assert.Equal(11, candidates.Select(c => c.Shape).Distinct().Count());
        Assert.Equal(11, candidates.Length);
        Assert.Equal((filter.Fit!.Shape, filter.Fit.R2, filter.Name), (candidates[0].Shape, candidates[0].R2, candidates[0].Name));
        Assert.Equal(filter.Fit.Parameters, candidates[0].Parameters);
        Assert.Equal(0, candidates[0].DeltaAicc);
        Assert.Equal(candidates.Skip(1).Select(c => c.Aicc).Order(), candidates.Skip(1).Select(c => c.Aicc));
        Assert.All(candidates, c => Assert.Equal(c.Aicc!.Value - candidates[0].Aicc!.Value, c.DeltaAicc!.Value, 1e-9));
        Assert.All(candidates, c => Assert.Contains(c.Name, KernelName.All));
        // The runner-up is the best of another name.
        var runnerUp = candidates.First(c => c.Name != filter.Name && c.Name != KernelName.Mixed);
        Assert.Equal((filter.Fit.RunnerUp, filter.Fit.DeltaAicc), (runnerUp.Name, runnerUp.DeltaAicc));
    }

    [Fact]
    public void A_criterion_is_that_of_its_share_and_its_number_of_parameters()
    {
        // 7×7 and R² below 1 − 10⁻⁵: n·ln(RSS/n) + 2K + 2K(K + 1)/(n − K − 1), the profile's energy being 1.
        var filter = Nets.Describe(Nets.Gray(Plane.Noise(7, 7, 5)), Why);

        Assert.All(filter.Candidates!.Value, c =>
        {
            var k = c.FreeParameters;
            Assert.Equal(49 * Math.Log((1 - c.R2) / 49) + 2 * k + 2.0 * k * (k + 1) / (49 - k - 1), c.Aicc!.Value, 1e-6);
        });
    }

    [Fact]
    public void A_shape_with_more_numbers_than_the_taps_can_carry_has_no_criterion()
    {
        var candidates = Nets.Describe(Nets.Signal(0.3, -1, 0.2, 0.9, -0.5), Why).Candidates!.Value;
        var infinite = candidates.Where(c => c.Aicc is null).ToList();

        // Five taps less a box's four numbers leave nothing over; they are last.
        Assert.All(infinite, c => Assert.Null(c.DeltaAicc));
        Assert.Equal(infinite, candidates.TakeLast(infinite.Count));
        Assert.All(candidates.Except(infinite), c => Assert.NotNull(c.DeltaAicc));
    }

    [Theory]
    [InlineData(InputSpace.Gray, 1, 1, 1)]
    [InlineData(InputSpace.Rgb, 3, 1, 1)]
    [InlineData(InputSpace.Bgr, 3, 1, 1)]
    [InlineData(InputSpace.Features, 5, 1, 1)]
    [InlineData(InputSpace.Gray, 1, 2, 2)]
    [InlineData(InputSpace.Gray, 1, 2, 3)]
    public void What_a_pattern_leaves_of_the_profile_is_what_its_R2_says(InputSpace input, int channels, int dilationY, int dilationX)
    {
        var weights = Plane.Noise(1, 6 * channels * 4 * 6, 7).Values;
        var layer = Nets.Layer(BankShape.Plane(6, channels, 4, 6), weights, input) with { Dilation = new Extent(1, dilationY, dilationX) };

        foreach (var filter in Nets.Explain(layer, Why with { Layer = "0" }).Filters!.Value)
        {
            var patterns = filter.Patterns!;
            Assert.Equal((4, 6, filter.Candidates!.Value.Length), (patterns.Rows, patterns.Columns, patterns.Candidates.Length));
            Assert.Equal(1, patterns.Profile.Sum(v => (double)v * v), 1e-6);
            for (var i = 0; i < patterns.Candidates.Length; i++)
            {
                var left = patterns.Profile.Zip(patterns.Candidates[i], (k, p) => ((double)k - p) * ((double)k - p)).Sum();
                Assert.Equal(filter.Candidates.Value[i].R2, 1 - left, 1e-6);
            }
        }
    }

    [Fact]
    public void The_profile_is_the_one_that_was_fitted_and_its_norm_that_of_the_weights()
    {
        var plane = Plane.Noise(5, 7, 3);
        var gray = Nets.Describe(Nets.Gray(plane), Why).Patterns!;
        Assert.All(plane.Values.Zip(gray.Profile), pair => Assert.Equal(pair.First, gray.Norm * pair.Second, 1e-5));
        // One color times a profile: the profile of unit color, times the color's length.
        var colored = Nets.Describe(Nets.Channels(InputSpace.Rgb, plane.Scale(2), plane.Scale(1), plane.Scale(2)), Why).Patterns!;
        Assert.Equal(3 * gray.Norm, colored.Norm, 1e-4);
        Assert.All(gray.Profile.Zip(colored.Profile), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Theory]
    [InlineData(1e38)]
    [InlineData(1e-38)]
    public void Weights_near_the_ends_of_single_precision_have_the_same_patterns(double scale)
    {
        var plane = Plane.Noise(5, 5, 3);
        var (plain, extreme) = (Nets.Describe(Nets.Gray(plane), Why).Patterns!, Nets.Describe(Nets.Gray(plane.Scale(scale)), Why).Patterns!);

        Assert.Equal(plain.Norm, extreme.Norm / scale, 1e-4);
        Assert.All(plain.Candidates.Zip(extreme.Candidates), pair => Assert.All(pair.First.Zip(pair.Second), v => Assert.Equal(v.First, v.Second, 1e-3f)));
    }

    [Fact]
    public void Lengths_are_those_of_the_fit_on_the_input_grid()
    {
        var blob = Nets.Gray(Plane.Gaussian(7, 1.2).Plus(Plane.Noise(7, 7, 2).Scale(0.02)));
        var near = Nets.Describe(blob, Why).Candidates!.Value;
        var apart = Nets.Describe(blob with { Dilation = Extent.Square(3) }, Why).Candidates!.Value;

        foreach (var (one, three) in near.Zip(apart))
        {
            Assert.Equal((one.Shape, one.R2), (three.Shape, three.R2));
            foreach (var length in new[] { "x", "y", "sigma", "sigmaAlong", "surroundSigma" }.Where(one.Parameters.ContainsKey))
                Assert.Equal(3 * one.Parameters[length], three.Parameters[length], 1e-9);
            if (one.Parameters.TryGetValue("frequency", out var frequency))
                Assert.Equal(frequency / 3, three.Parameters["frequency"], 1e-9);
        }
    }

    [Fact]
    public void Nothing_is_kept_unless_asked_for_nor_of_what_was_not_fitted()
    {
        var unasked = Nets.Explain(Nets.Gray(Plane.Noise(5, 5, 1)));
        Assert.Null(unasked.Noise);
        Assert.All(unasked.Filters!.Value, f => Assert.Equal((null, null), (f.Candidates, f.Patterns)));
        var mixed = Nets.Explain(Nets.Gray(Plane.Noise(5, 5, 1), Plane.Noise(5, 5, 2).Scale(0)), Why).Filters!.Value;
        Assert.Equal((true, false, false), (mixed[0].Candidates is not null, mixed[1].Candidates is not null, mixed[1].Patterns is not null));
        var taps = Nets.Explain(Nets.Gray(Plane.Parse("1")), Why);
        Assert.Equal((null, null, null), (taps.Noise, taps.Filters!.Value[0].Candidates, taps.Filters.Value[0].Patterns));
    }

    [Fact]
    public void Asking_why_changes_nothing_else()
    {
        var layer = Nets.Layer(BankShape.Plane(8, 3, 7, 7), Plane.Noise(1, 8 * 147, 4).Values, InputSpace.Rgb) with { Stride = Extent.Square(2) };
        var asked = Nets.Explain(layer, Why);
        var stripped = asked with { Noise = null, Filters = [.. asked.Filters!.Value.Select(f => f with { Candidates = null, Patterns = null })] };

        Assert.Equal(Text(Nets.Explain(layer)), Text(stripped));

        static string Text(LayerDescription layer) =>
            Documents.Text(new NetworkExplanation { Model = new ModelDescription("", "", null, 1, 1, 1, []), Verdict = [], Layers = [layer] });
    }
}
