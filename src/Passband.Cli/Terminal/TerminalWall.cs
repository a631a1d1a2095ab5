using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Terminal.Graphics;
using Passband.Explanations;
using Passband.Imaging;
using Passband.Kernels;
using Spectre.Console;

namespace Passband.Cli.Terminal;

/// <summary>All filters of a layer side by side: as a picture where the terminal shows pictures, else in half blocks or Braille.</summary>
internal sealed class TerminalWall(IAnsiConsole console, ToolHost host, TerminalGraphics graphics, ChannelOrder? channels)
{
    /// <summary>The most lines of text that a wall is high: a little more than a usual window.</summary>
    private const int MostLines = 36;

    /// <summary>Columns between filters of character cells.</summary>
    private const int Gap = 2;

    private static readonly Style Faint = new(decoration: Decoration.Dim);

    /// <summary>Writes the wall, if there is a way to show it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="description">What is said of it: the names, where every filter is described.</param>
    /// <param name="pictures">The pictures of its filters in character cells; null if they cannot be shown.</param>
    public void Write(ConvLayer layer, LayerDescription description, FilterPictures? pictures)
    {
        // Of a filter asked for by itself, the table shows as much.
        if (description.Filters is not { } filters || filters.Length != layer.Bank.Shape.Filters)
            return;
        if (graphics.ShowsPixels)
            WritePixels(layer, [.. filters.Select(f => f.Name)]);
        else if (pictures is not null && host.Width >= pictures.TileWidth)
            WriteBlocks(layer, pictures);
    }

    private void WritePixels(ConvLayer layer, IEnumerable<string> names)
    {
        var wall = KernelWall.Of(layer, new KernelWallOptions
        {
            Width = Math.Min(host.Width * graphics.Cell.Width, graphics.Largest?.Width ?? int.MaxValue),
            MaxHeight = Math.Min(MostLines * graphics.Cell.Height, graphics.Largest?.Height ?? int.MaxValue),
            LineHeight = graphics.Cell.Height,
            Names = [.. names],
            Channels = channels,
            Background = graphics.Background,
        });
        if (wall is null)
            return;
        Caption(wall.Caption);
        int? columns = graphics.KnowsCell ? null : (wall.Width + graphics.Cell.Width - 1) / graphics.Cell.Width;
        host.Text.Flush();
        host.Output.Write(graphics.Protocol switch
        {
            GraphicsProtocol.Kitty => KittyPicture.Encode(wall.ToPng(), columns),
            GraphicsProtocol.ITerm => ITermPicture.Encode(wall.ToPng(), wall.Width, wall.Height, columns),
            _ => SixelPicture.Encode(wall.Rgba, wall.Width, wall.Height, graphics.Registers, graphics.Background),
        });
        console.WriteLine();
    }

    private void WriteBlocks(ConvLayer layer, FilterPictures pictures)
    {
        var shape = layer.Bank.Shape;
        var most = Math.Max(1, (host.Width + Gap) / (pictures.TileWidth + Gap));
        var rows = Math.Min((shape.Filters + most - 1) / most, Math.Max(1, MostLines / (pictures.TileHeight + 1)));
        var columns = Math.Min(most, (shape.Filters + rows - 1) / rows);
        var shown = Math.Min(shape.Filters, rows * columns);
        var apart = rows * (pictures.TileHeight + 2) <= MostLines;
        var scale = KernelRaster.Largest(layer.Bank.Weights[..(shown * shape.FilterLength)]);
        // A filter that has such a picture is one tile of a sheet.
        Caption(KernelSheet.Caption(layer, new KernelSheetOptions { Channels = channels, MaxKernels = shown }));
        var grid = new Grid();
        for (var i = 0; i < columns; i++)
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, i < columns - 1 ? Gap : 0, 0) });
        for (var first = 0; first < shown; first += columns)
            grid.AddRow([.. Enumerable.Range(first, Math.Min(columns, shown - first)).Select(i => Tile(pictures, i, scale, apart))]);
        console.Write(grid);
    }

    private static Rows Tile(FilterPictures pictures, int filter, double scale, bool apart) =>
        new Rows(new Text(filter.ToString(CultureInfo.InvariantCulture), Faint), pictures.InWall(filter, scale, apart));

    private void Caption(string caption)
    {
        console.WriteLine();
        console.Write(new Text(caption, Faint));
        console.WriteLine();
    }
}
