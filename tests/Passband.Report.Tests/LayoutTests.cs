using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>At every width nothing is clipped, nothing overlaps, and no text is too small to read.</summary>
public class LayoutTests(Browser browser, Reports reports)
{
    /// <summary>Texts below 11 pixels as they are seen, whatever the scale of the drawing around them.</summary>
    private const string SmallTexts = """
        () => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.checkVisibility() && !e.closest('.visually-hidden, script, style, noscript, option'))
          .map(e => ({ text: e.textContent.trim().slice(0, 40), size: parseFloat(getComputedStyle(e).fontSize) * (e instanceof SVGElement && e.getScreenCTM ? Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b) : 1) }))
          .filter(t => t.size < 10.95).map(t => `${t.text}: ${t.size.toFixed(1)} px`)
        """;

    /// <summary>Pairs of labels in a drawing whose letters lie on each other.</summary>
    private const string OverlappingLabels = """
        () => [...document.querySelectorAll('.figure svg')].flatMap(svg => {
          const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim() && t.checkVisibility() && Math.abs(t.getScreenCTM().b) < 1e-6).map(t => ({ t, r: t.getBoundingClientRect() }));
          return texts.flatMap((a, i) => texts.slice(i + 1)
            .filter(b => Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left) > 1 && Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top) > 3)
            .map(b => `${a.t.textContent.trim()} | ${b.t.textContent.trim()} in ${svg.closest('.figure').querySelector('.figure-title').textContent}`));
        })
        """;

    /// <summary>Labels that stick out of their drawing where it is cut off, or out of their figure where it is not.</summary>
    private const string ClippedLabels = """
        () => [...document.querySelectorAll('.figure svg')].flatMap(svg => {
          const box = (getComputedStyle(svg).overflow === 'visible' ? svg.closest('.figure') : svg).getBoundingClientRect();
          return [...svg.querySelectorAll('text')].filter(t => t.textContent.trim() && t.checkVisibility()).map(t => ({ t, r: t.getBoundingClientRect() }))
            .filter(({ r }) => r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1)
            .map(({ t }) => `${t.textContent.trim()} in ${svg.closest('.figure').querySelector('.figure-title').textContent}`);
        })
        """;

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(800)]
    [InlineData(1440)]
    public async Task Everything_fits_with_a_filter_open(int width)
    {
        await browser.Visit(
            reports.Face,
            async page =>
            {
                await page.Wall().Tiles().Nth(2).ClickAsync();
                await page.Drawn();
                Assert.NotEqual(0, await page.FilterView().Locator(".figure svg text").CountAsync());

                Assert.InRange(await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"), 0, width);
                Problems.None(await page.EvaluateAsync<string[]>(SmallTexts));
                Problems.None(await page.EvaluateAsync<string[]>(OverlappingLabels));
                Problems.None(await page.EvaluateAsync<string[]>(ClippedLabels));
            },
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });
    }
}
