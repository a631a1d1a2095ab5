using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Passband.Cli.Terminal.Graphics;
using Passband.Explanations;
using Passband.Imaging;

namespace Passband.Cli.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class SharedOptions
{
    public const string DebugName = "--debug";

    private const string ModelDescription = "The model's main file: ONNX, safetensors, TF.js, .npy or .npz; sample:NAME for a network that comes with the tool; - for standard input.";

    public static Argument<string> Model() => RefuseUnknownOptions(new Argument<string>("MODEL") { Description = ModelDescription });

    public static Argument<string?> ModelOrSample() => RefuseUnknownOptions(new Argument<string?>("MODEL")
    {
        Description = $"{ModelDescription} Default: the sample network.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    public static Argument<string[]> Models() => RefuseUnknownOptions(new Argument<string[]>("MODEL")
    {
        Description = $"{ModelDescription} Several may be given.",
        Arity = ArgumentArity.OneOrMore,
    });

    public static Option<bool> Debug() => new(DebugName) { Description = "Show where an error happened (as PASSBAND_DEBUG=1 does).", Recursive = true };

    public static Option<bool> Force() => new("--force") { Description = "Replace files that exist." };

    public static Option<bool> Json(string what) => new("--json") { Description = $"Print {what} as one JSON document." };

    public static Option<string?> Layer() => new("--layer") { Description = "Only this layer, by name or index.", HelpName = "LAYER" };

    public static Option<ChannelOrder?> Channels() => new("--channels")
    {
        Description = "Order of the picture's channels; default: as the file says, else rgb. gray: three channels that are no color picture.",
        HelpName = "rgb|bgr|gray",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "rgb" => ChannelOrder.Rgb,
            "bgr" => ChannelOrder.Bgr,
            "gray" => ChannelOrder.Gray,
            var other => Refuse<ChannelOrder?>(result, $"--channels takes rgb, bgr or gray; found '{other}'"),
        },
    };

    public static Option<GraphicsProtocol?> Graphics(string what) => new("--graphics")
    {
        Description = $"{what} (also {GraphicsProtocols.Variable}); default: auto, as pictures where it can.",
        HelpName = GraphicsProtocols.Words,
        CustomParser = result => GraphicsProtocols.TryParse(result.Tokens[0].Value, out var protocol)
            ? protocol
            : Refuse<GraphicsProtocol?>(result, $"--graphics takes {GraphicsProtocols.Words}; found '{result.Tokens[0].Value}'"),
    };

    public static Option<KernelScale> Scale(string description) => new("--scale")
    {
        Description = $"{description} Default: common.",
        HelpName = "common|each",
        CustomParser = result => result.Tokens[0].Value switch
        {
            "common" => KernelScale.Common,
            "each" => KernelScale.Each,
            var other => Refuse<KernelScale>(result, $"--scale takes common or each; found '{other}'"),
        },
    };

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int?> Number(string name, string helpName, int smallest, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
            int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest
                ? number
                : Refuse<int?>(result, $"{name} takes a whole number from {smallest}; found '{result.Tokens[0].Value}'"),
    };

    public static T? Refuse<T>(ArgumentResult result, string problem)
    {
        result.AddError(problem);
        return default;
    }

    /// <summary>The parser takes an unknown option for an argument; a mistyped option must not be searched for as a file.</summary>
    public static Argument<T> RefuseUnknownOptions<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value is ['-', _, ..]) is { Value: var value })
                result.AddError($"unknown option '{value}' (a file of that name is ./{value})");
        });
        return argument;
    }

    /// <summary>An option that takes one of an enumeration's values, in small letters.</summary>
    public static Option<T?> Words<T>(string name, string description) where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(w => w.ToLowerInvariant()).ToArray();
        return new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => words.Contains(result.Tokens[0].Value)
                ? Enum.Parse<T>(result.Tokens[0].Value, ignoreCase: true)
                : Refuse<T?>(result, $"{name} takes {string.Join(", ", words)}; found '{result.Tokens[0].Value}'"),
        };
    }
}
