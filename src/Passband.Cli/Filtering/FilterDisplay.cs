using System.Collections.Immutable;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal;
using Passband.Cli.Terminal.Graphics;
using Passband.Imaging;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>Shows a result on a terminal that shows pictures.</summary>
internal sealed class FilterDisplay : IDisposable
{
    /// <summary>The most lines of text that a picture is high: what a usual window shows with a few lines around.</summary>
    private const int MostLines = 30;

    private readonly ToolHost _host;
    private readonly TerminalDialog _dialog;
    private readonly TerminalGraphics _graphics;

    /// <summary>Asks the terminal.</summary>
    /// <exception cref="PassbandException">There is no terminal, or none that shows pictures.</exception>
    public FilterDisplay(ToolHost host, GraphicsProtocol? asked)
    {
        (_host, _dialog) = (host, new TerminalDialog(host));
        if (host.OutputIsTerminal)
            _graphics = TerminalGraphics.Of(host, asked, _dialog);
        if (_graphics is not { ShowsPixels: true } && !(_graphics is { Protocol: GraphicsProtocol.Blocks } && HasColors))
        {
            _dialog.Dispose();
            throw new PassbandException(
                ErrorKind.Request, "-o", "no file is named for the result", "-o FILE (.png, .npy, .tif) or --json",
                host.OutputIsTerminal ? "Pictures are switched off, or this terminal shows no colors." : null);
        }
    }

    public void Dispose() => _dialog.Dispose();

    /// <summary>Shows the result, made smaller to fit the window.</summary>
    public void Show(ImmutableArray<Plane> planes, FilterLook look, bool linear)
    {
        if (planes.Length > 1)
            throw new PassbandException(ErrorKind.Request, "-o", "three planes of results", "a file for them, or --on luma");
        var plane = planes[0];
        var room = (Width: _host.Width * _graphics.Cell.Width, Height: (MostLines - 3) * _graphics.Cell.Height);
        // A half block is about as wide as it is high.
        if (!_graphics.ShowsPixels)
            room = (_host.Width, 2 * (MostLines - 3));
        if (_graphics.Largest is { } largest)
            room = (Math.Min(room.Width, largest.Width), Math.Min(room.Height, largest.Height));
        if (look.View == SignedView.OnOff)
            room.Width = Math.Max(1, (room.Width - SignedPicture.Gap) / 2);
        var factor = Math.Min((double)room.Width / plane.Width, (double)room.Height / plane.Height);
        if (factor < 1)
        {
            var (width, height) = ((int)Math.Max(1, plane.Width * factor), (int)Math.Max(1, plane.Height * factor));
            plane = look.View == SignedView.Gray ? Thumbnail.Mean(plane, width, height) : Thumbnail.Strongest(plane, width, height);
        }
        var picture = FilterPainter.Signed(plane, look with { Dark = look.Dark || IsDark(_graphics), Plain = look.Plain || !_graphics.ShowsPixels }, linear);
        if (_graphics.ShowsPixels)
            ShowPixels(picture);
        else
            TerminalConsole.Create(_host, ColorDepths.Of(_host)).Write(new Terminal.Picture(Blocks(picture), apart: false));
        _host.Text.Flush();
        if (factor < 1)
            _host.Error.WriteLine(look.View == SignedView.Gray ? "Made smaller to fit the terminal." : "Made smaller to fit the terminal: every pixel is the strongest result of its block.");
    }

    private bool HasColors => ColorDepths.Of(_host) != ColorDepth.Plain;

    private void ShowPixels(SignedPicture picture)
    {
        int? columns = _graphics.KnowsCell ? null : (picture.Width + _graphics.Cell.Width - 1) / _graphics.Cell.Width;
        _host.Text.Flush();
        _host.Output.Write(_graphics.Protocol switch
        {
            GraphicsProtocol.Kitty => KittyPicture.Encode(picture.ToPng(), columns),
            GraphicsProtocol.ITerm => ITermPicture.Encode(picture.ToPng(), picture.Width, picture.Height, columns),
            _ => SixelPicture.Encode(picture.Pixels, picture.Width, picture.Height, _graphics.Registers, _graphics.Background),
        });
        _host.Text.WriteLine();
    }

    /// <summary>Two rows of pixels to a line of text.</summary>
    private static ImmutableArray<ImmutableArray<HalfBlock>> Blocks(SignedPicture picture)
    {
        return [.. Enumerable.Range(0, (picture.Height + 1) / 2).Select(line => Enumerable.Range(0, picture.Width).Select(x => new HalfBlock(At(x, 2 * line), At(x, 2 * line + 1))).ToImmutableArray())];

        Rgb? At(int x, int y) => y >= picture.Height ? null
            : new Rgb(picture.Pixels[4 * (y * picture.Width + x)], picture.Pixels[4 * (y * picture.Width + x) + 1], picture.Pixels[4 * (y * picture.Width + x) + 2]);
    }

    private static bool IsDark(TerminalGraphics graphics) => graphics.Background is { } color && color.R + color.G + color.B < 3 * 128;
}
