using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>What a generated set is made like; what a kind has no use for is ignored.</summary>
public sealed record GeneratedOptions
{
    /// <summary>The smallest and the largest <see cref="Size"/>.</summary>
    internal const int SmallestSize = 8, LargestSize = 256;

    private const int MostPictures = 10_000_000, MostAngles = 36;

    /// <summary>Rows, and pixels in a row; from 8 to 256, by default 32.</summary>
    public int Size { get; init; } = 32;

    /// <summary>Training pictures of one epoch; by default 4,000.</summary>
    public int Count { get; init; } = 4000;

    /// <summary>Held-out pictures; by default 1,000.</summary>
    public int HeldOut { get; init; } = 1000;

    /// <summary>The seed of the set. Another seed makes other pictures of the same kind.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Standard deviation of the noise added to every sample, 0 to 0.5; null for the default of the kind: 0.05, of <see cref="GeneratedKind.Textures"/> 0.01.
    /// </summary>
    public double? Noise { get; init; }

    /// <summary>
    /// Which way the stripes of each class run (lines and gratings): degrees counterclockwise as seen on the screen, 0 horizontal. Empty for the default of the kind: 0 and 90 for
    /// lines, 0 to 157.5 in eight steps for gratings.
    /// </summary>
    public ImmutableArray<double> Angles { get; init; } = [];

    /// <summary>The stripes of a picture stray from the angle of its class by up to so many degrees, uniformly (lines and gratings); by default 3.</summary>
    public double AngleJitter { get; init; } = 3;

    /// <summary>
    /// The contrast of a picture before noise, that is the root mean square of what differs from its mean, is drawn uniformly from here to <see cref="MaxContrast"/>; null for the
    /// default of the kind: 0.05 to 0.1 for lines and gratings, 0.025 to 0.05 for blobs, which are sparse, 0.1 to 0.2 for textures. Colors have no use for it.
    /// </summary>
    public double? MinContrast { get; init; }

    /// <summary>The highest contrast, at most 0.25. The peaks of sparse pictures are cut off at black or white from about 0.1 on.</summary>
    public double? MaxContrast { get; init; }

    /// <summary>What the lines of <see cref="GeneratedKind.Lines"/> are like.</summary>
    public LineOptions Lines { get; init; } = new();

    /// <exception cref="PassbandException">An option does not fit.</exception>
    internal void Check(GeneratedKind kind)
    {
        var where = GeneratedData.NameOf(kind);
        Require(where, "size", Size, Size is >= SmallestSize and <= LargestSize, $"{SmallestSize} to {LargestSize} pixels");
        Require(where, "count of training pictures", Count, Count is >= 1 and <= MostPictures, $"1 to {MostPictures}");
        Require(where, "count of held-out pictures", HeldOut, HeldOut is >= 1 and <= MostPictures, $"1 to {MostPictures}");
        Require(where, "noise", Noise ?? 0, Noise is null or (>= 0 and <= 0.5), "0 to 0.5");
        if (kind == GeneratedKind.Lines)
            Lines.Check(where, Size);
    }

    /// <summary>The angles of a kind, 0 inclusive to 180 exclusive.</summary>
    /// <exception cref="PassbandException">They are too few or too many, no numbers, or closer than the jitter lets them be told apart.</exception>
    internal ImmutableArray<double> AnglesOr(ImmutableArray<double> usual, string where)
    {
        var angles = Angles.IsDefaultOrEmpty ? usual : [.. Angles.Select(a => (a % 180 + 180) % 180)];
        Require(where, "angles", angles.Length, angles.Length is >= 2 and <= MostAngles, $"2 to {MostAngles} of them, each a class");
        Require(where, "jitter of angles", AngleJitter, AngleJitter is >= 0 and <= 45, "0 to 45 degrees");
        for (var i = 0; i < angles.Length; i++)
        {
            Require(where, "angle", angles[i], double.IsFinite(angles[i]), "a number of degrees");
            for (var j = 0; j < i; j++)
            {
                var apart = Math.Abs(angles[i] - angles[j]);
                apart = Math.Min(apart, 180 - apart);
                if (apart <= 2 * AngleJitter || apart < 1)
                {
                    throw new PassbandException(
                        ErrorKind.Request, where, FormattableString.Invariant($"stripes at {angles[j]:0.###}° and {angles[i]:0.###}° are {apart:0.###}° apart"),
                        FormattableString.Invariant($"classes at least 1° and more than twice the jitter ({AngleJitter:0.###}°) apart"), "Give angles farther apart or a smaller jitter.");
                }
            }
        }
        return angles;
    }

    /// <summary>The lowest and the highest contrast of a kind.</summary>
    /// <exception cref="PassbandException">They do not fit each other.</exception>
    internal (double Min, double Max) ContrastsOr(double min, double max, string where)
    {
        // One end alone drags the other along where it lies beyond.
        min = MinContrast ?? Math.Min(min, MaxContrast ?? min);
        max = MaxContrast ?? Math.Max(max, min);
        Require(where, "lowest contrast", min, min is > 0 and <= 0.25, "above 0 and at most 0.25");
        Require(where, "highest contrast", max, max >= min && max <= 0.25, "at least the lowest contrast and at most 0.25");
        return (min, max);
    }

    /// <exception cref="PassbandException">The value does not fit.</exception>
    internal static void Require(string where, string what, double value, bool fits, string expected)
    {
        if (!fits)
            throw new PassbandException(ErrorKind.Request, where, FormattableString.Invariant($"its {what}: {value}"), expected);
    }
}

/// <summary>What the lines of <see cref="GeneratedKind.Lines"/> are like; each is drawn by itself, the ranges being uniform.</summary>
public sealed record LineOptions
{
    /// <summary>The fewest lines of a picture.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>The most lines of a picture, at most 16.</summary>
    public int MaxCount { get; init; } = 3;

    /// <summary>The thinnest line in pixels, at least 0.5.</summary>
    public double MinWidth { get; init; } = 1.5;

    /// <summary>The widest line in pixels, at most a half of the picture.</summary>
    public double MaxWidth { get; init; } = 4;

    /// <summary>How far from the middle of the picture a line may pass, as a part of half its side: 0 all through the middle, 1 as far as the edge.</summary>
    public double Spread { get; init; } = 0.85;

    internal void Check(string where, int size)
    {
        GeneratedOptions.Require(where, "fewest lines", MinCount, MinCount >= 1, "at least 1");
        GeneratedOptions.Require(where, "most lines", MaxCount, MaxCount >= MinCount && MaxCount <= 16, "at least the fewest and at most 16");
        GeneratedOptions.Require(where, "thinnest line", MinWidth, MinWidth >= 0.5, "at least 0.5 pixels");
        GeneratedOptions.Require(where, "widest line", MaxWidth, MaxWidth >= MinWidth && MaxWidth <= size / 2.0, $"at least the thinnest and at most {size / 2.0} pixels");
        GeneratedOptions.Require(where, "spread", Spread, Spread is >= 0 and <= 1, "0 to 1");
    }
}
