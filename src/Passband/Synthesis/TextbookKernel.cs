using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;

namespace Passband.Synthesis;

/// <summary>
/// Textbook kernels by name: <c>sobel-x</c>, <c>gaussian(1.5)</c>, <c>gabor(0.2,45,90)</c>. A minus sign in front negates: <c>-log(2)</c> answers bright spots. Kernels
/// are patterns to be matched (correlation); angles are degrees counter-clockwise on screen, y runs down, lengths are pixels, frequencies cycles per pixel.
/// </summary>
public static class TextbookKernel
{
    /// <summary>Taps that a side may have.</summary>
    public const int LargestSide = 255;

    /// <summary>All kernels that have names.</summary>
    public static ImmutableArray<TextbookEntry> All { get; } = [.. SharpeningKernels.All, .. GaussianKernels.All, .. GradientKernels.All, .. WaveKernels.All];

    /// <summary>The kernel of a name with its numbers, or of rows of numbers (<see cref="KernelMatrixText"/>): a text that begins with a letter, after a minus sign perhaps, is a name.</summary>
    /// <param name="text">What was typed.</param>
    /// <exception cref="PassbandException">There is no such kernel, a number is missing, not a number or out of range, or the rows are no matrix.</exception>
    public static KernelMatrix ParseAny(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = text.TrimStart().TrimStart('-').TrimStart();
        return first.Length > 0 && char.IsAsciiLetter(first[0]) ? Parse(text) : KernelMatrixText.Parse(text);
    }

    /// <summary>The kernel of a name with its numbers.</summary>
    /// <param name="text">For example "gaussian(1.5)"; spaces and case do not matter.</param>
    /// <exception cref="PassbandException">There is no such kernel, or a number is missing, not a number or out of range.</exception>
    public static KernelMatrix Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var negated = trimmed.StartsWith('-');
        var positive = negated ? trimmed[1..].TrimStart() : trimmed;
        var open = positive.IndexOf('(', StringComparison.Ordinal);
        var entry = Find(open < 0 ? positive : positive[..open].TrimEnd());
        var values = new double?[entry.Parameters.Length];
        if (open >= 0)
        {
            if (!positive.EndsWith(')'))
                throw Error(text, "a parenthesis that is not closed", entry.Signature);
            var inner = positive[(open + 1)..^1].Trim();
            var numbers = inner.Length == 0 ? [] : inner.Split(',', StringSplitOptions.TrimEntries);
            if (numbers.Length > values.Length)
                throw Error(text, $"{numbers.Length} numbers", entry.Signature);
            for (var i = 0; i < numbers.Length; i++)
                values[i] = Number(numbers[i], entry.Parameters[i], text);
        }
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is null && !entry.Parameters[i].Optional)
                throw Error(text, $"no {entry.Parameters[i].Name}", $"{entry.Signature}, {Range(entry.Parameters[i])}");
        }
        var kernel = entry.Make(values, Printable.Name(trimmed));
        return negated ? new KernelMatrix(kernel.Height, kernel.Width, [.. kernel.Weights.Select(w => 0 - w)], kernel.Name) : kernel;
    }

    private static TextbookEntry Find(string name)
    {
        if (All.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } entry)
            return entry;
        var close = NearestNames.Of(name, All.Select(e => e.Name));
        throw new PassbandException(ErrorKind.Request, "kernel", name.Length == 0 ? "no name" : $"no textbook kernel is called \"{Printable.Name(name)}\"",
            close.Length > 0 ? $"perhaps {string.Join(", ", close)}" : $"one of {string.Join(", ", All.Select(e => e.Name))}", "Or type the weights: 1 0 -1; 2 0 -2; 1 0 -1.");
    }

    private static double Number(string text, TextbookParameter parameter, string spec)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= parameter.Least && value <= parameter.Most)
            || (parameter.Whole && value != Math.Floor(value)))
        {
            throw Error(spec, $"a {parameter.Name} of \"{Printable.Name(text)}\"", Range(parameter));
        }
        return value;
    }

    private static string Range(TextbookParameter p) => string.Create(CultureInfo.InvariantCulture,
        $"{p.Name} as a {(p.Whole ? "whole " : "")}number of {p.Unit} from {p.Least} to {p.Most}");

    private static PassbandException Error(string spec, string found, string expected) =>
        new(ErrorKind.Request, $"kernel {Printable.Name(spec.Trim())}", found, expected);
}
