using System.Collections.Immutable;
using Passband.Checks;
using Passband.Explanations;

namespace Passband.Cli.Tests;

/// <summary>Reports made by hand.</summary>
internal static class TestReport
{
    /// <summary>Whatever may be in a name that comes from a file.</summary>
    public const string Hostile = "evil\u0000\u0007\u001b[31m\r\n\u202E\ud800\uFFFE{0}[text](http://example.org)<&>\"']]>";

    /// <summary>Two networks, the first with a passed, a failed and an unchecked check of a layer with a hostile name.</summary>
    public static CheckReport Hostiles() => Of(
        Network("a folder/mödel #1.onnx", Check(), Check(CheckKind.Dead, CheckOutcome.Failed), Check(CheckKind.Duplicates, CheckOutcome.Failed), Check(CheckKind.Noise, CheckOutcome.NotChecked)),
        Network("/tmp/b.onnx", Check(CheckKind.Aliasing)));

    public static CheckReport Of(params NetworkCheck[] networks) => new() { Networks = [.. networks] };

    public static NetworkCheck Network(string path, params LayerCheck[] checks) => new()
    {
        Model = new ModelDescription(path, "ONNX", new string('a', 64), 1, 4, 12, []),
        Layers = 1,
        Unlimited = [CheckKind.Pi0],
        Checks = [.. checks],
    };

    public static LayerCheck Check(CheckKind kind = CheckKind.NonFinite, CheckOutcome outcome = CheckOutcome.Passed, string layer = Hostile) => new()
    {
        Index = 0,
        Layer = layer,
        Kind = kind,
        Outcome = outcome,
        Value = outcome == CheckOutcome.NotChecked ? null : 0.5,
        Limit = 0.1,
        Count = outcome == CheckOutcome.NotChecked ? null : 2,
        Total = outcome == CheckOutcome.NotChecked ? null : 4,
        Reason = outcome == CheckOutcome.NotChecked ? "a reason" : null,
        Words = $"{kind} {outcome}, in words",
        Filters = outcome == CheckOutcome.Failed ? Filters(kind, layer) : [],
    };

    private static ImmutableArray<FilterFinding> Filters(CheckKind kind, string layer) =>
        [new($"{layer}:3", 0.25, kind == CheckKind.Duplicates ? $"{layer}:1" : null), new($"{layer}:1", 0.125, kind == CheckKind.Duplicates ? $"{layer}:3" : null)];
}
