using Passband.Kernels;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>How kernels are shown on a terminal.</summary>
internal enum GraphicsProtocol
{
    /// <summary>Not at all, because the user said so.</summary>
    None,

    /// <summary>Half blocks and Braille: characters, which every terminal with colors has.</summary>
    Blocks,

    /// <summary>The bitmap graphics of Digital's terminals.</summary>
    Sixel,

    /// <summary>Kitty's.</summary>
    Kitty,

    /// <summary>ITerm2's.</summary>
    ITerm,
}

/// <summary>The words of the option and of the variable.</summary>
internal static class GraphicsProtocols
{
    public const string Variable = "PASSBAND_GRAPHICS";
    public const string Words = "auto|kitty|iterm|sixel|blocks|none";
    public const string Automatic = "auto";

    /// <summary>Whether the word is one of <see cref="Words"/>; automatic gives no protocol.</summary>
    public static bool TryParse(string word, out GraphicsProtocol? protocol)
    {
        protocol = word switch
        {
            "kitty" => GraphicsProtocol.Kitty,
            "iterm" => GraphicsProtocol.ITerm,
            "sixel" => GraphicsProtocol.Sixel,
            "blocks" => GraphicsProtocol.Blocks,
            "none" => GraphicsProtocol.None,
            _ => null,
        };
        return protocol is not null || word == Automatic;
    }

    /// <summary>What the variable asks for; null for nothing.</summary>
    /// <exception cref="PassbandException">It is none of the words.</exception>
    public static GraphicsProtocol? OfVariable(Func<string, string?> variable) => variable(Variable) is not { Length: > 0 } word ? null
        : TryParse(word, out var protocol) ? protocol
        : throw new PassbandException(ErrorKind.Request, Variable, $"'{word}'", $"one of {Words.Replace("|", ", ", StringComparison.Ordinal)}");
}
