namespace Passband.Imaging.Pictures;

/// <summary>
/// Colors to gray. In light, the weights of ITU-R BT.709 (0.2126, 0.7152, 0.0722), which are those of sRGB's primaries: luminance. In encoded samples, the weights of
/// ITU-R BT.601 (0.299, 0.587, 0.114): luma, what JPEG stores and what PIL and OpenCV call gray.
/// </summary>
public static class Gray
{
    /// <summary>Weights of encoded red, green and blue in luma (ITU-R BT.601-7).</summary>
    public static (double Red, double Green, double Blue) LumaWeights => (0.299, 0.587, 0.114);

    /// <summary>Weights of linear red, green and blue in luminance (ITU-R BT.709-6).</summary>
    public static (double Red, double Green, double Blue) LuminanceWeights => (0.2126, 0.7152, 0.0722);

    /// <summary>One plane: luma of encoded samples, luminance of linear ones; a gray picture's own plane.</summary>
    public static Plane Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (!picture.IsColor)
            return picture.Planes[0];
        var (r, g, b) = picture.Transfer == Transfer.Linear ? LuminanceWeights : LumaWeights;
        var samples = new float[picture.Planes[0].Samples.Length];
        var red = picture.Planes[0].Samples;
        var green = picture.Planes[1].Samples;
        var blue = picture.Planes[2].Samples;
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(r * red[i] + g * green[i] + b * blue[i]);
        return new Plane(picture.Width, picture.Height, samples);
    }

    /// <summary>The picture in gray; itself if it is already.</summary>
    public static Picture Convert(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.IsColor ? picture with { Planes = [Of(picture)] } : picture;
    }
}
