using Microsoft.Playwright;
using Passband.Imaging;
using SkiaSharp;

namespace Passband.Report.Tests;

/// <summary>What is seen of weights: zero is the neutral color, on a light page and on a dark one.</summary>
public class ZeroColorTests(Browser browser, Reports reports)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Zero_is_neutral_and_the_signs_are_the_maps_ends(ColorScheme scheme)
    {
        await browser.Visit(
            reports.Of(Networks.Gray),
            async page =>
            {
                // Sobel's ∂x: zero in the middle column, −2 and 2 beside it, the largest weights of the layer.
                using var picture = await Seen(page.Wall().Tiles().First.Locator("canvas"));

                AssertNear(DivergingMap.Zero, Tap(picture, 3, 1, 1));
                AssertNear(DivergingMap.Zero, Tap(picture, 3, 0, 1));
                AssertNear(DivergingMap.At(-1), Tap(picture, 3, 1, 0));
                AssertNear(DivergingMap.At(1), Tap(picture, 3, 1, 2));
                AssertNear(DivergingMap.At(0.5), Tap(picture, 3, 0, 2));
            },
            new BrowserNewContextOptions { ColorScheme = scheme });
    }

    [Fact]
    public async Task The_theme_button_goes_from_the_systems_theme_to_light_and_dark()
    {
        await browser.Visit(
            reports.Of(Networks.Gray),
            async page =>
            {
                var button = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Theme") });
                Assert.InRange(await Lightness(page), 0, 0.2);
                await button.ClickAsync();
                Assert.InRange(await Lightness(page), 0.9, 1);
                await button.ClickAsync();
                Assert.InRange(await Lightness(page), 0, 0.2);
                using var picture = await Seen(page.Wall().Tiles().First.Locator("canvas"));
                AssertNear(DivergingMap.Zero, Tap(picture, 3, 1, 1));
            },
            new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
    }

    private static async Task<double> Lightness(IPage page)
    {
        using var picture = SKBitmap.Decode(await page.ScreenshotAsync());
        var corner = picture.GetPixel(2, 2);
        return (corner.Red + corner.Green + corner.Blue) / (3 * 255.0);
    }

    private static async Task<SKBitmap> Seen(ILocator canvas) => SKBitmap.Decode(await canvas.ScreenshotAsync());

    private static SKColor Tap(SKBitmap picture, int side, int row, int column) =>
        picture.GetPixel((2 * column + 1) * picture.Width / (2 * side), (2 * row + 1) * picture.Height / (2 * side));

    /// <summary>Two makers of the same map may round a channel differently.</summary>
    private static void AssertNear(Rgb expected, SKColor found)
    {
        Assert.InRange(found.Red, expected.R - 1, expected.R + 1);
        Assert.InRange(found.Green, expected.G - 1, expected.G + 1);
        Assert.InRange(found.Blue, expected.B - 1, expected.B + 1);
    }
}
