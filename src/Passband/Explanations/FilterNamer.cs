using System.Numerics.Tensors;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>What the name of a filter rests on.</summary>
internal enum NameBasis
{
    /// <summary>Nothing was fitted: a single tap in each channel.</summary>
    SingleTap,

    /// <summary>Neither its profile nor its color is told from noise.</summary>
    Nothing,

    /// <summary>Its color is told from noise, its profile is not.</summary>
    Color,

    /// <summary>Its profile is told from noise.</summary>
    Profile,
}

/// <summary>A filter's name and where it comes from.</summary>
/// <param name="Name">One of <see cref="KernelName"/>.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Choice">The choice between the shapes; null for a single tap.</param>
/// <param name="Facts">What was known beside the fits; empty for a single tap.</param>
internal readonly record struct FilterName(string Name, NameBasis Basis, NameChoice? Choice, NamingFacts Facts);

/// <summary>Names a live filter, once its layer's q-values are known.</summary>
internal static class FilterNamer
{
    /// <summary>Within a layer a filter is structured when at most this share of what is called so is expected to be noise.</summary>
    public const double LargestQ = 0.05;

    /// <summary>A filter on its own is structured when noise shows as much in at most this share of cases.</summary>
    public const double LargestP = 0.01;

    /// <summary>A Gaussian that explains this much of a kernel has the kernel's scale.</summary>
    private const double SmallestLobeR2 = 0.9;

    /// <summary>Names a filter.</summary>
    /// <param name="shape">Its size.</param>
    /// <param name="m">What was measured of it.</param>
    /// <param name="q">Its chances after correcting for the number of filters; null for a single tap.</param>
    /// <param name="alone">Whether it is the only one that was tested.</param>
    public static FilterName Of(FilterShape shape, FilterMeasurements m, NoiseChance? q, bool alone)
    {
        if (m.P is not { } p)
            return new FilterName(KernelName.Identity, NameBasis.SingleTap, null, default);
        var facts = Facts(shape, m);
        var choice = Namer.Choose(m.Fits, facts);
        if (!IsStructured(p.Any, q!.Value.Any, alone))
            return new FilterName(KernelName.Noise, NameBasis.Nothing, choice, facts);
        // One color says nothing about the pattern: a shape is named on the evidence of the profile alone.
        return IsStructured(p.Spatial, q.Value.Spatial, alone)
            ? new FilterName(choice.Name, NameBasis.Profile, choice, facts)
            : new FilterName(KernelName.Mixed, NameBasis.Color, choice, facts);
    }

    /// <summary>What a name depends on beside the fits, in taps.</summary>
    public static NamingFacts Facts(FilterShape shape, FilterMeasurements m) => new(
        shape, m.Band.Kind, m.DcShare, DcNorm(m), Sigma(m), m.Band.Upper, R2Of(m, ShapeKind.Identity), Math.Max(R2Of(m, ShapeKind.Gaussian), R2Of(m, ShapeKind.Box)),
        (m.Order.Dominant, m.Order.Shares[m.Order.Dominant]));

    private static double DcNorm(FilterMeasurements m) => Math.Abs(m.Split.Profile.Sum()) / Math.Sqrt(TensorPrimitives.SumOfSquares<double>(m.Split.Profile));

    private static double R2Of(FilterMeasurements m, ShapeKind kind) => m.Fits.FirstOrDefault(f => f.Kind == kind)?.R2 ?? 0;

    /// <summary>
    /// The scale of one lobe in taps: that of the Gaussian where one explains most of it, else the equivalent σ, which the taps of a narrow lobe are too few to show.
    /// </summary>
    private static double Sigma(FilterMeasurements m) =>
        m.Fits.FirstOrDefault(f => f.Kind == ShapeKind.Gaussian) is { R2: >= SmallestLobeR2, SigmaAcross: { } across } gaussian
            ? Math.Sqrt(across * (gaussian.SigmaAlong ?? across))
            : m.Location.Sigma;

    private static bool IsStructured(double p, double q, bool alone) => alone ? p <= LargestP : q <= LargestQ;
}
