using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>A filter's own view, opened from the wall, from the keyboard and from the page's address.</summary>
public class FilterViewTests(Browser browser, Reports reports)
{
    [Fact]
    public async Task Selecting_a_filter_shows_its_words_and_selecting_another_replaces_them()
    {
        var filters = reports.Explain(Networks.Color).Layers[0].Filters!.Value;
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            var view = page.FilterView();
            Assert.False(await view.IsVisibleAsync());
            foreach (var i in new[] { 0, 5, 8 })
            {
                await page.Wall().Tiles().Nth(i).ClickAsync();
                await Assertions.Expect(view).ToContainTextAsync(filters[i].Words);
                Assert.Contains(filters[i].Address, await view.Locator("h3").First.InnerTextAsync(), StringComparison.Ordinal);
                Assert.EndsWith($"#{Uri.EscapeDataString(filters[i].Address)}", page.Url, StringComparison.Ordinal);
            }

            await view.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            Assert.False(await view.IsVisibleAsync());
        });
    }

    [Fact]
    public async Task The_steps_follow_the_order_of_the_wall()
    {
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.GetByLabel("Sort by").SelectOptionAsync("frequency");
            var order = await page.Wall().Positions();
            await page.Wall().Tiles().Nth(3).ClickAsync();
            await page.FilterView().GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();

            Assert.Equal($"{order[4]}", await page.Wall().Locator("[aria-selected=true]").GetAttributeAsync("data-position"));
        });
    }

    [Fact]
    public async Task The_pages_address_leads_to_a_filter()
    {
        var filters = reports.Explain(Networks.Color).Layers[0].Filters!.Value;
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.EvaluateAsync("location.hash = 'conv1:5'");

            await Assertions.Expect(page.FilterView()).ToContainTextAsync(filters[5].Words);
        });
    }

    [Fact]
    public async Task Every_candidate_and_the_chances_against_noise_are_given_as_reasons()
    {
        var filter = reports.Explain(Networks.Color).Layers[0].Filters!.Value[1];
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.Wall().Tiles().Nth(1).ClickAsync();
            var rows = page.FilterView().Locator("table").Filter(new() { HasText = "ΔAICc" }).Locator("tbody tr");

            Assert.Equal(filter.Candidates!.Value.Length, await rows.CountAsync());
            Assert.Contains(filter.Candidates.Value[0].R2.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), await rows.First.InnerTextAsync(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_figure_is_saved_as_a_drawing_and_as_a_table()
    {
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.Wall().Tiles().First.ClickAsync();
            var figure = page.FilterView().Locator(".figure:has(svg)").First;
            var drawing = await Saved(page, figure.GetByRole(AriaRole.Button, new() { NameRegex = new("as SVG$") }));
            var table = await Saved(page, figure.GetByRole(AriaRole.Button, new() { NameRegex = new("as CSV$") }));

            var root = System.Xml.Linq.XDocument.Parse(drawing).Root!;
            Assert.Equal("{http://www.w3.org/2000/svg}svg", root.Name.ToString());
            Assert.DoesNotContain("var(--", drawing, StringComparison.Ordinal);
            Assert.DoesNotContain("currentColor", drawing, StringComparison.Ordinal);
            Assert.True(table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length > 1);
        });
    }

    private static async Task<string> Saved(IPage page, ILocator button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
