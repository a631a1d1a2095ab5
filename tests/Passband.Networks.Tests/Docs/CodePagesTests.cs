using System.Text.RegularExpressions;

namespace Passband.Networks.Tests.Docs;

/// <summary>C# in the documentation is the code of tests, to the character.</summary>
public partial class CodePagesTests
{
    [Theory]
    [InlineData("docs/cookbook/code.md", 3)]
    [InlineData("docs/networks.md", 1)]
    public void Blocks_are_regions_of_the_tests(string name, int blocks)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository.");
        var source = File.ReadAllText(Path.Combine(folder.FullName, "tests/Passband.Networks.Tests/Docs/CookbookCode.cs")).ReplaceLineEndings("\n");
        var path = Path.Combine(folder.FullName, name);
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");

        var made = Block().Replace(page, m => $"<!-- {m.Groups[1].Value} -->\n```csharp\n{Region(source, m.Groups[1].Value)}```\n");
        if (Environment.GetEnvironmentVariable("PASSBAND_REMAKE") == "1")
            File.WriteAllText(path, made);

        Assert.Equal(blocks, Block().Count(page));
        Assert.Equal(blocks, Regex.Count(made, "```csharp"));
        Assert.Equal(Environment.GetEnvironmentVariable("PASSBAND_REMAKE") == "1" ? File.ReadAllText(path) : page, made);
    }

    private static string Region(string source, string name)
    {
        var begin = $"        // {name}\n";
        var from = source.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"no region '{name}'");
        from += begin.Length;
        return Regex.Replace(source[from..source.IndexOf("        // end\n", from, StringComparison.Ordinal)], "^        ", "", RegexOptions.Multiline);
    }

    [GeneratedRegex("<!-- ([a-z-]+) -->\n(?:```csharp\n.*?```\n)?", RegexOptions.Singleline)]
    private static partial Regex Block();
}
