using Microsoft.Playwright;

namespace Passband.Report.Tests;

/// <summary>The parts of the page by what they are for those who use it.</summary>
internal static class PageParts
{
    /// <summary>The wall of a listed layer.</summary>
    public static ILocator Wall(this IPage page, int layer = 0) => page.Locator("section.layer").Nth(layer).GetByRole(AriaRole.Listbox);

    public static ILocator Tiles(this ILocator wall) => wall.GetByRole(AriaRole.Option);

    /// <summary>Positions of the filters of a wall, in the order shown.</summary>
    public static async Task<int[]> Positions(this ILocator wall) =>
        await wall.EvaluateAsync<int[]>("wall => [...wall.querySelectorAll('[role=option]')].map(t => Number(t.dataset.position))");

    /// <summary>Evaluates an expression that must be true sooner or later.</summary>
    public static Task Until(this IPage page, string expression) => page.WaitForFunctionAsync($"() => {expression}");
}
