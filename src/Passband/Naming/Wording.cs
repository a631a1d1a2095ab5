using System.Globalization;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Naming;

/// <summary>Says a name with its numbers.</summary>
internal static class Wording
{
    /// <summary>Elongation from which a shape is called elongated.</summary>
    private const double Elongated = 1.5;

    /// <summary>How far a phase may be from 0, 90 or 180 degrees to be called even or odd.</summary>
    private const double PureSymmetry = 22.5;

    /// <summary>The phrase for a structured filter, without its color.</summary>
    /// <param name="choice">The name and the fit behind it.</param>
    /// <param name="isSignal">Whether the input is a signal, which has samples instead of pixels and no angles.</param>
    /// <param name="facts">What else is known of the kernel.</param>
    /// <param name="opponentAxis">For an opponent filter its color axis, e.g. "red–cyan", whose first color is the positive one; else null.</param>
    /// <param name="inTaps">Whether the fit's lengths, frequencies and angles are those of the grid of taps rather than of samples or pixels.</param>
    public static string Of(NameChoice choice, NamingFacts facts, bool isSignal, string? opponentAxis, bool inTaps = false)
    {
        var fit = choice.Fit;
        var colors = opponentAxis?.Split('–');
        var px = inTaps ? "taps" : isSignal ? "samples" : "px";
        // A direction on taps that lie further apart along one axis is another one in the picture.
        var grid = inTaps && !isSignal ? " on the grid of taps" : "";
        // The σ of a wave's window is not that of a derivative; its frequency says how wide the lobes are.
        var scale = fit.Kind is ShapeKind.Gabor or ShapeKind.Grating ? $", {Frequency(fit, isSignal, inTaps)}" : Sigma(fit, facts, px);
        return choice.Name switch
        {
            KernelName.Identity => $"identity: one tap{Sign(fit.Amplitude)}{Shift(fit, px)}",
            KernelName.Smoothing => Smoothing(fit, facts, px, isSignal, grid),
            KernelName.Edge => isSignal
                ? $"edge: {Rise(fit)}{scale}"
                : $"edge: {(colors is null ? "brightness" : colors[0])} rising toward {Rounded(EdgeDirection(fit), 360)}°{grid}{scale}",
            KernelName.Line => $"{Polarity(LineSign(fit), colors is null ? "bright" : colors[0], colors is null ? "dark" : colors[1])} line{(isSignal ? "" : $" at {Rounded(fit.Angle.GetValueOrDefault() + 90, 180)}°{grid}")}{scale}",
            KernelName.CenterSurround => $"{Polarity(fit.Amplitude, "ON", "OFF")} center-surround{Sigma(fit, facts, px)}",
            KernelName.Saddle => $"saddle, zero along {Rounded(fit.Angle.GetValueOrDefault(), 90)}° and {Rounded(fit.Angle.GetValueOrDefault(), 90) + 90}°{grid}{Sigma(fit, facts, px)}",
            KernelName.Sharpening => $"sharpening: one tap minus its surroundings{Sign(fit.Amplitude)}",
            KernelName.Gabor => $"Gabor{Stripes(fit, isSignal, grid)}, {Frequency(fit, isSignal, inTaps)}{Phase(fit)}",
            KernelName.Grating => $"grating{Stripes(fit, isSignal, grid)}, {Frequency(fit, isSignal, inTaps)}",
            KernelName.Mixed => Mixed(choice),
            _ => throw new ArgumentOutOfRangeException(nameof(choice), choice.Name, "No phrase for this name."),
        };
    }

    /// <summary>The phrase for a filter that is not told from noise.</summary>
    public static string Noise(double p) => $"not told from noise (p {Number(p, p < 0.01 ? "0.0000" : "0.00")})";

    /// <summary>The phrase for a filter whose channels agree on one color, though their common pattern is not told from noise.</summary>
    public static string ColorOnly(double p) => $"mixed: one color, but no spatial pattern told from noise (p {Number(p, p < 0.01 ? "0.0000" : "0.00")})";

    /// <summary>The phrase for a dead filter.</summary>
    /// <param name="relativeNorm">Its norm over the layer's largest.</param>
    public static string Dead(double relativeNorm) => relativeNorm == 0
        ? "dead: all weights are zero"
        : $"dead: {Number(100 * relativeNorm, "0.##")} % of the norm of the layer's strongest filter";

    /// <summary>The phrase for a 1×1 filter.</summary>
    public static string Mix(int channels) => channels == 1 ? "identity: one tap" : $"mixes {channels} channels, one tap each";

    /// <summary>What the color adds to a phrase, e.g. ", achromatic"; empty without color.</summary>
    public static string Color(string kind, string? axis, string? opponency, string? hue, double rank1) => kind switch
    {
        "opponent" => $", {axis} {opponency}-opponent",
        "colored" => $", colored ({hue})",
        "multicolor" => $", multicolor (this profile holds {Number(100 * rank1, "0")} % of the energy)",
        _ => $", {kind}",
    };

