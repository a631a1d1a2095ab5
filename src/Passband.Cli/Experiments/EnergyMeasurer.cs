using Passband.Cli.Training;
using Passband.Datasets;
using Passband.Kernels;
using Passband.Measures;
using Passband.Models;

namespace Passband.Cli.Experiments;

/// <summary>Where the energy of a first layer lies among the principal components of the pictures that it was trained on, and where it lay before.</summary>
internal static class EnergyMeasurer
{
    /// <summary>Enough for the components of 11×11 patches in three colors, which has 363 samples, to be far more exact than filters are alike.</summary>
    public const int Patches = 20_000;

    /// <summary>Patches are the same for all trainings on the same pictures.</summary>
    private const ulong Seed = 1;

    /// <summary>Measures a network that was trained.</summary>
    /// <returns>Null where the first layer's filters are no patches of the pictures: where there are fewer channels, as in a depthwise layer, a single tap, or too many weights.</returns>
    /// <exception cref="PassbandException">The pictures can no longer be read.</exception>
    public static EnergyFigures? Of(TrainSettings settings, ConvNet trained, CancellationToken cancellation)
    {
        using var setup = TrainingSetup.Prepare(settings, null, cancellation);
        var pictures = setup.Data.Training;
        if (Bank(trained) is not { } bank || !Fits(bank.Shape, pictures.Shape))
            return null;
        var (_, channels, _, height, width, _) = bank.Shape;
        var components = PatchComponents.Of(DataPatches.Draw(pictures, height, width, Patches, Seed, cancellation), channels * height * width);
        if (EnergyProfile.Of(bank, components) is not { } profile)
            return null;
        var untrained = Bank(ModelFile.Convolutions(setup.Network, "network", cancellation)) is { } before && before.Shape == bank.Shape
            ? EnergyProfile.Of(before, components)
            : null;
        var variance = components.Variances.Sum();
        return new EnergyFigures(profile.Shares, untrained?.Shares, [.. components.Variances.Select(v => variance > 0 ? v / variance : 0)]);
    }

    private static KernelBank? Bank(ConvNet net) => net.Layers.FirstOrDefault(l => l.SeesInput)?.Bank;

    private static bool Fits(BankShape bank, PictureShape pictures) =>
        bank.Rank == 2 && bank.Channels == pictures.Channels && bank.Taps > 1 && bank.FilterLength <= PatchComponents.MostSamples
        && bank.Height <= pictures.Height && bank.Width <= pictures.Width;
}
