#:package Microsoft.Playwright@1.64.1
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false

// Remakes the pictures of docs/report.md and the README from a report of the sample network:
//     dotnet run --project src/Passband.Cli -c Release -- explain -o report.html
//     dotnet run docs/screenshots.cs -- report.html docs/images
// It needs a Chromium of the system and downloads none. With --time N it takes no picture but opens the report N times and prints the median time to its wall.

using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

if (args is not [var report, var target, ..])
{
    Console.Error.WriteLine("Usage: dotnet run docs/screenshots.cs -- REPORT.html FOLDER\n       dotnet run docs/screenshots.cs -- REPORT.html --time N");
    return 2;
}
string[] names = ["chromium", "chromium-browser", "google-chrome"];
var chromium = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
    .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
if (chromium is null)
{
    Console.Error.WriteLine("No Chromium on the PATH; install the system's package `chromium`.");
    return 5;
}
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
{
    ExecutablePath = chromium,
    Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
var page = new Uri(Path.GetFullPath(report)).AbsoluteUri;
if (target == "--time")
    return await Time(args is [_, _, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 9);

// The sample's filter 4 is a Gabor, one of the shapes that has most to show.
const int Shown = 4;
await Shoot("report.png", 1360, 1500, ColorScheme.Light, null);
await Shoot("report-filter.png", 1360, 1500, ColorScheme.Light, async p =>
{
    await p.Locator($"[role=option][data-position='{Shown}']").First.ClickAsync();
    await p.Locator("section.filter-view").First.EvaluateAsync("e => { e.scrollIntoView(); scrollBy(0, -16); }");
});
await Shoot("report-dark.png", 1360, 1000, ColorScheme.Dark, async p => await p.Locator(".layer-body").First.EvaluateAsync("e => e.scrollIntoView()"));
await Shoot("report-phone.png", 390, 844, ColorScheme.Dark, async p =>
{
    await p.Locator("[role=listbox]").First.EvaluateAsync("e => { e.scrollIntoView(); scrollBy(0, -90); }");
}, scale: 1.5f);
return 0;

async Task Shoot(string name, int width, int height, ColorScheme scheme, Func<IPage, Task>? prepare, float scale = 1)
{
    await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, DeviceScaleFactor = scale, Offline = true,
    });
    var p = await context.NewPageAsync();
    await p.GotoAsync(page);
    await p.Locator("[data-complete]").WaitForAsync();
    if (prepare is not null)
        await prepare(p);
    // Figures draw once they have a width, which is after the next frame.
    await p.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    await p.WaitForTimeoutAsync(300);
    await p.Mouse.MoveAsync(1, 1);
    await p.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(target, name) });
    Console.WriteLine($"{name}: {new FileInfo(Path.Combine(target, name)).Length / 1024} KB");
}

// From the start of the navigation until every filter of the first wall is there and the page has answered a click, each time in a new profile.
async Task<int> Time(int rounds)
{
    var times = new List<double>();
    for (var i = 0; i < rounds; i++)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = true });
        var p = await context.NewPageAsync();
        var clock = Stopwatch.StartNew();
        await p.GotoAsync(page, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await p.Locator("[role=option]").First.ClickAsync();
        await p.Locator("[role=option][aria-selected=true]").WaitForAsync();
        times.Add(clock.Elapsed.TotalMilliseconds);
    }
    times.Sort();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds, ms from navigation to an answered click: median {times[rounds / 2]:0}, {times[0]:0} to {times[^1]:0}"));
    return 0;
}
