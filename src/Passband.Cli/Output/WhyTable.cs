using System.Collections.Immutable;
using System.Globalization;
using Passband.Explanations;

namespace Passband.Cli.Output;

/// <summary>What the name of one filter was chosen from: every shape that was fitted, and what noise reaches.</summary>
internal static class WhyTable
{
    public const string Heading = "Why this name";

    /// <summary>What the columns mean.</summary>
    public const string Note =
        "The chosen shape stands first, the others by AICc; a distance below 0 is that of a richer shape which has not won by enough. "
        + "The name is what the filter would be called by that shape.";

    /// <summary>The shapes that were fitted to a filter, one a row; the filter has candidates.</summary>
    public static TableData Of(LayerDescription layer, FilterDescription filter) => new(
        [new("shape"), new("name", Expendable: true), new("R²", Right: true), new("ΔAICc", Right: true), new("parameters", Wraps: true)],
        [.. filter.Candidates!.Value.Select(c => (ImmutableArray<string>)
        [
            c.Shape, c.Name, Cells.Number(c.R2, "0.00"), Cells.Number(c.DeltaAicc, "0.0"), Parameters(c, layer.Input == "signal", filter.Fit!.Unit),
        ])]);

    /// <summary>What noise of that size reaches, and how often it shows as much as the filter.</summary>
    public static string NoiseLine(LayerDescription layer, FilterDescription filter)
    {
        var (noise, patterns, fit) = (layer.Noise!, filter.Patterns!, filter.Fit!);
        var size = (noise.Size[1], noise.Size[2]) == (patterns.Rows, patterns.Columns) ? "" : ", the largest at hand that fits inside,";
        var color = filter.Structure!.Rank1P is null ? "" : $"; with its color p {Cells.Chance(fit.P)}, q {Cells.Chance(fit.Q)}";
        return $"Noise of {noise.Size[1]}×{noise.Size[2]}{size} reaches R² {Cells.Number(filter.Structure.NoiseR2, "0.00")} in 1 of 100 cases; "
            + $"as much structure has p {Cells.Chance(fit.SpatialP)}, q {Cells.Chance(fit.SpatialQ)} within the layer{color}.";
    }

    private static string Parameters(ShapeCandidate candidate, bool isSignal, string unit)
    {
        var (length, frequency) = unit == "tap" ? ("taps", "c/tap") : isSignal ? ("samples", "c/sample") : ("px", "c/px");
        double? Of(string name) => candidate.Parameters.TryGetValue(name, out var value) ? value : null;
        var parts = new List<string>();
        void Add(string name, Func<double, string> words)
        {
            if (Of(name) is { } value)
                parts.Add(words(value));
        }
        Add("columns", columns => $"{Number(Of("rows")!.Value, "0")}×{Number(columns, "0")} taps");
        // A signal has no angles, but it has two ends.
        if (candidate.Shape == "first-derivative")
            Add("angle", angle => isSignal ? $"rising to the {(angle is > 90 and < 270 ? "left" : "right")}" : $"rising toward {Angle(angle, 360)}");
        else if (!isSignal)
            Add("angle", angle => $"wavevector {Angle(angle, 180)}");
        Add("sigma", sigma => $"σ {Number(sigma)}{(Of("sigmaAlong") is { } along && Number(along) != Number(sigma) ? $" × {Number(along)}" : "")} {length}");
        Add("surroundSigma", sigma => $"surround σ {Number(sigma)} {length}");
        Add("frequency", value => $"{Number(value, "0.000")} {frequency}");
        Add("phase", phase => $"phase {Number(phase, "0")}°");
        Add("x", x => isSignal ? $"at {Number(x)}" : $"at ({Number(x)}, {Number(Of("y")!.Value)})");
        Add("amplitude", amplitude => $"amplitude {Number(amplitude, "G3")}");
        Add("surroundAmplitude", amplitude => $"surround {Number(amplitude, "G3")}");
        return string.Join(", ", parts);
    }

    private static string Angle(double degrees, int period) => $"{Number(Math.Round(degrees) % period, "0")}°";

    private static string Number(double value, string format = "0.0#")
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text;
    }
}
