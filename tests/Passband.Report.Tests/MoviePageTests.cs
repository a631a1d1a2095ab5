using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>The page that plays a movie.</summary>
public class MoviePageTests(Browser browser, MoviePages pages)
{
    private static BrowserNewContextOptions Still(ColorScheme scheme = ColorScheme.Light, int width = 1280) =>
        new() { ReducedMotion = ReducedMotion.Reduce, ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } };

    [Fact]
    public async Task Markup_in_names_is_shown_and_nothing_runs() => await browser.Visit(
        pages.Movie,
        async page =>
        {
            await page.Locator("#wall button").First.ClickAsync();

            Assert.False(await page.EvaluateAsync<bool>("'ran' in window"));
            Assert.Equal(0, await page.Locator("img").CountAsync());
            Assert.Equal(2, await page.Locator("script").CountAsync());
            Assert.StartsWith("</script><script>window.ran=1</script>", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', await page.EvaluateAsync<string>("document.title + document.body.innerText"));
        },
        Still());

    [Fact]
    public async Task The_slider_moves_kernels_names_legends_and_cursors() => await browser.Visit(
        pages.Movie,
        async page =>
        {
            Assert.Equal("step 1,000 · epoch 10.0", await page.Locator("#step").InnerTextAsync());
            Assert.Equal("filter 5, edge", await Tile(page, 5).GetAttributeAsync("aria-label"));
            var end = await Pixels(page, 5);
            await page.Locator("#moment").FocusAsync();
            await page.Keyboard.PressAsync("Home");
            await page.Keyboard.PressAsync("ArrowRight");

            Assert.Equal("step 100 · epoch 1.0", await page.Locator("#step").InnerTextAsync());
            Assert.Equal("filter 5, noise", await Tile(page, 5).GetAttributeAsync("aria-label"));
            Assert.NotEqual(end, await Pixels(page, 5));
            Assert.Equal("0.500", await page.Locator(".chart").First.Locator("b").First.InnerTextAsync());
            // A tenth of the way from 42 to 332.
            Assert.Equal("71", await page.Locator(".chart .cursor").First.GetAttributeAsync("x1"));
        },
        Still());

    [Fact]
    public async Task Play_runs_to_the_end_and_can_be_paused() => await browser.Visit(
        pages.Movie,
        async page =>
        {
            await page.Locator("#play").ClickAsync();
            Assert.Equal("Pause", await page.Locator("#play").InnerTextAsync());
            await page.WaitForFunctionAsync("document.getElementById('moment').value === '2'");
            await page.Locator("#play").ClickAsync();
            Assert.Equal("Play", await page.Locator("#play").InnerTextAsync());
            await page.Locator("#play").ClickAsync();
            await page.WaitForFunctionAsync("document.getElementById('moment').value === '10' && document.getElementById('play').textContent === 'Play'");
        },
        Still());

    [Fact]
    public async Task A_kernel_tells_its_story_and_when_it_became_what_it_is() => await browser.Visit(
        pages.Movie,
        async page =>
        {
            await page.Locator(".turns button[data-filter='3']").ClickAsync();

            Assert.Equal("step 500 · epoch 5.0", await page.Locator("#step").InnerTextAsync());
            Assert.Equal("true", await Tile(page, 3).GetAttributeAsync("aria-pressed"));
            Assert.Equal("Filter 3: edge", await page.Locator("#story-title").InnerTextAsync());
            Assert.Equal("noise from step 0, edge from step 500", await page.Locator("#story figcaption").First.InnerTextAsync());
            await page.Locator("h1").ClickAsync();
            await page.Keyboard.PressAsync("ArrowLeft");
            Assert.Equal("Filter 3: noise", await page.Locator("#story-title").InnerTextAsync());
            await page.Keyboard.PressAsync("Escape");
            Assert.False(await page.Locator("#story").IsVisibleAsync());
        },
        Still());

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_serious_and_nothing_is_wider_than_the_page(ColorScheme scheme, int width) => await browser.Visit(
        pages.Movie,
        async page =>
        {
            await Tile(page, 1).ClickAsync();
            var found = await page.RunAxe();

            Assert.NotEmpty(found.Passes);
            Problems.None(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help} {v.Nodes[0].Html}"));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        },
        Still(scheme, width));

    private static ILocator Tile(IPage page, int filter) => page.Locator($"#wall button[data-filter='{filter}']");

    private static Task<string> Pixels(IPage page, int filter) => page.EvaluateAsync<string>($"document.querySelectorAll('#wall canvas')[{filter}].toDataURL()");
}
