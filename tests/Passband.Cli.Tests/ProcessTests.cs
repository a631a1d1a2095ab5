using System.Diagnostics;

namespace Passband.Cli.Tests;

/// <summary>The built tool as a process of its own.</summary>
public class ProcessTests
{
    [Theory]
    [InlineData(0, "--version")]
    [InlineData(2, "explain", "--bogus")]
    [InlineData(3, "explain", "no-such-model.onnx")]
    public async Task The_exit_code_reaches_the_caller(int code, params string[] args)
    {
        var (found, output, error) = await Run(args);

        Assert.Equal(code, found);
        Assert.Equal(code == 0, output.Length > 0);
        Assert.Equal(code != 0, error.StartsWith("passband: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_format_is_code_4()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["a.bin"], "nothing of the kind", TestContext.Current.CancellationToken);

        var (code, output, error) = await Run("explain", folder["a.bin"]);

        Assert.Equal((4, ""), (code, output));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirected_explanation_is_plain_text()
    {
        using var folder = new TempFolder();

        var (code, output, error) = await Run("explain", folder.Model());

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("in words", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Passband.Cli.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }
}
