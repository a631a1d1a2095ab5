using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Passband.Cli.Report;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Cli.Tests.Report;

public class HtmlReportTests
{
    /// <summary>What ends elements, opens comments or hides text, in one name.</summary>
    private const string Hostile = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>-->]]>&amp;\u2028\u2029\u202E\u0000\r\n\"'`{{x}}</title></noscript>";

    [Fact]
    public void The_page_holds_the_document_of_the_explanation_with_its_reasons()
    {
        using var folder = new TempFolder();
        var model = folder.Model();
        ToolRun.Of("explain", model, "-o", folder["report.html"]);
        var page = new TestPage(File.ReadAllText(folder["report.html"]));
        using var document = new MemoryStream();
        ExplanationJson.Write(Explained(model), document);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(document.ToArray()), JsonNode.Parse(page.Scripts[0])));
        Assert.NotEqual(0, page.Explanation().GetProperty("layers")[0].GetProperty("filters")[0].GetProperty("candidates").GetArrayLength());
        Assert.DoesNotContain('\n', page.Scripts[0]);
        Assert.Equal("run()", page.Scripts[2]);
    }

    [Fact]
    public void The_weights_are_the_models_own_in_the_order_of_the_document()
    {
        using var folder = new TempFolder();
        ToolRun.Of("explain", folder.Model(), "-o", folder["report.html"]);
        var document = new TestPage(File.ReadAllText(folder["report.html"])).Weights();
        var layer = document.GetProperty("layers")[0];
        var weights = Floats(TestModel.Npy().AsSpan(128));

        Assert.Equal("passband.report/1", document.GetProperty("schema").GetString());
        Assert.Matches(@"^Passband \d+\.\d+\.\d+$", document.GetProperty("tool").GetString());
        Assert.Equal(0, document.GetProperty("notes").GetArrayLength());
        Assert.Equal("[3,1,5,5]", layer.GetProperty("size").GetRawText());
        Assert.Equal("[0,1,2,3]", layer.GetProperty("filters").GetRawText());
        Assert.Equal(weights.Max(Math.Abs), layer.GetProperty("largest").GetSingle());
        Assert.Equal(weights, TestPage.Floats(layer, "weights"));
    }

    [Fact]
    public void Profiles_less_patterns_leave_what_the_fits_leave()
    {
        using var folder = new TempFolder();
        var model = folder.Model();
        ToolRun.Of("explain", model, "-o", folder["report.html"]);
        var page = new TestPage(File.ReadAllText(folder["report.html"]));
        var layer = page.Weights().GetProperty("layers")[0];
        var (profiles, patterns) = (TestPage.Floats(layer, "profiles"), TestPage.Floats(layer, "patterns"));
        const int Taps = 25;
        var used = 0;
        foreach (var (i, filter) in page.Explanation().GetProperty("layers")[0].GetProperty("filters").EnumerateArray().Index())
        {
            var profile = profiles.AsSpan(i * Taps, Taps).ToArray();
            foreach (var candidate in filter.GetProperty("candidates").EnumerateArray())
            {
                var pattern = patterns.AsSpan(used++ * Taps, Taps).ToArray();
                var left = profile.Zip(pattern, (a, b) => (double)(a - b) * (a - b)).Sum() / profile.Sum(a => (double)a * a);
                Assert.Equal(1 - candidate.GetProperty("r2").GetDouble(), left, 1e-5);
            }
        }

        Assert.Equal(TestModel.Filters * Taps, profiles.Length);
        Assert.Equal(used * Taps, patterns.Length);
        // The first filter is gray: its profile has the energy of all its weights.
        Assert.Equal(TestPage.Floats(layer, "weights")[..75].Sum(w => (double)w * w), profiles[..Taps].Sum(w => (double)w * w), 1e-4);
    }

    [Fact]
    public void One_filter_comes_with_its_own_weights_and_the_scale_of_its_layer()
    {
        using var folder = new TempFolder();
        ToolRun.Of("explain", folder.Model(), "--layer", "0", "--filter", "2", "-o", folder["report.html"]);
        var layer = new TestPage(File.ReadAllText(folder["report.html"])).Weights().GetProperty("layers")[0];
        var weights = Floats(TestModel.Npy().AsSpan(128));

        Assert.Equal("[2]", layer.GetProperty("filters").GetRawText());
        Assert.Equal(weights[150..225], TestPage.Floats(layer, "weights"));
        Assert.Equal(weights.Max(Math.Abs), layer.GetProperty("largest").GetSingle());
    }

    [Fact]
    public void Names_from_a_file_stay_data_wherever_they_stand()
    {
        var layer = TestExplanation.Layer(Hostile, "rgb", TestExplanation.Gabor($"{Hostile}:0") with { Words = Hostile });
        var explanation = TestExplanation.Of(layer) with
        {
            Model = TestExplanation.Of(layer).Model with { Path = Hostile },
            Verdict = [Hostile],
        };
        var page = TestPage.Of(explanation, Net(new float[3 * 7 * 7]));

        Assert.Equal(3, page.Scripts.Length);
        Assert.DoesNotMatch("[<>&\u2028\u2029]", page.Scripts[0] + page.Scripts[1]);
        Assert.Equal(Hostile, page.Explanation().GetProperty("layers")[0].GetProperty("name").GetString());
        Assert.Equal(Hostile, page.Explanation().GetProperty("model").GetProperty("path").GetString());
        Assert.DoesNotMatch("[<>\r\n\u0000\u2028\u202E]", page.Title);
        Assert.DoesNotMatch("(?i)<(?!/?(p|h1)>)", page.NoScript);
        Assert.Contains("&lt;img src=x onerror=alert(2)&gt;", page.NoScript, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_the_document()
    {
        var page = TestPage.Of(TestExplanation.Of(TestExplanation.Layer("a\ud800b", "rgb", TestExplanation.Gabor())), Net(new float[3 * 7 * 7]));

        Assert.Equal("a\ufffdb", page.Explanation().GetProperty("layers")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_net_without_filters_to_list_is_a_page_all_the_same()
    {
        var page = TestPage.Of(TestExplanation.Of(TestExplanation.Layer(input: "features")), Net(new float[3 * 7 * 7]));

        Assert.Equal(JsonValueKind.Null, page.Explanation().GetProperty("layers")[0].GetProperty("filters").ValueKind);
        Assert.Equal(0, page.Weights().GetProperty("layers").GetArrayLength());
    }

    [Fact]
    public void The_built_page_has_every_place_and_allows_no_script_but_its_own()
    {
        using var stream = ReportPage.Embedded();
        Assert.SkipWhen(stream is null, "The tool was built without its front end: install Node 20 or later and build again.");
        using var reader = new StreamReader(stream);
        var html = reader.ReadToEnd();
        _ = new ReportPage(html);

        var policy = Regex.Match(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        var script = Regex.Match(html, "<script type=\"module\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"default-src 'none'; script-src 'sha256-{hash}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script[^>]+src=|<link[^>]+href=\"(?!data:,)|@import|url\\((?!#)", html);
    }

    [Theory]
    [InlineData("<title>Passband report</title>")]
    [InlineData("<!--passband:noscript-->")]
    [InlineData("<!--passband:data-->")]
    public void A_page_that_lacks_a_place_is_refused(string place) =>
        Assert.Throws<InvalidDataException>(() => new ReportPage(TestPage.Html.Replace(place, "", StringComparison.Ordinal)));

    private static NetworkExplanation Explained(string model) => Explainer.Explain(
        ModelFile.Open(model, null, TestContext.Current.CancellationToken), new ExplainOptions { Why = true }, null, TestContext.Current.CancellationToken);

    private static ConvNet Net(float[] weights) => new()
    {
        Name = "model.onnx",
        Format = "ONNX",
        HasGraph = true,
        Layers = [new ConvLayer { Index = 0, Name = "conv1", Operator = ConvOperator.Conv2d, Bank = new KernelBank(BankShape.Plane(1, 3, 7, 7), weights) }],
    };

    private static float[] Floats(ReadOnlySpan<byte> bytes) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
