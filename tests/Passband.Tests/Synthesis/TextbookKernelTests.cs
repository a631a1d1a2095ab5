using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;
using Passband.Synthesis;
using Passband.Tests.Kernels;
using Passband.Tests.Measures;

namespace Passband.Tests.Synthesis;

public sealed class TextbookKernelTests
{
    /// <summary>A few hundred weights of at most 300, summed in doubles.</summary>
    private const double Rounding = 1e-11;

    /// <summary>One spelling of every kernel.</summary>
    private static readonly string[] Examples =
    [
        "identity", "laplacian", "laplacian-8", "sharpen", "sharpen(2)", "unsharp", "unsharp(1.5, 0.7)", "emboss", "box", "box(5)", "box(5,3)", "gaussian(1.5)",
        "gaussian(1.5,4)", "gaussian-x(1.5)", "gaussian-y(1.2)", "gaussian-xx(1.5)", "gaussian-yy(2)", "gaussian-xy(1.5)", "derivative(1.5,45)", "line(1.5,45)",
        "log(2)", "dog(1,1.6)", "difference-x", "difference-y", "prewitt-x", "prewitt-y", "sobel-x", "sobel-y", "scharr-x", "scharr-y", "roberts-1", "roberts-2",
        "gabor(0.2,45,90)", "gabor(0.15,30)", "gabor(0.2,120,0,4,25)", "grating(0.25,0)", "grating(0.2,45,90,15)",
    ];

    public static TheoryData<string> Names => [.. TextbookKernel.All.Select(e => e.Name)];

    public static TheoryData<string> AllExamples => [.. Examples];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_has_an_example_here(string name) => Assert.Contains(Examples, e => e == name || e.StartsWith($"{name}(", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(AllExamples))]
    public void Averages_and_sharpeners_keep_the_mean_and_everything_else_has_none(string text)
    {
        var kernel = TextbookKernel.Parse(text);
        string[] keep = ["identity", "sharpen", "unsharp", "emboss", "box", "gaussian"];
        var expected = keep.Contains(text.Split('(')[0]) ? 1 : 0;

        Assert.Equal(expected, kernel.Sum, Rounding);
        Assert.Equal(text, kernel.Name);
    }

