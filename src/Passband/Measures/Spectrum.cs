using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>A filter together with its transform: what every measure of its response reads.</summary>
internal sealed class Spectrum
{
    private readonly double[] _filter;
    private readonly double[] _power;

    public Spectrum(double[] filter, FilterShape shape, Transform transform)
    {
        _filter = filter;
        Shape = shape;
        Transform = transform;
        _power = new double[transform.GridLength];
        transform.Power(filter, _power);
        Peak = SpectralPeak.Find(filter, shape, transform, _power);
        DcPower = Dtft.Power(filter, shape, 0, 0);
    }

    /// <summary>The spectrum on the input grid of a filter whose taps lie apart, from that of the taps; the peak is that of the copy around DC.</summary>
    /// <param name="taps">The spectrum of the taps, side by side.</param>
    /// <param name="dilated">The transform of the dilated filter.</param>
    public Spectrum(Spectrum taps, Transform dilated)
    {
        _filter = taps._filter;
        Shape = taps.Shape;
        Transform = dilated;
        _power = new double[dilated.GridLength];
        dilated.Repeat(taps._power, _power);
        Peak = new SpectralPeak(taps.Peak.U / dilated.Spacing.X, taps.Peak.V / dilated.Spacing.Y, taps.Peak.Power);
        DcPower = taps.DcPower;
    }

    public FilterShape Shape { get; }

    public Transform Transform { get; }

    public SpectralPeak Peak { get; }

    public double DcPower { get; }

    public ReadOnlySpan<double> Filter => _filter;

    /// <summary>|H|² on the transform's grid.</summary>
    public ReadOnlySpan<double> Power => _power;

    /// <summary>|H| / max |H| at any frequency.</summary>
    public double Amplitude(double u, double v) =>
        Math.Sqrt(Dtft.Power(_filter, Shape, Transform.Spacing.X * u, Transform.Spacing.Y * v) / Peak.Power);

    /// <summary>The same at many frequencies.</summary>
    public void Amplitudes(ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> amplitudes)
    {
        if (Transform.Spacing == TapSpacing.One)
            Dtft.Power(_filter, Shape, u, v, amplitudes);
        else
            Dtft.Power(_filter, Shape, Scaled(u, Transform.Spacing.X), Scaled(v, Transform.Spacing.Y), amplitudes);
        for (var i = 0; i < u.Length; i++)
            amplitudes[i] = Math.Sqrt(amplitudes[i] / Peak.Power);
    }

    private static double[] Scaled(ReadOnlySpan<double> values, int factor)
    {
        var scaled = new double[values.Length];
        TensorPrimitives.Multiply(values, factor, scaled);
        return scaled;
    }
}