    /// <summary>Where the taps of a dilated filter lie, e.g. ", on every 2nd pixel"; empty for neighbors.</summary>
    public static string OnEvery(TapSpacing spacing, FilterShape shape, bool isSignal)
    {
        if (spacing.Factor(shape) is { } factor)
            return factor == 1 ? "" : $", on every {Ordinal(factor)} {(isSignal ? "sample" : "pixel")}";
        return (spacing.Y, spacing.X) switch
        {
            (1, var x) => $", on every {Ordinal(x)} column",
            (var y, 1) => $", on every {Ordinal(y)} row",
            var (y, x) => $", on every {Ordinal(y)} row and {Ordinal(x)} column",
        };
    }

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };

    /// <summary>The direction in which brightness rises, for an edge that may have been fitted as a wave.</summary>
    private static double EdgeDirection(ShapeFit fit) => fit.Kind is ShapeKind.Gabor or ShapeKind.Grating
        ? Angles.Full(fit.Angle.GetValueOrDefault() + (fit.Phase.GetValueOrDefault() < 0 ? 180 : 0))
        : fit.Angle.GetValueOrDefault();

    private static string Rise(ShapeFit fit)
    {
        var direction = EdgeDirection(fit);
        return direction is 0 or 90 ? "rising" : "falling";
    }

    private static double LineSign(ShapeFit fit) => fit.Kind is ShapeKind.Gabor or ShapeKind.Grating
        ? Math.Cos(fit.Phase.GetValueOrDefault() * Math.PI / 180)
        : fit.Amplitude;

    private static string Mixed(NameChoice choice)
    {
        var r2 = Number(choice.Fit.R2, "0.00");
        if (choice.Fit.R2 < Namer.SmallestR2)
            return $"mixed: structured, but the closest shape explains only {Number(100 * choice.Fit.R2, "0")} %";
        return choice.Between is { } between
            ? $"mixed: between {between.First} and {between.Second} (closest R² {r2})"
            : $"mixed: structured, but its response or symmetry is not that of the closest shape ({ShapeNames.Of(choice.Fit.Kind)}, R² {r2})";
    }

    private static string Smoothing(ShapeFit fit, NamingFacts facts, string px, bool isSignal, string grid)
    {
        var sign = Sign(facts.DcShare);
        if (fit.Box is { } box)
            return $"smoothing: box of {(isSignal ? $"{Math.Max(box.Columns, box.Rows)}" : $"{box.Columns}×{box.Rows}")} taps{sign}";
        if (fit.Kind != ShapeKind.Gaussian && isSignal && facts.Upper is { } upper)
            return $"smoothing: passes below {Number(upper, "0.0000")} cycles per sample{sign}";
        if (fit.Kind != ShapeKind.Gaussian)
            return $"smoothing, σ about {Number(facts.Sigma, "0.0")} {px}{sign}";
        if (fit.SigmaAlong > Elongated * fit.SigmaAcross && fit.Angle is { } angle)
        {
            var along = Wide(fit.SigmaAlong.Value, facts) ? "over its whole length" : $"σ {Number(fit.SigmaAlong.Value, "0.0")} × {Number(fit.SigmaAcross!.Value, "0.0")} {px}";
            return $"smoothing along {Rounded(angle + 90, 180)}°{grid}, {along}{sign}";
        }
        return $"smoothing{Sigma(fit, facts, px)}{sign}";
    }

    private static string Sigma(ShapeFit fit, NamingFacts facts, string px) => fit.SigmaAcross is not { } sigma
        ? ""
        : Wide(sigma, facts) ? ", wider than the kernel" : $", σ {Number(sigma, "0.0")} {px}";

    /// <summary>Beyond half the kernel's side a σ is an extrapolation: the window shows only the middle of the shape.</summary>
    private static bool Wide(double sigma, NamingFacts facts) => sigma > 0.5 * facts.Shape.Side;

    private static string Sign(double amplitude) => amplitude < 0 ? ", negated" : "";

    private static string Polarity(double amplitude, string positive, string negative) => amplitude < 0 ? negative : positive;

    private static string Shift(ShapeFit fit, string px) => fit is { X: 0, Y: 0 } or { X: null }
        ? ""
        : $", shifted by ({Signed(fit.X.Value)}, {Signed(fit.Y.GetValueOrDefault())}) {px}";

    private static string Signed(double value) => Number(value, "0.#").Replace('-', '−');

    private static string Stripes(ShapeFit fit, bool isSignal, string grid) =>
        isSignal ? "" : $" with stripes at {Rounded(fit.Angle.GetValueOrDefault() + 90, 180)}°{grid}";

    private static string Frequency(ShapeFit fit, bool isSignal, bool inTaps) =>
        $"{Number(fit.Frequency.GetValueOrDefault(), isSignal ? "0.0000" : "0.00")} cycles per {(inTaps ? "tap" : isSignal ? "sample" : "pixel")}";

    /// <summary>The phase, where samples show it: a wave at Nyquist is an alternation whatever its phase.</summary>
    private static string Phase(ShapeFit fit)
    {
        if (IsAlternation(fit))
            return "";
        var degrees = 180 - Rounded(180 - fit.Phase.GetValueOrDefault(), 360);
        var text = degrees < 0 ? $"phase −{-degrees}°" : $"phase {degrees}°";
        var phase = Math.Abs(fit.Phase.GetValueOrDefault());
        return Math.Abs(phase - 90) <= PureSymmetry ? $", odd ({text})" : phase <= PureSymmetry || phase >= 180 - PureSymmetry ? $", even ({text})" : $", {text}";
    }

    /// <summary>Whether a wave's frequency is 0 or one half along both axes, to within a fiftieth of a cycle over the few samples of a kernel.</summary>
    private static bool IsAlternation(ShapeFit fit)
    {
        const double Near = 0.02;
        var (sin, cos) = Math.SinCos(fit.Angle.GetValueOrDefault() * Math.PI / 180);
        var (u, v) = (Math.Abs(fit.Frequency.GetValueOrDefault() * cos), Math.Abs(fit.Frequency.GetValueOrDefault() * sin));
        return (u < Near || u > 0.5 - Near) && (v < Near || v > 0.5 - Near);
    }

    /// <summary>Whole degrees within a period: 179.7° of an axis is 0°, not 180°.</summary>
    private static int Rounded(double degrees, int period) => ((int)Math.Round(degrees) % period + period) % period;

    private static string Number(double value, string format)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text is "-0" or "-0.0" or "-0.00" ? text[1..] : text;
    }
}
