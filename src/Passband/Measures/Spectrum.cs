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

    public FilterShape Shape { get; }

    public Transform Transform { get; }

    public SpectralPeak Peak { get; }

    public double DcPower { get; }

    public ReadOnlySpan<double> Filter => _filter;

    /// <summary>|H|² on the transform's grid.</summary>
    public ReadOnlySpan<double> Power => _power;

    /// <summary>|H| / max |H| at any frequency.</summary>
    public double Amplitude(double u, double v) => Math.Sqrt(Dtft.Power(_filter, Shape, u, v) / Peak.Power);

    /// <summary>The same at many frequencies.</summary>
    public void Amplitudes(ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> amplitudes)
    {
        Dtft.Power(_filter, Shape, u, v, amplitudes);
        for (var i = 0; i < u.Length; i++)
            amplitudes[i] = Math.Sqrt(amplitudes[i] / Peak.Power);
    }
}
