using System.Globalization;
using System.Text;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>
/// A PNG for terminals that know the graphics protocol of kitty (sw.kovidgoyal.net/kitty/graphics-protocol): base64 in chunks, each an application program
/// command, shown at the cursor, which ends up behind the picture's last row.
/// </summary>
internal static class KittyPicture
{
    /// <summary>The most base64 characters that the protocol allows in one chunk; a multiple of four, so that each chunk can be decoded by itself.</summary>
    public const int MostInChunk = 4096;

    /// <summary>The picture's bytes.</summary>
    /// <param name="png">The picture.</param>
    /// <param name="columns">Columns of text to scale it to; null for its own size in pixels.</param>
    public static byte[] Encode(ReadOnlySpan<byte> png, int? columns)
    {
        var data = Convert.ToBase64String(png);
        var text = new StringBuilder(data.Length + data.Length / 64);
        for (var start = 0; start < data.Length; start += MostInChunk)
        {
            var length = Math.Min(MostInChunk, data.Length - start);
            // q=2: the terminal must not answer, as nobody would read it.
            text.Append("\e_G");
            if (start == 0)
            {
                text.Append("a=T,f=100,");
                if (columns is { } count)
                    text.Append(CultureInfo.InvariantCulture, $"c={count},");
            }
            text.Append("q=2,m=").Append(start + length < data.Length ? '1' : '0').Append(';').Append(data, start, length).Append("\e\\");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
