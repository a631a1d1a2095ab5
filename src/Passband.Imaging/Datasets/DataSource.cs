using System.Collections.Immutable;
using System.Globalization;
using Passband.Datasets;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Datasets;

/// <summary>What sort of data a text names.</summary>
public enum DataKind
{
    /// <summary>Pictures made by code.</summary>
    Generated,

    /// <summary>Handwritten digits.</summary>
    Digits,

    /// <summary>CIFAR-10.</summary>
    Cifar10,

    /// <summary>A folder with a folder for each class.</summary>
    ClassFolder,

    /// <summary>One photo or several, without labels.</summary>
    Photos,
}

/// <summary>How data are opened; each kind looks at its own part.</summary>
public sealed record DataOptions
{
    /// <summary>Rows, and pixels in a row; null for what the part of the kind says. Digits and CIFAR-10 come in a size of their own, which alone may be asked for.</summary>
    public int? Size { get; init; }

    /// <summary>Training pictures of an epoch, where they are made or cut; null for what the part says.</summary>
    public int? Count { get; init; }

    /// <summary>Held-out pictures, where they are made or cut; null for what the part says.</summary>
    public int? HeldOut { get; init; }

    /// <summary>The seed of what is made, cut or divided; null for what the part says.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether photos and folders of classes are read in color; null for what the part says.</summary>
    public bool? Color { get; init; }

    /// <summary>For pictures made by code.</summary>
    public GeneratedOptions Generated { get; init; } = new();

    /// <summary>For handwritten digits.</summary>
    public DigitsOptions Digits { get; init; } = new();

    /// <summary>For a folder of classes.</summary>
    public ClassFolderOptions Folder { get; init; } = new();

    /// <summary>For photos.</summary>
    public PatchOptions Patches { get; init; } = new();
}

/// <summary>Data to learn from, found by a text as a command line holds it.</summary>
/// <param name="Split">The pictures.</param>
/// <param name="Kind">What sort they are.</param>
/// <param name="Description">What they are in one line, for messages; printable.</param>
public sealed record DataSource(DataSplit Split, DataKind Kind, string Description)
{
    private const string DigitsPrefix = "digits:", CifarPrefix = "cifar10:";

    /// <summary>What may be named, for messages and help.</summary>
    public static string Choices { get; } =
        $"{string.Join(", ", GeneratedData.Names)}, {DigitsPrefix}FOLDER, {CifarPrefix}FOLDER, a folder with a folder for each class, a folder of photos, or a photo";

    /// <summary>
    /// Opens what a text names: a generated set by its name (a folder of that name is reached as <c>./lines</c>), <c>digits:FOLDER</c>, <c>cifar10:FOLDER</c>, a test picture
    /// (<c>test:…</c>) or a picture's file to cut from, or a folder, of which its content decides: digits, CIFAR-10, two or more folders of pictures as classes, else photos.
    /// </summary>
    /// <param name="text">As in <c>lines</c>, <c>digits:mnist</c>, <c>pictures/</c> or <c>photo.jpg</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Is told the share of files done where pictures are decoded, 0 to 1, from several threads.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">The text names nothing of the kind, or it cannot be read.</exception>
    public static DataSource Open(string text, DataOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new DataOptions();
        if (GeneratedData.KindOf(text) is { } generated)
            return Describe(GeneratedData.Make(generated, GeneratedPart(options)), DataKind.Generated, text);
        if (Behind(text, DigitsPrefix) is { } digits)
            return Fixed(DigitsFolder.Read(digits, DigitsPart(options), cancellation), DataKind.Digits, options, digits);
        if (Behind(text, CifarPrefix) is { } cifar)
            return Fixed(CifarFolder.Read(cifar, cancellation), DataKind.Cifar10, options, cifar);
        if (TestPicture.IsAsked(text) || File.Exists(text))
            return Describe(PhotoPatches.Read(text, PatchPart(options), progress, cancellation), DataKind.Photos, text);
        if (!Directory.Exists(text))
            throw Unknown(text);
        if (DigitsFolder.Fits(text))
            return Fixed(DigitsFolder.Read(text, DigitsPart(options), cancellation), DataKind.Digits, options, text);
        if (CifarFolder.Fits(text))
            return Fixed(CifarFolder.Read(text, cancellation), DataKind.Cifar10, options, text);
        return HoldsClasses(text)
            ? Describe(ClassFolder.Read(text, FolderPart(options), progress, cancellation), DataKind.ClassFolder, text)
            : Describe(PhotoPatches.Read(text, PatchPart(options), progress, cancellation), DataKind.Photos, text);
    }

