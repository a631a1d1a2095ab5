using System.Globalization;
using System.Text;

namespace Passband.Cli.Tests.Terminal.Graphics;

/// <summary>Reads sixels by the VT330/VT340 manual: what a terminal would show. It refuses whatever that manual does not have.</summary>
internal sealed class SixelDecoder
{
    private readonly Dictionary<int, (int R, int G, int B)> _registers = [];
    private readonly string _text;
    private int _at;

    private SixelDecoder(string text) => _text = text;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Each pixel's color in percent by column and row; those that no color set are missing.</summary>
    public Dictionary<(int X, int Y), (int R, int G, int B)> Pixels { get; } = [];

    public int Registers => _registers.Count;

    public static SixelDecoder Decode(byte[] bytes)
    {
        var decoder = new SixelDecoder(Encoding.ASCII.GetString(bytes));
        decoder.Read();
        return decoder;
    }

    private void Read()
    {
        Expect("\eP");
        Assert.Equal([0, 1, 0], Numbers());
        Expect("q\"");
        var raster = Numbers();
        Assert.Equal([1, 1], raster[..2]);
        (Width, Height) = (raster[2], raster[3]);
        var (x, band, register) = (0, 0, -1);
        while (_text[_at] != '\e')
        {
            var command = _text[_at++];
            switch (command)
            {
                case '#':
                    var color = Numbers();
                    register = color[0];
                    if (color.Length > 1)
                    {
                        Assert.Equal((5, 2), (color.Length, color[1]));
                        Assert.All(color[2..], c => Assert.InRange(c, 0, 100));
                        _registers[register] = (color[2], color[3], color[4]);
                    }
                    break;
                case '$':
                    x = 0;
                    break;
                case '-':
                    (x, band) = (0, band + 1);
                    break;
                case '!':
                    var count = Assert.Single(Numbers());
                    x = Draw(_text[_at++], count, x, band, register);
                    break;
                default:
                    x = Draw(command, 1, x, band, register);
                    break;
            }
        }
        Expect("\e\\");
        Assert.Equal(_text.Length, _at);
    }

    private int Draw(char sixel, int count, int x, int band, int register)
    {
        Assert.InRange(sixel, '?', '~');
        for (var end = x + count; x < end; x++)
        {
            for (var bit = 0; bit < 6; bit++)
            {
                if (((sixel - '?') >> bit & 1) == 1)
                    Pixels[(x, 6 * band + bit)] = _registers[register];
            }
        }
        return x;
    }

    private int[] Numbers()
    {
        var start = _at;
        while (char.IsAsciiDigit(_text[_at]) || _text[_at] == ';')
            _at++;
        return [.. _text[start.._at].Split(';').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    }

    private void Expect(string text)
    {
        Assert.Equal(text, _text.Substring(_at, text.Length));
        _at += text.Length;
    }
}
