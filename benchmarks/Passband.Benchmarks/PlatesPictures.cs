using Passband.Imaging;
using Passband.Kernels;
using Passband.Measures;
using SkiaSharp;

namespace Passband.Benchmarks;

/// <summary>The pictures that plates are made of. Kernels are sharp squares; zero is always the neutral color.</summary>
internal static class PlatePictures
{
    /// <summary>The side of a square picture.</summary>
    public const int Side = 128;

    private const int CurveHeight = 76;

    /// <summary>Half as fine as the screen: a response is smooth, and a picture of it four times smaller.</summary>
    private const int ResponsePixel = 2;

    /// <summary>A filter, scaled to its own largest weight.</summary>
    public static PlatePicture Kernel(PlateSubject subject) => Filter(subject.Layer, 0, KernelRaster.Largest(subject.Layer.Bank.Filter(0)), Side);

    /// <summary>One filter of a layer.</summary>
    public static PlatePicture Filter(ConvLayer layer, int filter, double scale, int width)
    {
        var raster = KernelRaster.ShowsColor(layer) ? KernelRaster.Color(layer, filter, scale) : KernelRaster.Plane(layer, filter, 0, scale);
        var zoom = width / Math.Max(raster.Width, raster.Height);
        return new PlatePicture(raster.Width * zoom, raster.Height * zoom, plate =>
        {
            Raster(raster, zoom, plate);
            plate.Frame(raster.Width * zoom, raster.Height * zoom);
        });
    }

    /// <summary>All filters of a layer, on one scale.</summary>
    public static PlatePicture Bank(ConvLayer layer, int columns, int width = 160)
    {
        var scale = KernelRaster.Largest(layer.Bank.Weights);
        var shape = layer.Bank.Shape;
        const int Gap = 3;
        var zoom = (width - (columns - 1) * Gap) / columns / shape.Width;
        var (stepX, stepY) = (shape.Width * zoom + Gap, shape.Height * zoom + Gap);
        var rows = (shape.Filters + columns - 1) / columns;
        return new PlatePicture(width, rows * stepY - Gap, plate =>
        {
            for (var filter = 0; filter < shape.Filters; filter++)
            {
                plate.Canvas.Save();
                plate.Canvas.Translate(filter % columns * stepX, filter / columns * stepY);
                Raster(KernelRaster.ShowsColor(layer) ? KernelRaster.Color(layer, filter, scale) : KernelRaster.Plane(layer, filter, 0, scale), zoom, plate);
                plate.Canvas.Restore();
            }
        });
    }

