using System.Globalization;
using System.Text;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>A PNG for terminals that know the inline pictures of iTerm2 (iterm2.com/documentation-images.html): one operating system command.</summary>
internal static class ITermPicture
{
    /// <summary>The picture's bytes.</summary>
    /// <param name="png">The picture.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="columns">Columns of text to scale it to; null for its own size.</param>
    public static byte[] Encode(ReadOnlySpan<byte> png, int width, int height, int? columns)
    {
        var size = columns is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"width={count};height=auto")
            : string.Create(CultureInfo.InvariantCulture, $"width={width}px;height={height}px");
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"\e]1337;File=inline=1;size={png.Length};{size};preserveAspectRatio=1:{Convert.ToBase64String(png)}\a"));
    }
}
