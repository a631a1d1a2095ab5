using Passband.Measures;
using Passband.Shapes;

namespace Passband.Naming;

/// <summary>The measured facts that a name depends on beside the fits.</summary>
/// <param name="Shape">The size of the kernel.</param>
/// <param name="PassbandKind">Which frequencies pass.</param>
/// <param name="DcShare">Σk / Σ|k|, with its sign.</param>
/// <param name="DcNorm">|Σk| / ‖k‖₂.</param>
/// <param name="Sigma">Equivalent σ, samples.</param>
/// <param name="Upper">Upper −3 dB edge of the passband, cycles per sample; null when it reaches Nyquist.</param>
/// <param name="TapShare">Share of the energy in the strongest tap.</param>
/// <param name="LobeR2">R² of the better of a Gaussian and a box.</param>
/// <param name="Order">The dominant differential order and the share of energy that it holds.</param>
internal readonly record struct NamingFacts(
    FilterShape Shape, string PassbandKind, double DcShare, double DcNorm, double Sigma, double? Upper, double TapShare, double LobeR2, (int Dominant, double Share) Order)
{
    /// <summary>Whether DC passes within 3 dB of the largest response.</summary>
    public bool PassesDc => PassbandKind is Measures.PassbandKind.Lowpass or Measures.PassbandKind.Allpass or Measures.PassbandKind.Bandstop;
}

/// <summary>A name and how clear it is.</summary>
/// <param name="Name">One of <see cref="KernelName"/>.</param>
/// <param name="Fit">The shape behind it: the one with the smallest criterion.</param>
/// <param name="RunnerUp">The best name among the other fits; null when all agree.</param>
/// <param name="DeltaAicc">
/// How much larger the runner-up's criterion is; null when it has none. Negative when the chosen shape is a limit of the runner-up's, which has not won by enough.
/// </param>
/// <param name="Between">For a mixed kernel the two names that explain it equally well; null when it is mixed for another reason, or not mixed.</param>
internal sealed record NameChoice(string Name, ShapeFit Fit, string? RunnerUp, double? DeltaAicc, (string First, string Second)? Between);

/// <summary>Turns fits into a name.</summary>
internal static class Namer
{
    /// <summary>
    /// A shape must explain more than this much of a kernel's energy, twice what it leaves over; else the kernel is mixed. Two equal taps are half explained by one of them, a cross
    /// by one of its arms, and a checkerboard of 2×2 blocks by a wave along one of its diagonals.
    /// </summary>
    public const double SmallestR2 = 2.0 / 3 + 1e-6;

    /// <summary>A kernel averages, whatever else it is, only where one lobe explains at least this much of it.</summary>
    public const double SmallestLobeR2 = 0.5;

    /// <summary>Below this distance in AICc the runner-up has substantial support of its own (Burnham and Anderson 2002, section 2.6).</summary>
    public const double SmallestDelta = 2;

    /// <summary>Above this R² two shapes describe the same weights; the simpler one in order of preference then names them.</summary>
    public const double ExactR2 = 0.999;

    /// <summary>A kernel keeps DC, in the sense of sharpening, from this share of Σ|k| on: a 3×3 sharpening kernel of strength 1 has 1/17.</summary>
    public const double KeptDc = 0.05;

    /// <summary>A Gaussian narrower than this is one tap: its neighbors hold less than 1.5 % of the tap's weight.</summary>
    public const double SingleTapSigma = 0.35;

    /// <summary>A kernel with this much of its energy in one tap is that tap; the rest is 13 dB below it.</summary>
    public const double SingleTapShare = 0.95;

    /// <summary>
    /// A profile averages from this share of |Σk| in Σ|k| on. The passband is that of all channels together, and a filter can pass DC by channels that its
    /// dominant profile does not show.
    /// </summary>
    public const double AveragingDc = 0.25;

    /// <summary>A differential order that holds this share of the energy is beyond doubt: a name of the other parity contradicts it.</summary>
    public const double CertainOrder = 0.8;

    /// <summary>A sinusoid must repeat about twice within the window before it is a grating rather than an edge or a line.</summary>
    public const double SmallestGratingCycles = 1.75;

