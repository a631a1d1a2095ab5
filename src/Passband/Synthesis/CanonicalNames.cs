using System.Collections.Immutable;
using Passband.Measures;
using Passband.Naming;
using Passband.Shapes;

namespace Passband.Synthesis;

/// <summary>
/// The names that are true of a synthesized kernel. One is true by definition (docs/measures.md); others are as true where a kernel of theirs describes the same
/// weights to within the noise that is added. That is decided between noise-free formulas, whatever the namer says of the noisy kernel.
/// </summary>
internal sealed class CanonicalNames
{
    /// <summary>Distances below this share of the energy count as none, whatever the noise: the same that the choice of a shape takes for equal.</summary>
    public const double SmallestDistance = InformationCriterion.SmallestResidual;

    private readonly ShapeFitter? _fitter;
    private readonly FilterShape _size;
    private readonly FitWorkspace? _work;

    /// <summary>For kernels of one size; not to be shared between threads.</summary>
    public CanonicalNames(FilterShape size)
    {
        _size = size with { Channels = 1 };
        _fitter = _size.Taps > 1 ? new ShapeFitter(_size) : null;
        _work = _fitter?.CreateWorkspace();
    }

    /// <summary>Every name with the squared distance from the kernel to the nearest kernel of that name, as a share of the energy; the true one first, at 0.</summary>
    public ImmutableArray<(string Name, double Distance)> Distances(SynthKernel kernel)
    {
        var nearest = new Dictionary<string, double>();
        var truth = ByDefinition(kernel);
        nearest[truth] = 0;
        var profile = kernel.RenderProfile();
        if (_fitter is not null)
        {
            foreach (var fit in _fitter.Fit(profile, _work!))
                Record(nearest, ByDefinition(Like(fit, kernel)), 1 - fit.R2);
        }
        foreach (var other in Neighbors(kernel))
        {
            var name = ByDefinition(other);
            if (name != truth)
                Record(nearest, name, Distance(profile, other.RenderProfile()));
        }
        return [.. nearest.OrderBy(n => n.Value).ThenBy(n => n.Key == truth ? 0 : 1).ThenBy(n => n.Key, StringComparer.Ordinal).Select(n => (n.Key, n.Value))];
    }

    /// <summary>The names within a distance.</summary>
    /// <param name="distances">Of <see cref="Distances"/>.</param>
    /// <param name="noise">The added noise's share of the energy.</param>
    public static ImmutableArray<string> Within(ImmutableArray<(string Name, double Distance)> distances, double noise) =>
        [.. distances.Where(d => d.Distance <= Math.Max(noise, SmallestDistance)).Select(d => d.Name)];

    /// <summary>The one name that the definitions give a noise-free kernel.</summary>
    public static string ByDefinition(SynthKernel k)
    {
        var isLine = k.Height == 1 || k.Width == 1;
        return k.Shape switch
        {
            SynthShape.Tap => KernelName.Identity,
            SynthShape.Box => k.Columns * k.Rows == 1 ? KernelName.Identity : KernelName.Smoothing,
            SynthShape.Gaussian => TapShare(k) >= Namer.SingleTapShare ? KernelName.Identity : KernelName.Smoothing,
            SynthShape.FirstDerivative => Derivative(k, KernelName.Edge),
            SynthShape.SecondDerivative => Derivative(k, KernelName.Line),
            SynthShape.MixedDerivative => Derivative(k, KernelName.Saddle),
            SynthShape.LaplacianOfGaussian => Laplacian(k, isLine),
            SynthShape.DifferenceOfGaussians => Concentric(k, isLine, k.Amplitude, Namer.IsCenterOneTap(1, k.Sigma, -SynthFormula.SurroundWeight(k), k.SurroundSigma)),
            SynthShape.Sharpening => Concentric(k, isLine, k.Amplitude * (1 + k.Strength), singleTap: true),
            SynthShape.Gabor => Wave(k, k.Sigma, filled: false),
            SynthShape.Grating => Wave(k, double.PositiveInfinity, filled: true),
            _ => throw new ArgumentOutOfRangeException(nameof(k), k.Shape, "No such shape."),
        };
    }

    /// <summary>A derivative cut off so far by the window that it averages is smoothing.</summary>
    private static string Derivative(SynthKernel k, string name)
    {
        var profile = k.RenderProfile();
        return Math.Abs(profile.Sum()) >= Namer.AveragingDc * profile.Sum(Math.Abs) && Band.Of(Spectrum(k, profile), null).Kind == PassbandKind.Lowpass
            ? KernelName.Smoothing
            : name;
    }

    /// <summary>A Laplacian with a center of one tap, so cut off by the window that it keeps DC, sharpens.</summary>
    private static string Laplacian(SynthKernel k, bool isLine)
    {
        if (isLine)
            return Derivative(k, KernelName.Line);
        var profile = k.RenderProfile();
        var share = profile.Sum() / profile.Sum(Math.Abs) * Math.Sign(k.Amplitude);
        return k.Sigma < Namer.OneTapLaplacian && share >= Namer.KeptDc ? KernelName.Sharpening : Derivative(k, KernelName.CenterSurround);
    }

    private static string Concentric(SynthKernel k, bool isLine, double center, bool singleTap)
    {
        // A surround that has vanished leaves the tap; one of the center's own sign makes one lobe.
        if (TapShare(k) >= 1 - SmallestDistance)
            return KernelName.Identity;
        if (k.Shape == SynthShape.DifferenceOfGaussians ? k.Strength <= 0 : k.Strength is >= -1 and <= 0)
            return KernelName.Smoothing;
        var profile = k.RenderProfile();
        var share = profile.Sum() / profile.Sum(Math.Abs) * Math.Sign(center);
        if (singleTap && share >= Namer.KeptDc)
            return KernelName.Sharpening;
        return PassesDc(k, profile) ? KernelName.Smoothing : isLine ? KernelName.Line : KernelName.CenterSurround;
    }

