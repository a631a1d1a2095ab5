using Passband.Synthesis;

namespace Passband.Tests.Docs;

public sealed class FilteringDocsTests
{
    [Fact]
    public void Docs_filtering_lists_every_textbook_kernel_as_it_is_written()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there are no docs.");
        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "filtering.md"));

        Assert.All(TextbookKernel.All, entry => Assert.Contains($"`{entry.Signature}`", text, StringComparison.Ordinal));
    }
}
