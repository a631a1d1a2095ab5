#:project ../src/Passband.Imaging/Passband.Imaging.csproj
#:property PublishAot=false

// Remakes docs/images/zone-plate-proof.png, filtered zone plates with the passbands that the explanations of the kernels say, from the folder of the repository:
//     dotnet run docs/zone-plate-proof.cs -- docs/images/zone-plate-proof.png
//     (with a second argument, the manifest of the face network that is built with the tool as its sample, the last plate is one of its filters)

using System.Globalization;
using Passband.Explanations;
using Passband.Imaging;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using Passband.Models;
using Passband.Synthesis;
using SkiaSharp;

if (args is not [var target, ..])
{
    Console.Error.WriteLine("Usage: dotnet run docs/zone-plate-proof.cs -- FILE.png [MODEL]");
    return 2;
}
const int Side = 320, Fine = 1024, Margin = 24, Gap = 28, CurveHeight = 150, TextHeight = 52;
var shown = new List<(string Title, KernelMatrix[] Kernels, FilterDescription Said)>();
foreach (var spec in (string[])["log(1.5)", "gabor(0.2,45,90)", "gabor(0.3,120)", "gaussian(1)"])
{
    var kernel = TextbookKernel.Parse(spec);
    var bank = new KernelBank(BankShape.Plane(1, 1, kernel.Height, kernel.Width), kernel.Weights.Select(w => (float)w).ToArray());
    var layer = new ConvLayer { Index = 0, Name = spec, Operator = ConvOperator.Conv2d, Bank = bank, Input = InputSpace.Gray };
    shown.Add((spec, [kernel], Explain(new ConvNet { Name = spec, Format = "kernel", Layers = [layer], HasGraph = true }, 0)));
}
if (args is [_, var model, ..])
{
    const int Filter = 8;
    var net = ModelFile.Open(model);
    KernelMatrix[] kernels = [.. Enumerable.Range(0, 3).Select(c => KernelMatrix.Of(net.Layers[0].Bank, Filter, c, "kernel"))];
    shown[^1] = ($"face network, {net.Layers[0].Name}:{Filter}", kernels, Explain(net, Filter));
}

// What is shown is a plate of as many pixels as there is room for; what is measured is a finer one, on which a ring of one frequency is wider.
var picture = new ZonePlate(Side).Draw();
var plate = new ZonePlate(Fine);
var finePicture = plate.Draw();
using var sheet = new SKBitmap(new SKImageInfo(
    2 * Margin + shown.Count * Side + (shown.Count - 1) * Gap, 2 * Margin + TextHeight + Side + Gap + CurveHeight + 40, SKColorType.Rgba8888, SKAlphaType.Opaque));
using var canvas = new SKCanvas(sheet);
using var face = SKTypeface.FromFile("src/Passband.Imaging/Fonts/IBMPlexSans-Regular.ttf");
using var font = new SKFont(face, 16) { Subpixel = true };
using var small = new SKFont(face, 13) { Subpixel = true };
using var ink = new SKPaint { Color = new SKColor(0x1B, 0x1F, 0x24), IsAntialias = true };
using var muted = new SKPaint { Color = new SKColor(0x52, 0x5B, 0x65), IsAntialias = true };
using var faint = new SKPaint { Color = new SKColor(0xD3, 0xD8, 0xDD), IsAntialias = true, IsStroke = true, StrokeWidth = 1 };
using var contour = new SKPaint { Color = new SKColor(0x1B, 0x1F, 0x24), IsAntialias = true, IsStroke = true, StrokeWidth = 1.5f };
using var curve = new SKPaint { Color = new SKColor(0x52, 0x5B, 0x65), IsAntialias = true, IsStroke = true, StrokeWidth = 1.5f };
using var dot = new SKPaint { Color = new SKColor(0xB0, 0x2A, 0x2A), IsAntialias = true };
using var band = new SKPaint { Color = new SKColor(0xE9, 0xEE, 0xF5) };
canvas.Clear(SKColors.White);
for (var i = 0; i < shown.Count; i++)
    Draw(Margin + i * (Side + Gap), shown[i].Title, shown[i].Kernels, shown[i].Said);
canvas.Flush();
using var png = sheet.Encode(SKEncodedImageFormat.Png, 100);
File.WriteAllBytes(target, png.ToArray());
return 0;

static FilterDescription Explain(ConvNet net, int filter) =>
    Explainer.Explain(net with { Layers = [net.Layers[0]] }, new ExplainOptions { Filter = filter }).Layers[0].Filters!.Value[0];

void Draw(int left, string title, KernelMatrix[] kernels, FilterDescription said)
{
    var passband = said.Passband!;
    var along = said.Orientation is { Oriented: true } o ? o.Wavevector : 0;
    canvas.DrawText(title, left, Margin + 16, font, ink);
    var edges = (passband.Lower, passband.Upper) switch
    {
        ({ } lower, { } upper) => FormattableString.Invariant($"said: peak {passband.Peak:0.00}, {lower:0.00} to {upper:0.00} cycles per pixel"),
        (null, { } upper) => FormattableString.Invariant($"said: up to {upper:0.00} cycles per pixel"),
        _ => FormattableString.Invariant($"said: peak {passband.Peak:0.00} cycles per pixel"),
    };
    canvas.DrawText(said.Orientation is { Oriented: true } ? FormattableString.Invariant($"{edges}, {along:0}°") : edges, left, Margin + 38, small, muted);
    var response = Correlation.Apply(kernels.Select(_ => picture).ToArray(), kernels);
    var mean = 0.5f * (float)kernels.Sum(k => k.Sum);
    var largest = Enumerable.Range(1, 200).SelectMany(r => Enumerable.Range(0, 36).Select(a => Gain(kernels, r * 0.0025, a * 5))).Max();
    // Half the contrast of the plate is its wave's amplitude, so that the colors end at a response of |H| = max.
    var top = Margin + TextHeight;
    for (var y = 0; y < Side; y++)
    {
        for (var x = 0; x < Side; x++)
        {
            var color = DivergingMap.At((response[x, y] - mean) / (0.5 * largest));
            sheet.SetPixel(left + x, top + y, new SKColor(color.R, color.G, color.B));
        }
    }
    Contour(left, top, kernels, largest / Math.Sqrt(2));
    Curves(left, top + Side + Gap, kernels, Correlation.Apply(kernels.Select(_ => finePicture).ToArray(), kernels), mean, along, passband, largest);
}

