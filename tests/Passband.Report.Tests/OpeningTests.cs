using Passband.Kernels;

namespace Passband.Report.Tests;

/// <summary>Networks of every kind open from disk with the network off.</summary>
public class OpeningTests(Browser browser, Reports reports)
{
    private static readonly Dictionary<string, Func<ConvNet>> Kinds = new Func<ConvNet>[]
    {
        Networks.Color, Networks.Gray, Networks.Sound, Networks.Depthwise, Networks.Empty, Networks.Video, Networks.Mixing, Networks.Transposed,
    }.ToDictionary(k => k.Method.Name);

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_network_of_any_kind_is_shown_and_every_filter_opens(string name)
    {
        var net = Kinds[name]();
        await browser.Visit(reports.Of(Kinds[name]), async page =>
        {
            Assert.Equal(net.Name, await page.Locator("h1").InnerTextAsync());
            Assert.NotEqual(0, await page.Locator("#verdict p").CountAsync());
            Problems.None(await page.BrokenFigures());
            var listed = net.Layers.Where(l => l.SeesInput || l.Operator == ConvOperator.Depthwise).ToArray();
            Assert.Equal(listed.Select(l => l.Name), await page.Locator("section.layer h2").AllInnerTextsAsync());
            for (var i = 0; i < listed.Length; i++)
            {
                var wall = page.Wall(i);
                Assert.Equal($"Filters of {listed[i].Name}", await wall.GetAttributeAsync("aria-label"));
                Assert.Equal(listed[i].Bank.Shape.Filters, await wall.Tiles().CountAsync());
                // The first nine are of every pattern that the test networks have.
                for (var filter = 0; filter < Math.Min(9, listed[i].Bank.Shape.Filters); filter++)
                {
                    await wall.Tiles().Nth(filter).ClickAsync();
                    await page.Drawn();
                    Assert.Contains($"{listed[i].Name}:{filter}", await page.FilterView(i).Locator("h3").First.InnerTextAsync(), StringComparison.Ordinal);
                    Problems.None(await page.BrokenFigures());
                }
            }
        });
    }

    [Fact]
    public async Task The_sample_network_is_shown_with_its_verdict()
    {
        await browser.Visit(reports.Face, async page =>
        {
            Assert.Contains("32 filters of 7×7", await page.Locator("#verdict p").First.InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(32, await page.Wall().Tiles().CountAsync());
        });
    }
}