    /// <summary>A Laplacian of a Gaussian crosses zero at √2·σ: below this σ its center is a single tap.</summary>
    public const double OneTapLaplacian = 0.707;

    /// <summary>Chooses the name of a structured kernel.</summary>
    /// <param name="fits">Best criterion first.</param>
    /// <param name="facts">What else is known.</param>
    public static NameChoice Choose(IReadOnlyList<ShapeFit> fits, NamingFacts facts)
    {
        var best = fits[0];
        var name = NameOf(best, facts);
        var others = fits.Skip(1).Select(fit => (Fit: fit, Name: NameOf(fit, facts))).Where(other => other.Name != name).ToList();
        var runnerUp = others.Find(other => other.Name != KernelName.Mixed);
        var rival = others.Find(other => IsRival(best, name, other.Fit, other.Name));
        double? delta = runnerUp.Fit is { } second && double.IsFinite(second.Aicc - best.Aicc) ? second.Aicc - best.Aicc : null;
        if (best.R2 < SmallestR2)
            return new NameChoice(KernelName.Mixed, best, runnerUp.Name, delta, null);
        return rival.Fit is null || name == KernelName.Mixed
            ? new NameChoice(name, best, runnerUp.Name, delta, null)
            : new NameChoice(KernelName.Mixed, best, runnerUp.Name, delta, rival.Name == KernelName.Mixed ? null : (name, rival.Name));
    }

    /// <summary>
    /// Whether another shape explains a kernel as well under another name. One of which the chosen shape is a limit describes the same weights and contradicts nothing;
    /// nor do two spots that differ only in how much DC they keep, which the criterion decides; nor two shapes that are both exact.
    /// </summary>
    private static bool IsRival(ShapeFit best, string name, ShapeFit other, string otherName) =>
        other.Aicc - best.Aicc < SmallestDelta && !ShapeChoice.IsLimit(best.Kind, other.Kind) && !(IsSpot(name) && IsSpot(otherName))
        && !(best.R2 >= ExactR2 && other.R2 >= ExactR2);

    private static bool IsSpot(string name) => name is KernelName.CenterSurround or KernelName.Sharpening;

    /// <summary>
    /// The canonical name of one fit. A kernel that passes DC and stops high frequencies averages, whatever shape's flank describes its weights best: a
    /// derivative whose second lobe lies outside the window, an unbalanced difference of Gaussians.
    /// </summary>
    public static string NameOf(ShapeFit fit, NamingFacts facts)
    {
        var isLobe = fit.Kind is ShapeKind.Identity or ShapeKind.Gaussian or ShapeKind.Box;
        if (isLobe && facts.TapShare >= SingleTapShare)
            return KernelName.Identity;
        if (!isLobe && facts.PassbandKind == PassbandKind.Lowpass && Math.Abs(facts.DcShare) >= AveragingDc && facts.LobeR2 >= SmallestLobeR2)
            return KernelName.Smoothing;
        var name = NameShape(fit, facts);
        return Contradicts(name, fit, facts.Order) ? KernelName.Mixed : name;
    }

    private static string NameShape(ShapeFit fit, NamingFacts facts) => fit.Kind switch
    {
        ShapeKind.Identity => KernelName.Identity,
        ShapeKind.Gaussian when IsSingleTap(fit, facts) => KernelName.Identity,
        // One lobe that does not pass DC is only the strongest part of something else.
        ShapeKind.Box or ShapeKind.Gaussian => facts.PassesDc ? KernelName.Smoothing : KernelName.Mixed,
        ShapeKind.Edge => KernelName.Edge,
        ShapeKind.Line => KernelName.Line,
        ShapeKind.Saddle => KernelName.Saddle,
        ShapeKind.LaplacianOfGaussian => fit.SigmaAcross < OneTapLaplacian && KeepsDc(fit, facts) ? KernelName.Sharpening : KernelName.CenterSurround,
        ShapeKind.DifferenceOfGaussians or ShapeKind.Sharpening => NameConcentric(fit, facts),
        ShapeKind.Gabor => NameWave(fit, facts, fit.SigmaAcross!.Value, filled: false),
        ShapeKind.Grating => NameWave(fit, facts, double.PositiveInfinity, filled: true),
        _ => throw new ArgumentOutOfRangeException(nameof(fit), fit.Kind, "No such shape."),
    };

