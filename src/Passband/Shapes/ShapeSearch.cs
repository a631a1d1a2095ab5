using Passband.Measures;

namespace Passband.Shapes;

/// <summary>The fits of one kernel: from starting points to the best variant of each shape.</summary>
internal readonly ref struct ShapeSearch(FilterShape shape, ReadOnlySpan<double> kernel, FitWorkspace work)
{
    private static readonly GratingShape GratingFormula = new();
    private static readonly SharpeningShape SharpeningFormula = new();
    private static readonly DifferenceOfGaussiansShape DifferenceFormula = new();

    /// <summary>Frequencies tried beside each spectral peak, as shares of it.</summary>
    private static readonly double[] FrequencyFactors = [1, 0.6];

    private readonly ReadOnlySpan<double> _kernel = kernel;

    /// <summary>A windowed shape: its most general variant from every start, the narrower variants from the best that found.</summary>
    /// <param name="family">The shape.</param>
    /// <param name="starts">Parameters to start from, one set after the other.</param>
    public ShapeFit Windowed(WindowedFamily family, ReadOnlySpan<double> starts)
    {
        var count = family.Shape.ParameterCount;
        Span<double> general = stackalloc double[count];
        Span<double> other = stackalloc double[count];
        ShapeFit? best = null;
        for (var first = 0; first < starts.Length; first += count)
        {
            starts.Slice(first, count).CopyTo(other);
            var fit = WindowedVariant(family, family.Variants[0], other);
            if (best is not null && fit.R2 <= best.R2)
                continue;
            best = fit;
            other.CopyTo(general);
        }
        Span<double> start = stackalloc double[family.Shape.ParameterCount];
        foreach (var variant in family.Variants.AsSpan(1))
        {
            general.CopyTo(start);
            if (variant.Centered)
                start[WindowedShape.CenterX] = start[WindowedShape.CenterY] = 0;
            if (variant.Tied is not null)
                start[WindowedShape.LogSigmaAcross] = 0.5 * (start[WindowedShape.LogSigmaAcross] + start[WindowedShape.LogSigmaAlong]);
            var fit = WindowedVariant(family, variant, start);
            if (fit.Aicc < best!.Aicc)
                best = fit;
        }
        return best!;
    }

    /// <summary>
    /// A Gabor from the best of a few windows on each of the strongest frequencies, and on lower ones beside them: a window of about one cycle moves the peak of
    /// the response away from DC.
    /// </summary>
    public ShapeFit Gabor(WindowedFamily family, List<SpectralPeak> peaks)
    {
        var count = family.Shape.ParameterCount;
        Span<double> starts = stackalloc double[peaks.Count * FrequencyFactors.Length * count];
        for (var i = 0; i < peaks.Count * FrequencyFactors.Length; i++)
            BestWindow(family, peaks[i / FrequencyFactors.Length], FrequencyFactors[i % FrequencyFactors.Length], starts.Slice(i * count, count));
        return Windowed(family, starts);
    }

    private void BestWindow(WindowedFamily family, SpectralPeak peak, double factor, Span<double> best)
    {
        Span<double> candidate = stackalloc double[best.Length];
        Span<double> amplitudes = stackalloc double[2];
        var location = Location.Of(_kernel, shape);
        candidate[WindowedShape.Angle] = Math.Atan2(-peak.V, peak.U);
        candidate[WindowedShape.Frequency] = factor * peak.Frequency;
        var smallest = double.PositiveInfinity;
        foreach (var share in (ReadOnlySpan<double>)[0.15, 0.25, 0.4])
        {
            foreach (var elongation in (ReadOnlySpan<double>)[1, 1.6])
            {
                foreach (var centered in (ReadOnlySpan<bool>)[false, true])
                {
                    candidate[WindowedShape.CenterX] = centered ? 0 : location.X;
                    candidate[WindowedShape.CenterY] = centered ? 0 : location.Y;
                    candidate[WindowedShape.LogSigmaAcross] = Math.Log(share * shape.Side);
                    candidate[WindowedShape.LogSigmaAlong] = Math.Log(share * elongation * shape.Side);
                    var (residual, _) = VariableProjection.Project(family.Shape, _kernel, candidate, amplitudes, work);
                    if (residual >= smallest)
                        continue;
                    smallest = residual;
                    candidate.CopyTo(best);
                }
            }
        }
    }

    /// <summary>A grating from the strongest frequencies.</summary>
    public ShapeFit Grating(List<SpectralPeak> peaks)
    {
        ReadOnlySpan<int> free = shape.IsLine
            ? [shape.Width > 1 ? GratingShape.FrequencyX : GratingShape.FrequencyY]
            : [GratingShape.FrequencyX, GratingShape.FrequencyY];
        Span<double> p = stackalloc double[2];
        Span<double> amplitudes = stackalloc double[2];
        ShapeFit? best = null;
        for (var i = 0; i < peaks.Count * FrequencyFactors.Length; i++)
        {
            var (peak, factor) = (peaks[i / FrequencyFactors.Length], FrequencyFactors[i % FrequencyFactors.Length]);
            (p[GratingShape.FrequencyX], p[GratingShape.FrequencyY]) = (factor * peak.U, factor * peak.V);
            var (residual, columns) = VariableProjection.Minimize(GratingFormula, free, null, _kernel, p, amplitudes, work);
            var (angle, phase) = CanonicalWave(Math.Atan2(-p[GratingShape.FrequencyY], p[GratingShape.FrequencyX]), amplitudes);
            var fit = Create(
                ShapeKind.Grating, new(GratingFormula, p.ToArray(), amplitudes.ToArray()), residual, free.Length + columns,
                Math.Sqrt(amplitudes[0] * amplitudes[0] + amplitudes[1] * amplitudes[1])) with
            {
                Angle = angle,
                Phase = phase,
                Frequency = Math.Sqrt(p[0] * p[0] + p[1] * p[1]),
            };
            if (best is null || fit.Aicc < best.Aicc)
                best = fit;
        }
        return best!;
    }

    /// <summary>The strongest tap with a Gaussian about it.</summary>
    public ShapeFit Sharpening()
    {
        Span<double> p = stackalloc double[3];
        Span<double> amplitudes = stackalloc double[2];
        var tap = DiscreteShapes.Identity(_kernel, shape);
        ShapeFit? best = null;
        foreach (var sigma in (ReadOnlySpan<double>)[0.7, 0.25 * shape.Side, shape.Side])
        {
            (p[SharpeningShape.TapX], p[SharpeningShape.TapY], p[SharpeningShape.LogSigma]) = (tap.X!.Value, tap.Y!.Value, Math.Log(sigma));
            var (residual, columns) = VariableProjection.Minimize(SharpeningFormula, [SharpeningShape.LogSigma], null, _kernel, p, amplitudes, work);
            var pattern = new FittedPattern(SharpeningFormula, p.ToArray(), amplitudes.ToArray());
            var fit = Create(ShapeKind.Sharpening, pattern, residual, tap.FreeParameters - 1 + columns, amplitudes[0]) with
            {
                X = tap.X,
                Y = tap.Y,
                SurroundAmplitude = amplitudes[1],
                SurroundSigma = Math.Exp(p[SharpeningShape.LogSigma]),
            };
            if (best is null || fit.Aicc < best.Aicc)
                best = fit;
        }
        return best!;
    }

    /// <summary>Two concentric Gaussians, about the window's middle and about the strongest tap.</summary>
    public ShapeFit DifferenceOfGaussians()
    {
        Span<double> p = stackalloc double[4];
        Span<double> amplitudes = stackalloc double[2];
        var tap = DiscreteShapes.Identity(_kernel, shape);
        ShapeFit? best = null;
        foreach (var centered in (ReadOnlySpan<bool>)[true, false])
        {
            ReadOnlySpan<int> free = centered ? [2, 3] : [0, 1, 2, 3];
            foreach (var sigma in (ReadOnlySpan<double>)[0.5, 0.2 * shape.Side])
            {
                p[DifferenceOfGaussiansShape.CenterX] = centered ? 0 : tap.X!.Value;
                p[DifferenceOfGaussiansShape.CenterY] = centered ? 0 : tap.Y!.Value;
                p[DifferenceOfGaussiansShape.LogSigma] = Math.Log(sigma);
                p[DifferenceOfGaussiansShape.LogRatio] = Math.Log(1.8);
                var (residual, columns) = VariableProjection.Minimize(DifferenceFormula, free, null, _kernel, p, amplitudes, work);
                var inner = Math.Exp(p[DifferenceOfGaussiansShape.LogSigma]);
                var pattern = new FittedPattern(DifferenceFormula, p.ToArray(), amplitudes.ToArray());
                var fit = Create(ShapeKind.DifferenceOfGaussians, pattern, residual, free.Length + columns, amplitudes[0]) with
                {
                    X = p[DifferenceOfGaussiansShape.CenterX],
                    Y = p[DifferenceOfGaussiansShape.CenterY],
                    SigmaAcross = inner,
                    SigmaAlong = inner,
                    SurroundAmplitude = amplitudes[1],
                    SurroundSigma = inner * Math.Exp(p[DifferenceOfGaussiansShape.LogRatio]),
                };
                if (best is null || fit.Aicc < best.Aicc)
                    best = fit;
            }
        }
        return best!;
    }

    private ShapeFit WindowedVariant(WindowedFamily family, WindowedFamily.Variant variant, Span<double> p)
    {
        Span<double> amplitudes = stackalloc double[family.Shape.ColumnCount];
        var (residual, columns) = VariableProjection.Minimize(family.Shape, variant.Free, variant.Tied, _kernel, p, amplitudes, work);
        var (angle, across, along) = (p[WindowedShape.Angle], Math.Exp(p[WindowedShape.LogSigmaAcross]), Math.Exp(p[WindowedShape.LogSigmaAlong]));
        var pattern = new FittedPattern(family.Shape, p.ToArray(), amplitudes.ToArray());
        var fit = Create(family.Kind, pattern, residual, variant.Free.Length + columns, amplitudes[0]) with
        {
            X = p[WindowedShape.CenterX],
            Y = p[WindowedShape.CenterY],
            SigmaAcross = across,
            SigmaAlong = shape.IsLine ? null : along,
        };
        switch (family.Kind)
        {
            case ShapeKind.Gabor:
                var (wavevector, phase) = CanonicalWave(angle, amplitudes);
                return fit with
                {
                    Angle = wavevector,
                    Phase = phase,
                    Frequency = p[WindowedShape.Frequency],
                    Amplitude = Math.Sqrt(amplitudes[0] * amplitudes[0] + amplitudes[1] * amplitudes[1]),
                };
            case ShapeKind.Edge:
                return fit with { Angle = Angles.Full(Degrees(angle) + (amplitudes[0] < 0 ? 180 : 0)), Amplitude = Math.Abs(amplitudes[0]) };
            case ShapeKind.Gaussian when across > along && !shape.IsLine:
                // The wavevector of an elongated Gaussian is its narrow direction.
                return fit with { Angle = Angles.Axial(Degrees(angle) + 90), SigmaAcross = along, SigmaAlong = across };
            case ShapeKind.Gaussian when variant.Tied is not null:
            case ShapeKind.LaplacianOfGaussian:
                return fit;
            default:
                return fit with { Angle = Angles.Axial(Degrees(angle)) };
        }
    }

    private ShapeFit Create(ShapeKind kind, FittedPattern pattern, double residual, int parametersWithoutNoise, double amplitude)
    {
        // The kernel has unit energy, so the residual is the unexplained share.
        var r2 = Math.Clamp(1 - residual, 0, 1);
        return new ShapeFit
        {
            Kind = kind,
            R2 = r2,
            FreeParameters = parametersWithoutNoise + 1,
            Aicc = InformationCriterion.Of(r2, _kernel.Length, parametersWithoutNoise + 1),
            Amplitude = amplitude,
            Pattern = pattern,
        };
    }

    /// <summary>A wave a·cos + b·sin along an angle, turned so that the angle is an axis in 0 … 180; phase in −180 … 180 of cos(2πfu − phase).</summary>
    private static (double Angle, double Phase) CanonicalWave(double radians, ReadOnlySpan<double> amplitudes)
    {
        var full = Angles.Full(Degrees(radians));
        var phase = Math.Atan2(amplitudes[1], amplitudes[0]) * 180 / Math.PI;
        // An axis a rounding error below 180° is the one at 0°; the sign of the phase must not hang on it.
        const double Rounding = 1e-6;
        if (full >= 360 - Rounding)
            return (0, phase);
        return full < 180 - Rounding ? (full, phase) : (Math.Max(0, full - 180), -phase);
    }

    private static double Degrees(double radians) => radians * 180 / Math.PI;
}
