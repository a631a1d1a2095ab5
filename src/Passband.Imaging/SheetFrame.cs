namespace Passband.Imaging;

/// <summary>What stands around the tiles.</summary>
/// <param name="Margin">Pixels of background on every side.</param>
/// <param name="NarrowestContent">Pixels that the content is wide at least, so that the words have room.</param>
/// <param name="HasWords">Whether title, caption and legends are part of the picture; else they are said beside it.</param>
internal sealed record SheetFrame(int Margin, int NarrowestContent, bool HasWords)
{
    /// <summary>A picture of its own.</summary>
    public static SheetFrame Sheet { get; } = new(20, 420, true);

    /// <summary>Tiles within a text. The margin lets terminals write on below the picture, which may reserve a row of up to six pixels too few.</summary>
    public static SheetFrame Inline { get; } = new(6, 0, false);
}
