using Passband.Measures;

namespace Passband.Shapes;

/// <summary>How a windowed shape is fitted: over which angles it is searched and which of its parameters are free together.</summary>
/// <param name="Kind">The shape.</param>
/// <param name="Shape">Its formula.</param>
/// <param name="AnglePeriod">Radians after which the pattern is the same up to sign.</param>
/// <param name="DictionaryAngles">Angles sampled over that period.</param>
/// <param name="RoundWhenTied">Whether it has no angle when both σ are equal.</param>
/// <param name="Elongates">Whether the two σ may differ.</param>
/// <param name="StartAngle">First angle, radians.</param>
/// <param name="Variants">What may move, the most general first.</param>
internal sealed record WindowedFamily(
    ShapeKind Kind, WindowedShape Shape, double AnglePeriod, int DictionaryAngles, bool RoundWhenTied, bool Elongates, double StartAngle,
    WindowedFamily.Variant[] Variants)
{
    /// <summary>Up to this many taps the two numbers of a free center weigh so much in AICc that a centered variant must compete.</summary>
    private const int CenteredTaps = 25;

    private static readonly (int, int) Round = (WindowedShape.LogSigmaAcross, WindowedShape.LogSigmaAlong);

    /// <summary>A set of free parameters.</summary>
    /// <param name="Free">Their indices.</param>
    /// <param name="Tied">Whether σ along follows σ across.</param>
    /// <param name="Centered">Whether the center is the kernel's middle.</param>
    internal sealed record Variant(int[] Free, (int, int)? Tied, bool Centered);

    /// <summary>The families that start from the dictionary.</summary>
    public static IEnumerable<WindowedFamily> Dictionary(FilterShape shape)
    {
        if (shape.IsLine)
        {
            yield return OnLine(shape, ShapeKind.Gaussian, new GaussianShape());
            yield return OnLine(shape, ShapeKind.Edge, new EdgeShape());
            yield return OnLine(shape, ShapeKind.Line, new LineShape());
            yield break;
        }
        yield return OnPlane(shape, ShapeKind.Gaussian, new GaussianShape(), Math.PI, 8, round: true, elongates: true);
        yield return OnPlane(shape, ShapeKind.Edge, new EdgeShape(), Math.PI, 8, round: false, elongates: true);
        yield return OnPlane(shape, ShapeKind.Line, new LineShape(), Math.PI, 8, round: false, elongates: true);
        yield return OnPlane(shape, ShapeKind.LaplacianOfGaussian, new LaplacianShape(), Math.PI, 1, round: true, elongates: false);
        yield return OnPlane(shape, ShapeKind.Saddle, new SaddleShape(), Math.PI / 2, 4, round: false, elongates: false);
    }

    /// <summary>The Gabor family, whose starts come from the kernel's own spectrum.</summary>
    public static WindowedFamily Gabor(FilterShape shape)
    {
        if (shape.IsLine)
        {
            var line = OnLine(shape, ShapeKind.Gabor, new GaborShape());
            return line with { Variants = [.. line.Variants.Select(v => v with { Free = [.. v.Free, WindowedShape.Frequency] })] };
        }
        return new WindowedFamily(
            ShapeKind.Gabor, new GaborShape(), Math.PI, 1, false, true, 0,
            [new Variant([0, 1, 2, 3, 4, 5], null, false), new Variant([0, 1, 2, 3, 5], Round, false)]);
    }

    private static WindowedFamily OnLine(FilterShape shape, ShapeKind kind, WindowedShape formula)
    {
        var vertical = shape.Width == 1;
        var center = vertical ? WindowedShape.CenterY : WindowedShape.CenterX;
        var variants = new List<Variant> { new([center, WindowedShape.LogSigmaAcross], Round, false) };
        if (shape.Taps <= CenteredTaps)
            variants.Add(new Variant([WindowedShape.LogSigmaAcross], Round, true));
        return new WindowedFamily(kind, formula, Math.PI, 1, true, false, vertical ? Math.PI / 2 : 0, [.. variants]);
    }

    private static WindowedFamily OnPlane(
        FilterShape shape, ShapeKind kind, WindowedShape formula, double period, int angles, bool round, bool elongates)
    {
        var variants = new List<Variant>();
        if (elongates)
            variants.Add(new Variant([0, 1, 2, 3, 4], null, false));
        variants.Add(new Variant(round ? [0, 1, 3] : [0, 1, 2, 3], Round, false));
        if (shape.Taps <= CenteredTaps)
        {
            if (elongates)
                variants.Add(new Variant([2, 3, 4], null, true));
            variants.Add(new Variant(round ? [3] : [2, 3], Round, true));
        }
        return new WindowedFamily(kind, formula, period, angles, round, elongates, 0, [.. variants]);
    }
}
