using System.Collections.Immutable;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>The parameters of a fit under the names that documents give them.</summary>
internal static class FitParameters
{
    /// <summary>What the shape has of them, sorted by name.</summary>
    public static ImmutableSortedDictionary<string, double> Of(ShapeFit fit)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        void Add(string name, double? value)
        {
            if (value is { } number && double.IsFinite(number))
                parameters[name] = number;
        }
        Add("x", fit.X);
        Add("y", fit.Y);
        Add("angle", fit.Angle);
        Add("sigma", fit.SigmaAcross);
        Add("sigmaAlong", fit.SigmaAlong);
        Add("frequency", fit.Frequency);
        Add("phase", fit.Phase);
        Add("amplitude", fit.Amplitude);
        Add("surroundAmplitude", fit.SurroundAmplitude);
        Add("surroundSigma", fit.SurroundSigma);
        Add("columns", fit.Box?.Columns);
        Add("rows", fit.Box?.Rows);
        return parameters.ToImmutable();
    }
}
