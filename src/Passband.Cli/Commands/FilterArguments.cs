using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Passband.Cli.Filtering;
using Passband.Imaging.Filtering;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary>Options that only <c>filter</c> has, with what they take.</summary>
internal static class FilterArguments
{
    private static readonly (string, SignedView)[] Views =
        [("diverging", SignedView.Diverging), ("on-off", SignedView.OnOff), ("gray", SignedView.Gray), ("mid-gray", SignedView.MidGray)];

    /// <summary>What stands for the layer's own setting.</summary>
    private const string Network = "network";

    private const int LargestStep = 1 << 16;

    public static Option<BorderRequest?> Border() => new("--border")
    {
        Description = "What a kernel sees beyond the border: reflect (default), mirror, nearest, wrap, constant (0, or constant:V), "
            + "valid (nothing; smaller result), or network (the layer's own padding).",
        HelpName = "MODE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == Network)
                return new BorderRequest(null);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                return text[..colon] == "constant" && float.TryParse(text[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
                    ? new BorderRequest(BorderMode.Constant, value)
                    : SharedOptions.Refuse<BorderRequest?>(result, $"--border takes a value only as constant:V with a number; found '{text}'");
            }
            try
            {
                return new BorderRequest(BorderModes.Parse(text));
            }
            catch (PassbandException)
            {
                return SharedOptions.Refuse<BorderRequest?>(result, $"--border takes {string.Join(", ", BorderModes.All)}, constant:V or network; found '{text}'");
            }
        },
    };

    public static Option<StepRequest?> Step(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N|DOWN,ACROSS|network",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == Network)
                return new StepRequest(null);
            var numbers = text.Split(',').Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= LargestStep ? n : 0).ToArray();
            return numbers.Length is 1 or 2 && !numbers.Contains(0)
                ? new StepRequest(new Extent(1, numbers[0], numbers[^1]))
                : SharedOptions.Refuse<StepRequest?>(result, $"{name} takes a whole number from 1 to {LargestStep}, two of them (down,across), or network; found '{text}'");
        },
    };

    public static Option<FilterTarget?> On() => Word<FilterTarget>("--on",
        "What a kernel of one plane works on in a color picture: its luma (default), or each of red, green and blue by itself.",
        ("luma", FilterTarget.Luma), ("rgb", FilterTarget.Each), ("red", FilterTarget.Red), ("green", FilterTarget.Green), ("blue", FilterTarget.Blue));

    public static Option<ProfileKind?> Profile() => Word<ProfileKind>("--profile",
        "What stands for a filter of feature maps: its strongest spatial profile (default), or the mean of its kernels.",
        ("strongest", ProfileKind.Strongest), ("mean", ProfileKind.Mean));

    public static Option<KernelDirection?> Along() => Word<KernelDirection>("--along", "Direction of a kernel of one row (default: rows).", ("rows", KernelDirection.Rows), ("columns", KernelDirection.Columns));

    public static Option<SignedView?> Show() => Word<SignedView>("--show",
        "How numbers are shown: blue to red around zero (default), two gray pictures of what lies above and below zero, gray from 0 to 1, or gray around zero.",
        Views);

    /// <summary>What a view is called in options and documents.</summary>
    public static string WordOf(SignedView view) => Array.Find(Views, v => v.Item2 == view).Item1;

    public static Option<ScaleRequest?> Scale() => new("--scale")
    {
        Description = "The number at the end of the colors: max, the largest |value| (default; of gray 1), a percentile of |value| "
            + "such as p99, or a number. With --all: common (default), each, or a number.",
        HelpName = "max|pNN|NUMBER|common|each",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text is "max" or "common")
                return new ScaleRequest { IsMax = true };
            if (text == "each")
                return new ScaleRequest { Each = true };
            if (text.StartsWith('p') && Real(text[1..]) is { } percentile and > 0 and <= 100)
                return new ScaleRequest(Percentile: percentile);
            return Real(text) is { } number and > 0
                ? new ScaleRequest(number)
                : SharedOptions.Refuse<ScaleRequest?>(result, $"--scale takes max, a percentile from p0 to p100, a number above 0, or with --all common or each; found '{text}'");
        },
    };

    public static Option<FilterFormat?> Format() => Word<FilterFormat>("--format", "What goes to standard output with -o - (default: png).",
        ("png", FilterFormat.Png), ("npy", FilterFormat.Npy), ("tiff", FilterFormat.Tiff));

    public static Option<ImmutableArray<double>?> Numbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N|N,N,N",
        CustomParser = result =>
        {
            var numbers = result.Tokens[0].Value.Split(',').Select(Real).ToArray();
            return numbers.Length is 1 or 3 && Array.TrueForAll(numbers, n => n is not null)
                ? [.. numbers.Select(n => n!.Value)]
                : SharedOptions.Refuse<ImmutableArray<double>?>(result, $"{name} takes one number or three with commas between, such as 0.485,0.456,0.406; found '{result.Tokens[0].Value}'");
        },
    };

    /// <summary>A single factor, not 0.</summary>
    public static Option<double?> InputScale() => new("--input-scale")
    {
        Description = "What white becomes before the mean is taken away: 1 (default), or 255.",
        HelpName = "S",
        CustomParser = result => Real(result.Tokens[0].Value) is { } number and not 0
            ? number
            : SharedOptions.Refuse<double?>(result, $"--input-scale takes a number that is not 0; found '{result.Tokens[0].Value}'"),
    };

    private static double? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static Option<T?> Word<T>(string name, string description, params (string Word, T Value)[] words) where T : struct
    {
        var known = string.Join('|', words.Select(w => w.Word));
        return new Option<T?>(name)
        {
            Description = description,
            HelpName = known,
            CustomParser = result => Array.FindIndex(words, w => w.Word == result.Tokens[0].Value) is var found and >= 0
                ? words[found].Value
                : SharedOptions.Refuse<T?>(result, $"{name} takes {known}; found '{result.Tokens[0].Value}'"),
        };
    }
}
