using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>What is pointed at or selected in one view of a layer stands out in all others.</summary>
public class LinkTests(Browser browser, Reports reports)
{
    private const string Scatter = "Peak frequency and bandwidth";

    [Fact]
    public async Task Pointing_at_a_tile_highlights_its_marks_and_nothing_else()
    {
        var filters = reports.Explain(Networks.Color).Layers[0].Filters!.Value;
        var shown = filters.Count(f => f.Passband is not null);
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.Drawn();
            var marks = page.Figure(Scatter).Locator(".mark");
            Assert.Equal(shown, await marks.CountAsync());

            await page.Wall().Tiles().Nth(1).HoverAsync();
            var pointed = page.Figure(Scatter).Locator(".mark.is-hovered");
            Assert.Equal(1, await pointed.CountAsync());
            Assert.StartsWith($"{filters[1].Address}, {filters[1].Name}", await pointed.Locator("title").TextContentAsync(), StringComparison.Ordinal);
            Assert.InRange(await page.Locator(".plots .figure:has(.mark.is-hovered)").CountAsync(), 3, 20);

            await page.Mouse.MoveAsync(1, 1);
            Assert.Equal(0, await page.Locator(".mark.is-hovered").CountAsync());
        });
    }

    [Fact]
    public async Task Pointing_at_a_bar_highlights_all_of_its_filters_on_the_wall()
    {
        var names = reports.Explain(Networks.Color).Layers[0].Filters!.Value.Select(f => f.Name).ToArray();
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.Drawn();
            var bars = page.Figure("Names").Locator(".mark");
            Assert.Equal(names.Distinct().Count(), await bars.CountAsync());
            var seen = new HashSet<string>();
            for (var i = 0; i < await bars.CountAsync(); i++)
            {
                await bars.Nth(i).HoverAsync(new LocatorHoverOptions { Force = true });
                var hovered = await page.Wall().Locator(".is-hovered").EvaluateAllAsync<int[]>("tiles => tiles.map(t => Number(t.dataset.position)).sort((a, b) => a - b)");
                var name = names[hovered[0]];
                Assert.Equal(Enumerable.Range(0, names.Length).Where(f => names[f] == name), hovered);
                Assert.True(seen.Add(name));
            }
        });
    }

    [Fact]
    public async Task Selecting_a_mark_opens_its_filter()
    {
        var filters = reports.Explain(Networks.Color).Layers[0].Filters!.Value;
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.Drawn();
            await page.Figure(Scatter).Locator(".mark").Nth(2).DispatchEventAsync("click");

            var position = int.Parse((await page.Wall().Locator("[aria-selected=true]").GetAttributeAsync("data-position"))!, System.Globalization.CultureInfo.InvariantCulture);
            await Assertions.Expect(page.FilterView()).ToContainTextAsync(filters[position].Words);
            Assert.Equal(1, await page.Figure(Scatter).Locator(".mark.is-selected").CountAsync());
        });
    }

    [Fact]
    public async Task Filters_that_the_controls_leave_out_fade_in_the_plots()
    {
        var filters = reports.Explain(Networks.Color).Layers[0].Filters!.Value;
        var name = filters[1].Name;
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await page.Drawn();
            await page.Locator($"button[aria-pressed][data-key='{name}']").First.ClickAsync();
            await page.Drawn();

            Assert.Equal(
                filters.Count(f => f.Passband is not null && f.Name != name), await page.Figure(Scatter).Locator(".mark.is-out").CountAsync());
        });
    }
}
