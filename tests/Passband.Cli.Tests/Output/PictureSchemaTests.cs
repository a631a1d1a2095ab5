using NJsonSchema;
using Passband.Cli.Output;

namespace Passband.Cli.Tests.Output;

/// <summary>The documents of <c>passband filter</c> and <c>passband features</c> against the schemas that are published with them.</summary>
public class PictureSchemaTests
{
    private const string Picture = "test:zone-plate(16,0.4)";

    [Fact]
    public async Task Documents_of_feature_maps_follow_their_schema()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["net.onnx"], TestNetwork.Onnx());
        var schema = await Schema("features");

        var layer = Document("features", folder["net.onnx"], Picture, Picture, "--layer", "0", "--stage", "both", "--null", "3");
        Assert.Empty(schema.Validate(layer));
        Assert.Empty(schema.Validate(Document("features", folder["net.onnx"], Picture, "--value", "a", "--null", "1")));
        // A constant picture has no deviation to stand out from.
        Assert.Empty(schema.Validate(Document("features", folder["net.onnx"], "test:grating(16,0,0,0,0)", "--layer", "0", "--null", "0")));

        Assert.NotEmpty(schema.Validate(layer.Replace("\"moran\"", "\"i\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(layer.Replace("\"shuffled\"", "\"mixed\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Documents_of_filtered_pictures_follow_their_schema()
    {
        using var folder = new TempFolder();
        var model = folder["net.onnx"];
        File.WriteAllBytes(model, TestNetwork.Onnx());
        var schema = await Schema("filter");

        var shown = Document("filter", Picture, "-k", "gabor(0.2,45)", "--show", "on-off", "-o", folder["p.png"]);
        Assert.Empty(schema.Validate(shown));
        Assert.Contains("\"view\": \"on-off\"", shown, StringComparison.Ordinal);
        Assert.Empty(schema.Validate(Document("filter", Picture, "-k", "1 2; 3 4")));
        Assert.Empty(schema.Validate(Document("filter", Picture, "-k", $"{model}#0:1", "--border", "network", "--stride", "2,1")));
        Assert.Empty(schema.Validate(Document("filter", Picture, "-k", $"{model}#0", "--all")));

        Assert.NotEmpty(schema.Validate(shown.Replace("\"on-off\"", "\"onoff\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(shown.Replace("\"result\"", "\"outcome\"", StringComparison.Ordinal)));
    }

    private static string Document(params string[] command)
    {
        var result = ToolRun.Of([.. command, "--json"]);
        Assert.True(result.Code == 0, result.Error);
        return result.Output;
    }

    private static async Task<JsonSchema> Schema(string name)
    {
        using var reader = new StreamReader(typeof(FeaturesJson).Assembly.GetManifestResourceStream($"Passband.Cli.Output.{name}-schema.json")!);
        return await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }
}
