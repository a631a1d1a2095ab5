using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using Passband.Checks;
using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Checks;

public class CheckJsonTests
{
    internal static string Text(CheckReport report)
    {
        using var stream = new MemoryStream();
        CheckJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Passed, failed and not checked; names that are not nice.</summary>
    private static string Everything()
    {
        var edge = Plane.Parse("-1 0 1/-2 0 2/-1 0 1");
        var net = Nets.Of(
            Nets.Gray(edge, edge.Scale(2), Plane.Parse("0 0 0/0 0 0/0 0 0")) with { Name = "a\u001b[31m\"\ud800" },
            Nets.Layer(BankShape.Plane(1, 1, 1, 2), [double.NaN, 1], InputSpace.Features, name: "b"));
        return Text(Checker.Check([net, net], new CheckLimits { Dead = 0, Duplicates = 0, Noise = 1, Aliasing = 0 }, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_document_follows_the_schema_that_the_library_ships()
    {
        var schema = await JsonSchema.FromJsonAsync(CheckJson.Schema(), TestContext.Current.CancellationToken);
        var text = Everything();

        Assert.Empty(schema.Validate(text));
        // The schema is strict: a field or a kind of another name is an error.
        Assert.NotEmpty(schema.Validate(text.Replace("\"limit\"", "\"limits\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(text.Replace("\"nonFinite\"", "\"NonFinite\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Keys_keep_their_order()
    {
        var document = JsonNode.Parse(Everything())!.AsObject();
        var network = document["networks"]![0]!.AsObject();
        var check = network["checks"]!.AsArray().First(c => c!["filters"]!.AsArray().Count > 0)!.AsObject();

        Assert.Equal(["schema", "passed", "networks"], document.Select(p => p.Key));
        Assert.Equal(["model", "passed", "layers", "unlimited", "checks"], network.Select(p => p.Key));
        Assert.Equal(["index", "layer", "check", "outcome", "value", "limit", "count", "total", "reason", "words", "filters"], check.Select(p => p.Key));
        Assert.Equal(["address", "value", "other"], check["filters"]![0]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public void All_outcomes_are_there_and_a_failure_of_one_network_is_one_of_all()
    {
        var document = JsonNode.Parse(Everything())!;
        var outcomes = document["networks"]![0]!["checks"]!.AsArray().Select(c => (string)c!["outcome"]!).ToHashSet();

        Assert.Equal(["failed", "notChecked", "passed"], outcomes.Order());
        Assert.False((bool)document["passed"]!);
    }

    [Fact]
    public void Writing_twice_gives_the_same_bytes_and_a_line_end()
    {
        Assert.Equal(Everything(), Everything());
        Assert.EndsWith("}\n", Everything(), StringComparison.Ordinal);
    }
}
