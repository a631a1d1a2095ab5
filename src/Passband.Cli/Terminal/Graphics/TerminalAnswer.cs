using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Passband.Cli.Hosting;
using Passband.Imaging;

namespace Passband.Cli.Terminal.Graphics;

/// <summary>What a terminal said about itself. Whatever else came is ignored, and so are numbers that cannot be.</summary>
internal sealed partial record TerminalAnswer
{
    private const int SixelAttribute = 4;

    /// <summary>The attributes; null unless the terminal told them, which it does last.</summary>
    public ImmutableArray<int>? Attributes { get; private init; }

    /// <summary>Pixels of a character cell; null where it did not say.</summary>
    public CellSize? Cell { get; private init; }

    /// <summary>Its background; null where it did not say.</summary>
    public Rgb? Background { get; private init; }

    /// <summary>Registers for the colors of sixel pictures; null where it did not say.</summary>
    public int? Registers { get; private init; }

    /// <summary>The largest sixel picture, in pixels; null where it did not say.</summary>
    public (int Width, int Height)? Largest { get; private init; }

    /// <summary>Whether it knows kitty's pictures.</summary>
    public bool Kitty { get; private init; }

    public bool Sixel => Attributes is { } attributes && attributes.Contains(SixelAttribute);

    public static TerminalAnswer Parse(string received) => new()
    {
        Attributes = PrimaryAttributes().Match(received) is { Success: true } attributes
            ? [.. attributes.Groups[1].Value.Split(';').Select(Number).OfType<int>()]
            : null,
        Cell = CellReport().Match(received) is { Success: true } cell && Number(cell.Groups[1].Value) is { } height && Number(cell.Groups[2].Value) is { } width
            ? CellSize.Plausible(width, height)
            : null,
        Largest = SizeReport().Match(received) is { Success: true } size && Number(size.Groups[1].Value) is > 0 and var most && Number(size.Groups[2].Value) is > 0 and var rows
            ? (most, rows)
            : null,
        Background = BackgroundReport().Match(received) is { Success: true } color
            ? new Rgb(Channel(color.Groups[1].Value), Channel(color.Groups[2].Value), Channel(color.Groups[3].Value))
            : null,
        Registers = RegisterReport().Match(received) is { Success: true } registers && Number(registers.Groups[1].Value) is >= 3 and var count ? count : null,
        Kitty = KittyReport().IsMatch(received),
    };

    private static int? Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>One to four hexadecimal digits, all ones being full brightness.</summary>
    private static byte Channel(string digits)
    {
        var value = int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return (byte)Math.Round(255.0 * value / ((1 << 4 * digits.Length) - 1));
    }

    [GeneratedRegex(@"\e\[\?([0-9;]+)c")]
    private static partial Regex PrimaryAttributes();

    [GeneratedRegex(@"\e\[6;([0-9]+);([0-9]+)t")]
    private static partial Regex CellReport();

    [GeneratedRegex(@"\e\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")]
    private static partial Regex BackgroundReport();

    [GeneratedRegex(@"\e\[\?1;0;([0-9]+)S")]
    private static partial Regex RegisterReport();

    [GeneratedRegex(@"\e\[\?2;0;([0-9]+);([0-9]+)S")]
    private static partial Regex SizeReport();

    [GeneratedRegex(@"\e_Gi=31;OK")]
    private static partial Regex KittyReport();
}
