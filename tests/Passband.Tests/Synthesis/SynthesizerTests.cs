using Passband.Kernels;
using Passband.Measures;
using Passband.Synthesis;

namespace Passband.Tests.Synthesis;

public class SynthesizerTests
{
    private static readonly SynthOptions Gabors = new()
    {
        Shape = SynthShape.Gabor,
        Size = new FilterShape(3, 7, 7),
        Count = 6,
        Seed = 4,
        Noise = new SynthNoise { SnrDb = 20, Quantize8 = true },
        Threads = 1,
    };

    [Fact]
    public void The_same_seed_gives_the_same_filters_and_another_seed_others()
    {
        var (first, again, other) = (Make(Gabors), Make(Gabors), Make(Gabors with { Seed = 5 }));

        Assert.Equal(Weights(first), Weights(again));
        Assert.Equal(first.Filters.Select(f => f.Kernel), again.Filters.Select(f => f.Kernel));
        Assert.All(Enumerable.Range(0, 6), i => Assert.NotEqual(first.Filters[i].Kernel, other.Filters[i].Kernel));
    }

    [Fact]
    public void A_filter_does_not_depend_on_how_many_follow_nor_on_the_threads()
    {
        var (few, many) = (Make(Gabors with { Count = 2 }), Make(Gabors with { Threads = 2 }));

        Assert.Equal(Weights(few), Weights(many)[..(2 * 147)]);
        Assert.Equal(few.Filters.Select(f => (f.Kernel, string.Join(' ', f.Names))), many.Filters.Take(2).Select(f => (f.Kernel, string.Join(' ', f.Names))));
    }

    [Fact]
    public void Weights_are_the_kernel_that_the_answer_states()
    {
        var layer = Make(Gabors with { Noise = SynthNoise.None });

        for (var i = 0; i < 6; i++)
            Assert.Equal(layer.Filters[i].Kernel!.Render().Select(w => (float)w), layer.Net.Layers[0].Bank.Filter(i).ToArray());
        Assert.Equal(InputSpace.Rgb, layer.Net.Layers[0].Input);
    }

    [Theory]
    [InlineData(1, 9, ConvOperator.Conv1d, InputSpace.Signal)]
    [InlineData(9, 1, ConvOperator.Conv2d, InputSpace.Gray)]
    [InlineData(9, 9, ConvOperator.Conv2d, InputSpace.Gray)]
    public void One_row_is_a_signal(int height, int width, ConvOperator kind, InputSpace input)
    {
        var layer = Make(new SynthOptions { Shape = SynthShape.FirstDerivative, Size = new FilterShape(1, height, width) }).Net.Layers[0];

        Assert.Equal((kind, input, height * width), (layer.Operator, layer.Input, layer.Bank.Shape.Taps));
    }

    [Theory]
    [InlineData(SynthShape.FirstDerivative, -30, 20, 330, 20)]
    [InlineData(SynthShape.SecondDerivative, 270, 20, 90, 20)]
    [InlineData(SynthShape.Gabor, 225, 50, 45, -50)]
    [InlineData(SynthShape.Gabor, 405, 270, 45, -90)]
    public void Answers_state_angles_and_phases_in_their_range(SynthShape shape, double angle, double phase, double statedAngle, double statedPhase)
    {
        var isWave = shape == SynthShape.Gabor;
        var options = new SynthOptions { Shape = shape, Settings = new SynthSettings { X = 0.25, Y = 0, Angle = angle, Sigma = 1.5, SigmaAlong = 2, Phase = isWave ? phase : null, Frequency = isWave ? 0.3 : null } };
        var layer = Make(options);
        var stated = layer.Filters[0].Kernel!;

        Assert.Equal((statedAngle, isWave ? statedPhase : stated.Phase), (stated.Angle, stated.Phase));
        var asked = stated with { Angle = angle, Phase = isWave ? phase : stated.Phase };
        Assert.All(asked.Render().Zip(Weights(layer)), w => Assert.Equal(w.First, w.Second, 1e-6)); // Weights of at most 1 in float32: half of 1.2·10⁻⁷.
    }

    [Fact]
    public void A_wide_Gaussian_is_stated_by_its_narrow_axis()
    {
        var settings = new SynthSettings { Angle = 20, Sigma = 2, SigmaAlong = 1, On = true };
        var kernel = Make(new SynthOptions { Shape = SynthShape.Gaussian, Settings = settings }).Filters[0].Kernel!;

        Assert.Equal((110, 1, 2, 1), (kernel.Angle, kernel.Sigma, kernel.SigmaAlong!.Value, kernel.Amplitude));
    }

