using System.Globalization;
using Passband.Kernels;
using Passband.Measures;

namespace Passband.Synthesis;

/// <summary>Refuses what cannot be synthesized, before anything is drawn and again for each kernel whose parameters are known.</summary>
internal static class SynthCheck
{
    /// <summary>A σ of this many samples is flat within the largest window.</summary>
    public const double LargestSigma = 1000;

    /// <summary>Beyond this the surround alone would be left.</summary>
    public const double LargestStrength = 1000;

    /// <summary>A kernel under noise a hundred thousand times stronger is noise; float32 weights would soon overflow.</summary>
    public const double SmallestSnrDb = -100;

    /// <summary>A kernel whose largest weight lies below this has nothing at its taps that float32 could hold with all its digits.</summary>
    public const double SmallestWeight = 1e-30;

    private const string Where = "kernel to synthesize";

    /// <summary>Size, count, noise, and whether what is set belongs to the shape.</summary>
    /// <exception cref="PassbandException">Something does not.</exception>
    public static void Options(SynthOptions options)
    {
        var size = options.Size;
        if (size.Channels is not (1 or 3))
            throw Refused($"{size.Channels} channels", "1, or 3 for color");
        if (size.Side is < Synthesizer.SmallestSide or > Synthesizer.LargestSide || Math.Min(size.Height, size.Width) < 1)
            throw Refused($"a size of {size.Height}×{size.Width}", $"a longer side of {Synthesizer.SmallestSide} to {Synthesizer.LargestSide}");
        if (options.Count < 1 || (long)options.Count * size.Length > Array.MaxLength)
            throw Refused($"{options.Count} filters of {size.Length} weights", $"1 to {Array.MaxLength / size.Length} filters");
        if (!(options.Noise.SnrDb >= SmallestSnrDb))
            throw Refused($"a signal-to-noise ratio of {Number(options.Noise.SnrDb)} dB", $"{Number(SmallestSnrDb)} or more");
        if (options.Shape is { } shape)
            Settings(shape, options);
        else if (options.Settings != SynthSettings.None || !double.IsPositiveInfinity(options.Noise.SnrDb))
            throw Refused("parameters of a shape, for pure noise", "a distribution and a size only");
    }

    /// <summary>A kernel's parameters, drawn and set together.</summary>
    /// <exception cref="PassbandException">One is out of range.</exception>
    public static void Kernel(SynthKernel k)
    {
        // Only what the shape has: the rest keeps defaults that nothing reads.
        foreach (var (name, value) in SynthParameters.Of(k))
        {
            var (fits, expected) = name switch
            {
                "x" => (Math.Abs(value) <= (k.Width - 1) / 2.0, $"a center within ±{Number((k.Width - 1) / 2.0)} of the middle"),
                "y" => (Math.Abs(value) <= (k.Height - 1) / 2.0, $"a center within ±{Number((k.Height - 1) / 2.0)} of the middle"),
                "angle" => (double.IsFinite(value) && LiesAlong(k), k.Height == 1 ? "0 or 180 in one row" : k.Width == 1 ? "90 or 270 in one column" : "degrees"),
                "sigma" or "sigmaAlong" => (value is > 0 and <= LargestSigma, $"above 0, at most {Number(LargestSigma)} samples"),
                "surroundSigma" => (value > k.Sigma && value <= LargestSigma, $"above the center's σ of {Number(k.Sigma)}, at most {Number(LargestSigma)} samples"),
                "strength" => (value is > 0 and <= LargestStrength, $"above 0, at most {Number(LargestStrength)}"),
                "frequency" => (value > 0 && IsBelowNyquist(k), $"above 0 and at most 0.5 cycles per sample along x and along y (its angle is {Number(k.Angle)}°)"),
                "columns" => (value >= 1 && value <= k.Width, $"1 to {k.Width}"),
                "rows" => (value >= 1 && value <= k.Height, $"1 to {k.Height}"),
                _ => (double.IsFinite(value), "a number"),
            };
            if (!fits)
                throw Refused($"{name} {Number(value)}", expected);
        }
        if (k.Color is { } c && !(double.IsFinite(c.Red + c.Green + c.Blue) && c != (0, 0, 0)))
            throw Refused($"the color {Number(c.Red)}, {Number(c.Green)}, {Number(c.Blue)}", "three numbers that are not all 0");
    }

    /// <summary>What was rendered can be stored as float32.</summary>
    /// <exception cref="PassbandException">Nothing is left at the taps, or too much.</exception>
    public static void Rendered(double[] filter)
    {
        var largest = 0.0;
        foreach (var weight in filter)
            largest = double.IsFinite(weight) ? Math.Max(largest, Math.Abs(weight)) : double.PositiveInfinity;
        if (largest is < SmallestWeight or > float.MaxValue / 1e10)
            throw Refused($"a largest weight of {Number(largest)} at the taps", "weights that float32 can hold", "A shape this narrow falls between the taps: choose a larger sigma.");
    }

    private static void Settings(SynthShape shape, SynthOptions options)
    {
        var size = options.Size;
        var name = SynthNames.Of(shape);
        if (!SynthDraw.Fits(shape, size))
        {
            var room = SynthDraw.SmallestRoom(shape);
            throw Refused(
                $"{name} in {size.Height}×{size.Width} taps", SynthDraw.NeedsPlane(shape) ? $"at least {room}×{room}" : $"at least {room} taps along every axis, or along the only one");
        }
        var known = SynthParameters.Names(shape, size);
        foreach (var set in SynthParameters.Set(options.Settings))
        {
            if (!known.Contains(set))
                throw Refused($"{set}, which {name}{(size.IsLine ? " along one axis" : "")} does not have", string.Join(", ", known));
        }
        if (options.Settings.On is not null && !SynthParameters.HasPolarity(shape))
            throw Refused($"a polarity for {name}", $"only its {(shape == SynthShape.FirstDerivative ? "angle" : "phase")}, which says what is bright");
        if (options.Settings.Color is not null && size.Channels != 3)
            throw Refused("a color for one channel", "three channels");
    }

    private static bool LiesAlong(SynthKernel k)
    {
        if (!k.FilterShape.IsLine)
            return true;
        var axis = Angles.Axial(k.Angle);
        return k.Height == 1 ? axis == 0 : axis == 90;
    }

    private static bool IsBelowNyquist(SynthKernel k)
    {
        var (sin, cos) = Math.SinCos(k.Angle * Math.PI / 180);
        // A wave at exactly Nyquist is a checkerboard; the cosine of 60° must not stand in its way by its last bit.
        const double Nyquist = 0.5 + 1e-12;
        return k.Frequency * Math.Abs(cos) <= Nyquist && k.Frequency * Math.Abs(sin) <= Nyquist;
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static PassbandException Refused(string found, string expected, string? remedy = null) => new(ErrorKind.Request, Where, found, expected, remedy);
}
