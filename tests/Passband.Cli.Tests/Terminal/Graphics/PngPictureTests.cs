using System.Text;
using System.Text.RegularExpressions;
using Passband.Cli.Terminal.Graphics;

namespace Passband.Cli.Tests.Terminal.Graphics;

public partial class PngPictureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3072)]
    [InlineData(3073)]
    [InlineData(100_000)]
    public void Kitty_gets_the_file_in_chunks(int length)
    {
        var png = Random(length);
        var text = Encoding.ASCII.GetString(KittyPicture.Encode(png, null));
        var chunks = KittyCommand().Matches(text);

        Assert.Equal(text.Length, chunks.Sum(c => c.Length));
        Assert.Equal("a=T,f=100,q=2", chunks[0].Groups["keys"].Value.Replace(",m=1", "", StringComparison.Ordinal).Replace(",m=0", "", StringComparison.Ordinal));
        Assert.All(chunks.Skip(1), c => Assert.Matches("^q=2,m=[01]$", c.Groups["keys"].Value));
        Assert.All(chunks, c => Assert.InRange(c.Groups["data"].Length, 1, 4096));
        Assert.All(chunks.SkipLast(1), c => Assert.EndsWith("m=1", c.Groups["keys"].Value, StringComparison.Ordinal));
        Assert.EndsWith("m=0", chunks[^1].Groups["keys"].Value, StringComparison.Ordinal);
        Assert.Equal(png, chunks.SelectMany(c => Convert.FromBase64String(c.Groups["data"].Value)));
    }

    [Fact]
    public void Kitty_scales_to_columns_where_pixels_are_not_known() =>
        Assert.StartsWith("\e_Ga=T,f=100,c=77,q=2,", Encoding.ASCII.GetString(KittyPicture.Encode(Random(10), 77)), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "width=640px;height=480px")]
    [InlineData(64, "width=64;height=auto")]
    public void Iterm_gets_the_file_in_one_command(int? columns, string size)
    {
        var png = Random(100_000);
        var match = ITermCommand().Match(Encoding.ASCII.GetString(ITermPicture.Encode(png, 640, 480, columns)));

        Assert.True(match.Success);
        Assert.Equal($"inline=1;size=100000;{size};preserveAspectRatio=1", match.Groups["keys"].Value);
        Assert.Equal(png, Convert.FromBase64String(match.Groups["data"].Value));
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    [GeneratedRegex(@"\e_G(?<keys>[^;]*);(?<data>[A-Za-z0-9+/=]*)\e\\")]
    private static partial Regex KittyCommand();

    [GeneratedRegex(@"^\e\]1337;File=(?<keys>[^:]*):(?<data>[A-Za-z0-9+/=]*)\a$")]
    private static partial Regex ITermCommand();
}
