using System.Globalization;
using Passband.Kernels;

namespace Passband.Imaging;

/// <summary>The sentence under a sheet's title: what is shown, at what scale, what is left out.</summary>
internal static class SheetCaption
{
    public static string Of(SheetPlan plan)
    {
        var shape = plan.Layer.Bank.Shape;
        var size = string.Join('×', shape.ToArray().Skip(2).Append(shape.Channels));
        var filters = Count(shape.Filters, "filter");
        var text = plan.IsTable
            ? $"{filters} of {size}: one row a filter, one column an input channel"
            : $"{filters} of {size}{Meaning(plan)}";
        text += $"; {Scale(plan)}.";
        if (plan.ShowsResponse)
            text += plan.Kind == TileKind.Curves
                ? " Right: |H| relative to its peak, from 0 to 0.5 cycles per sample."
                : " Right: |H| relative to its peak, −0.5 to 0.5 cycles per pixel along both axes, zero frequency in the middle.";
        else if (plan.Options.Response)
            text += shape.Taps == 1 ? " A single weight passes all frequencies alike." : " No response is drawn for 3-D kernels.";
        return text + LeftOut(plan);
    }

    /// <summary>Two significant digits, without an exponent where a reader would not expect one.</summary>
    public static string Number(double value) =>
        value is 0 or (>= 0.0001 and < 100_000)
            ? ((decimal)value).ToString(Decimals(value), CultureInfo.InvariantCulture)
            : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private static string Decimals(double value) => value == 0 || value >= 10 ? "0" : "0." + new string('0', 1 - (int)Math.Floor(Math.Log10(value)));

    private static string Meaning(SheetPlan plan) => plan.Kind switch
    {
        TileKind.Color => plan.Options.Channels is { } order ? $", channels {order.ToString().ToUpperInvariant()}"
            : plan.Layer.Input == InputSpace.Picture ? ", channels taken as RGB"
            : $", channels {plan.Layer.Input.ToString().ToUpperInvariant()}",
        _ when plan.Layer.Bank.Shape.Channels > 1 => ", channel beside channel",
        _ => "",
    };

    private static string Scale(SheetPlan plan)
    {
        var scale = plan.Options.Scale == KernelScale.Common ? $"one scale, ±{Number(plan.CommonScale)}"
            : plan.IsTable ? "each kernel at its own scale" : "each filter at its own scale";
        return plan.Kind switch
        {
            TileKind.Color => $"{scale}, zero is mid-gray",
            TileKind.Planes => $"{scale}, negative blue, zero white, positive red",
            _ => $"{scale}, zero in the middle",
        };
    }

    private static string LeftOut(SheetPlan plan)
    {
        var shape = plan.Layer.Bank.Shape;
        if (!plan.IsTable)
            return plan.Tiles.Length == shape.Filters ? "" : $" Shown are the first {plan.Tiles.Length}; {Count(shape.Filters - plan.Tiles.Length, "filter")} not shown.";
        if (plan.Tiles.Length == shape.Kernels)
            return "";
        var rows = plan.Tiles.Length / plan.Columns;
        return $" Shown are the first {Count(plan.Columns, "channel")} of {shape.Channels} in the first {Count(rows, "filter")} of {shape.Filters};"
            + $" {Count(shape.Kernels - plan.Tiles.Length, "kernel")} not shown.";
    }

    private static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {what}{(count == 1 ? "" : "s")}");
}
