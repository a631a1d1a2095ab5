using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>The page can be used without a mouse and without seeing it.</summary>
public class AccessibilityTests(Browser browser, Reports reports)
{
    /// <summary>More stops than the page has before its first wall.</summary>
    private const int MostTabs = 60;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_serious_with_a_filter_open(ColorScheme scheme, int width)
    {
        await browser.Visit(
            reports.Face,
            async page =>
            {
                await page.Wall().Tiles().Nth(2).ClickAsync();
                await page.Drawn();
                Assert.True(await page.FilterView().IsVisibleAsync());
                var found = await page.RunAxe();

                Assert.NotEmpty(found.Passes);
                Problems.None(found.Violations.Where(v => v.Impact is "serious" or "critical").SelectMany(Describe));
            },
            new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
    }

    [Fact]
    public async Task The_main_path_is_walked_with_the_keyboard_alone()
    {
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            await TabTo(page, "document.activeElement.getAttribute('role') === 'option'");
            Assert.Equal("0", await Active(page));
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowLeft");
            Assert.Equal("1", await Active(page));
            await page.Keyboard.PressAsync("End");
            Assert.Equal("23", await Active(page));
            await page.Keyboard.PressAsync("Home");
            await page.Keyboard.PressAsync("ArrowRight");

            await page.Keyboard.PressAsync("Enter");
            await page.Until("document.activeElement.closest('section.filter-view') && document.activeElement.textContent.includes('conv1:1')");
            Assert.Equal("1", await page.Wall().Locator("[aria-selected=true]").GetAttributeAsync("data-position"));

            await page.Keyboard.PressAsync("Escape");
            await page.Until("document.querySelectorAll('[aria-selected=true]').length === 0");
            Assert.Equal("1", await Active(page));
        });
    }

    [Fact]
    public async Task Every_tile_says_its_name_and_words()
    {
        var words = reports.Explain(Networks.Color).Layers[0].Filters!.Value;
        await browser.Visit(reports.Of(Networks.Color), async page =>
        {
            for (var i = 0; i < words.Length; i++)
                Assert.Equal($"Filter {i} {words[i].Name}: {words[i].Words}", await page.Wall().Tiles().Nth(i).GetAttributeAsync("aria-label"));
        });
    }

    [Fact]
    public async Task The_document_is_saved_with_the_keyboard()
    {
        await browser.Visit(reports.Of(Networks.Gray), async page =>
        {
            await TabTo(page, "document.activeElement.textContent === 'Save JSON'");
            var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));

            Assert.Equal("gray.onnx.json", download.SuggestedFilename);
        });
    }

    private static async Task TabTo(IPage page, string condition)
    {
        for (var i = 0; i < MostTabs; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(condition))
                return;
        }
        Assert.Fail($"{MostTabs} tabs did not lead to where {condition}.");
    }

    private static Task<string?> Active(IPage page) => page.EvaluateAsync<string?>("document.activeElement.dataset.position ?? null");

    private static IEnumerable<string> Describe(AxeResultItem violation) =>
        violation.Nodes.Select(n => $"{violation.Id} ({violation.Impact}): {violation.Help}; {n.Html}; {string.Join(" ", n.Any.Select(c => c.Message))}");
}
