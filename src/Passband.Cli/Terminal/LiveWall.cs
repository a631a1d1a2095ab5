using Passband.Cli.Hosting;
using Passband.Imaging;
using Passband.Kernels;
using Spectre.Console;

namespace Passband.Cli.Terminal;

/// <summary>The kernels of the layer that sees the picture as lines of character cells, for a frame that is drawn again and again.</summary>
internal static class LiveWall
{
    private const int Gap = 2;

    /// <summary>The lines; none where kernels cannot be shown, or the room is too small for a row of them.</summary>
    /// <param name="net">The network as it is now.</param>
    /// <param name="host">The terminal.</param>
    /// <param name="width">Columns that there are.</param>
    /// <param name="height">Lines that there are.</param>
    public static IEnumerable<FrameLine> Lines(ConvNet net, ToolHost host, int width, int height)
    {
        var depth = ColorDepths.Of(host, host.ErrorIsTerminal);
        if (net.Layers.FirstOrDefault(l => l.SeesInput) is not { } layer || FilterPictures.For(layer, null, depth) is not { } pictures)
            return [];
        var (filters, most) = (layer.Bank.Shape.Filters, (width + Gap) / (pictures.TileWidth + Gap));
        if (most < 1 || height < pictures.TileHeight + 1)
            return [];
        var rows = (filters + most - 1) / most;
        var apart = rows * (pictures.TileHeight + 1) <= height;
        rows = Math.Min(rows, apart ? rows : height / pictures.TileHeight);
        var columns = Math.Min(most, (filters + rows - 1) / rows);
        var shown = Math.Min(filters, rows * columns);
        var scale = KernelRaster.Largest(layer.Bank.Weights[..(shown * layer.Bank.Shape.FilterLength)]);
        var grid = new Grid();
        for (var i = 0; i < columns; i++)
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, i < columns - 1 ? Gap : 0, 0) });
        for (var first = 0; first < shown; first += columns)
            grid.AddRow([.. Enumerable.Range(first, Math.Min(columns, shown - first)).Select(i => pictures.InWall(i, scale, apart))]);
        using var text = new StringWriter { NewLine = "\n" };
        TerminalConsole.Create(text, width, depth).Write(grid);
        return text.ToString().TrimEnd('\n').Split('\n').Select(l => new FrameLine(l, columns * (pictures.TileWidth + Gap) - Gap));
    }
}
