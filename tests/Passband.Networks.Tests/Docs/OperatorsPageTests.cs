using Passband.Networks.Tests.Conformance;

namespace Passband.Networks.Tests.Docs;

public class OperatorsPageTests
{
    private static string? Page
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
                folder = folder.Parent;
            return folder is null ? null : Path.Combine(folder.FullName, "docs", "operators.md");
        }
    }

    [Fact]
    public void The_page_says_what_the_operator_table_and_the_backend_tests_give()
    {
        Assert.SkipUnless(ConformanceCase.Installed, "ONNX's backend tests are not installed (Debian package libonnx-testdata).");
        Assert.SkipWhen(Page is null, "The tests run outside the repository.");
        var made = OperatorsPage.Render().TrimEnd() + "\n";

        if (Environment.GetEnvironmentVariable("PASSBAND_REMAKE") == "1")
            File.WriteAllText(Page, made);

        Assert.Equal(File.Exists(Page) ? File.ReadAllText(Page) : "", made);
    }
}
