using System.Collections.Immutable;
using Passband.Kernels;
using Passband.Models.Numpy;

namespace Passband.Imaging.Pictures;

/// <summary>Writes pictures and planes: PNG for looking at, .npy and TIFF of float32 for going on with.</summary>
public static class PictureWriter
{
    /// <summary>
    /// A PNG of gray or color. Linear pictures are encoded first (sRGB). Samples beyond 0 and 1 are cut off there, others rounded to the nearest level; what is no number
    /// becomes black.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="output">Where to; need not be seekable.</param>
    /// <param name="bits">8 or 16 bits for a sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 8 nor 16.</exception>
    public static void WritePng(Picture picture, Stream output, int bits = 8)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(output);
        if (bits is not (8 or 16))
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "A PNG is written with 8 or 16 bits.");
        PngWriter.Write(TransferCurve.Encode(picture).Planes, bits, output);
    }

    /// <summary>NumPy's format, float32, the samples as they are: [height, width] for one plane, [planes, height, width] for several.</summary>
    /// <param name="planes">At least one plane, all of one size.</param>
    /// <param name="output">Where to; need not be seekable.</param>
    /// <exception cref="ArgumentException">There is no plane, or they differ in size.</exception>
    public static void WriteNpy(ImmutableArray<Plane> planes, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        CheckPlanes(planes);
        var (width, height) = (planes[0].Width, planes[0].Height);
        NpyWriter.WriteHeader(planes.Length == 1 ? [height, width] : [planes.Length, height, width], output);
        foreach (var plane in planes)
            NpyWriter.WriteValues(plane.Samples, output);
    }

    /// <summary>
    /// A TIFF of float32, the samples as they are: one page a plane, each of one gray sample, which tifffile, ImageJ, PIL and scikit-image all read; several samples in
    /// a float pixel are read by few.
    /// </summary>
    /// <param name="planes">At least one plane, all of one size.</param>
    /// <param name="output">Where to; must be seekable and readable.</param>
    /// <exception cref="ArgumentException">There is no plane, they differ in size, or the stream cannot seek.</exception>
    /// <exception cref="PassbandException">The planes hold more than a TIFF can (4 GiB).</exception>
    public static void WriteTiff(ImmutableArray<Plane> planes, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        CheckPlanes(planes);
        if (!output.CanSeek || !output.CanRead)
            throw new ArgumentException("A TIFF is written into a stream that can seek and be read.", nameof(output));
        TiffWriter.Write(planes, output);
    }

    private static void CheckPlanes(ImmutableArray<Plane> planes)
    {
        if (planes.IsDefaultOrEmpty)
            throw new ArgumentException("There is no plane to write.", nameof(planes));
        if (planes.Any(p => p.Width != planes[0].Width || p.Height != planes[0].Height))
            throw new ArgumentException("The planes differ in size.", nameof(planes));
    }
}
