namespace Passband.Imaging.Pictures;

/// <summary>The sentences that say what was done while reading.</summary>
internal static class Note
{
    public const string OnWhite = "Transparent pixels were laid over white.";

    public const string Converted = "The file's color profile was converted to sRGB.";

    public const string NotConverted = "The file states colors of its own (a profile or a gamma); its 16-bit samples were kept and taken for sRGB.";

    public const string FromCmyk = "The CMYK samples were converted to RGB by ink times paper, without a profile.";

    public static string FirstFrame(long frames) => $"The first of {frames} frames was taken.";

    public static string Turned(int orientation) => $"The picture was {PictureOrientation.Words(orientation)}, as EXIF's orientation {orientation} asks.";
}
