using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>Opens what a command line names: a test picture by <c>test:</c> and its specification, or a file.</summary>
public static class PictureSource
{
    /// <summary>Makes or reads the picture.</summary>
    /// <param name="text">As in <c>test:zone-plate(512)</c> or <c>photo.jpg</c>. A file whose name begins with the prefix is reached as <c>./test:…</c>.</param>
    /// <param name="options">Limits for files; null for the defaults.</param>
    /// <exception cref="PassbandException">The picture cannot be made or read.</exception>
    public static Picture Open(string text, PictureReadOptions? options = null) => TestPicture.IsAsked(text) ? TestPicture.Make(text) : PictureFile.Read(text, options);
}
