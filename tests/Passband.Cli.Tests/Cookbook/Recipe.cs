using System.Text.RegularExpressions;

namespace Passband.Cli.Tests.Cookbook;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Text">Its lines.</param>
internal sealed record RecipeBlock(string Language, string Text);

/// <summary>A section of a page of docs/cookbook: what is run, what it prints and the pictures that are shown of it.</summary>
internal sealed partial record Recipe(string Title, RecipeBlock[] Blocks, string[] Pictures)
{
    /// <summary>Files that the commands write: the words behind -o.</summary>
    public IEnumerable<string> Written => Blocks.Where(b => b.Language == "sh").SelectMany(b => Output().Matches(b.Text)).Select(m => m.Groups[1].Value);

    /// <summary>The sections of a page that begin with a second-level heading.</summary>
    public static IEnumerable<Recipe> Of(string page) =>
        Heading().Split(page.ReplaceLineEndings("\n")).Skip(1).Chunk(2).Select(part => new Recipe(
            part[0],
            [.. Fence().Matches(part[1]).Select(m => new RecipeBlock(m.Groups[1].Value, m.Groups[2].Value))],
            [.. Picture().Matches(part[1]).Select(m => m.Groups[1].Value)]));

    [GeneratedRegex("^## (.+)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"!\[[^\]]+\]\(\.\./images/cookbook/([^)]+)\)")]
    private static partial Regex Picture();

    [GeneratedRegex(@" -o (\S+)")]
    private static partial Regex Output();
}
