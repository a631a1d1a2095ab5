using System.Globalization;

namespace Passband.Report.Tests;

/// <summary>Reports stay small and open quickly, however large the network.</summary>
public class SizeTests(Browser browser, Reports reports)
{
    /// <summary>A limit for machines that are slow or busy; the benchmark says what is usual.</summary>
    private const int MostMilliseconds = 10_000;

    [Fact]
    public async Task A_layer_of_64_filters_and_a_hundred_summaries_take_less_than_3_MB_and_open_at_once()
    {
        var file = reports.Of(Networks.Large);
        Assert.InRange(new FileInfo(file).Length, 1, 3_000_000);
        await browser.Visit(file, async page =>
        {
            var time = await page.EvaluateAsync<double>("window.wallReadyAfter");
            Tell(file, time);

            Assert.InRange(time, 1, MostMilliseconds);
            Assert.Equal(64, await page.Wall().Tiles().CountAsync());
        });
    }

    [Fact]
    public async Task Five_million_kernels_are_summaries_and_not_rows()
    {
        var file = reports.Of(Networks.Huge);
        Assert.InRange(new FileInfo(file).Length, 1, 3_000_000);
        await browser.Visit(file, async page =>
        {
            var time = await page.EvaluateAsync<double>("window.wallReadyAfter");
            Tell(file, time);

            Assert.InRange(time, 1, MostMilliseconds);
            Assert.Contains("5,243,072 kernels", await page.Locator("header").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(64, await page.Wall().Tiles().CountAsync());
        });
    }

    private static void Tell(string file, double time) => TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {new FileInfo(file).Length / 1e6:0.00} MB, the wall was there after {time:0} ms"));
}
