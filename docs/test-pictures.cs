#:project ../src/Passband.Imaging/Passband.Imaging.csproj
#:property PublishAot=false

// Remakes docs/images/test-pictures.png, all built-in test pictures on one sheet, from the folder of the repository:
//     dotnet run docs/test-pictures.cs -- docs/images/test-pictures.png
// With a second argument, a folder, each picture is also written there by itself, as a PNG of its default size.

using Passband.Imaging.Pictures;
using SkiaSharp;

if (args is not [var target, ..])
{
    Console.Error.WriteLine("Usage: dotnet run docs/test-pictures.cs -- FILE.png [FOLDER]");
    return 2;
}
const int Columns = 5, Side = 200, Gap = 16, Label = 26;
string[] shown =
[
    "zone-plate(200)", "siemens(200,36)", "slanted-edge(200,5)", "step(200)", "ramp(200)",
    "impulse(25)", "white-noise(200,1)", "pink-noise(200,1)", "grating(200,0.05,30)", "color-wheel(200)",
];
var missing = TestPicture.Kinds.Select(k => k.Name).Except(shown.Select(s => s.Split('(')[0])).ToArray();
if (missing.Length > 0)
    throw new InvalidOperationException($"The sheet lacks {string.Join(", ", missing)}.");
var rows = (shown.Length + Columns - 1) / Columns;
using var sheet = new SKBitmap(new SKImageInfo(Gap + Columns * (Side + Gap), Gap + rows * (Side + Label + Gap), SKColorType.Rgba8888, SKAlphaType.Opaque));
using var canvas = new SKCanvas(sheet);
using var face = SKTypeface.FromFile("src/Passband.Imaging/Fonts/IBMPlexSans-Regular.ttf");
using var font = new SKFont(face, 15);
using var ink = new SKPaint { Color = new SKColor(0x1A, 0x1A, 0x1A), IsAntialias = true };
canvas.Clear(new SKColor(0xF4, 0xF4, 0xF2));
for (var i = 0; i < shown.Length; i++)
{
    var (x, y) = (Gap + i % Columns * (Side + Gap), Gap + i / Columns * (Side + Label + Gap));
    using var png = new MemoryStream();
    PictureWriter.WritePng(TestPicture.Make(shown[i]), png);
    using var picture = SKBitmap.Decode(png.ToArray());
    canvas.DrawBitmap(picture, new SKRect(0, 0, picture.Width, picture.Height), new SKRect(x, y, x + Side, y + Side));
    canvas.DrawText(shown[i], x, y + Side + 19, SKTextAlign.Left, font, ink);
}
using (var file = File.Create(target))
    sheet.Encode(file, SKEncodedImageFormat.Png, 100);
if (args is [_, var folder, ..])
{
    foreach (var kind in TestPicture.Kinds)
    {
        using var file = File.Create(Path.Combine(folder, $"{kind.Name}.png"));
        PictureWriter.WritePng(TestPicture.Make(kind.Name), file);
    }
}
return 0;
