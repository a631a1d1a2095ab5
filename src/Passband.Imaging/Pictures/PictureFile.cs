using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>
/// Reads pictures: PNG (8 and 16 bits), JPEG, WebP, GIF and BMP, told by their content and never by their name. Gray PNGs and JPEGs give one plane, all
/// others red, green and blue. What was done on the way (turned, laid over white, converted, first frame taken) is in <see cref="Picture.Notes"/>.
/// </summary>
public static class PictureFile
{
    /// <summary>The formats that are read, as error messages name them.</summary>
    internal const string Supported = "a PNG, JPEG, WebP, GIF or BMP picture";

    /// <summary>Reads a picture's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="PassbandException">The file is missing, unreadable, no picture of these formats, damaged, or larger than the limits.</exception>
    public static Picture Read(string path, PictureReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= PictureReadOptions.Default;
        return Read(Load(path, options), Path.GetFileName(path) is { Length: > 0 } name ? name : path, options);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What to call it in messages and in <see cref="Picture.Name"/>.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <exception cref="PassbandException">The content is no picture of these formats, damaged, or larger than the limits.</exception>
    public static Picture Read(byte[] content, string name, PictureReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        options ??= PictureReadOptions.Default;
        name = Printable.Name(name);
        return PictureSignature.Of(content) switch
        {
            PictureFormat.None => throw ForeignPicture.Refuse(content, name),
            PictureFormat.Png => PngReader.Read(content, name, options),
            var format => SkiaReader.Read(content, name, format, options),
        };
    }

    /// <summary>Refuses dimensions that are empty or beyond the limits.</summary>
    internal static void CheckSize(long width, long height, string name, PictureReadOptions options)
    {
        if (width < 1 || height < 1)
            throw new PassbandException(ErrorKind.Format, name, $"its header declares {width}×{height} pixels", "at least 1×1", "The file is damaged; fetch or save it again.");
        var pixels = (decimal)width * height;
        if (width > options.MaxSide || height > options.MaxSide)
            throw TooLarge($"sides of at most {options.MaxSide} pixels", nameof(PictureReadOptions.MaxSide));
        // A plane is one array.
        if (pixels > Array.MaxLength)
            throw new PassbandException(ErrorKind.Format, name, $"its header declares {width}×{height} pixels", $"at most {Array.MaxLength} pixels", "Make it smaller, or cut it into parts.");
        if (pixels > options.MaxPixels)
            throw TooLarge($"at most {options.MaxPixels} pixels", nameof(PictureReadOptions.MaxPixels));

        PassbandException TooLarge(string expected, string option) => new(
            ErrorKind.Format, name, $"its header declares {width}×{height} pixels ({pixels / 1_000_000:0.#} million)", expected,
            $"Make it smaller, or raise {option} if the machine has the memory ({pixels * 3 * sizeof(float) / 1_000_000_000:0.#} GB for three planes).");
    }

    private static byte[] Load(string path, PictureReadOptions options)
    {
        if (Directory.Exists(path))
            throw new PassbandException(ErrorKind.Unreadable, path, "is a folder", PictureFile.Supported, "Name a file in it.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (stream.CanSeek && stream.Length > options.MaxFileBytes)
                throw TooLarge(path, $"{stream.Length} bytes", options);
            using var content = new MemoryStream(stream.CanSeek ? (int)Math.Min(stream.Length, Array.MaxLength) : 0);
            // A pipe or a device has no length to check first, and a file may grow while it is read.
            var buffer = new byte[1 << 16];
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                if (content.Length + count > Math.Min(options.MaxFileBytes, Array.MaxLength))
                    throw TooLarge(path, $"more than {content.Length} bytes", options);
                content.Write(buffer, 0, count);
            }
            return content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, "there is no such file", PictureFile.Supported, "Check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, $"cannot be read ({e.Message.TrimEnd('.')})", null, "Check its permissions.", e);
        }
    }

    private static PassbandException TooLarge(string path, string found, PictureReadOptions options) => new(
        ErrorKind.Format, path, found, $"at most {options.MaxFileBytes} bytes", $"Give a smaller file, or raise {nameof(PictureReadOptions.MaxFileBytes)}.");
}