    /// <summary>Numbers as squares: a matrix [row, column].</summary>
    public static PlatePicture Matrix(double[,] values, int zoom)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var largest = values.Cast<double>().Max(Math.Abs);
        return new PlatePicture(columns * zoom, rows * zoom, plate =>
        {
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    plate.Fill(column * zoom, row * zoom, zoom, zoom, DivergingMap.At(values[row, column] / largest));
            }
            plate.Frame(columns * zoom, rows * zoom);
        });
    }

    /// <summary>|H| over the Nyquist square, DC in the middle, v down like the kernel's y. With the square of a stride, the peak and where it folds to.</summary>
    public static PlatePicture Response(PlateSubject subject, int stride = 1) => new(Side, Side, plate =>
    {
        for (var y = 0; y < Side; y += ResponsePixel)
        {
            for (var x = 0; x < Side; x += ResponsePixel)
            {
                var (u, v) = ((x + 0.5 * ResponsePixel) / Side - 0.5, (y + 0.5 * ResponsePixel) / Side - 0.5);
                plate.Fill(x, y, ResponsePixel, ResponsePixel, SequentialMap.At(subject.Spectrum.Amplitude(u, v)));
            }
        }
        if (stride == 1)
            return;
        // White on black, to be seen on either end of the map.
        using var edge = new SKPaint { Color = SKColors.Black, IsStroke = true, StrokeWidth = 4, IsAntialias = true };
        using var line = new SKPaint { Color = SKColors.White, IsStroke = true, StrokeWidth = 2, IsAntialias = true };
        var inner = Side / (float)stride;
        plate.Canvas.DrawRect((Side - inner) / 2, (Side - inner) / 2, inner, inner, edge);
        plate.Canvas.DrawRect((Side - inner) / 2, (Side - inner) / 2, inner, inner, line);
    });

    /// <summary>Where a peak lies and where it appears after the stride.</summary>
    public static PlatePicture Folding(PlateSubject subject, int stride, (double U, double V) folded)
    {
        var response = Response(subject, stride);
        return response with
        {
            Paint = plate =>
            {
                response.Paint(plate);
                static float At(double frequency) => (float)((frequency + 0.5) * Side);
                using var ring = new SKPaint { Color = SKColors.White, IsStroke = true, StrokeWidth = 2, IsAntialias = true };
                using var dot = new SKPaint { Color = SKColors.White, IsAntialias = true };
                var peak = subject.Spectrum.Peak;
                plate.Canvas.DrawCircle(At(peak.U), At(peak.V), 6, ring);
                plate.Canvas.DrawCircle(At(folded.U), At(folded.V), 4, dot);
            },
        };
    }

    /// <summary>The profile that the kind of a passband is read from: |H| re its peak over distance from DC, with the −3 dB line.</summary>
    public static PlatePicture Profile(PlateSubject subject)
    {
        const int Steps = 120;
        var oriented = subject.Said.Orientation is { Oriented: true };
        var direction = subject.Measured.Orientation.Wavevector * Math.PI / 180;
        var (sin, cos) = Math.SinCos(direction);
        var edge = oriented ? 0.5 / Math.Max(Math.Abs(cos), Math.Abs(sin)) : 0.5;
        var values = new double[Steps + 1];
        for (var i = 0; i <= Steps; i++)
        {
            var radius = edge * i / Steps;
            values[i] = oriented
                ? subject.Spectrum.Amplitude(radius * cos, -radius * sin)
                : Enumerable.Range(0, 90).Max(d => subject.Spectrum.Amplitude(radius * Math.Cos(d * Math.PI / 90), radius * Math.Sin(d * Math.PI / 90)));
        }
        return Curve(values, 0, 1, Decibels.HalfPower, "0", Plates.Number(edge));
    }

    /// <summary>A curve over a panel, its ends labeled below; a dashed line at one level.</summary>
    public static PlatePicture Curve(double[] values, double lowest, double highest, double dashed, string from, string to) => new(Side, CurveHeight + 14, plate =>
    {
        Panel(plate);
        float Y(double value) => (float)(CurveHeight - 3 - (CurveHeight - 6) * (value - lowest) / (highest - lowest));
        using var level = new SKPaint { Color = plate.Theme.Line, StrokeWidth = 1, PathEffect = SKPathEffect.CreateDash([4, 3], 0) };
        plate.Canvas.DrawLine(0, Y(dashed), Side, Y(dashed), level);
        using var path = new SKPath();
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y) = ((float)i / (values.Length - 1) * Side, Y(values[i]));
            if (i == 0)
                path.MoveTo(x, y);
            else
                path.LineTo(x, y);
        }
        using var line = new SKPaint { Color = plate.Theme.Text, IsAntialias = true, IsStroke = true, StrokeWidth = 1.5f };
        plate.Canvas.DrawPath(path, line);
        Ends(plate, from, to);
    });

    /// <summary>Counts as bars, with the counts that noise gives as a line of steps where there are any.</summary>
    public static PlatePicture Histogram(double[] counts, double[]? noise, string from, string to) => new(Side, CurveHeight + 14, plate =>
    {
        Panel(plate);
        var highest = Math.Max(counts.Max(), noise?.Max() ?? 0);
        var step = (float)Side / counts.Length;
        float Height(double count) => (float)(count / highest * (CurveHeight - 4));
        for (var i = 0; i < counts.Length; i++)
            plate.Fill(i * step + 0.5f, CurveHeight - Height(counts[i]), step - 1, Height(counts[i]), DivergingMap.At(-0.55));
        if (noise is not null)
        {
            using var path = new SKPath();
            path.MoveTo(0, CurveHeight);
            for (var i = 0; i < noise.Length; i++)
            {
                path.LineTo(i * step, CurveHeight - Height(noise[i]));
                path.LineTo((i + 1) * step, CurveHeight - Height(noise[i]));
            }
            using var line = new SKPaint { Color = plate.Theme.Text, IsStroke = true, StrokeWidth = 1.2f, IsAntialias = true };
            plate.Canvas.DrawPath(path, line);
        }
        Ends(plate, from, to);
    });

    private static void Panel(PlateCanvas plate)
    {
        using var panel = new SKPaint { Color = plate.Theme.Panel };
        plate.Canvas.DrawRect(0, 0, Side, CurveHeight, panel);
    }

    private static void Ends(PlateCanvas plate, string from, string to)
    {
        using var muted = new SKPaint { Color = plate.Theme.MutedText, IsAntialias = true };
        plate.Canvas.DrawText(from, 0, CurveHeight + 12, plate.Fonts.Label, muted);
        plate.Canvas.DrawText(to, Side - SheetFonts.Width(plate.Fonts.Label, to), CurveHeight + 12, plate.Fonts.Label, muted);
    }

    /// <summary>Draws a kernel with its top left corner at the origin, each weight a square of <paramref name="zoom"/> pixels.</summary>
    public static void Raster(KernelRaster raster, int zoom, PlateCanvas plate)
    {
        for (var y = 0; y < raster.Height; y++)
        {
            for (var x = 0; x < raster.Width; x++)
            {
                if (raster[x, y] is { } color)
                    plate.Fill(x * zoom, y * zoom, zoom, zoom, color);
            }
        }
    }
}
