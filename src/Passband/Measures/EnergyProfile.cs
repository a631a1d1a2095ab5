using System.Collections.Immutable;
using System.Numerics.Tensors;
using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// How the energy of a layer's filters is spread over the principal components of the patches that it sees (Chowers and Weiss, <i>What do CNNs Learn in the First
/// Layer and Why?</i>, ICML 2023): eᵢ = √(mean over filters of ⟨w, pᵢ⟩²). What one filter is does not matter, only what all of them let pass together.
/// </summary>
/// <param name="Shares">eᵢ² / Σe²: the share of the filters' energy that lies along each component, the component of largest variance first; adds to 1.</param>
public sealed record EnergyProfile(ImmutableArray<double> Shares)
{
    /// <summary>The profile of a bank; null for one whose weights are all zero.</summary>
    /// <param name="bank">[filters, channels, height, width].</param>
    /// <param name="components">Of patches of the same channels, height and width.</param>
    /// <exception cref="ArgumentException">Filters and patches differ in size, or weights are not finite.</exception>
    public static EnergyProfile? Of(KernelBank bank, PatchComponents components)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(components);
        if (bank.Shape.FilterLength != components.Samples)
            throw new ArgumentException($"Filters of {bank.Shape.FilterLength} weights, and patches of {components.Samples} samples.", nameof(components));
        var energies = new double[components.Samples];
        var weights = new double[components.Samples];
        for (var filter = 0; filter < bank.Shape.Filters; filter++)
        {
            for (var s = 0; s < weights.Length; s++)
                weights[s] = bank.Filter(filter)[s];
            for (var i = 0; i < energies.Length; i++)
            {
                var projection = TensorPrimitives.Dot<double>(weights, components.Component(i));
                energies[i] += projection * projection;
            }
        }
        var total = TensorPrimitives.Sum<double>(energies);
        if (!double.IsFinite(total))
            throw new ArgumentException("A weight is not finite.", nameof(bank));
        return total > 0 ? new EnergyProfile([.. energies.Select(e => e / total)]) : null;
    }

    /// <summary>
    /// Pearson's correlation of two profiles, of eᵢ as the authors have it, not of its square: 1 where both layers let pass the same, about 0 where they have nothing in
    /// common. Null where either profile is flat, as it is of no preference at all.
    /// </summary>
    /// <exception cref="ArgumentException">The profiles differ in length.</exception>
    public double? Correlation(EnergyProfile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Shares.Length != Shares.Length)
            throw new ArgumentException($"Profiles of {Shares.Length} and {other.Shares.Length} components.", nameof(other));
        var (own, others) = (Centered(Shares), Centered(other.Shares));
        var norms = TensorPrimitives.Norm<double>(own) * TensorPrimitives.Norm<double>(others);
        return norms > 0 ? Math.Clamp(TensorPrimitives.Dot<double>(own, others) / norms, -1, 1) : null;
    }

    private static double[] Centered(ImmutableArray<double> shares)
    {
        var amplitudes = shares.Select(Math.Sqrt).ToArray();
        TensorPrimitives.Subtract(amplitudes, TensorPrimitives.Average<double>(amplitudes), amplitudes);
        return amplitudes;
    }
}
