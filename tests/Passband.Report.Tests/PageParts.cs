using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>The parts of the page by what they are for those who use it.</summary>
internal static class PageParts
{
    /// <summary>The wall of a listed layer.</summary>
    public static ILocator Wall(this IPage page, int layer = 0) => page.Locator("section.layer").Nth(layer).GetByRole(AriaRole.Listbox);

    /// <summary>The view of a selected filter of a listed layer.</summary>
    public static ILocator FilterView(this IPage page, int layer = 0) => page.Locator("section.layer").Nth(layer).Locator("section.filter-view");

    public static ILocator Tiles(this ILocator wall) => wall.GetByRole(AriaRole.Option);

    /// <summary>A figure by its title.</summary>
    public static ILocator Figure(this IPage page, string title) =>
        page.Locator(".figure").Filter(new() { Has = page.Locator(".figure-title", new() { HasTextRegex = new($"^{System.Text.RegularExpressions.Regex.Escape(title)}$") }) });

    /// <summary>Positions of the filters of a wall, in the order shown.</summary>
    public static async Task<int[]> Positions(this ILocator wall) =>
        await wall.EvaluateAsync<int[]>("wall => [...wall.querySelectorAll('[role=option]')].map(t => Number(t.dataset.position))");

    /// <summary>Waits until every figure has had its width and is drawn.</summary>
    public static Task Drawn(this IPage page) => page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))");

    /// <summary>Figures without a drawing, and attributes of drawings that hold no number where one belongs.</summary>
    public static async Task<string[]> BrokenFigures(this IPage page) => await page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('.figure')].filter(f => f.checkVisibility()).flatMap(figure => {
          const title = figure.querySelector('.figure-title')?.textContent ?? '(no title)';
          if (!figure.querySelector('.figure-drawing svg')) return [`${title}: not drawn`];
          if (!figure.querySelector('.figure-drawing + p')?.textContent) return [`${title}: no text alternative`];
          return [...figure.querySelectorAll('svg, svg *')].flatMap(e => [...e.attributes])
            .filter(a => /\b(NaN|undefined|Infinity|null)\b/.test(a.value)).slice(0, 1).map(a => `${title}: ${a.name}="${a.value.slice(0, 60)}"`);
        })
        """);

    /// <summary>Evaluates an expression that must be true sooner or later.</summary>
    public static Task Until(this IPage page, string expression) => page.WaitForFunctionAsync($"() => {expression}");
}
