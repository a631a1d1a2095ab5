using System.Globalization;
using Passband.Explanations;

namespace Passband.Cli.Output;

/// <summary>Words and numbers for the cells of a table that people read; what does not exist is a dash.</summary>
internal static class Cells
{
    public const string None = "–";

    public static string Wavevector(FilterDescription filter) =>
        filter.Orientation is { Oriented: true } orientation ? Number(Math.Round(orientation.Wavevector) % 180, "0") : None;

    public static string Peak(FilterDescription filter) => filter.Passband is { } passband ? Number(passband.Peak, "0.000") : None;

    public static string Order(FilterDescription filter) => filter.Order is { } order ? Number(order.Dominant, "0") : None;

    public static string Color(FilterDescription filter) => filter.Color switch
    {
        null => None,
        { Kind: "opponent", Axis: { } axis } => axis,
        { Kind: "colored", Hue: { } hue } => hue,
        { Kind: var kind } => kind,
    };

    public static string R2(FilterDescription filter) => filter.Fit is { } fit ? Number(fit.R2, "0.00") : None;

    public static string Q(FilterDescription filter) => filter.Fit is { } fit ? SmallChance(fit.Q) : None;

    /// <summary>The words and the remarks.</summary>
    public static string Words(FilterDescription filter) => string.Join("; ", filter.Flags.Prepend(filter.Words));

    public static string Percent(double? share) => share is { } value ? Number(100 * value, "0") : None;

    public static string Number(double? value, string format) => value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : None;

    public static string FrequencyUnit(LayerDescription layer) => layer.Input == "signal" ? "c/sample" : "c/px";

    /// <summary>The commonest names with their shares in percent, e.g. "gabor 44, edge 22".</summary>
    public static string Names(LayerSummary summary) =>
        summary.Names is { Length: > 0 } names ? string.Join(", ", names.Take(3).Select(n => $"{n.Key} {Percent(n.Value)}")) : None;

    /// <summary>A chance with two significant digits, however small.</summary>
    public static string Chance(double chance)
    {
        var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(chance)), 2, 15);
        return Number(chance, $"0.{new string('#', decimals)}");
    }

    private static string SmallChance(double chance) => chance < 0.001 ? "<0.001" : Number(chance, "0.000");
}
