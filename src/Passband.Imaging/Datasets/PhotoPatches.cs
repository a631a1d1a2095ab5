using System.Collections.Immutable;
using System.Globalization;
using Passband.Datasets;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Datasets;

/// <summary>
/// Patches cut from photos without labels, at random places and scales. The end of each photo is held out: it is cut off before the photo is made smaller, so that no pixel of
/// a training patch has any part in a held-out one. Training patches are mirrored and changed in brightness and contrast; held-out ones are not.
/// </summary>
public static class PhotoPatches
{
    internal const string Expected = "photos, " + PictureFile.Supported + " each";

    /// <summary>Cuts from a photo, or from all photos of a folder.</summary>
    /// <param name="path">A picture's file, a folder of them, or a test picture as in <c>test:zone-plate</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Is told the share of files done, 0 to 1, from several threads.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">There is no photo that can be read and is large enough.</exception>
    public static DataSplit Read(string path, PatchOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new PatchOptions();
        options.Check();
        if (TestPicture.IsAsked(path) || !Directory.Exists(path))
            return Of([PictureSource.Open(path, options.Limits)], options);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        var files = PictureLoader.Candidates(path, Expected);
        if (files.Length == 0)
            throw new PassbandException(ErrorKind.Request, DataFolder.Shown(path), "no files in it", Expected, "Put photos into it.");
        var notes = new List<string>();
        files = AsManyAsFit(files, options, notes);
        var read = new Picture?[files.Length];
        var reasons = PictureLoader.Read([.. files.Select(f => Path.Combine(path, f))], options.Limits, (i, picture) => read[i] = Reduced(picture, options), progress, cancellation);
        for (var i = 0; i < files.Length; i++)
        {
            if (read[i] is { } picture && TooSmall(picture, options.Size))
                (read[i], reasons[i]) = (null, TooSmallReason(picture, options.Size));
        }
        if (read.All(p => p is null))
            throw new PassbandException(ErrorKind.Request, DataFolder.Shown(path), $"no photo that can be used ({reasons[0]!.TrimEnd('.')})", Expected);
        if (PictureLoader.Skipped(Printable.Name(name), files, reasons) is { } note)
            notes.Add(note);
        return Make(name, [.. read.OfType<Picture>()], options, [.. notes]);
    }

    /// <summary>Cuts from photos that are there already.</summary>
    /// <param name="photos">At least one.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="PassbandException">A photo is too small.</exception>
    public static DataSplit Of(ImmutableArray<Picture> photos, PatchOptions? options = null)
    {
        options ??= new PatchOptions();
        options.Check();
        if (photos.IsDefaultOrEmpty)
            throw new ArgumentException("There is no photo.", nameof(photos));
        photos = [.. photos.Select(p => Reduced(p, options))];
        foreach (var photo in photos)
        {
            if (TooSmall(photo, options.Size))
                throw new PassbandException(ErrorKind.Request, Printable.Name(photo.Name), TooSmallReason(photo, options.Size), null, "Give a larger photo or ask for smaller patches.");
        }
        return Make(photos[0].Name, photos, options, []);
    }

    private static DataSplit Make(string name, ImmutableArray<Picture> photos, PatchOptions options, ImmutableArray<string> notes)
    {
        var color = options.Color ?? photos.Any(p => p.IsColor);
        var training = new List<ImmutableArray<PhotoLevel>>();
        var heldOut = new List<ImmutableArray<PhotoLevel>>();
        foreach (var photo in photos)
        {
            ImmutableArray<Plane> planes = !color ? [Gray.Of(photo)] : photo.IsColor ? photo.Planes : [photo.Planes[0], photo.Planes[0], photo.Planes[0]];
            var wide = photo.Width >= photo.Height;
            var longer = Math.Max(photo.Width, photo.Height);
            // The held-out part holds a patch at least, and so does the other.
            var cut = Math.Max(Math.Min(longer - options.Size, (int)Math.Round(longer * (1 - options.HeldOutShare))), options.Size);
            training.Add(PhotoLevel.Pyramid([.. planes.Select(p => Part(p, wide, 0, cut))], options, 2 * options.Size));
            heldOut.Add(PhotoLevel.Pyramid([.. planes.Select(p => Part(p, wide, cut, longer))], options, options.Size));
        }
        var shape = new PictureShape(color ? 3 : 1, options.Size, options.Size);
        return new DataSplit(new PatchPictures(name, shape, training, options, heldOut: false, notes), new PatchPictures(name, shape, heldOut, options, heldOut: true, []));
    }

    /// <summary>Of more photos than there is memory for, so many that they fit at their largest, spread evenly.</summary>
    private static string[] AsManyAsFit(string[] files, PatchOptions options, List<string> notes)
    {
        // Red, green and blue as floats while they are read, and less than that afterward.
        var each = 3L * sizeof(float) * options.LargestSide * options.LargestSide;
        var most = (int)Math.Clamp(options.MaxBytes / each, 1, files.Length);
        if (most == files.Length)
            return files;
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{most} of {files.Length} files were taken, spread evenly over their names, for more might not fit into memory."));
        return [.. Enumerable.Range(0, most).Select(i => files[(int)((long)i * files.Length / most)])];
    }

    private static bool TooSmall(Picture photo, int size) => Math.Min(photo.Width, photo.Height) < size || Math.Max(photo.Width, photo.Height) < 2 * size;

    private static string TooSmallReason(Picture photo, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"{photo.Width}×{photo.Height} pixels are too few for patches of {size}×{size} to learn from and others to hold out, which take {2 * size}×{size}");

    private static Picture Reduced(Picture photo, PatchOptions options)
    {
        photo = TransferCurve.Encode(photo);
        var longer = Math.Max(photo.Width, photo.Height);
        if (longer <= options.LargestSide)
            return photo;
        var size = PhotoLevel.Scaled(photo.Width, photo.Height, (double)options.LargestSide / longer);
        return photo with { Planes = [.. photo.Planes.Select(p => PictureResize.Of(p, size))] };
    }

    private static Plane Part(Plane plane, bool wide, int from, int to)
    {
        var (width, height) = wide ? (to - from, plane.Height) : (plane.Width, to - from);
        var samples = new float[width * height];
        for (var y = 0; y < height; y++)
            plane.Row(wide ? y : from + y).Slice(wide ? from : 0, width).CopyTo(samples.AsSpan(y * width));
        return new Plane(width, height, samples);
    }
}
