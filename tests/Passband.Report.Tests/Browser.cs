using Microsoft.Playwright;
using Passband.Report.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Passband.Report.Tests;

/// <summary>The system's Chromium, started once for all tests. Playwright's own browsers are never downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        if (FindProgram(Names) is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A program on the path by any of its names; null when there is none.</summary>
    public static string? FindProgram(params string[] names) =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from name in names
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();

    /// <summary>
    /// Opens a report from disk with the network off, waits until everything is shown, and runs the test. What the page asks of a network, what it logs as an error, and what it
    /// throws fails the test.
    /// </summary>
    internal async Task Visit(string file, Func<IPage, Task> test, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium here: install chromium.");
        await using var context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        var address = new Uri(file).AbsoluteUri;
        var problems = await Watch(context, address);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        await page.GotoAsync(address);
        await page.Locator("main[data-complete]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await test(page);
        lock (problems)
            Problems.None(problems);
    }

    private static async Task<List<string>> Watch(IBrowserContext context, string address)
    {
        var problems = new List<string>();
        void Add(string problem)
        {
            lock (problems)
                problems.Add(problem);
        }
        await context.SetOfflineAsync(true);
        await context.AddInitScriptAsync(Ready);
        await context.RouteAsync("**/*", async route =>
        {
            if (route.Request.Url.Split('#')[0] == address)
            {
                await route.ContinueAsync();
                return;
            }
            Add($"asked for {route.Request.Url}");
            await route.AbortAsync();
        });
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Add($"logged: {message.Text}");
        };
        context.WebError += (_, error) => Add($"threw: {error.Error}");
        context.Dialog += async (_, dialog) =>
        {
            if (dialog.Type != "beforeunload")
                Add($"opened a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        return problems;
    }

    /// <summary>Notes in the page when its first tile is there and painted, in milliseconds from the navigation.</summary>
    private const string Ready = """
        const observer = new MutationObserver(() => {
          if (!document.querySelector('[role=option]')) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => { window.wallReadyAfter = performance.now(); }));
        });
        observer.observe(document, { childList: true, subtree: true });
        """;
}
