using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Pictures;

/// <summary>Decodes pictures of 8 bits through SkiaSharp, into sRGB, upright and over white.</summary>
internal static class SkiaReader
{
    private const string Again = "The file is damaged or cut off; fetch or save it again.";

    /// <summary>Rows that are decoded at a time where the codec can; a strip is all the memory that is needed beside the planes.</summary>
    private const int Strip = 64;

    /// <summary>Decodes a picture.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="format">The format that its content begins as.</param>
    /// <param name="options">Limits.</param>
    /// <param name="isGray">Whether the header says that all samples are gray although the codec gives colors.</param>
    public static Picture Read(byte[] content, string name, PictureFormat format, PictureReadOptions options, bool isGray = false)
    {
        var pin = GCHandle.Alloc(content, GCHandleType.Pinned);
        try
        {
            using var data = SKData.Create(pin.AddrOfPinnedObject(), content.Length);
            using var codec = SKCodec.Create(new SKMemoryStream(data), out var result)
                ?? throw new PassbandException(ErrorKind.Format, name, $"its {Title(format)} header is damaged or cut off ({result})", null, Again);
            return Read(codec, content, name, format, options, isGray || codec.Info.ColorType == SKColorType.Gray8);
        }
        finally
        {
            pin.Free();
        }
    }

    private static Picture Read(SKCodec codec, byte[] content, string name, PictureFormat format, PictureReadOptions options, bool isGray)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        PictureFile.CheckSize(width, height, name, options);
        var opaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        using var colors = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul, colors);
        var target = new Samples(width, height, isGray ? 1 : 3);
        // Frames and bottom-up files come whole; the others in strips.
        var inStrips = format == PictureFormat.Jpeg && codec.StartScanlineDecode(info) == SKCodecResult.Success;
        if (inStrips)
            Strips(codec, info, target, name, format);
        else
            Whole(codec, info, target, name, format);
        var notes = ImmutableArray.CreateBuilder<string>();
        if (format == PictureFormat.Jpeg && JpegHeader.Components(content) == 4)
            notes.Add(Note.FromCmyk);
        else if (codec.Info.ColorSpace is { IsSrgb: false })
            notes.Add(Note.Converted);
        if (target.HasTransparency)
            notes.Add(Note.OnWhite);
        if (codec.FrameCount > 1)
            notes.Add(Note.FirstFrame(codec.FrameCount));
        var orientation = (int)codec.EncodedOrigin;
        if (orientation != PictureOrientation.Upright)
            notes.Add(Note.Turned(orientation));
        return new Picture { Name = name, Planes = [.. target.Planes().Select(p => PictureOrientation.Apply(p, orientation))], Notes = notes.ToImmutable() };
    }

    private static void Strips(SKCodec codec, SKImageInfo info, Samples target, string name, PictureFormat format)
    {
        var strip = new byte[info.RowBytes * Math.Min(Strip, info.Height)];
        var pin = GCHandle.Alloc(strip, GCHandleType.Pinned);
        try
        {
            for (var y = 0; y < info.Height; y += Strip)
            {
                var rows = Math.Min(Strip, info.Height - y);
                var got = codec.GetScanlines(pin.AddrOfPinnedObject(), rows, info.RowBytes);
                if (got < rows)
                    throw EndsEarly(name, format, y + got, info.Height);
                target.Put(strip, y, rows);
            }
        }
        finally
        {
            pin.Free();
        }
    }

    private static void Whole(SKCodec codec, SKImageInfo info, Samples target, string name, PictureFormat format)
    {
        if (info.BytesSize64 > Array.MaxLength)
        {
            throw new PassbandException(
                ErrorKind.Format, name, $"a {Title(format)} of {info.Width}×{info.Height} pixels", $"at most {Array.MaxLength / 4} pixels in this format", "Make it smaller, or save it as a JPEG.");
        }
        var pixels = new byte[info.BytesSize64];
        var pin = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            // Only the incremental decoder of PNGs tells how many rows there are; the others just that some are missing.
            if (format == PictureFormat.Png && codec.StartIncrementalDecode(info, pin.AddrOfPinnedObject(), info.RowBytes) == SKCodecResult.Success)
            {
                var result = codec.IncrementalDecode(out var rows);
                if (result != SKCodecResult.Success)
                    throw EndsEarly(name, format, rows, info.Height);
            }
            else if (codec.GetPixels(info, pin.AddrOfPinnedObject()) is var result and not SKCodecResult.Success)
            {
                throw result is SKCodecResult.IncompleteInput
                    ? EndsEarly(name, format, null, info.Height)
                    : new PassbandException(ErrorKind.Format, name, $"its {Title(format)} pixels cannot be decoded ({result})", null, Again);
            }
        }
        finally
        {
            pin.Free();
        }
        target.Put(pixels, 0, info.Height);
    }

    private static PassbandException EndsEarly(string name, PictureFormat format, int? rows, int height) => new(
        ErrorKind.Format, name, rows is { } count && count < height ? $"its {Title(format)} pixels end after {count} of {height} rows" : $"its {Title(format)} pixels end early",
        null, Again);

    private static string Title(PictureFormat format) => format switch
    {
        PictureFormat.Png => "PNG",
        PictureFormat.Jpeg => "JPEG",
        PictureFormat.WebP => "WebP",
        PictureFormat.Gif => "GIF",
        _ => "BMP",
    };

    /// <summary>The planes while they are filled with rows of RGBA.</summary>
    private sealed class Samples(int width, int height, int count)
    {
        private readonly float[][] _planes = [.. Enumerable.Range(0, count).Select(_ => new float[width * height])];

        public bool HasTransparency { get; private set; }

        public IEnumerable<Plane> Planes() => _planes.Select(p => new Plane(width, height, p));

        /// <summary>Rows from <paramref name="y"/> on, laid over white.</summary>
        public void Put(ReadOnlySpan<byte> rgba, int y, int rows)
        {
            for (var c = 0; c < count; c++)
            {
                var samples = _planes[c].AsSpan(y * width, rows * width);
                for (var i = 0; i < samples.Length; i++)
                {
                    var alpha = rgba[4 * i + 3];
                    var value = rgba[4 * i + c] / 255f;
                    if (alpha < 255)
                    {
                        HasTransparency = true;
                        value = value * (alpha / 255f) + (1 - alpha / 255f);
                    }
                    samples[i] = value;
                }
            }
        }
    }
}