    public static TheoryData<string, SynthOptions> Refusals => new()
    {
        { "2 channels", Gabors with { Size = new FilterShape(2, 7, 7) } },
        { "a size of 1×1", Gabors with { Size = new FilterShape(1, 1, 1) } },
        { "a size of 7×65", Gabors with { Size = new FilterShape(1, 7, 65) } },
        { "a size of 0×7", Gabors with { Size = new FilterShape(1, 0, 7) } },
        { "0 filters", Gabors with { Count = 0 } },
        { "2147483647 filters", Gabors with { Count = int.MaxValue } },
        { "NaN dB", Gabors with { Noise = new SynthNoise { SnrDb = double.NaN } } },
        { "-200 dB", Gabors with { Noise = new SynthNoise { SnrDb = -200 } } },
        { "gabor in 3×3 taps", Gabors with { Size = new FilterShape(1, 3, 3) } },
        { "laplacian-of-gaussian in 1×9 taps; expected at least 3×3", Gabors with { Shape = SynthShape.LaplacianOfGaussian, Size = new FilterShape(1, 1, 9) } },
        { "strength, which gabor does not have", Gabors with { Settings = new SynthSettings { Strength = 1 } } },
        { "sigmaAlong, which gabor along one axis does not have", Gabors with { Size = new FilterShape(1, 1, 9), Settings = new SynthSettings { SigmaAlong = 1 } } },
        { "polarity for gabor; expected only its phase", Gabors with { Settings = new SynthSettings { On = true } } },
        { "a color for one channel", Gabors with { Size = new FilterShape(1, 7, 7), Settings = new SynthSettings { Color = (1, 0, 0) } } },
        { "the color 0, 0, 0", Gabors with { Settings = new SynthSettings { Color = (0, 0, 0) } } },
        { "sigma 0", Gabors with { Settings = new SynthSettings { Sigma = 0 } } },
        { "sigmaAlong Infinity", Gabors with { Settings = new SynthSettings { SigmaAlong = double.PositiveInfinity } } },
        { "x 3.5; expected a center within ±3", Gabors with { Settings = new SynthSettings { X = 3.5 } } },
        { "y NaN", Gabors with { Settings = new SynthSettings { Y = double.NaN } } },
        { "frequency 0.6", Gabors with { Settings = new SynthSettings { Frequency = 0.6, Angle = 10 } } },
        { "frequency -0.1", Gabors with { Settings = new SynthSettings { Frequency = -0.1, Angle = 10, Sigma = 1 } } },
        { "angle 45; expected 0 or 180 in one row", Gabors with { Size = new FilterShape(1, 1, 9), Settings = new SynthSettings { Angle = 45 } } },
        { "phase Infinity", Gabors with { Settings = new SynthSettings { Phase = double.PositiveInfinity } } },
        { "surroundSigma 1; expected above the center's σ of 2", Gabors with { Shape = SynthShape.DifferenceOfGaussians, Settings = new SynthSettings { Sigma = 2, SurroundSigma = 1 } } },
        { "columns 8; expected 1 to 7", Gabors with { Shape = SynthShape.Box, Settings = new SynthSettings { Columns = 8 } } },
        { "rows 0", Gabors with { Shape = SynthShape.Box, Settings = new SynthSettings { Rows = 0 } } },
        { "strength 0", Gabors with { Shape = SynthShape.Sharpening, Settings = new SynthSettings { Strength = 0 } } },
        { "a largest weight of 0 at the taps", Gabors with { Shape = SynthShape.FirstDerivative, Settings = new SynthSettings { Sigma = 0.01, X = 0, Y = 0 } } },
        { "parameters of a shape, for pure noise", Gabors with { Shape = null } },
        { "parameters of a shape, for pure noise", Gabors with { Shape = null, Noise = SynthNoise.None, Settings = new SynthSettings { Sigma = 1 } } },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_made_is_refused_with_what_was_found(string found, SynthOptions options)
    {
        var error = Assert.Throws<PassbandException>(() => Make(options));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.Contains("expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagonal_wave_may_be_finer_than_half_a_cycle_per_sample()
    {
        var kernel = Make(new SynthOptions { Shape = SynthShape.Grating, Settings = new SynthSettings { Frequency = Math.Sqrt(0.5), Angle = 45, Phase = 0 } }).Filters[0].Kernel!;

        // The checkerboard: ±1 by turns, up to the rounding of 4·√½·√½·π.
        Assert.All(kernel.RenderProfile().Select((w, i) => (w, i)), t => Assert.Equal((t.i / 7 + t.i % 7) % 2 == 0 ? 1 : -1, t.w, 1e-12));
    }

    [Fact]
    public void The_work_can_be_stopped_and_tells_how_far_it_is()
    {
        using var source = new CancellationTokenSource();
        var reports = new List<int>();
        Synthesizer.Make(Gabors, new Recorder(reports), source.Token);
        source.Cancel();

        Assert.Equal([1, 2, 3, 4, 5, 6], reports);
        Assert.ThrowsAny<OperationCanceledException>(() => Synthesizer.Make(Gabors, null, source.Token));
    }

    private static SynthLayer Make(SynthOptions options) => Synthesizer.Make(options, cancellation: TestContext.Current.CancellationToken);

    private static float[] Weights(SynthLayer layer) => layer.Net.Layers[0].Bank.Weights.ToArray();

    private sealed class Recorder(List<int> reports) : IProgress<int>
    {
        public void Report(int value) => reports.Add(value);
    }
}
