using System.Collections.Immutable;
using System.Globalization;
using Passband.Datasets;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Datasets;

/// <summary>How a folder of classes is read.</summary>
public sealed record ClassFolderOptions
{
    /// <summary>Rows, and pixels in a row, that every picture is brought to; from 8 to 1,024, by default 32.</summary>
    public int Size { get; init; } = 32;

    /// <summary>Whether pictures are read as red, green and blue, or as gray.</summary>
    public bool Color { get; init; } = true;

    /// <summary>How a picture is brought to the size: <see cref="InputFit.Crop"/>, which keeps its proportions and its middle, <see cref="InputFit.Resize"/> or <see cref="InputFit.Pad"/>.</summary>
    public InputFit Fit { get; init; } = InputFit.Crop;

    /// <summary>The share of every class that is held out; above 0 and below 1, by default 0.2.</summary>
    public double HeldOutShare { get; init; } = StratifiedSplit.UsualShare;

    /// <summary>What decides which these are.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What a picture's file may ask for; by default 60 megapixels and 256 MiB.</summary>
    public PictureReadOptions Limits { get; init; } = PictureLoader.UsualLimits;
}

/// <summary>
/// A folder with a folder for each class, whose names are those of the classes and whose files are pictures. All are decoded once and kept at the size asked for, a byte a
/// sample. Files that cannot be read are skipped, counted and named in the notes.
/// </summary>
public static class ClassFolder
{
    internal const string Expected = "a folder with a folder of pictures for each class";

    private const int SmallestSize = 8, LargestSize = 1024, MostClasses = 256;

    /// <summary>Reads the pictures.</summary>
    /// <param name="path">The folder of folders.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Is told the share of files done, 0 to 1, from several threads.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">
    /// The folder is missing, holds fewer than two classes or more than 256, a class has no picture or a single one, or the pictures do not fit into one array.
    /// </exception>
    public static DataSplit Read(string path, ClassFolderOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new ClassFolderOptions();
        GeneratedOptions.Require("pictures", "size", options.Size, options.Size is >= SmallestSize and <= LargestSize, $"{SmallestSize} to {LargestSize} pixels");
        GeneratedOptions.Require("pictures", "held-out share", options.HeldOutShare, options.HeldOutShare is > 0 and < 1, "above 0 and below 1");
        if (options.Fit == InputFit.None)
            throw new PassbandException(ErrorKind.Request, "pictures", "not brought to one size", "to be cropped, resized or padded");
        var classes = ClassesOf(path);
        var files = classes.Select(c => PictureLoader.Candidates(Path.Combine(path, c), Expected)).ToArray();
        for (var c = 0; c < classes.Length; c++)
        {
            if (files[c].Length == 0)
                throw NoPicture(path, classes[c], "is empty");
        }
        var shape = new PictureShape(options.Color ? 3 : 1, options.Size, options.Size);
        var count = files.Sum(f => f.Length);
        if ((long)count * shape.Count > Array.MaxLength)
        {
            throw new PassbandException(
                ErrorKind.Request, DataFolder.Shown(path), $"{count} files that take {(long)count * shape.Count / 1_000_000} MB at {shape}", $"at most {Array.MaxLength / 1_000_000} MB",
                "Ask for a smaller size, for gray, or give fewer pictures.");
        }
        var samples = new byte[count * shape.Count];
        var labels = files.SelectMany((f, c) => Enumerable.Repeat((byte)c, f.Length)).ToArray();
        string[] paths = [.. files.SelectMany((f, c) => f.Select(name => Path.Combine(path, classes[c], name)))];
        var how = new Preprocessing
        {
            Channels = options.Color ? InputChannels.Rgb : InputChannels.Gray,
            Size = new PixelSize(options.Size, options.Size),
            Fit = options.Fit,
        };
        var reasons = PictureLoader.Read(paths, options.Limits, (i, picture) => Store(picture, how, samples.AsSpan(i * shape.Count, shape.Count)), progress, cancellation);
        var notes = new List<string>();
        for (int c = 0, at = 0; c < classes.Length; at += files[c].Length, c++)
        {
            var own = reasons.AsSpan(at, files[c].Length).ToArray();
            var read = own.Count(r => r is null);
            if (read == 0)
                throw NoPicture(path, classes[c], $"holds no picture that can be read ({own[0]!.TrimEnd('.')})");
            if (read == 1)
                throw new PassbandException(ErrorKind.Request, Inside(path, classes[c]), "holds a single picture", "at least two, one to learn from and one to be held out");
            if (PictureLoader.Skipped(Printable.Name(classes[c]), files[c], own) is { } note)
                notes.Add(note);
        }
        return Divide(path, shape, classes, samples, labels, reasons, options, notes);
    }

    /// <summary>The names of the folders in a folder that are classes: all but the hidden ones.</summary>
    internal static ImmutableArray<string> Folders(string path) => [.. DataFolder.Folders(path, Expected).Where(f => !f.StartsWith('.'))];

    private static ImmutableArray<string> ClassesOf(string path)
    {
        var classes = Folders(path);
        return classes.Length switch
        {
            0 => throw new PassbandException(ErrorKind.Request, DataFolder.Shown(path), "no folders in it", Expected, "Put the pictures of each class into a folder with its name."),
            1 => throw new PassbandException(
                ErrorKind.Request, DataFolder.Shown(path), $"a single class, {Printable.Name(classes[0])}", "at least two classes",
                $"There is nothing to tell apart; name {Printable.Name(Path.Combine(path, classes[0]))} itself to learn from photos without classes."),
            > MostClasses => throw new PassbandException(ErrorKind.Request, DataFolder.Shown(path), $"{classes.Length} folders in it", $"at most {MostClasses} classes"),
            _ => classes,
        };
    }

    private static DataSplit Divide(
        string path, PictureShape shape, ImmutableArray<string> classes, byte[] samples, byte[] labels, string?[] reasons, ClassFolderOptions options, List<string> notes)
    {
        int[] read = [.. Enumerable.Range(0, labels.Length).Where(i => reasons[i] is null)];
        var (training, heldOut) = StratifiedSplit.Of([.. read.Select(i => labels[i])], options.HeldOutShare, options.Seed);
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{heldOut.Length} of {read.Length} pictures were held out, class by class."));
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new DataSplit(Set(training, [.. notes]), Set(heldOut, []));

        FixedPictures Set(int[] shown, ImmutableArray<string> said) => new(name, shape, classes, samples, labels, [.. shown.Select(i => read[i])], said);
    }

    private static void Store(Picture picture, Preprocessing how, Span<byte> samples)
    {
        var planes = InputPicture.Prepare(picture, how);
        for (var channel = 0; channel < planes.Length; channel++)
        {
            var own = planes[channel].Samples;
            for (var i = 0; i < own.Length; i++)
                samples[channel * own.Length + i] = PictureLoader.Level(own[i]);
        }
    }

    private static string Inside(string path, string folder) => DataFolder.Shown(Path.Combine(path, folder));

    private static PassbandException NoPicture(string path, string folder, string found) => new(
        ErrorKind.Request, Inside(path, folder), found, PictureFile.Supported, "Put pictures into it, or take the folder away.");
}
