using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Benchmarks;

/// <summary>One synthesized kernel, and what was said of it. Errors are null where the name was wrong or the two do not share the parameter.</summary>
internal sealed record RecoveryTrial
{
    public required int Side { get; init; }

    public required double SnrDb { get; init; }

    /// <summary>The shape that was made; null for noise.</summary>
    public required SynthShape? Shape { get; init; }

    /// <summary>The name by definition.</summary>
    public required string Truth { get; init; }

    /// <summary>All names that are true to within the noise.</summary>
    public required ImmutableArray<string> Accepted { get; init; }

    public required string Named { get; init; }

    /// <summary>Degrees.</summary>
    public double? Angle { get; init; }

    /// <summary>Share of the true frequency.</summary>
    public double? Frequency { get; init; }

    /// <summary>Share of the true σ.</summary>
    public double? Sigma { get; init; }

    /// <summary>Degrees.</summary>
    public double? Phase { get; init; }

    /// <summary>Pixels.</summary>
    public double? Center { get; init; }

    /// <summary>Whether the dominant differential order is the shape's.</summary>
    public bool? Order { get; init; }

    public bool IsAccepted => Accepted.Contains(Named);
}

/// <summary>Makes kernels, has them described one by one, and compares.</summary>
internal sealed class RecoveryExperiment(int side, NoiseNullTable nulls)
{
    private readonly FilterShape _size = new(1, side, side);
    private readonly FilterMeasurer _measurer = new(new FilterShape(1, side, side), Extent.One, blueFirst: false, nulls);

    /// <summary>The same clean kernels at every noise level, so that curves show the noise and not the draw.</summary>
    public IEnumerable<RecoveryTrial> Shape(SynthShape shape, IReadOnlyList<double> snrs, int from, int to, ulong seed)
    {
        var names = new CanonicalNames(_size);
        var work = _measurer.CreateWorkspace();
        for (var i = from; i < to; i++)
        {
            var random = new GaussianRandom(seed ^ ((ulong)(i + 1) * 0xD1342543DE82EF95) ^ ((ulong)shape << 56));
            var kernel = SynthDraw.Draw(shape, _size, ref random);
            var clean = kernel.Render();
            var distances = names.Distances(kernel);
            foreach (var snr in snrs)
            {
                var noise = new SynthNoise { SnrDb = snr };
                var found = Describe(noise.AddTo(clean, ref random), work);
                var accepted = CanonicalNames.Within(distances, noise.EnergyShare(clean));
                yield return Compare(kernel, snr, accepted, found);
            }
        }
    }

    /// <summary>Pure noise.</summary>
    public IEnumerable<RecoveryTrial> Noise(int from, int to, ulong seed)
    {
        var work = _measurer.CreateWorkspace();
        for (var i = from; i < to; i++)
        {
            var random = new GaussianRandom(seed ^ ((ulong)(i + 1) * 0xD1342543DE82EF95));
            var found = Describe(SynthNoise.Draw(NoiseDistribution.Gaussian, _size, 1, ref random), work);
            yield return new RecoveryTrial
            {
                Side = _size.Side,
                SnrDb = double.NegativeInfinity,
                Shape = null,
                Truth = "noise",
                Accepted = ["noise"],
                Named = found.Name,
            };
        }
    }

    private FilterDescription Describe(double[] weights, FitWorkspace? work)
    {
        var measured = _measurer.Measure(Array.ConvertAll(weights, w => (float)w), work);
        return FilterWriter.Describe("synth:0", _size, InputSpace.Gray, measured, measured.P, alone: true, []);
    }

    private static RecoveryTrial Compare(SynthKernel kernel, double snr, ImmutableArray<string> accepted, FilterDescription found)
    {
        var trial = new RecoveryTrial
        {
            Side = kernel.Width,
            SnrDb = snr,
            Shape = kernel.Shape,
            Truth = accepted[0],
            Accepted = accepted,
            Named = found.Name,
            Order = Order(kernel.Shape) is { } order ? found.Order!.Dominant == order : null,
        };
        if (!trial.IsAccepted || found.Fit is not { } fit)
            return trial;
        var parameters = fit.Parameters;
        double? Of(string name) => parameters.TryGetValue(name, out var value) ? value : null;
        trial = trial with { Angle = AngleError(kernel, found, Of("angle")) };
        // Scales, phases and centers of another shape mean something else.
        if (fit.Shape != ShapeNames.Of((ShapeKind)kernel.Shape))
            return trial;
        return trial with
        {
            Frequency = kernel.Frequency > 0 ? Math.Abs(Of("frequency")!.Value / kernel.Frequency - 1) : null,
            Sigma = kernel.Shape is SynthShape.Tap or SynthShape.Box or SynthShape.Grating or SynthShape.Sharpening ? null : Math.Abs(Of("sigma")!.Value / kernel.Sigma - 1),
            Phase = kernel.Frequency > 0 ? PhaseError(kernel, Of("angle")!.Value, Of("phase")!.Value) : null,
            Center = Of("x") is { } x && Of("y") is { } y && kernel.Shape is not (SynthShape.Tap or SynthShape.Sharpening)
                ? Math.Sqrt((x - kernel.X) * (x - kernel.X) + (y - kernel.Y) * (y - kernel.Y))
                : null,
        };
    }

    private static double? AngleError(SynthKernel kernel, FilterDescription found, double? angle)
    {
        if (angle is not { } fitted)
            return null;
        return kernel.Shape switch
        {
            SynthShape.FirstDerivative when found.Fit!.Shape == ShapeNames.Of(ShapeKind.Edge) => Angles.Distance(fitted, kernel.Angle),
            SynthShape.FirstDerivative or SynthShape.SecondDerivative or SynthShape.Gabor or SynthShape.Grating => Angles.AxialDistance(fitted, kernel.Angle),
            // The axes of a saddle repeat every 90°.
            SynthShape.MixedDerivative => Math.Min(Angles.AxialDistance(fitted, kernel.Angle), Angles.AxialDistance(fitted, kernel.Angle + 90)),
            _ => null,
        };
    }

    private static double PhaseError(SynthKernel kernel, double angle, double phase) =>
        Angles.Distance(Angles.Distance(angle, kernel.Angle) > 90 ? -phase : phase, kernel.Phase);

    private static int? Order(SynthShape shape) => shape switch
    {
        SynthShape.Gaussian or SynthShape.Box => 0,
        SynthShape.FirstDerivative => 1,
        SynthShape.SecondDerivative or SynthShape.LaplacianOfGaussian or SynthShape.MixedDerivative => 2,
        _ => null,
    };
}
