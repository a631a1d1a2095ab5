using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Passband.Measures;
using Passband.Synthesis;

namespace Passband.Cli.Commands;

/// <summary>The shape that a command line asks for.</summary>
/// <param name="Shape">The formula; null for noise.</param>
internal sealed record ShapeRequest(SynthShape? Shape);

/// <summary>The color that a command line asks for.</summary>
/// <param name="Weights">Of red, green and blue; null to draw them.</param>
internal sealed record ColorRequest((double Red, double Green, double Blue)? Weights);

/// <summary>The sign that a command line asks for.</summary>
/// <param name="On">Whether the middle is bright. (Of an option that is a plain truth value the parser takes no other words.)</param>
internal sealed record PolarityRequest(bool On);

/// <summary>Arguments and options that only <c>synth</c> has, with what they take.</summary>
internal static class SynthArguments
{
    /// <summary>What stands for independent weights instead of a shape.</summary>
    public const string Noise = "noise";

    /// <summary>Filters that are made where nobody says how many.</summary>
    public const int DefaultCount = 16;

    public const ulong DefaultSeed = 1;

    private const string RandomColor = "random";

    public static FilterShape DefaultSize { get; } = new(1, 7, 7);

    /// <summary>A shape by either of its names, or noise.</summary>
    public static Argument<ShapeRequest> Shape()
    {
        var known = string.Join(", ", SynthNames.All.Append(Noise));
        return SharedOptions.RefuseUnknownOptions(new Argument<ShapeRequest>("SHAPE")
        {
            Description = $"What to make: {known}.",
            HelpName = "SHAPE",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => result.Tokens[0].Value switch
            {
                Noise => new ShapeRequest(null),
                var name => SynthNames.TryParse(name, out var shape) ? new ShapeRequest(shape) : SharedOptions.Refuse<ShapeRequest>(result, $"no shape '{name}'; known are {known}"),
            },
        });
    }

    /// <summary>Rows and columns; one channel.</summary>
    public static Option<FilterShape?> Size() => new("--size")
    {
        Description = $"Taps: K for K×K, or ROWSxCOLUMNS; 1xN is a signal. Default: {DefaultSize.Height}.",
        HelpName = "K|HxW",
        CustomParser = result => Sides(result, "--size") is { } sides ? new FilterShape(1, sides.Rows, sides.Columns) : null,
    };

    public static Option<(int Rows, int Columns)?> Box() => new("--box")
    {
        Description = "Taps of a box.",
        HelpName = "K|HxW",
        CustomParser = result => Sides(result, "--box"),
    };

    public static Option<(double X, double Y)?> Offset() => new("--offset")
    {
        Description = "Center from the middle of the window, samples; y runs down.",
        HelpName = "X,Y",
        CustomParser = result => Numbers(result.Tokens[0].Value) is [var x, var y]
            ? (x, y)
            : SharedOptions.Refuse<(double, double)?>(result, $"--offset takes two numbers such as 0.25,-0.5; found '{result.Tokens[0].Value}'"),
    };

    public static Option<ColorRequest?> Color() => new("--color")
    {
        Description = $"Three channels, of one color: {string.Join(", ", SynthColors.Names.Select(n => n.Replace('–', '-')))}, three weights, or {RandomColor} (of noise: all three independent).",
        HelpName = "AXIS|R,G,B",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == RandomColor)
                return new ColorRequest(null);
            if (SynthColors.TryFind(text, out var color))
                return new ColorRequest(color);
            return Numbers(text) is [var red, var green, var blue]
                ? new ColorRequest((red, green, blue))
                : SharedOptions.Refuse<ColorRequest?>(result, $"--color takes an axis such as red-cyan, three weights such as 1,-0.5,-0.5, or {RandomColor}; found '{text}'");
        },
    };

    public static Option<PolarityRequest?> Polarity() => new("--polarity")
    {
        Description = "Bright (on) or dark (off) in the middle.",
        HelpName = "on|off",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "on" => new PolarityRequest(true),
            "off" => new PolarityRequest(false),
            var other => SharedOptions.Refuse<PolarityRequest>(result, $"--polarity takes on or off; found '{other}'"),
        },
    };

    public static Option<NoiseDistribution?> Distribution() => new("--distribution")
    {
        Description = "Of the weights of noise. Default: gaussian.",
        HelpName = "gaussian|uniform|he|glorot",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "gaussian" => NoiseDistribution.Gaussian,
            "uniform" => NoiseDistribution.Uniform,
            "he" => NoiseDistribution.He,
            "glorot" => NoiseDistribution.Glorot,
            var other => SharedOptions.Refuse<NoiseDistribution?>(result, $"--distribution takes gaussian, uniform, he or glorot; found '{other}'"),
        },
    };

    public static Option<ulong?> Seed() => new("--seed")
    {
        Description = $"Filter i is the same for the same seed, however many are made. Default: {DefaultSeed}.",
        HelpName = "N",
        CustomParser = result => ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : SharedOptions.Refuse<ulong?>(result, $"--seed takes a whole number from 0; found '{result.Tokens[0].Value}'"),
    };

    /// <summary>An option that takes a number.</summary>
    public static Option<double?> Real(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Numbers(result.Tokens[0].Value) is [var number]
            ? number
            : SharedOptions.Refuse<double?>(result, $"{name} takes a number; found '{result.Tokens[0].Value}'"),
    };

    private static (int Rows, int Columns)? Sides(ArgumentResult result, string option)
    {
        var text = result.Tokens[0].Value;
        int[] sides = [.. text.Split('x', '×').Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : 0)];
        return sides switch
        {
            [> 0 and var side] => (side, side),
            [> 0 and var rows, > 0 and var columns] => (rows, columns),
            _ => SharedOptions.Refuse<(int, int)?>(result, $"{option} takes a side such as 7, or rows and columns such as 5x9; found '{text}'"),
        };
    }

    /// <summary>Finite numbers separated by commas; null where one is not.</summary>
    private static double[]? Numbers(string text)
    {
        double[] numbers = [.. text.Split(',').Select(s => double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];
        return Array.TrueForAll(numbers, double.IsFinite) ? numbers : null;
    }
}
