using Passband.Cli.Hosting;
using Passband.Cli.Terminal.Graphics;
using Passband.Imaging;

namespace Passband.Cli.Tests.Terminal.Graphics;

/// <summary>What terminals really sent, and what they might.</summary>
public class TerminalAnswerTests
{
    [Fact]
    public void Xterm_as_a_vt340()
    {
        var answer = TerminalAnswer.Parse("\e]11;rgb:ffff/ffff/ffff\e\\\e[?63;1;2;4;6;9;15;16;22;28c");

        Assert.True(answer.Sixel);
        Assert.Null(answer.Cell);
        Assert.Equal(new Rgb(255, 255, 255), answer.Background);
        Assert.False(answer.Kitty);
    }

    [Fact]
    public void Xterm_about_its_sixels()
    {
        var answer = TerminalAnswer.Parse("\e[?1;0;1024S\e[?2;0;480;312S\e[?63;1;2;4c");

        Assert.Equal(1024, answer.Registers);
        Assert.Equal((480, 312), answer.Largest);
    }

    [Fact]
    public void Kitty()
    {
        var answer = TerminalAnswer.Parse("\e[6;18;9t\e]11;rgb:0000/0000/0000\e\\\e_Gi=31;OK\e\\\e[?62;c");

        Assert.Equal((false, true, new CellSize(9, 18)), (answer.Sixel, answer.Kitty, answer.Cell));
        Assert.Equal(new Rgb(0, 0, 0), answer.Background);
    }

    [Fact]
    public void Konsole()
    {
        var answer = TerminalAnswer.Parse("\e[6;17;8t\e]11;rgb:2323/2626/2727\e\\\e_Gi=31;OK\e\\\e[?62;1;4c");

        Assert.Equal((true, true, new CellSize(8, 17)), (answer.Sixel, answer.Kitty, answer.Cell));
        Assert.Equal(new Rgb(0x23, 0x26, 0x27), answer.Background);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello\r")]
    [InlineData("\e[6;18;9t")]
    [InlineData("\e[?c")]
    [InlineData("\e[?62;4")]
    [InlineData("\e[1;62;4c")]
    public void Without_attributes_there_is_no_answer(string received) => Assert.Null(TerminalAnswer.Parse(received).Attributes);

    [Theory]
    [InlineData("\e[6;0;0t")]
    [InlineData("\e[6;99999999999;9t")]
    [InlineData("\e[6;4000;2000t")]
    [InlineData("\e]11;rgb:zz/00/00\e\\")]
    [InlineData("\e]11;#ffffff\e\\")]
    [InlineData("\e[?1;0;0S\e[?2;0;0;0S")]
    [InlineData("\e[?1;3S\e[?2;3S")]
    [InlineData("\e[?1;0;99999999999S")]
    [InlineData("\e_Gi=31;EINVAL:no\e\\")]
    public void What_cannot_be_is_not_believed(string nonsense)
    {
        var answer = TerminalAnswer.Parse($"x{nonsense}\e[?62;14;44c");

        Assert.Equal((null, null, null, null, false, false), (answer.Cell, answer.Background, answer.Registers, answer.Largest, answer.Kitty, answer.Sixel));
        Assert.Equal([62, 14, 44], answer.Attributes!.Value);
    }

    [Theory]
    [InlineData("f/8/0", 255, 136, 0)]
    [InlineData("ff/80/00", 255, 128, 0)]
    [InlineData("fff/800/000", 255, 128, 0)]
    [InlineData("ffff/8000/0000", 255, 128, 0)]
    public void Colors_have_any_number_of_digits(string color, byte r, byte g, byte b) =>
        Assert.Equal(new Rgb(r, g, b), TerminalAnswer.Parse($"\e]11;rgb:{color}\a\e[?1c").Background);
}
