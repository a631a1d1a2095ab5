namespace Passband.Imaging.Pictures;

/// <summary>The formats that are read.</summary>
internal enum PictureFormat
{
    None,
    Png,
    Jpeg,
    WebP,
    Gif,
    Bmp,
}

/// <summary>Tells a picture's format by how its content begins.</summary>
internal static class PictureSignature
{
    /// <summary>What a PNG begins with.</summary>
    public static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The format, or none of them.</summary>
    public static PictureFormat Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Png))
            return PictureFormat.Png;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PictureFormat.Jpeg;
        if (content.StartsWith("RIFF"u8) && content.Length >= 12 && content[8..12].SequenceEqual("WEBP"u8))
            return PictureFormat.WebP;
        if (content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8))
            return PictureFormat.Gif;
        // Two letters are little to go by; the four reserved bytes that follow the file's size are zero.
        return content.StartsWith("BM"u8) && content.Length >= 26 && content[6..10].IndexOfAnyExcept((byte)0) < 0 ? PictureFormat.Bmp : PictureFormat.None;
    }
}