    [Theory]
    [InlineData("sobel-x", 0)]
    [InlineData("sobel-y", 0)]
    [InlineData("prewitt-x", 0)]
    [InlineData("prewitt-y", 0)]
    [InlineData("laplacian", 0)]
    [InlineData("box(3)", 1e-15)]
    [InlineData("box(5,3)", 1e-15)]
    [InlineData("gaussian(0.7)", 1e-15)]
    [InlineData("gaussian(1.5)", 1e-15)]
    [InlineData("gaussian(2.2)", 1e-15)]
    // SciPy does not correct derivatives for what the window cuts off, about 10⁻³ of them.
    [InlineData("gaussian-x(1.5)", 3e-4)]
    [InlineData("gaussian-y(2)", 3e-4)]
    [InlineData("gaussian-xx(2)", 3e-4)]
    [InlineData("gaussian-yy(1.5)", 3e-4)]
    [InlineData("gaussian-xy(1.5)", 3e-4)]
    [InlineData("log(2)", 3e-4)]
    public void Scipys_filters_of_the_same_name_have_the_same_kernel(string text, double tolerance)
    {
        var golden = Golden.Read("textbook.json")[text]!;
        var kernel = TextbookKernel.Parse(text);

        Assert.Equal((golden.Whole("height"), golden.Whole("width")), (kernel.Height, kernel.Width));
        Assert.All(golden.Numbers("weights").Zip(kernel.Weights), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Theory]
    [InlineData("difference-x", 0, 2)]
    [InlineData("difference-y", 270, 2)]
    [InlineData("prewitt-x", 0, 6)]
    [InlineData("prewitt-y", 270, 6)]
    [InlineData("sobel-x", 0, 8)]
    [InlineData("sobel-y", 270, 8)]
    [InlineData("scharr-x", 0, 32)]
    [InlineData("scharr-y", 270, 32)]
    [InlineData("roberts-1", 315, 1.4142135623730951)]
    [InlineData("roberts-2", 45, 1.4142135623730951)]
    [InlineData("gaussian-x(1.5)", 0, 1)]
    [InlineData("gaussian-y(1.5)", 270, 1)]
    [InlineData("derivative(1.5,45)", 45, 1)]
    [InlineData("derivative(0.8,200,5)", 200, 1)]
    [InlineData("-derivative(1.5,45)", 225, 1)]
    public void A_ramp_is_answered_with_its_slope_times_the_stated_gain(string text, double direction, double gain)
    {
        var (sin, cos) = Math.SinCos(direction * Math.PI / 180);

        Assert.Equal(gain, Response(text, (x, y) => x * cos - y * sin), Rounding);
        Assert.Equal(0, Response(text, (x, y) => x * sin + y * cos), Rounding);
    }

    [Theory]
    [InlineData("gaussian-xx(1.5)", 1, 0, 0)]
    [InlineData("gaussian-yy(1.5)", 0, 1, 0)]
    [InlineData("gaussian-xy(1.5)", 0, 0, 1)]
    [InlineData("line(1.5,0)", -1, 0, 0)]
    [InlineData("line(1.5,90)", 0, -1, 0)]
    [InlineData("-line(1.5,90)", 0, 1, 0)]
    [InlineData("laplacian", 1, 1, 0)]
    [InlineData("laplacian-8", 3, 3, 0)]
    public void Parabolas_are_answered_with_their_second_derivative(string text, double xx, double yy, double xy)
    {
        // What a Gaussian window leaves of the other axis' parabola is cut-off error.
        var tolerance = text.Contains('(', StringComparison.Ordinal) ? 0.01 : Rounding;

        Assert.Equal(xx, Response(text, (x, _) => x * x / 2), tolerance);
        Assert.Equal(yy, Response(text, (_, y) => y * y / 2), tolerance);
        Assert.Equal(xy, Response(text, (x, y) => x * y), tolerance);
    }

    [Fact]
    public void The_laplacian_of_a_gaussian_answers_dark_spots_and_the_difference_bright_ones()
    {
        Assert.Equal(1, Response("log(2)", (x, y) => (x * x + y * y) / 4), Rounding);
        Assert.True(Middle("log(2)") < 0 && Middle("-log(2)") > 0 && Middle("dog(1,1.6)") > 0 && Middle("laplacian") < 0);
        Assert.Equal(Middle("gaussian(1,15)") - Middle("gaussian(1.6,15)"), Middle("dog(1,1.6,15)"), Rounding);
    }

    [Theory]
    [InlineData("gabor(0.2,45,90)", 0.2, 45, 90)]
    [InlineData("gabor(0.1,0)", 0.1, 0, 0)]
    [InlineData("gabor(0.15,150,-90)", 0.15, 150, -90)]
    [InlineData("grating(0.2,45,90,15)", 0.2, 45, 90)]
    public void A_wave_passes_its_own_frequency_with_gain_one_and_nothing_more(string text, double frequency, double angle, double phase)
    {
        var own = Gain(text, frequency, angle);
        Assert.Equal(1, own.Magnitude, Rounding);
        // The response to cos(2πfu − phase) is largest where the wave lies on the kernel as it stands.
        Assert.Equal(phase, own.Phase, 3.0);
        for (var f = 0.02; f <= 0.5; f += 0.02)
        {
            for (var turn = 0; turn < 180; turn += 15)
                Assert.True(Gain(text, f, turn).Magnitude < 1.08, $"{f} at {turn}°");
        }
    }

    [Theory]
    [InlineData("gaussian(1.5)", KernelName.Smoothing, null)]
    [InlineData("box(5)", KernelName.Smoothing, null)]
    [InlineData("derivative(1.5,45)", KernelName.Edge, 45.0)]
    [InlineData("gaussian-x(1.5)", KernelName.Edge, 0.0)]
    [InlineData("gaussian-y(1.5)", KernelName.Edge, 270.0)]
    [InlineData("line(1.5,90)", KernelName.Line, 90.0)]
    [InlineData("gaussian-xy(1.5)", KernelName.Saddle, null)]
    [InlineData("log(2)", KernelName.CenterSurround, null)]
    [InlineData("dog(1,1.6)", KernelName.CenterSurround, null)]
    [InlineData("unsharp", KernelName.Sharpening, null)]
    [InlineData("identity", KernelName.Identity, null)]
    [InlineData("gabor(0.2,45,90)", KernelName.Gabor, 45.0)]
    [InlineData("gabor(0.15,30)", KernelName.Gabor, 30.0)]
    [InlineData("grating(0.25,0)", KernelName.Grating, 0.0)]
    [InlineData("sobel-x", KernelName.Edge, 0.0)]
    [InlineData("sobel-y", KernelName.Edge, 270.0)]
    [InlineData("scharr-x", KernelName.Edge, 0.0)]
    [InlineData("laplacian-8", KernelName.CenterSurround, null)]
    public void The_explainer_calls_them_what_they_are(string text, string name, double? angle)
    {
        var kernel = TextbookKernel.Parse(text);
        var layer = Nets.Layer(BankShape.Plane(1, 1, kernel.Height, kernel.Width), kernel.Weights, InputSpace.Gray);
        var filter = Explainer.Explain(Nets.Of(layer), cancellation: TestContext.Current.CancellationToken).Layers[0].Filters!.Value[0];

        Assert.True(filter.Name == name, $"{text}: {filter.Name}, {filter.Words}");
        if (angle is { } expected)
        {
            var found = name == KernelName.Edge ? filter.Order!.Direction!.Value : filter.Orientation!.Wavevector;
            Assert.InRange(Passband.Measures.Angles.Distance(found, expected), 0, 1);
        }
    }

    [Fact]
    public void The_explainer_finds_the_frequency_and_the_phase_of_a_gabor()
    {
        var kernel = TextbookKernel.Parse("gabor(0.2,45,90)");
        var layer = Nets.Layer(BankShape.Plane(1, 1, kernel.Height, kernel.Width), kernel.Weights, InputSpace.Gray);
        var fit = Explainer.Explain(Nets.Of(layer), cancellation: TestContext.Current.CancellationToken).Layers[0].Filters!.Value[0].Fit!;

        Assert.Equal(0.2, fit.Parameters["frequency"], 0.002);
        Assert.Equal(90, fit.Parameters["phase"], 2.0);
    }

    [Theory]
    [InlineData("sobel", "sobel-x, sobel-y")]
    [InlineData("gausian(2)", "gaussian")]
    [InlineData("gober(0.2,45)", "gabor")]
    [InlineData("wavelet", "one of identity, laplacian")]
    [InlineData("gaussian", "no sigma; expected gaussian(sigma[, size]), sigma as a number of pixels from 0.2 to 30")]
    [InlineData("gaussian(x)", "a sigma of \"x\"")]
    [InlineData("gaussian(NaN)", "a sigma of \"NaN\"")]
    [InlineData("gaussian(0)", "from 0.2 to 30")]
    [InlineData("gaussian(1,2,3)", "3 numbers; expected gaussian(sigma[, size])")]
    [InlineData("gaussian(1", "not closed")]
    [InlineData("box(2.5)", "a whole number of taps from 1 to 255")]
    [InlineData("gabor(0.6,0)", "cycles per pixel from 0.002 to 0.5")]
    [InlineData("gabor(0.002,0)", "a window of")]
    [InlineData("dog(2,1)", "a surround wider than the center")]
    [InlineData("derivative(1,0,1)", "at least 2 taps")]
    [InlineData("grating(0.5,0,90)", "zero, or the same, at every tap")]
    [InlineData("sobel-x(3)", "1 numbers; expected sobel-x")]
    [InlineData("", "no name")]
    public void What_cannot_be_made_is_refused_with_what_can(string text, string words)
    {
        var error = Assert.Throws<PassbandException>(() => TextbookKernel.Parse(text));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spaces_and_case_do_not_matter_and_numbers_are_weights()
    {
        Assert.Equal(TextbookKernel.Parse("gabor(0.2,45,90)").Weights, TextbookKernel.ParseAny(" Gabor ( 0.2 , 45 , 90 ) ").Weights);
        Assert.Equal([-1.0, 0, 1], TextbookKernel.ParseAny("-1 0 1").Weights);
        Assert.Equal([0.0, -1, 0, -1, 4, -1, 0, -1, 0], TextbookKernel.ParseAny("- laplacian").Weights);
        Assert.Equal("gaussian(sigma[, size])", TextbookKernel.All.Single(e => e.Name == "gaussian").Signature);
        Assert.Equal("sharpen([strength])", TextbookKernel.All.Single(e => e.Name == "sharpen").Signature);
    }

    private static double Middle(string text)
    {
        var kernel = TextbookKernel.Parse(text);
        return kernel[kernel.Height / 2, kernel.Width / 2];
    }

    private static double Response(string text, Func<double, double, double> picture)
    {
        var kernel = TextbookKernel.Parse(text);
        var sum = 0.0;
        for (var row = 0; row < kernel.Height; row++)
        {
            for (var column = 0; column < kernel.Width; column++)
                sum += kernel[row, column] * picture(column - (kernel.Width - 1) / 2.0, row - (kernel.Height - 1) / 2.0);
        }
        return sum;
    }

    /// <summary>The response to a wave, largest over its phases, and the phase at which it is largest.</summary>
    private static (double Magnitude, double Phase) Gain(string text, double frequency, double angle)
    {
        var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
        var even = Response(text, (x, y) => Math.Cos(2 * Math.PI * frequency * (x * cos - y * sin)));
        var odd = Response(text, (x, y) => Math.Sin(2 * Math.PI * frequency * (x * cos - y * sin)));
        return (Math.Sqrt(even * even + odd * odd), Math.Atan2(odd, even) * 180 / Math.PI);
    }
}
