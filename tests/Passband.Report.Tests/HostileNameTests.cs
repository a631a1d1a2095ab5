namespace Passband.Report.Tests;

/// <summary>Names in a model's file are text, wherever they are shown.</summary>
public class HostileNameTests(Browser browser, Reports reports)
{
    [Fact]
    public async Task Markup_in_names_is_shown_and_nothing_runs()
    {
        await browser.Visit(reports.Of(Networks.Hostile), async page =>
        {
            foreach (var wall in new[] { 0, 1 })
            {
                await page.Wall(wall).Tiles().First.HoverAsync();
                await page.Wall(wall).Tiles().First.ClickAsync();
            }

            Assert.False(await page.EvaluateAsync<bool>("'ran' in window"));
            Assert.Equal(0, await page.Locator("img[src='x']").CountAsync());
            Assert.Equal(3, await page.Locator("script").CountAsync());
            Assert.StartsWith("<img src=x onerror=\"window.ran=1\">", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
            Assert.StartsWith("</script><script>window.ran=2</script><!--", await page.Locator("section.layer h2").First.InnerTextAsync(), StringComparison.Ordinal);
            Assert.Contains("</script><script>window.ran=2</script><!--<img", await page.Locator("#verdict").InnerTextAsync(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Marks_that_reverse_text_and_control_characters_are_replaced()
    {
        await browser.Visit(reports.Of(Networks.Hostile), async page =>
        {
            var shown = await page.EvaluateAsync<string>("document.title + document.querySelector('header').innerText + document.querySelector('main').innerText");

            Assert.DoesNotContain('\u202E', shown);
            Assert.DoesNotContain('\u0007', shown);
            Assert.Contains("\uFFFDfdp.onnx", shown, StringComparison.Ordinal);
        });
    }
}
