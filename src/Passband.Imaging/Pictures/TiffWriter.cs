using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>Writes TIFFs (revision 6.0) of 32-bit floats, uncompressed, one page a plane, in this machine's byte order.</summary>
internal static class TiffWriter
{
    /// <summary>The target size of a strip in bytes; readers take a strip at a time.</summary>
    private const int StripBytes = 1 << 16;

    /// <summary>Offsets have 32 bits; what the directories take is left free.</summary>
    private const long MaxBytes = uint.MaxValue - (1L << 20);

    public static void Write(ImmutableArray<Plane> planes, Stream output)
    {
        var (width, height) = (planes[0].Width, planes[0].Height);
        var bytes = (long)planes.Length * height * width * sizeof(float);
        if (bytes > MaxBytes)
        {
            throw new PassbandException(
                ErrorKind.Request, "TIFF", $"{planes.Length} planes of {width}×{height} samples are {bytes} bytes", $"at most {MaxBytes} bytes", "Write .npy, which has no such limit.");
        }
        using var tiff = Tiff.ClientOpen("planes", "w", output, new KeptOpen());
        var row = new byte[width * sizeof(float)];
        for (var page = 0; page < planes.Length; page++)
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, width);
            tiff.SetField(TiffTag.IMAGELENGTH, height);
            tiff.SetField(TiffTag.BITSPERSAMPLE, 32);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
            tiff.SetField(TiffTag.SAMPLEFORMAT, SampleFormat.IEEEFP);
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
            tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
            tiff.SetField(TiffTag.COMPRESSION, Compression.NONE);
            tiff.SetField(TiffTag.ROWSPERSTRIP, Math.Clamp(StripBytes / row.Length, 1, height));
            if (planes.Length > 1)
            {
                tiff.SetField(TiffTag.SUBFILETYPE, FileType.PAGE);
                tiff.SetField(TiffTag.PAGENUMBER, page, planes.Length);
            }
            for (var y = 0; y < height; y++)
            {
                MemoryMarshal.AsBytes(planes[page].Row(y)).CopyTo(row);
                if (!tiff.WriteScanline(row, y))
                    throw new IOException("the TIFF's rows could not be written");
            }
            if (!tiff.WriteDirectory())
                throw new IOException("the TIFF's directory could not be written");
        }
    }

    /// <summary>The stream belongs to the caller.</summary>
    private sealed class KeptOpen : TiffStream
    {
        public override void Close(object clientData)
        {
        }
    }
}
