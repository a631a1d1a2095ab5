using System.Diagnostics;
using System.Text.Json;

namespace Passband.Report.Tests;

/// <summary>The front end's own tests, so that one command runs everything.</summary>
public class FrontEndTests
{
    [Fact]
    public async Task The_tests_of_the_pages_logic_pass()
    {
        var node = Browser.FindProgram("node", "node.exe");
        Assert.SkipWhen(node is null, "There is no Node here: install Node 20 or later.");
        var web = Folder();
        var runner = Path.Combine(web, "node_modules", "vitest", "vitest.mjs");
        Assert.SkipUnless(File.Exists(runner), "The front end's packages were not fetched: run npm ci in web/.");

        var result = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(node, [runner, "run", "--reporter=json", $"--outputFile={result}"])
            {
                WorkingDirectory = web,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var text = await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken);
            Assert.True(text.Length > 0, $"Vitest ended with code {process.ExitCode} and no result. {await output} {error}");
            AssertAllPassed(JsonSerializer.Deserialize<JsonElement>(text));
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            File.Delete(result);
        }
    }

    private static void AssertAllPassed(JsonElement result)
    {
        var failures =
            from file in result.GetProperty("testResults").EnumerateArray()
            from problem in Failures(file)
            select problem;
        Problems.None(failures);
        Assert.NotEqual(0, result.GetProperty("numTotalTests").GetInt32());
        Assert.Equal(result.GetProperty("numTotalTests").GetInt32(), result.GetProperty("numPassedTests").GetInt32());
    }

    private static IEnumerable<string> Failures(JsonElement file)
    {
        var tests = file.GetProperty("assertionResults").EnumerateArray().Where(t => t.GetProperty("status").GetString() != "passed").ToArray();
        foreach (var test in tests)
            yield return $"{test.GetProperty("fullName").GetString()}: {string.Join(" ", test.GetProperty("failureMessages").EnumerateArray())}";
        // A file that cannot be loaded has no tests that could fail.
        if (tests.Length == 0 && file.GetProperty("status").GetString() != "passed")
            yield return $"{file.GetProperty("name").GetString()}: {file.GetProperty("message").GetString()}";
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there is no front end.");
        return Path.Combine(folder.FullName, "web");
    }
}
