using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkiaSharp;

namespace Passband.Report.Tests;

/// <summary>The report on paper.</summary>
public partial class PrintTests(Browser browser, Reports reports)
{
    /// <param name="theme">What the theme button is set to; auto follows a system that is dark here.</param>
    [Theory]
    [InlineData("auto")]
    [InlineData("dark")]
    public async Task The_report_prints_light_on_A4_with_the_verdict_first_and_every_filter(string theme)
    {
        Assert.SkipWhen(Browser.FindProgram("pdftoppm") is null, "There is no pdftoppm here: install poppler-utils.");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "print")).FullName;
        var pdf = Path.Combine(folder, $"face-{theme}.pdf");
        await browser.Visit(
            reports.Face,
            async page =>
            {
                var button = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Theme") });
                while (await button.InnerTextAsync() != $"Theme: {theme}")
                    await button.ClickAsync();
                await page.PdfAsync(new PagePdfOptions { Path = pdf, PreferCSSPageSize = true, PrintBackground = true });
                Assert.Equal(0, await page.Locator("main details[open]").CountAsync());
            },
            new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });

        var facts = await Run("pdfinfo", pdf);
        var pages = int.Parse(PageCount().Match(facts).Groups[1].Value, CultureInfo.InvariantCulture);
        var size = PageSize().Match(facts);
        Assert.InRange(pages, 2, 8);
        Assert.InRange(double.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture), 594, 597);
        Assert.InRange(double.Parse(size.Groups[2].Value, CultureInfo.InvariantCulture), 841, 843);

        var text = await Run("pdftotext", "-layout", pdf, "-");
        var verdict = text.IndexOf("32 filters of 7×7", StringComparison.Ordinal);
        var layer = text.IndexOf("layer 0 · conv2d", StringComparison.Ordinal);
        Assert.InRange(verdict, 0, text.IndexOf('\f', StringComparison.Ordinal));
        Assert.InRange(layer, verdict, text.Length);
        Assert.DoesNotContain("Save JSON", text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 32), f => Assert.Matches($@"(?m)^\s*{f}\s+(gabor|edge|smoothing|center-|line|mixed|saddle)", text));

        foreach (var old in Directory.GetFiles(folder, $"face-{theme}-*.png"))
            File.Delete(old);
        await Run("pdftoppm", "-r", "80", "-png", pdf, Path.Combine(folder, $"face-{theme}"));
        var pictures = Directory.GetFiles(folder, $"face-{theme}-*.png");
        Assert.Equal(pages, pictures.Length);
        Assert.All(pictures, p => Assert.InRange(Lightness(p), 0.7, 1));
    }

    /// <summary>Mean of all pixels, 0 to 1.</summary>
    private static double Lightness(string picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return bitmap.Pixels.Average(p => (p.Red + p.Green + p.Blue) / (3 * 255.0));
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    [GeneratedRegex(@"Pages:\s+(\d+)")]
    private static partial Regex PageCount();

    [GeneratedRegex(@"Page size:\s+([\d.]+) x ([\d.]+) pts")]
    private static partial Regex PageSize();
}
