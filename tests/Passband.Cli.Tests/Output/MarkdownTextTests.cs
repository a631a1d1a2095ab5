using Passband.Cli.Output;

namespace Passband.Cli.Tests.Output;

public class MarkdownTextTests
{
    [Theory]
    [InlineData("conv1/weights-0.5", "conv1/weights-0.5")]
    [InlineData("conv32_down", "conv32\\_down")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<script>", "\\<script\\>")]
    [InlineData("![x](http://evil)", "\\!\\[x\\](http\\://evil)")]
    [InlineData("www.evil.example", "www\\.evil.example")]
    [InlineData("a\nb", "a\uFFFDb")]
    public void Text_from_files_is_shown_as_it_stands(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));
}
