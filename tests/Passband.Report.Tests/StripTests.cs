using System.Globalization;
using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>The network by depth.</summary>
public class StripTests(Browser browser, Reports reports)
{
    [Fact]
    public async Task The_table_lists_every_layer_with_its_shape()
    {
        var net = Networks.Large();
        await browser.Visit(reports.Of(Networks.Large), async page =>
        {
            var strip = page.Locator("#network");
            await strip.Locator("summary").First.ClickAsync();
            var rows = await strip.Locator("table").First.Locator("tbody tr:not(.strip-verdict)").AllInnerTextsAsync();

            Assert.Equal(net.Layers.Length, rows.Count);
            Assert.All(net.Layers.Zip(rows), pair =>
            {
                Assert.Contains(pair.First.Name, pair.Second, StringComparison.Ordinal);
                Assert.Contains(pair.First.Bank.Shape.ToString(), pair.Second, StringComparison.Ordinal);
            });
        });
    }

    [Fact]
    public async Task The_slider_reads_each_layer_out_and_Enter_leads_to_its_filters()
    {
        await browser.Visit(reports.Of(Networks.Depthwise), async page =>
        {
            var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Layer" });
            await slider.FocusAsync();
            await page.Keyboard.PressAsync("Home");
            Assert.Contains("stem", await slider.GetAttributeAsync("aria-valuetext"), StringComparison.Ordinal);
            await page.Keyboard.PressAsync("ArrowRight");
            Assert.Contains("block1/depthwise", await slider.GetAttributeAsync("aria-valuetext"), StringComparison.Ordinal);
            await page.Keyboard.PressAsync("ArrowRight");
            Assert.Contains("block1/project", await slider.GetAttributeAsync("aria-valuetext"), StringComparison.Ordinal);
            await page.Keyboard.PressAsync("End");
            await page.Keyboard.PressAsync("Enter");

            Assert.EndsWith("#layer-3", page.Url, StringComparison.Ordinal);
            Assert.Contains("block2/depthwise", await page.Locator("section.layer:target h2").InnerTextAsync(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Each_layer_has_a_column_where_the_pointer_finds_it()
    {
        var layers = Networks.Large().Layers;
        await browser.Visit(reports.Of(Networks.Large), async page =>
        {
            await page.Drawn();
            var drawing = page.Locator("#network .figure-drawing svg").First;
            await drawing.ScrollIntoViewIfNeededAsync();
            var box = (await drawing.BoundingBoxAsync())!;
            var seen = new HashSet<string>();
            for (var x = 0; x < box.Width; x += 4)
            {
                await page.Mouse.MoveAsync(box.X + x, box.Y + box.Height / 3);
                seen.Add(await page.Locator("#network .strip-readout").InnerTextAsync());
            }

            Assert.All(layers, l => Assert.Contains(seen, text => text.Contains(l.Name, StringComparison.Ordinal) && text.Contains(l.Index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        });
    }
}
