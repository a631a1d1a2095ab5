using System.Collections.Immutable;
using Passband.Measures;

namespace Passband.Synthesis;

/// <summary>Which parameters each shape has, under the names that an explanation gives them.</summary>
public static class SynthParameters
{
    private const string X = "x", Y = "y", Angle = "angle", Sigma = "sigma", SigmaAlong = "sigmaAlong", Frequency = "frequency", Phase = "phase";
    private const string SurroundSigma = "surroundSigma", Strength = "strength", Columns = "columns", Rows = "rows", Amplitude = "amplitude";

    /// <summary>The parameters of a kernel in the order of the formula, with their values, as docs/synth.md lists them; those that its shape ignores are left out.</summary>
    public static ImmutableArray<KeyValuePair<string, double>> Of(SynthKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return [.. Names(kernel.Shape, kernel.FilterShape).Append(Amplitude).Select(name => KeyValuePair.Create(name, Value(kernel, name)))];
    }

    /// <summary>What a shape has beside its amplitude.</summary>
    internal static string[] Names(SynthShape shape, FilterShape size)
    {
        string[] names = shape switch
        {
            SynthShape.Tap => [X, Y],
            SynthShape.Box => [X, Y, Columns, Rows],
            SynthShape.Gaussian or SynthShape.FirstDerivative or SynthShape.SecondDerivative => [X, Y, Angle, Sigma, SigmaAlong],
            SynthShape.LaplacianOfGaussian => [X, Y, Sigma],
            SynthShape.DifferenceOfGaussians => [X, Y, Sigma, SurroundSigma, Strength],
            SynthShape.MixedDerivative => [X, Y, Angle, Sigma],
            SynthShape.Sharpening => [X, Y, Sigma, Strength],
            SynthShape.Gabor => [X, Y, Angle, Sigma, SigmaAlong, Frequency, Phase],
            SynthShape.Grating => [Angle, Frequency, Phase],
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
        };
        return size.IsLine ? [.. names.Where(n => n != SigmaAlong)] : names;
    }

    /// <summary>Whether the sign is a parameter of its own rather than a matter of angle or phase.</summary>
    internal static bool HasPolarity(SynthShape shape) => shape is not (SynthShape.FirstDerivative or SynthShape.Gabor or SynthShape.Grating);

    /// <summary>The names of the parameters that are set, polarity and color aside.</summary>
    internal static IEnumerable<string> Set(SynthSettings settings)
    {
        (string Name, double? Value)[] all =
        [
            (X, settings.X), (Y, settings.Y), (Angle, settings.Angle), (Sigma, settings.Sigma), (SigmaAlong, settings.SigmaAlong), (Frequency, settings.Frequency),
            (Phase, settings.Phase), (SurroundSigma, settings.SurroundSigma), (Strength, settings.Strength), (Columns, settings.Columns), (Rows, settings.Rows),
        ];
        return all.Where(p => p.Value is not null).Select(p => p.Name);
    }

    private static double Value(SynthKernel k, string name) => name switch
    {
        X => k.X,
        Y => k.Y,
        Angle => k.Angle,
        Sigma => k.Sigma,
        SigmaAlong => k.SigmaAlong ?? k.Sigma,
        Frequency => k.Frequency,
        Phase => k.Phase,
        SurroundSigma => k.SurroundSigma,
        Strength => k.Strength,
        Columns => k.Columns,
        Rows => k.Rows,
        _ => k.Amplitude,
    };
}
