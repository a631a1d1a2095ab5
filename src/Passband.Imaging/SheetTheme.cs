using SkiaSharp;

namespace Passband.Imaging;

/// <summary>The colors around the kernels.</summary>
internal sealed record SheetTheme(SKColor Background, SKColor Panel, SKColor Line, SKColor Text, SKColor MutedText, Rgb Negative, Rgb Positive, Rgb Response)
{
    private static readonly SheetTheme Light = new(
        new SKColor(0xFF, 0xFF, 0xFF), new SKColor(0xF2, 0xF4, 0xF6), new SKColor(0xA8, 0xB0, 0xB8), new SKColor(0x1B, 0x1F, 0x24), new SKColor(0x52, 0x5B, 0x65),
        DivergingMap.At(-0.7), DivergingMap.At(0.7), SequentialMap.At(0.35));

    private static readonly SheetTheme Night = new(
        new SKColor(0x14, 0x17, 0x1A), new SKColor(0x1F, 0x24, 0x29), new SKColor(0x5B, 0x64, 0x6E), new SKColor(0xEC, 0xEF, 0xF1), new SKColor(0xA3, 0xAC, 0xB5),
        DivergingMap.At(-0.4), DivergingMap.At(0.4), SequentialMap.At(0.65));

    public static SheetTheme Of(bool dark) => dark ? Night : Light;
}