    private static string Wave(SynthKernel k, double sigma, bool filled)
    {
        var (sin, cos) = Math.SinCos(k.Angle * Math.PI / 180);
        var half = 0.5 * ((k.Width - 1) * Math.Abs(cos) + (k.Height - 1) * Math.Abs(sin));
        var center = k.X * cos - k.Y * sin;
        var lobes = LobeCount.Of(sigma, k.Frequency, k.Phase, -half - center, half - center);
        if (lobes <= 2)
            return lobes == 2 ? KernelName.Edge : PassesDc(k, k.RenderProfile()) ? KernelName.Smoothing : KernelName.Line;
        var cycles = k.Frequency * (Math.Abs(cos) * k.Width + Math.Abs(sin) * k.Height);
        return !filled ? KernelName.Gabor : cycles >= Namer.SmallestGratingCycles ? KernelName.Grating : KernelName.Line;
    }

    private static bool PassesDc(SynthKernel k, double[] profile)
    {
        var spectrum = Spectrum(k, profile);
        return PassbandKind.Passes(Math.Sqrt(spectrum.DcPower / spectrum.Peak.Power));
    }

    private static Spectrum Spectrum(SynthKernel k, double[] profile)
    {
        var size = new FilterShape(1, k.Height, k.Width);
        return new Spectrum(profile, size, new Transform(size));
    }

    private static double TapShare(SynthKernel k)
    {
        var profile = k.RenderProfile();
        return profile.Max(w => w * w) / profile.Sum(w => w * w);
    }

    private static void Record(Dictionary<string, double> nearest, string name, double distance)
    {
        if (!nearest.TryGetValue(name, out var known) || distance < known)
            nearest[name] = distance;
    }

    /// <summary>1 − cos² between two profiles: what is left of one when the other explains it at its best amplitude.</summary>
    private static double Distance(double[] one, double[] other)
    {
        var (product, a, b) = (0.0, 0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            product += one[i] * other[i];
            a += one[i] * one[i];
            b += other[i] * other[i];
        }
        return b > 0 ? Math.Max(0, 1 - product * product / (a * b)) : 1;
    }

    /// <summary>The kernel with one parameter changed a little more and a little more: the border to another name lies on one of these ways.</summary>
    private static IEnumerable<SynthKernel> Neighbors(SynthKernel k)
    {
        foreach (var sign in (int[])[-1, 1])
        {
            for (var step = 1; step <= 20; step++)
            {
                var factor = Math.Pow(1.02, sign * step);
                yield return k with { Sigma = k.Sigma * factor };
                if (k.Shape is SynthShape.Gabor or SynthShape.Grating)
                {
                    yield return k with { Frequency = k.Frequency * factor };
                    yield return k with { Phase = k.Phase + 2 * sign * step };
                    yield return k with { Sigma = k.Sigma * factor, Frequency = k.Frequency * factor };
                    yield return k with { Sigma = k.Sigma * factor, Frequency = k.Frequency / factor };
                }
                if (k.Shape is SynthShape.DifferenceOfGaussians or SynthShape.Sharpening)
                    yield return k with { Strength = k.Strength * factor };
            }
        }
    }

    /// <summary>The synthesized kernel that a fit describes.</summary>
    private static SynthKernel Like(ShapeFit fit, SynthKernel window)
    {
        var like = new SynthKernel
        {
            Shape = (SynthShape)fit.Kind,
            Height = window.Height,
            Width = window.Width,
            X = fit.X ?? 0,
            Y = fit.Y ?? 0,
            Angle = fit.Angle ?? 0,
            Sigma = fit.SigmaAcross ?? 1,
            SigmaAlong = fit.SigmaAlong,
            Frequency = fit.Frequency ?? 0,
            Phase = fit.Phase ?? 0,
            Columns = fit.Box?.Columns ?? 1,
            Rows = fit.Box?.Rows ?? 1,
            Amplitude = fit.Amplitude == 0 ? 1 : fit.Amplitude,
        };
        if (fit.Kind is not (ShapeKind.DifferenceOfGaussians or ShapeKind.Sharpening))
            return like;
        // Both weights as the formulas have them: relative to a balanced surround, and to an average of sum one.
        var (inner, outer) = (Sum(like, fit.SigmaAcross ?? 0), Sum(like, fit.SurroundSigma!.Value));
        var ratio = -fit.SurroundAmplitude!.Value / like.Amplitude;
        return fit.Kind == ShapeKind.DifferenceOfGaussians
            ? like with { SurroundSigma = fit.SurroundSigma.Value, Strength = ratio * outer / inner }
            : Sharpening(like, fit, outer);
    }

    /// <summary>a·tap + b·Gaussian as amplitude·((1 + s)·tap − s·average): the amplitude is the DC gain.</summary>
    private static SynthKernel Sharpening(SynthKernel like, ShapeFit fit, double sum)
    {
        var surround = fit.SurroundAmplitude!.Value * sum;
        var dc = fit.Amplitude + surround;
        return dc == 0 || fit.Amplitude * surround > 0
            ? like with { Sigma = fit.SurroundSigma!.Value, Strength = fit.Amplitude * surround > 0 ? 0 : 1e9 }
            : like with { Sigma = fit.SurroundSigma!.Value, Amplitude = dc, Strength = -surround / dc };
    }

    private static double Sum(SynthKernel like, double sigma) =>
        sigma > 0 ? (like with { Shape = SynthShape.Gaussian, Sigma = sigma, SigmaAlong = null, Amplitude = 1 }).RenderProfile().Sum() : 1;
}
