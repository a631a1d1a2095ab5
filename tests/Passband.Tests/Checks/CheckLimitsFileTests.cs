using System.Text;
using NJsonSchema;
using Passband.Checks;
using Passband.Kernels;

namespace Passband.Tests.Checks;

public class CheckLimitsFileTests
{
    private const string Everything = """
        {
          "$schema": "limits-schema.json",
          "nonFinite": 3,
          "dead": "5%",
          "duplicates": 0.1,
          "noise": null,
          "pi0": "12.5 %",
          "aliasing": 1,
          "layers": { "conv1": { "noise": 0.2, "dead": null }, "deep/*": { "nonFinite": 0 } }
        }
        """;

    [Fact]
    public void All_keys_are_read()
    {
        var limits = Read(Everything);

        Assert.Equal((3, 0.05, 0.1, null, 0.125, 1.0), (limits.NonFinite, limits.Dead, limits.Duplicates, limits.Noise, limits.Pi0, limits.Aliasing));
        Assert.Equal(["conv1", "deep/*"], limits.Layers.Select(l => l.Layer));
        Assert.Equal([(CheckKind.Dead, null), (CheckKind.Noise, 0.2)], limits.Layers[0].Limits.Select(l => (l.Key, l.Value)));
    }

    [Fact]
    public void What_is_not_mentioned_keeps_its_default()
    {
        Assert.Equal(CheckLimits.Default, Read("{}"));
        Assert.Equal(CheckLimits.Default with { Noise = 0.2 }, Read("{ \"noise\": 0.2 }"));
    }

    [Fact]
    public void Comments_commas_at_the_end_and_a_byte_order_mark_are_allowed() =>
        Assert.Equal(0.1, Read("\uFEFF{ // ours\n \"dead\": 0.1, }").Dead);

    [Theory]
    [InlineData("", "limits.json: not JSON")]
    [InlineData("{ \"dead\": }", "line 1, byte 11")]
    [InlineData("{\n\"dead\": 0.1 \"noise\": 0.1 }", "line 2")]
    [InlineData("{ \"dead\": 0.1, \"dead\": 0.2 }", "stands twice")]
    [InlineData("{ \"layers\": { \"a\": {}, \"a\": {} } }", "stands twice")]
    [InlineData("[]", "a list; expected an object")]
    [InlineData("0.5", "limits.json: 0.5; expected an object")]
    [InlineData("{ \"ded\": 0.1 }", "unknown key 'ded'; expected one of nonFinite, dead, duplicates, noise, pi0, aliasing, layers")]
    [InlineData("{ \"Dead\": 0.1 }", "unknown key 'Dead'")]
    [InlineData("{ \"dead\": 5 }", "limits.json → dead: 5; expected a share")]
    [InlineData("{ \"dead\": -0.1 }", "dead: -0.1")]
    [InlineData("{ \"dead\": 1e999 }", "dead: 1e999")]
    [InlineData("{ \"dead\": \"0.05\" }", "dead: \"0.05\"; expected a share")]
    [InlineData("{ \"dead\": \"500%\" }", "dead: \"500%\"")]
    [InlineData("{ \"dead\": true }", "dead: true")]
    [InlineData("{ \"dead\": { \"a\": 1 } }", "dead: an object")]
    [InlineData("{ \"nonFinite\": null }", "nonFinite: null; expected a whole number from 0")]
    [InlineData("{ \"nonFinite\": 0.5 }", "nonFinite: 0.5")]
    [InlineData("{ \"layers\": [] }", "limits.json → layers: a list")]
    [InlineData("{ \"layers\": { \"conv1\": 0.1 } }", "layers → conv1: 0.1")]
    [InlineData("{ \"layers\": { \"conv1\": { \"layers\": {} } } }", "layers → conv1: unknown key 'layers'; expected one of nonFinite, dead, duplicates, noise, pi0, aliasing.")]
    [InlineData("{ \"layers\": { \"conv1\": { \"noise\": 2 } } }", "layers → conv1 → noise: 2")]
    [InlineData("{ \"\\u001b[31m\": 0 }", "unknown key '\uFFFD[31m'")]
    public void What_is_wrong_is_said_with_its_place(string json, string expected)
    {
        var error = Assert.Throws<PassbandException>(() => Read(json));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_file_of_limits_is_not_read_whole()
    {
        var error = Assert.Throws<PassbandException>(() => CheckLimitsFile.Read("model.onnx", new byte[(1 << 20) + 1]));

        Assert.Contains("more than 1 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_opened_and_missing_ones_said_to_be()
    {
        var folder = Directory.CreateTempSubdirectory("passband-test-");
        try
        {
            var path = Path.Combine(folder.FullName, "limits.json");
            Assert.Equal(ErrorKind.Unreadable, Assert.Throws<PassbandException>(() => CheckLimitsFile.Open(path)).Kind);
            Assert.Equal(ErrorKind.Unreadable, Assert.Throws<PassbandException>(() => CheckLimitsFile.Open(folder.FullName)).Kind);
            File.WriteAllText(path, Everything);
            Assert.Equal(0.05, CheckLimitsFile.Open(path).Dead);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_schema_accepts_and_refuses_what_the_reader_does()
    {
        var schema = await JsonSchema.FromJsonAsync(CheckLimitsFile.Schema(), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(Everything));
        Assert.Empty(schema.Validate("{}"));
        foreach (var wrong in new[]
        {
            "[]", "{ \"ded\": 0.1 }", "{ \"dead\": 5 }", "{ \"dead\": \"0.05\" }", "{ \"dead\": \"500%\" }", "{ \"dead\": true }", "{ \"nonFinite\": null }",
            "{ \"nonFinite\": 0.5 }", "{ \"layers\": [] }", "{ \"layers\": { \"a\": 0.1 } }", "{ \"layers\": { \"a\": { \"layers\": {} } } }",
        })
        {
            Assert.NotEmpty(schema.Validate(wrong));
            Assert.Throws<PassbandException>(() => Read(wrong));
        }
    }

    [Fact]
    public async Task The_example_of_the_documentation_is_one()
    {
        var lines = Documentation().SkipWhile(l => l != "<!-- limits -->").Skip(1).TakeWhile(l => l != "<!-- /limits -->");
        var json = string.Join('\n', lines.Where(l => !l.StartsWith("```", StringComparison.Ordinal)));
        var schema = await JsonSchema.FromJsonAsync(CheckLimitsFile.Schema(), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(json));
        Assert.Equal(["conv1", "head/*"], Read(json).Layers.Select(l => l.Layer));
    }

    private static string[] Documentation()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Passband.slnx")))
            folder = folder.Parent;
        return File.ReadAllLines(Path.Combine(folder.FullName, "docs", "cli.md"));
    }

    private static CheckLimits Read(string json) => CheckLimitsFile.Read("limits.json", Encoding.UTF8.GetBytes(json));
}
