using System.Collections.Immutable;
using Passband.Imaging;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Passband.Cli.Terminal;

/// <summary>A picture of half blocks.</summary>
/// <param name="lines">Its lines.</param>
/// <param name="apart">Whether an empty line follows that keeps the pictures of a column apart.</param>
internal sealed class Picture(ImmutableArray<ImmutableArray<HalfBlock>> lines, bool apart) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(lines[0].Length, lines[0].Length);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in lines)
        {
            foreach (var block in line)
                yield return Cell(block);
            yield return Segment.LineBreak;
        }
        if (!apart)
            yield break;
        yield return new Segment(" ");
        yield return Segment.LineBreak;
    }

    private static Segment Cell(HalfBlock block) => block switch
    {
        { Upper: { } upper, Lower: { } lower } => new Segment("▀", new Style(ColorOf(upper), ColorOf(lower))),
        { Upper: { } upper } => new Segment("▀", new Style(ColorOf(upper))),
        { Lower: { } lower } => new Segment("▄", new Style(ColorOf(lower))),
        _ => new Segment(" "),
    };

    private static Color ColorOf(Rgb color) => new(color.R, color.G, color.B);
}
