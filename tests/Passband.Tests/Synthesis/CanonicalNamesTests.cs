using Passband.Kernels;
using Passband.Measures;
using Passband.Naming;
using Passband.Synthesis;

namespace Passband.Tests.Synthesis;

public class CanonicalNamesTests
{
    [Fact]
    public void A_Gabor_of_three_lobes_and_a_second_derivative_are_the_same_under_noise_and_are_told_apart_without()
    {
        // A window of σf = 0.36 leaves one lobe on either side, of 40 % of the middle, and less than 1 % of the energy to tell it from a second derivative by.
        var gabor = new SynthKernel { Shape = SynthShape.Gabor, Height = 9, Width = 9, Sigma = 1.8, SigmaAlong = 1.8, Frequency = 0.2 };
        var line = new SynthKernel { Shape = SynthShape.SecondDerivative, Height = 9, Width = 9, Sigma = 1.25, SigmaAlong = 1.8 };

        Assert.Equal([KernelName.Gabor, KernelName.Line], Names(gabor, 20).Order());
        Assert.Equal(KernelName.Gabor, Names(gabor, 20)[0]);
        Assert.Equal([KernelName.Gabor], Names(gabor, 60));
        Assert.Contains(KernelName.Gabor, Names(line, 20));
        Assert.Equal([KernelName.Line], Names(line, 60));
    }

    [Fact]
    public void An_unbalanced_difference_of_Gaussians_that_passes_DC_is_smoothing()
    {
        var difference = new SynthKernel { Shape = SynthShape.DifferenceOfGaussians, Height = 7, Width = 7, Sigma = 1, SurroundSigma = 2, Strength = 1 };

        Assert.Equal(KernelName.CenterSurround, CanonicalNames.ByDefinition(difference));
        Assert.Equal(KernelName.Smoothing, CanonicalNames.ByDefinition(difference with { Strength = 0.2 }));
    }

    [Theory]
    [InlineData(0.05, KernelName.Edge)]
    [InlineData(0.1, KernelName.Edge)]
    [InlineData(0.3, KernelName.Gabor)]
    public void A_Gabor_of_about_one_cycle_is_an_edge(double frequency, string name) => Assert.Equal(
        name, CanonicalNames.ByDefinition(new SynthKernel { Shape = SynthShape.Gabor, Height = 9, Width = 9, Sigma = 1.6, SigmaAlong = 2, Frequency = frequency, Phase = 90 }));

    [Theory]
    [InlineData(SynthShape.Tap, KernelName.Identity)]
    [InlineData(SynthShape.Box, KernelName.Smoothing)]
    [InlineData(SynthShape.Gaussian, KernelName.Smoothing)]
    [InlineData(SynthShape.FirstDerivative, KernelName.Edge)]
    [InlineData(SynthShape.SecondDerivative, KernelName.Line)]
    [InlineData(SynthShape.LaplacianOfGaussian, KernelName.CenterSurround)]
    [InlineData(SynthShape.DifferenceOfGaussians, KernelName.CenterSurround)]
    [InlineData(SynthShape.MixedDerivative, KernelName.Saddle)]
    [InlineData(SynthShape.Sharpening, KernelName.Sharpening)]
    [InlineData(SynthShape.Gabor, KernelName.Gabor)]
    [InlineData(SynthShape.Grating, KernelName.Grating)]
    public void The_plainest_kernel_of_a_shape_has_its_name(SynthShape shape, string name) => Assert.Equal(
        name, CanonicalNames.ByDefinition(new SynthKernel { Shape = shape, Height = 9, Width = 9, Sigma = 1.5, SurroundSigma = 3, Frequency = 0.25 }));

    [Theory]
    [InlineData(NoiseDistribution.Gaussian)]
    [InlineData(NoiseDistribution.He)]
    public void Noise_is_only_noise(NoiseDistribution distribution)
    {
        var layer = Synthesizer.Make(new SynthOptions { Distribution = distribution, Count = 5 }, cancellation: TestContext.Current.CancellationToken);

        Assert.All(layer.Filters, f => Assert.Equal((null, KernelName.Noise, 1), (f.Kernel, f.Name, f.Names.Length)));
        Assert.Equal(BankShape.Plane(5, 1, 7, 7), layer.Net.Layers[0].Bank.Shape);
    }

    private static string[] Names(SynthKernel kernel, double snr)
    {
        var distances = new CanonicalNames(new FilterShape(1, kernel.Height, kernel.Width)).Distances(kernel);
        return [.. CanonicalNames.Within(distances, new SynthNoise { SnrDb = snr }.EnergyShare(kernel.Render()))];
    }
}