    /// <summary>Only an order that explains the kernel at least as well as the shape does can speak against it.</summary>
    private static bool Contradicts(string name, ShapeFit fit, (int Dominant, double Share) order) => order.Share >= Math.Max(CertainOrder, fit.R2) && name switch
    {
        KernelName.Edge => order.Dominant % 2 == 0,
        KernelName.Line or KernelName.Saddle or KernelName.CenterSurround => order.Dominant % 2 == 1,
        _ => false,
    };

    private static bool IsSingleTap(ShapeFit fit, NamingFacts facts) =>
        fit.SigmaAcross < SingleTapSigma && (facts.Shape.IsLine || fit.SigmaAlong < SingleTapSigma);

    /// <summary>
    /// Whether a kernel keeps DC of its center's sign. Of a shape without DC of its own, the DC must exceed three standard deviations of what the unexplained share 1 − R², were it
    /// white, adds up to: √(1 − R²)·‖k‖.
    /// </summary>
    private static bool KeepsDc(ShapeFit fit, NamingFacts facts) => fit.Amplitude * facts.DcShare > 0 && Math.Abs(facts.DcShare) >= KeptDc
        && (fit.Kind == ShapeKind.Sharpening || facts.DcNorm > 3 * Math.Sqrt(1 - fit.R2));

    /// <summary>Whether the center of a difference of Gaussians is a single tap: its neighbors belong to the surround.</summary>
    public static bool IsCenterOneTap(double center, double sigma, double surround, double surroundSigma) =>
        center * (center * Math.Exp(-0.5 / (sigma * sigma)) + surround * Math.Exp(-0.5 / (surroundSigma * surroundSigma))) <= 0;

    private static string NameConcentric(ShapeFit fit, NamingFacts facts)
    {
        var opposite = fit.Amplitude * fit.SurroundAmplitude < 0;
        if (!opposite)
            return KernelName.Smoothing;
        var singleTap = fit.Kind == ShapeKind.Sharpening || IsCenterOneTap(fit.Amplitude, fit.SigmaAcross!.Value, fit.SurroundAmplitude!.Value, fit.SurroundSigma!.Value);
        if (singleTap && KeepsDc(fit, facts))
            return KernelName.Sharpening;
        if (facts.PassesDc)
            return facts.PassbandKind == PassbandKind.Bandstop || facts.LobeR2 < SmallestLobeR2 ? KernelName.Mixed : KernelName.Smoothing;
        // A line has no surround to speak of: a tap between two of opposite sign is a second derivative.
        return facts.Shape.IsLine ? KernelName.Line : KernelName.CenterSurround;
    }

    private static string NameWave(ShapeFit fit, NamingFacts facts, double sigma, bool filled)
    {
        var (sin, cos) = Math.SinCos(fit.Angle!.Value * Math.PI / 180);
        var halfWindow = 0.5 * ((facts.Shape.Width - 1) * Math.Abs(cos) + (facts.Shape.Height - 1) * Math.Abs(sin));
        var center = (fit.X ?? 0) * cos - (fit.Y ?? 0) * sin;
        var lobes = LobeCount.Of(sigma, fit.Frequency!.Value, fit.Phase!.Value, -halfWindow - center, halfWindow - center);
        if (lobes == 2)
            return KernelName.Edge;
        if (lobes == 1)
            return facts.PassesDc ? KernelName.Smoothing : KernelName.Line;
        if (!filled)
            return KernelName.Gabor;
        var (u, v) = (fit.Frequency.Value * Math.Abs(cos), fit.Frequency.Value * Math.Abs(sin));
        var cycles = u * facts.Shape.Width + v * facts.Shape.Height;
        return cycles >= SmallestGratingCycles ? KernelName.Grating : KernelName.Line;
    }
}
