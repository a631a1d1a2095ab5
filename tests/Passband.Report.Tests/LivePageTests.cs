using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Passband.Imaging.Movies.Pages;

namespace Passband.Report.Tests;

/// <summary>The page of a training that goes on.</summary>
public class LivePageTests(Browser browser, MoviePages pages)
{
    [Fact]
    public async Task It_loads_itself_again_stays_where_it_was_and_stops_when_the_training_has_ended() => await browser.Visit(
        pages.Live(LiveState.Training),
        async page =>
        {
            Assert.Contains("500 of 1,000", await page.Locator(".facts").InnerTextAsync(), StringComparison.Ordinal);
            await page.EvaluateAsync("scrollTo(0, 200)");
            File.Move(pages.Live(LiveState.Finished, step: 1000), new Uri(page.Url).LocalPath, overwrite: true);
            await page.WaitForFunctionAsync("document.getElementById('state')?.textContent.startsWith('Finished')");

            Assert.Contains("1,000 of 1,000", await page.Locator(".facts").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(200, await page.EvaluateAsync<int>("scrollY"));
            await page.EvaluateAsync("window.same = true");
            await page.WaitForTimeoutAsync(2500);
            Assert.True(await page.EvaluateAsync<bool>("window.same === true"));
        },
        new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 800, Height = 400 } });

    [Fact]
    public async Task A_page_that_is_no_longer_written_says_since_when() => await browser.Visit(
        pages.Live(LiveState.Training, DateTimeOffset.UtcNow.AddMinutes(-10)),
        async page => Assert.StartsWith("No news since", await page.Locator("#state").InnerTextAsync(), StringComparison.Ordinal));

    [Theory]
    [InlineData(LiveState.Interrupted, ColorScheme.Light, 1280)]
    [InlineData(LiveState.Failed, ColorScheme.Dark, 390)]
    public async Task Names_are_text_and_axe_finds_nothing_serious(LiveState state, ColorScheme scheme, int width) => await browser.Visit(
        pages.Live(state),
        async page =>
        {
            var found = await page.RunAxe();

            Assert.False(await page.EvaluateAsync<bool>("'ran' in window"));
            Assert.Equal(1, await page.Locator("script").CountAsync());
            Assert.DoesNotContain('\u202E', await page.EvaluateAsync<string>("document.title + document.body.innerText"));
            Problems.None(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help} {v.Nodes[0].Html}"));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        },
        new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
}
