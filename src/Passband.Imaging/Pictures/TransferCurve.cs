namespace Passband.Imaging.Pictures;

/// <summary>
/// sRGB's curve between encoded samples and light (IEC 61966-2-1:1999, 5.2): a straight piece near black and a power of 2.4 above, continuous in value to about
/// 1e-8. Negative samples take the curve of their amount and keep the sign, as extended sRGB does (annex F); samples above 1 go on along the power.
/// </summary>
public static class TransferCurve
{
    /// <summary>Light (0 black, 1 white) of an encoded sample.</summary>
    public static double ToLight(double encoded) => Math.Abs(encoded) <= 0.04045
        ? encoded / 12.92
        : Math.CopySign(Math.Pow((Math.Abs(encoded) + 0.055) / 1.055, 2.4), encoded);

    /// <summary>The encoded sample of light.</summary>
    public static double FromLight(double light) => Math.Abs(light) <= 0.0031308
        ? light * 12.92
        : Math.CopySign(1.055 * Math.Pow(Math.Abs(light), 1 / 2.4) - 0.055, light);

    /// <summary>The plane with every encoded sample made proportional to light.</summary>
    public static Plane Linearize(Plane plane) => Map(plane, ToLight);

    /// <summary>The plane with every sample of light encoded.</summary>
    public static Plane Encode(Plane plane) => Map(plane, FromLight);

    /// <summary>The picture in light; itself if it is already.</summary>
    public static Picture Linearize(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.Transfer == Transfer.Linear ? picture : picture with { Planes = [.. picture.Planes.Select(Linearize)], Transfer = Transfer.Linear };
    }

    /// <summary>The picture encoded; itself if it is already.</summary>
    public static Picture Encode(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.Transfer == Transfer.Encoded ? picture : picture with { Planes = [.. picture.Planes.Select(Encode)], Transfer = Transfer.Encoded };
    }

    private static Plane Map(Plane plane, Func<double, double> curve)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var samples = new float[plane.Samples.Length];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)curve(plane.Samples[i]);
        return new Plane(plane.Width, plane.Height, samples);
    }
}
