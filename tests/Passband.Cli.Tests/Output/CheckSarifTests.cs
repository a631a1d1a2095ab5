using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using Passband.Checks;
using Passband.Cli.Output;

namespace Passband.Cli.Tests.Output;

public class CheckSarifTests
{
    private const string Schema = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

    [Fact]
    public async Task The_document_follows_the_schema_of_the_standard()
    {
        var schema = await JsonSchema.FromFileAsync(TestSchemas.Path(Schema), TestContext.Current.CancellationToken);
        var text = Text(TestReport.Hostiles());

        Assert.Empty(schema.Validate(text));
        Assert.NotEmpty(schema.Validate(text.Replace("\"ruleId\"", "\"rule\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(text.Replace("\"error\"", "\"fatal\"", StringComparison.Ordinal)));
        Assert.Empty(schema.Validate(Text(TestReport.Of(TestReport.Network("a.onnx", TestReport.Check())))));
    }

    [Fact]
    public void What_the_standard_asks_for_beyond_its_schema_is_there()
    {
        var run = Run(TestReport.Hostiles());
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();

        Assert.Equal(rules.Count, rules.Select(r => (string)r!["id"]!).Distinct().Count());
        foreach (var result in run["results"]!.AsArray())
        {
            Assert.Equal((string)result!["ruleId"]!, (string)rules[(int)result["ruleIndex"]!]!["id"]!);
            var place = result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!;
            Assert.Equal((string)place["uri"]!, (string)run["artifacts"]![(int)place["index"]!]!["location"]!["uri"]!);
            Assert.True(Uri.IsWellFormedUriString((string)place["uri"]!, UriKind.RelativeOrAbsolute));
        }
        Assert.All(rules, r => Assert.EndsWith(".", (string)r!["fullDescription"]!["text"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_is_a_result_and_what_was_not_checked_a_notification()
    {
        var run = Run(TestReport.Hostiles());

        Assert.Equal([("dead", "error"), ("duplicates", "error")], run["results"]!.AsArray().Select(r => ((string)r!["ruleId"]!, (string)r["level"]!)));
        var note = Assert.Single(run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray())!;
        Assert.Equal(("note", "noise"), ((string)note["level"]!, (string)note["associatedRule"]!["id"]!));
        Assert.Contains("Noise NotChecked, in words", (string)note["message"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_and_filters_are_logical_locations()
    {
        var result = Run(TestReport.Of(TestReport.Network("model.onnx", TestReport.Check(CheckKind.Dead, CheckOutcome.Failed, "conv1"))))["results"]![0]!;

        Assert.Equal("{\"fullyQualifiedName\":\"conv1\",\"kind\":\"layer\"}", result["locations"]![0]!["logicalLocations"]![0]!.ToJsonString());
        Assert.Equal(["conv1:3", "conv1:1"], result["relatedLocations"]!.AsArray().Select(l => (string)l!["logicalLocations"]![0]!["fullyQualifiedName"]!));
        Assert.Equal("conv1/dead", (string)result["partialFingerprints"]!["layerAndLimit/v1"]!);
    }

    [Fact]
    public void A_name_is_neither_a_placeholder_nor_a_link()
    {
        var message = (string)Run(TestReport.Hostiles())["results"]![0]!["message"]!["text"]!;

        Assert.Contains("{{0}}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("](", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Theory]
    [InlineData("model.onnx", "model.onnx")]
    [InlineData("a folder/mödel #1.onnx", "a%20folder/m%C3%B6del%20%231.onnx")]
    [InlineData("../up.onnx", "../up.onnx")]
    [InlineData("http:evil", "http%3Aevil")]
    [InlineData("standard input", "standard%20input")]
    public void A_path_is_a_reference(string path, string uri) => Assert.Equal(uri, CheckSarif.Uri(path));

    [Fact]
    public void An_absolute_path_is_a_file_uri()
    {
        var path = Path.Combine(Path.GetTempPath(), "a b.onnx");

        Assert.Equal(path, new Uri(CheckSarif.Uri(path)).LocalPath);
    }

    private static JsonNode Run(CheckReport report) => Assert.Single(JsonNode.Parse(Text(report))!["runs"]!.AsArray())!;

    private static string Text(CheckReport report)
    {
        using var stream = new MemoryStream();
        CheckSarif.Write(report, stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }
}
