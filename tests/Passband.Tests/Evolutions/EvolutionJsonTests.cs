using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using Passband.Evolutions;

namespace Passband.Tests.Evolutions;

public class EvolutionJsonTests
{
    private static string Lives { get; } = Text(KernelEvolution.Of([.. KnownSeries.Lives.Where((_, m) => m % 3 == 0)]));

    [Fact]
    public async Task The_document_follows_the_schema_that_the_library_ships()
    {
        var schema = await JsonSchema.FromJsonAsync(EvolutionJson.Schema(), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(Lives));
        // The schema is strict: a field or a kind of another name is an error.
        Assert.NotEmpty(schema.Validate(Lives.Replace("\"became\"", "\"become\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(Lives.Replace("\"died\"", "\"Died\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Keys_keep_their_order()
    {
        var document = JsonNode.Parse(Lives)!.AsObject();

        Assert.Equal(["schema", "layer", "index", "operator", "shape", "input", "moments", "filters", "events"], document.Select(p => p.Key));
        Assert.Equal(
            ["checkpoint", "step", "names", "dead", "noise", "pi0", "medianR2", "medianPeak", "varianceEntropyRatio", "duplicates", "twins", "bands", "orientation", "change", "cosineToLast"],
            document["moments"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal(["address", "filter", "name", "became", "formed", "stopped", "moments"], document["filters"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal(["name", "r2", "q", "peak", "stripes", "norm", "change", "cosineToLast"], document["filters"]![0]!["moments"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal(["kind", "filter", "moment", "lasting"], document["events"]![0]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public void A_line_of_a_watch_is_one_line()
    {
        var follower = new KernelFollower(new EvolutionOptions { Threads = 1 });
        using var stream = new MemoryStream();
        EvolutionJson.WriteLine(new WatchLine(follower.Add(KnownSeries.Growth[0], TestContext.Current.CancellationToken), null, Finished: false), stream);
        EvolutionJson.WriteLine(new WatchLine(null, new SkippedCheckpoint("a\n", "no"), Finished: false), stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Equal(["schema", "followed", "skipped", "finished"], JsonNode.Parse(lines[0])!.AsObject().Select(p => p.Key));
        Assert.Equal((WatchLine.SchemaName, 8), ((string)JsonNode.Parse(lines[0])!["schema"]!, JsonNode.Parse(lines[0])!["followed"]!["filters"]!.AsArray().Count));
        Assert.Equal("a\n", (string)JsonNode.Parse(lines[1])!["skipped"]!["name"]!);
    }

    private static string Text(KernelEvolution evolution)
    {
        using var stream = new MemoryStream();
        EvolutionJson.Write(evolution, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
