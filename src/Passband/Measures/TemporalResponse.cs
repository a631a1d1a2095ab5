using System.Numerics;

namespace Passband.Measures;

/// <summary>
/// The response of a filter over space and time at one spatial frequency, frame by frame: what remains is a complex signal of time, whose positive and negative
/// frequencies are patterns that move either way. For a product of space and time it is the temporal profile times a constant.
/// </summary>
/// <param name="Frames">Σ over pixels of each frame times e^(−i2π(ux + vy)), one signal for each channel.</param>
/// <param name="U">Cycles per tap, right positive.</param>
/// <param name="V">Cycles per tap, down positive.</param>
internal sealed record TemporalResponse(Complex[][] Frames, double U, double V)
{
    /// <summary>Measures a filter.</summary>
    /// <param name="filter">Weights [channel, frame, row, column].</param>
    /// <param name="frames">Taps along time.</param>
    /// <param name="shape">The size of one frame with all its channels.</param>
    /// <param name="u">Cycles per tap, right positive.</param>
    /// <param name="v">Cycles per tap, down positive.</param>
    public static TemporalResponse Of(ReadOnlySpan<double> filter, int frames, FilterShape shape, double u, double v)
    {
        var signals = new Complex[shape.Channels][];
        for (var channel = 0; channel < signals.Length; channel++)
        {
            signals[channel] = new Complex[frames];
            for (var frame = 0; frame < frames; frame++)
                signals[channel][frame] = Dtft.At(SpaceTimeSplit.Frame(filter, channel, frame, frames, shape), shape.Height, shape.Width, u, v);
        }
        return new TemporalResponse(signals, u, v);
    }

    /// <summary>Energy over all temporal frequencies.</summary>
    public double Energy => Frames.Sum(signal => signal.Sum(Power));

    /// <summary>|H|² at a temporal frequency (cycles per tap), summed over channels.</summary>
    public double PowerAt(double frequency)
    {
        var power = 0.0;
        foreach (var signal in Frames)
        {
            var sum = Complex.Zero;
            for (var frame = 0; frame < signal.Length; frame++)
                sum += signal[frame] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * frame);
            power += Power(sum);
        }
        return power;
    }

    /// <summary>The sign of temporal frequencies that holds more energy, 1 where both hold the same.</summary>
    /// <param name="difference">The energy at positive frequencies less that at negative ones.</param>
    public int PreferredSign(out double difference)
    {
        difference = 0.0;
        foreach (var signal in Frames)
        {
            for (var i = 0; i < signal.Length; i++)
            {
                for (var j = 0; j < i; j++)
                    difference += 2 * (signal[i] * Balance(i - j) * Complex.Conjugate(signal[j])).Real;
            }
        }
        return difference < 0 ? -1 : 1;
    }

    /// <summary>Which frequencies over time pass, of the sign that is preferred, relative to the largest of them; frequencies are cycles per frame.</summary>
    /// <param name="spacing">Frames from tap to tap.</param>
    public Band Band(int spacing)
    {
        var sign = PreferredSign(out _);
        return Measures.Band.Of(ResponseProfile.Of(frequency => Math.Sqrt(PowerAt(sign * spacing * frequency)), 0.5 / spacing));
    }

    /// <summary>∫ sign(ω)·e^(−i2πωn) dω over one period: −2i/(πn) for odd n, else 0.</summary>
    internal static Complex Balance(int lag) => lag % 2 == 0 ? Complex.Zero : new Complex(0, -2 / (Math.PI * lag));

    private static double Power(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;
}
