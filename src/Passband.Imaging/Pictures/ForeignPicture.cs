using System.Text;
using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>Names a file that is no readable picture for what it is, and says what to do instead.</summary>
internal static class ForeignPicture
{
    /// <summary>Text is looked for in this many bytes.</summary>
    private const int Head = 512;

    private const string Convert = "Save it as a PNG or JPEG first.";

    private const string ConvertDeep = "Save it as a PNG first; a 16-bit PNG keeps its depth.";

    private const string Another = "Give a picture's file.";

    /// <summary>The error for content of no readable format.</summary>
    public static PassbandException Refuse(ReadOnlySpan<byte> content, string name)
    {
        var (found, remedy) = Binary(content) ?? Text(content[..Math.Min(content.Length, Head)]) ?? ("is of no format that Passband knows", Convert);
        return new PassbandException(ErrorKind.Format, name, found, PictureFile.Supported, remedy);
    }

    private static (string Found, string Remedy)? Binary(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return ("is empty", "Fetch or save it again.");
        if (Starts(content, 'I', 'I', 42, 0) || Starts(content, 'M', 'M', 0, 42) || Starts(content, 'I', 'I', 43, 0) || Starts(content, 'M', 'M', 0, 43))
            return ("is a TIFF (or a camera's raw file)", ConvertDeep);
        if (content.Length >= 12 && content[4..8].SequenceEqual("ftyp"u8))
            return Movie(content[8..12]);
        if (content.StartsWith("8BPS"u8))
            return ("is a Photoshop document", ConvertDeep);
        if (content.StartsWith("%PDF"u8))
            return ("is a PDF document", "Render a page of it as PNG, e.g. pdftoppm -png -r 150 FILE.pdf page.");
        if (Starts(content, 0xFF, 0x0A) || content.Length >= 8 && content[4..8].SequenceEqual("JXL "u8))
            return ("is a JPEG XL picture", ConvertDeep);
        if (content.Length >= 8 && content[4..8].SequenceEqual("jP  "u8) || Starts(content, 0xFF, 0x4F, 0xFF, 0x51))
            return ("is a JPEG 2000 picture", ConvertDeep);
        if (Starts(content, 0x76, 0x2F, 0x31, 0x01))
            return ("is an OpenEXR picture", ConvertDeep);
        if (Starts(content, 0, 0, 1, 0) || Starts(content, 0, 0, 2, 0))
            return ("is an icon or a cursor", Convert);
        if (content.StartsWith((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y']))
            return ("is a NumPy array", "Save it as PNG, e.g. with skimage.io.imsave.");
        if (content.StartsWith("BM"u8))
            return ("begins as a BMP does and is none, or is cut short", Convert);
        if (content.Length < 12 && (content.StartsWith("RIFF"u8) || PictureSignature.Png.StartsWith(content) || content.StartsWith("GIF8"u8) || Starts(content, 0xFF, 0xD8)))
            return ($"is cut off after {content.Length} bytes", "Fetch or save it again.");
        return Other(content);
    }

    private static (string, string)? Other(ReadOnlySpan<byte> content)
    {
        if (Starts(content, 0x89, 'H', 'D', 'F'))
            return ("is an HDF5 file, not a picture", Another);
        if (Starts(content, 'P', 'K', 3, 4) || Starts(content, 0x1F, 0x8B))
            return ("is an archive, not a picture", "Unpack it and name a picture in it.");
        // An ONNX file opens with the IR version (field 1), then the producer's name (field 2) or the graph (field 7).
        if (content.Length > 3 && content[0] == 0x08 && content[1] is > 0 and < 32 && content[2] is 0x12 or 0x1A or 0x3A)
            return ("looks like an ONNX model, not a picture", "Give the picture and the model each in its own place.");
        // A safetensors file opens with the length of a JSON object.
        if (content.Length > 8 && content[8] == (byte)'{' && content[4..8].IndexOfAnyExcept((byte)0) < 0)
            return ("looks like a safetensors model, not a picture", "Give the picture and the model each in its own place.");
        return null;
    }

    private static (string, string) Movie(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            return ("is an AVIF picture", Convert);
        return brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("msf1"u8)
            ? ("is a HEIC picture", "Save it as a JPEG or PNG first.")
            : ("is a film or a sound (MP4 family)", "Save one frame of it as PNG.");
    }

    private static (string, string)? Text(ReadOnlySpan<byte> head)
    {
        // A cut inside the last character is no reason to call text binary.
        var text = Encoding.UTF8.GetString(head).TrimEnd('\uFFFD');
        if (text.Any(c => c == '\uFFFD' || char.IsControl(c) && !char.IsWhiteSpace(c)))
            return head is [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)'\n' or (byte)' ', ..] ? ("is a netpbm picture (PBM, PGM, PPM, PAM)", ConvertDeep) : null;
        var opening = text.TrimStart('\uFEFF').TrimStart();
        if (opening.StartsWith("<svg", StringComparison.OrdinalIgnoreCase) || opening.StartsWith("<?xml", StringComparison.Ordinal) && opening.Contains("<svg", StringComparison.OrdinalIgnoreCase))
            return ("is an SVG drawing, which has no pixels of its own", "Render it as PNG first, e.g. rsvg-convert FILE.svg -o FILE.png.");
        if (opening.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || opening.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return ("is a web page, not a picture", "The download failed; fetch the picture itself.");
        if (opening.StartsWith("version https://git-lfs", StringComparison.Ordinal))
            return ("is a Git LFS pointer, which stands in for a file that was not fetched", "Run git lfs pull in its repository.");
        if (head is [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)'\n' or (byte)' ', ..])
            return ("is a netpbm picture (PBM, PGM, PPM, PAM)", ConvertDeep);
        return ("is text, not a picture", Another);
    }

    private static bool Starts(ReadOnlySpan<byte> content, params ReadOnlySpan<int> bytes)
    {
        if (content.Length < bytes.Length)
            return false;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (content[i] != bytes[i])
                return false;
        }
        return true;
    }
}
