namespace Passband.Cli.Tests;

/// <summary>Schemas of other people's formats, in tests/schemas.</summary>
internal static class TestSchemas
{
    /// <summary>The path of a file there; a test whose file was not fetched is skipped and says so.</summary>
    public static string Path(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there are no schemas.");
        var path = System.IO.Path.Combine(folder.FullName, "tests", "schemas", name);
        Assert.SkipUnless(File.Exists(path), $"{name} was not fetched: run npm ci in tests/schemas/.");
        return path;
    }
}