// Marching over the pixels: a line crosses every pair of neighbors that lie on both sides of the level.
void Contour(int left, int top, KernelMatrix[] kernels, double level)
{
    const int Step = 4;
    const int Count = Side / Step + 1;
    var gains = new double[Count, Count];
    for (var y = 0; y < Count; y++)
    {
        for (var x = 0; x < Count; x++)
        {
            var (dx, dy) = (x * Step - Side / 2.0, Side / 2.0 - y * Step);
            gains[x, y] = Gain(kernels, Math.Sqrt(dx * dx + dy * dy) / Side, Math.Atan2(dy, dx) * 180 / Math.PI) - level;
        }
    }
    for (var y = 0; y + 1 < Count; y++)
    {
        for (var x = 0; x + 1 < Count; x++)
        {
            var points = new List<SKPoint>();
            Cross(x, y, x + 1, y);
            Cross(x + 1, y, x + 1, y + 1);
            Cross(x + 1, y + 1, x, y + 1);
            Cross(x, y + 1, x, y);
            for (var p = 0; p + 1 < points.Count; p += 2)
                canvas.DrawLine(points[p], points[p + 1], contour);

            void Cross(int ax, int ay, int bx, int by)
            {
                var (a, b) = (gains[ax, ay], gains[bx, by]);
                if (a < 0 == b < 0)
                    return;
                var t = a / (a - b);
                points.Add(new SKPoint(left + (float)(ax + t * (bx - ax)) * Step, top + (float)(ay + t * (by - ay)) * Step));
            }
        }
    }
}

// Below: |H| along the wavevector as a line, what the plate shows as dots, the said passband shaded.
void Curves(int left, int top, KernelMatrix[] kernels, Plane response, float mean, double along, PassbandDescription said, double largest)
{
    float X(double f) => left + (float)(f / 0.5 * Side);
    float Y(double gain) => top + CurveHeight - (float)(gain / largest * (CurveHeight - 10));
    canvas.DrawRect(X(said.Lower ?? 0), top, X(said.Upper ?? 0.5) - X(said.Lower ?? 0), CurveHeight, band);
    canvas.DrawLine(left, Y(largest / Math.Sqrt(2)), left + Side, Y(largest / Math.Sqrt(2)), faint);
    canvas.DrawText("−3 dB", left + Side, Y(largest / Math.Sqrt(2)) - 5, SKTextAlign.Right, small, muted);
    canvas.DrawText("|H|", left, top + 12, small, muted);
    canvas.DrawLine(left, top + CurveHeight, left + Side, top + CurveHeight, curve);
    using var path = new SKPath();
    for (var i = 0; i <= Side; i++)
    {
        var f = 0.5 * i / Side;
        if (i == 0)
            path.MoveTo(X(f), Y(Gain(kernels, f, along)));
        else
            path.LineTo(X(f), Y(Gain(kernels, f, along)));
    }
    canvas.DrawPath(path, curve);
    for (var f = 0.03; f < 0.475; f += 0.02)
        canvas.DrawCircle(X(f), Y(Measured(response, mean, f, along)), 3, dot);
    for (var f = 0.0; f <= 0.5001; f += 0.1)
    {
        var text = f.ToString("0.0", CultureInfo.InvariantCulture);
        canvas.DrawText(text, X(f), top + CurveHeight + 18, f == 0 ? SKTextAlign.Left : f > 0.49 ? SKTextAlign.Right : SKTextAlign.Center, small, muted);
    }
    canvas.DrawText("cycles per pixel along the lobe", left + Side / 2f, top + CurveHeight + 38, SKTextAlign.Center, small, muted);
}

// The wave's amplitude within a ring of 0.02 cycles per pixel and 12 degrees to both sides, from its mean square.
double Measured(Plane response, float mean, double frequency, double along)
{
    var (sum, count) = (0.0, 0);
    for (var y = 0; y < plate.Size; y++)
    {
        for (var x = 0; x < plate.Size; x++)
        {
            var apart = Math.Abs((plate.WavevectorAt(x, y) - along + 270) % 180 - 90);
            if (apart > 6 || Math.Abs(plate.FrequencyAt(x, y) - frequency) > 0.01)
                continue;
            var value = response[x, y] - mean;
            (sum, count) = (sum + value * value, count + 1);
        }
    }
    return Math.Sqrt(8 * sum / count);
}

static double Gain(KernelMatrix[] kernels, double frequency, double degrees)
{
    var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
    var (re, im) = (0.0, 0.0);
    foreach (var kernel in kernels)
    {
        for (var row = 0; row < kernel.Height; row++)
        {
            for (var column = 0; column < kernel.Width; column++)
            {
                var (s, c) = Math.SinCos(2 * Math.PI * frequency * (column * cos - row * sin));
                (re, im) = (re + kernel[row, column] * c, im + kernel[row, column] * s);
            }
        }
    }
    return Math.Sqrt(re * re + im * im);
}
