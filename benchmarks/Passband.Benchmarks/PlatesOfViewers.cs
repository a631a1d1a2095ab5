using System.Globalization;
using Passband.Imaging;
using Passband.Kernels;
using Passband.Models;
using SkiaSharp;

namespace Passband.Benchmarks;

/// <summary>
/// One layer as other tools show it and as Passband does: the numbers, as viewers of files list them; each slice of 7×7 between its own smallest and largest weight, as plotting
/// libraries draw a matrix unless told otherwise; and the wall, on one scale with zero in its middle.
/// </summary>
internal static class PlatesOfViewers
{
    private const int Width = 392, SliceZoom = 4, WallZoom = 6, Gap = 6;

    /// <summary>The picture of docs/report.md; null when the face network was not fetched.</summary>
    public static Plate? Of(string? model)
    {
        if (model is null)
            return null;
        var layer = ModelFile.Open(model).Layers[0];
        var zeros = Zeros(layer);
        var norms = Enumerable.Range(0, layer.Bank.Shape.Filters).Select(f => Norm(layer.Bank.Filter(f))).ToArray();
        return new Plate(
            "viewers", "The first layer of the face network, 32 filters of 7×7 for red, green and blue",
            [
                new PlateCell([Numbers(layer)], "The numbers, as file viewers list them", "filter 0, red; 95 more such tables follow"),
                new PlateCell(
                    [Slices(layer)], "Slices between their own minimum and maximum",
                    $"zero is anything from {Percent(zeros.Min())} to {Percent(zeros.Max())} gray",
                    $"gains that differ {norms.Max() / norms.Min():0.0}-fold look alike, colors are lost"),
                new PlateCell(
                    [Wall(layer)], "The wall: one scale, zero in its middle",
                    "gray is zero everywhere, faint filters are faint", $"full strength is |w| = {KernelRaster.Largest(layer.Bank.Weights):0.000} for all"),
            ],
            Columns: 3, CellWidth: Width + 24);
    }

    /// <summary>Where zero lies between black (0) and white (1) in each slice that is scaled to its own minimum and maximum.</summary>
    private static double[] Zeros(ConvLayer layer)
    {
        var shape = layer.Bank.Shape;
        var zeros = new List<double>();
        for (var filter = 0; filter < shape.Filters; filter++)
        {
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                var (lowest, highest) = Range(layer.Bank.Kernel(filter, channel));
                zeros.Add(Math.Clamp(-lowest / (highest - lowest), 0, 1));
            }
        }
        return [.. zeros];
    }

    private static PlatePicture Numbers(ConvLayer layer)
    {
        const int Line = 22;
        var shape = layer.Bank.Shape;
        return new PlatePicture(Width, Height(layer), plate =>
        {
            using var text = new SKPaint { Color = plate.Theme.Text, IsAntialias = true };
            using var muted = new SKPaint { Color = plate.Theme.MutedText, IsAntialias = true };
            var step = Width / shape.Width;
            for (var tap = 0; tap < shape.Taps; tap++)
            {
                var number = layer.Bank.Kernel(0, 0)[tap].ToString("0.0000", CultureInfo.InvariantCulture);
                var (row, column) = Math.DivRem(tap, shape.Width);
                plate.Canvas.DrawText(number, (column + 1) * step - 4 - SheetFonts.Width(plate.Fonts.Label, number), (row + 1) * Line, plate.Fonts.Label, text);
            }
            plate.Canvas.DrawText("…", 4, (shape.Height + 1) * Line, plate.Fonts.Label, muted);
        });
    }

    private static PlatePicture Slices(ConvLayer layer)
    {
        const int FiltersInRow = 4;
        var shape = layer.Bank.Shape;
        var side = shape.Width * SliceZoom;
        return new PlatePicture(Width, Height(layer), plate =>
        {
            for (var filter = 0; filter < shape.Filters; filter++)
            {
                var left = filter % FiltersInRow * (shape.Channels * (side + 2) + 10);
                var top = filter / FiltersInRow * (side + Gap);
                for (var channel = 0; channel < shape.Channels; channel++)
                    Slice(layer.Bank.Kernel(filter, channel).ToArray(), left + channel * (side + 2), top, shape.Width, plate);
            }
        });
    }

    private static void Slice(float[] weights, int left, int top, int columns, PlateCanvas plate)
    {
        var (lowest, highest) = Range(weights);
        for (var tap = 0; tap < weights.Length; tap++)
        {
            var gray = (byte)Math.Round(255 * (weights[tap] - lowest) / (highest - lowest));
            var (row, column) = Math.DivRem(tap, columns);
            plate.Fill(left + column * SliceZoom, top + row * SliceZoom, SliceZoom, SliceZoom, new Rgb(gray, gray, gray));
        }
    }

    private static PlatePicture Wall(ConvLayer layer)
    {
        const int FiltersInRow = 8;
        var shape = layer.Bank.Shape;
        var scale = KernelRaster.Largest(layer.Bank.Weights);
        return new PlatePicture(Width, Height(layer), plate =>
        {
            for (var filter = 0; filter < shape.Filters; filter++)
            {
                var raster = KernelRaster.Color(layer, filter, scale);
                plate.Canvas.Save();
                plate.Canvas.Translate(filter % FiltersInRow * (shape.Width * WallZoom + Gap), filter / FiltersInRow * (shape.Height * WallZoom + Gap));
                PlatePictures.Raster(raster, WallZoom, plate);
                plate.Canvas.Restore();
            }
        });
    }

    private static int Height(ConvLayer layer) => (layer.Bank.Shape.Filters + 3) / 4 * (layer.Bank.Shape.Height * SliceZoom + Gap);

    private static (float Lowest, float Highest) Range(ReadOnlySpan<float> weights)
    {
        var (lowest, highest) = (weights[0], weights[0]);
        foreach (var weight in weights)
            (lowest, highest) = (Math.Min(lowest, weight), Math.Max(highest, weight));
        return (lowest, highest);
    }

    private static double Norm(ReadOnlySpan<float> weights)
    {
        var squares = 0.0;
        foreach (var weight in weights)
            squares += (double)weight * weight;
        return Math.Sqrt(squares);
    }

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
