using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Report.Tests;

/// <summary>The wall's order and choice follow its controls, by the numbers of the document.</summary>
public class WallTests(Browser browser, Reports reports)
{
    [Theory]
    [InlineData("frequency", "passband", "peak")]
    [InlineData("fit", "fit", "r2")]
    [InlineData("p", "fit", "p")]
    [InlineData("gain", "gain", "noise")]
    public async Task Sorting_orders_the_tiles_by_the_documents_numbers(string key, string part, string field)
    {
        var filters = Filters(Networks.Color);
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            var wall = page.Wall();
            Assert.Equal(Enumerable.Range(0, filters.Length), await wall.Positions());

            await page.GetByLabel("Sort by").SelectOptionAsync(key);
            var rising = await wall.Positions();
            await page.GetByRole(AriaRole.Button, new() { Name = "Descending" }).ClickAsync();
            var falling = await wall.Positions();

            var known = rising.Select(Value).OfType<double>().ToArray();
            Assert.Equal(filters.Count(f => f[part] is not null), known.Length);
            Assert.Equal(known.Order(), known);
            Assert.All(rising.Skip(known.Length), p => Assert.Null(Value(p)));
            Assert.Equal(known.OrderDescending(), falling.Select(Value).OfType<double>());
            Assert.Equal(rising.Order(), falling.Order());
        });

        double? Value(int position) => filters[position][part]?[field]?.GetValue<double>();
    }

    [Fact]
    public async Task Chips_show_only_the_filters_of_their_names_and_say_how_many()
    {
        var filters = Filters(Networks.Color);
        var name = (string?)filters[0]["name"];
        var chosen = Enumerable.Range(0, filters.Length).Where(i => (string?)filters[i]["name"] == name).ToArray();
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            var chip = page.Locator($"button[aria-pressed][data-key='{name}']").First;
            await chip.ClickAsync();

            Assert.Equal("true", await chip.GetAttributeAsync("aria-pressed"));
            Assert.Equal(chosen, await page.Wall().Positions());
            Assert.Equal($"{chosen.Length} of {filters.Length} filters", await page.GetByRole(AriaRole.Status).First.InnerTextAsync());

            await chip.ClickAsync();
            Assert.Equal(filters.Length, await page.Wall().Tiles().CountAsync());
        });
    }

    [Fact]
    public async Task Limits_on_numbers_leave_the_filters_that_meet_them()
    {
        var filters = Filters(Networks.Color);
        var expected = Enumerable.Range(0, filters.Length).Where(i => (double?)filters[i]["passband"]?["peak"] >= 0.15 && (double?)filters[i]["fit"]?["r2"] >= 0.8).ToArray();
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.GetByText("By numbers").First.ClickAsync();
            await page.GetByLabel("Peak from").FillAsync("0.15");
            await page.GetByLabel("R² from").FillAsync("0.8");

            Assert.InRange(expected.Length, 1, filters.Length - 1);
            Assert.Equal(expected, await page.Wall().Positions());

            await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).First.ClickAsync();
            Assert.Equal(filters.Length, await page.Wall().Tiles().CountAsync());
        });
    }

    [Fact]
    public async Task The_saved_document_is_the_one_that_json_prints()
    {
        await browser.Visit(reports.Of(Networks.Gray), async page =>
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save JSON" }).ClickAsync());
            await using var stream = await download.CreateReadStreamAsync();

            Assert.EndsWith(".json", download.SuggestedFilename, StringComparison.Ordinal);
            Assert.True(JsonNode.DeepEquals(Document(Networks.Gray), await JsonNode.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken)));
        });
    }

    private JsonNode Document(Func<ConvNet> network)
    {
        using var output = new MemoryStream();
        ExplanationJson.Write(reports.Explain(network), output);
        return JsonNode.Parse(output.ToArray())!;
    }

    private JsonNode[] Filters(Func<ConvNet> network) => [.. Document(network)["layers"]![0]!["filters"]!.AsArray().Select(f => f!)];
}