    /// <summary>
    /// Whether a folder's folders are classes. They are unless pictures lie beside them and pictures in no more than one of them: an empty class is a mistake to be told, not a reason
    /// to take the folder for another thing.
    /// </summary>
    private static bool HoldsClasses(string path)
    {
        var folders = ClassFolder.Folders(path);
        if (folders.IsEmpty)
            return false;
        if (!PictureLoader.Candidates(path, Choices).Any(f => PictureLoader.LooksLikePicture(Path.Combine(path, f))))
            return true;
        return folders.Count(f => PictureLoader.Candidates(Path.Combine(path, f), Choices).Any(name => PictureLoader.LooksLikePicture(Path.Combine(path, f, name)))) >= 2;
    }

    private static string? Behind(string text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        return text.Length > prefix.Length
            ? text[prefix.Length..]
            : throw new PassbandException(ErrorKind.Request, text, "no folder behind the colon", $"{prefix}FOLDER");
    }

    private static GeneratedOptions GeneratedPart(DataOptions options)
    {
        var own = options.Generated;
        return own with { Size = options.Size ?? own.Size, Count = options.Count ?? own.Count, HeldOut = options.HeldOut ?? own.HeldOut, Seed = options.Seed ?? own.Seed };
    }

    private static DigitsOptions DigitsPart(DataOptions options) => options.Digits with { Seed = options.Seed ?? options.Digits.Seed };

    private static ClassFolderOptions FolderPart(DataOptions options)
    {
        var own = options.Folder;
        return own with { Size = options.Size ?? own.Size, Seed = options.Seed ?? own.Seed, Color = options.Color ?? own.Color };
    }

    private static PatchOptions PatchPart(DataOptions options)
    {
        var own = options.Patches;
        return own with
        {
            Size = options.Size ?? own.Size,
            Count = options.Count ?? own.Count,
            HeldOut = options.HeldOut ?? own.HeldOut,
            Seed = options.Seed ?? own.Seed,
            Color = options.Color ?? own.Color,
        };
    }

    /// <summary>Sets whose pictures have a size of their own.</summary>
    private static DataSource Fixed(DataSplit split, DataKind kind, DataOptions options, string text)
    {
        var shape = split.Training.Shape;
        if (options.Size is { } size && (size != shape.Height || size != shape.Width))
            throw new PassbandException(ErrorKind.Request, Printable.Name(text), $"pictures of {shape.Height}×{shape.Width}, asked for {size}×{size}", "their own size", "Leave the size out.");
        return Describe(split, kind, text);
    }

    private static DataSource Describe(DataSplit split, DataKind kind, string text)
    {
        var (training, shape) = (split.Training, split.Training.Shape);
        var what = kind switch
        {
            DataKind.Generated => training.Name,
            DataKind.Digits => "handwritten digits",
            DataKind.Cifar10 => "CIFAR-10",
            DataKind.ClassFolder => Printable.Name(text),
            _ => $"patches of {Printable.Name(text)}",
        };
        var classes = training.Classes.Length switch
        {
            0 => "without labels",
            <= 10 => $"{training.Classes.Length} classes ({string.Join(", ", training.Classes.Select(Printable.Name))})",
            var n => $"{n} classes",
        };
        var color = shape.Channels == 3 ? "in color" : "in gray";
        return new DataSource(split, kind, string.Create(
            CultureInfo.InvariantCulture, $"{what}: {training.Count} pictures to learn from and {split.HeldOut.Count} held out, {shape.Width}×{shape.Height} {color}, {classes}"));
    }

    private static PassbandException Unknown(string text)
    {
        ImmutableArray<string> names = [.. GeneratedData.Names, "digits", "cifar10"];
        var near = names.Select(n => (Name: n, Distance: Distance(n, text))).MinBy(n => n.Distance);
        // A name is taken for another with at most a third of its letters wrong.
        string? remedy = text.Length > 40 || near.Distance > near.Name.Length / 3 ? null
            : near.Name is "digits" or "cifar10" ? $"Did you mean {near.Name}:FOLDER?" : $"Did you mean {near.Name}?";
        return new PassbandException(ErrorKind.Unreadable, $"data '{Printable.Name(text)}'", "no generated set, file or folder of this name", Choices, remedy);
    }

    /// <summary>How many letters must be put in, taken out or changed to make one text of another (Levenshtein 1966); capital letters count as small ones.</summary>
    private static int Distance(string a, string b)
    {
        if (b.Length > 40)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return row[^1];
    }
}
