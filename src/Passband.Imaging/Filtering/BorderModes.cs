using Passband.Kernels;

namespace Passband.Imaging.Filtering;

/// <summary>The names of border modes, and where a position beyond the border lies within the picture.</summary>
public static class BorderModes
{
    /// <summary>
    /// Names by mode, Passband's own first: those of scipy.ndimage's filters, then what OpenCV, NumPy and PyTorch call the same. "reflect" is SciPy's; OpenCV's
    /// "reflect-101" and the "reflect" of NumPy and PyTorch are "mirror" here.
    /// </summary>
    private static readonly (BorderMode Mode, string[] Names)[] Names =
    [
        (BorderMode.Reflect, ["reflect", "grid-mirror", "symmetric"]),
        (BorderMode.Mirror, ["mirror", "reflect-101", "reflect101"]),
        (BorderMode.Nearest, ["nearest", "replicate", "edge"]),
        (BorderMode.Wrap, ["wrap", "grid-wrap", "circular"]),
        (BorderMode.Constant, ["constant", "grid-constant", "zero", "zeros"]),
        (BorderMode.Valid, ["valid"]),
    ];

    /// <summary>Passband's own names of all modes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(n => n.Names[0])];

    /// <summary>The name of a mode, e.g. "reflect".</summary>
    public static string NameOf(BorderMode mode) => Array.Find(Names, n => n.Mode == mode).Names[0];

    /// <summary>The mode of a name or of a synonym, in any case.</summary>
    /// <exception cref="PassbandException">There is no such mode.</exception>
    public static BorderMode Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var (mode, names) in Names)
        {
            if (names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase))
                return mode;
        }
        throw new PassbandException(ErrorKind.Request, "border", $"\"{Printable.Name(name)}\"", $"one of {string.Join(", ", All)}");
    }

    /// <summary>The sample that is seen at a position: its index from 0 to length − 1, or −1 for the constant (and outside, where the mode is valid).</summary>
    /// <param name="position">Any position along an axis; the picture is at 0 to length − 1.</param>
    /// <param name="length">Samples along the axis, at least 1.</param>
    /// <param name="mode">How the picture goes on.</param>
    internal static int Resolve(long position, int length, BorderMode mode)
    {
        if (position >= 0 && position < length)
            return (int)position;
        switch (mode)
        {
            case BorderMode.Nearest:
                return position < 0 ? 0 : length - 1;
            case BorderMode.Wrap:
                return (int)Modulo(position, length);
            case BorderMode.Reflect:
                var doubled = Modulo(position, 2L * length);
                return (int)(doubled < length ? doubled : 2L * length - 1 - doubled);
            case BorderMode.Mirror:
                if (length == 1)
                    return 0;
                var period = 2L * length - 2;
                var place = Modulo(position, period);
                return (int)(place < length ? place : period - place);
            default:
                return -1;
        }
    }

    private static long Modulo(long value, long period) => (value % period + period) % period;
}
