using Passband.Cli.Hosting;
using Passband.Kernels;

namespace Passband.Cli.Tests.Hosting;

public class AtomicFileTests
{
    [Fact]
    public void A_file_that_exists_stays_as_it_is()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.csv"], "mine");

        var error = Assert.Throws<PassbandException>(() => AtomicFile.Write(folder["a.csv"], false, s => s.WriteByte(1), TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder["a.csv"]));
    }

    [Fact]
    public void It_is_replaced_when_asked()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.csv"], "mine");

        AtomicFile.Write(folder["a.csv"], true, s => s.Write("new"u8), TestContext.Current.CancellationToken);

        Assert.Equal("new", File.ReadAllText(folder["a.csv"]));
        Assert.Equal(["a.csv"], folder.Files);
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_leads_to_is_replaced()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.csv"], "mine");
        File.CreateSymbolicLink(folder["link.csv"], folder["a.csv"]);

        AtomicFile.Write(folder["link.csv"], true, s => s.Write("new"u8), TestContext.Current.CancellationToken);

        Assert.Equal("new", File.ReadAllText(folder["a.csv"]));
        Assert.Equal(folder["a.csv"], new FileInfo(folder["link.csv"]).LinkTarget);
    }

    [Fact]
    public void What_fails_in_the_middle_leaves_nothing_behind()
    {
        using var folder = new TempFolder();

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["a.csv"], false, s =>
        {
            s.WriteByte(1);
            throw new InvalidOperationException();
        }, TestContext.Current.CancellationToken));

        Assert.Empty(folder.Files);
    }

    [Fact]
    public void An_interruption_leaves_the_old_file()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.csv"], "old");

        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(folder["a.csv"], true, s => s.WriteByte(1), new CancellationToken(canceled: true)));

        Assert.Equal("old", File.ReadAllText(folder["a.csv"]));
        Assert.Equal(["a.csv"], folder.Files);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<PassbandException>(() => AtomicFile.CheckFree(folder["no/a.csv"], false));

        Assert.Equal(ErrorKind.Unreadable, error.Kind);
    }
}
