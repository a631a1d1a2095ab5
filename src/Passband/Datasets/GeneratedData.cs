using System.Collections.Immutable;

namespace Passband.Datasets;

/// <summary>Pictures made by code, as many as are wanted.</summary>
public static class GeneratedData
{
    /// <summary>The names of all kinds, as a command line takes them.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Enum.GetValues<GeneratedKind>().Select(NameOf)];

    /// <summary>The name of a kind, e.g. "lines".</summary>
#pragma warning disable CA1308 // A command line is written in small letters.
    public static string NameOf(GeneratedKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>The kind of a name; null if there is none such.</summary>
    /// <param name="name">As in <see cref="Names"/>, in small or capital letters.</param>
    public static GeneratedKind? KindOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var index = Names.IndexOf(name, StringComparer.OrdinalIgnoreCase);
        return index < 0 ? null : Enum.GetValues<GeneratedKind>()[index];
    }

    /// <summary>
    /// Makes a set. Picture i has class i modulo the number of classes, so that all classes are as frequent as can be. A training picture depends on the seed of the set, its index
    /// and the seed of the draw, so that every epoch may show fresh ones; a held-out picture depends on the seed of the set and its index alone. The two are drawn from streams that
    /// share no numbers. In every set the mean and the contrast of a picture are drawn without regard to its class.
    /// </summary>
    /// <param name="kind">What is on the pictures.</param>
    /// <param name="options">What they are like; null for the defaults.</param>
    /// <exception cref="Kernels.PassbandException">An option does not fit.</exception>
    public static DataSplit Make(GeneratedKind kind, GeneratedOptions? options = null)
    {
        options ??= new GeneratedOptions();
        if (!Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such set.");
        options.Check(kind);
        return new DataSplit(Part(kind, options, heldOut: false), Part(kind, options, heldOut: true));
    }

    private static GeneratedPictures Part(GeneratedKind kind, GeneratedOptions options, bool heldOut) => kind switch
    {
        GeneratedKind.Lines => new LinePictures(options, heldOut),
        GeneratedKind.Gratings => new GratingPictures(options, heldOut),
        GeneratedKind.Blobs => new BlobPictures(options, heldOut),
        GeneratedKind.Colors => new ColorPictures(options, heldOut),
        _ => new TexturePictures(options, heldOut),
    };
}
