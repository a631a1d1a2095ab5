using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>Reads PNGs: those of 16 bits here, as SkiaSharp gives at most half floats (11 bits); all others through SkiaSharp.</summary>
internal static class PngReader
{
    /// <summary>Reads the picture.</summary>
    public static Picture Read(byte[] content, string name, PictureReadOptions options)
    {
        var chunks = new PngChunks(content, name);
        PictureFile.CheckSize(chunks.Width, chunks.Height, name, options);
        if (chunks.HasBadChecksum)
            throw new PassbandException(ErrorKind.Format, name, "the checksum of its pixels is wrong", null, "The file is damaged; fetch or save it again.");
        var picture = chunks.Bits == 16 ? DeepPng.Read(chunks, name) : SkiaReader.Read(content, name, PictureFormat.Png, options, chunks.IsGray);
        var notes = picture.Notes;
        if (chunks.Frames > 1)
            notes = notes.Add(Note.FirstFrame(chunks.Frames));
        if (chunks.Orientation != PictureOrientation.Upright)
            notes = notes.Add(Note.Turned(chunks.Orientation));
        return picture with { Notes = notes, Planes = [.. picture.Planes.Select(p => PictureOrientation.Apply(p, chunks.Orientation))] };
    }
}
