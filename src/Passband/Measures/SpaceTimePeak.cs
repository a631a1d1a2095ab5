using System.Numerics;
using System.Numerics.Tensors;

namespace Passband.Measures;

/// <summary>The largest response of a filter over space and time: max over (u, v, ω) of the power summed over channels.</summary>
internal static class SpaceTimePeak
{
    /// <summary>Grid points per tap: half-way between two the power of a box is 5 % below its peak along each axis, which the climb makes good.</summary>
    private const int Oversampling = 4;

    private const int Rounds = 12;

    /// <summary>max |H|².</summary>
    /// <param name="filter">Weights [channel, frame, row, column].</param>
    /// <param name="frames">Taps along time.</param>
    /// <param name="shape">The size of one frame with all its channels.</param>
    public static double Of(ReadOnlySpan<double> filter, int frames, FilterShape shape)
    {
        var (columns, rows, times) = (Points(shape.Width), Points(shape.Height), Points(frames));
        var power = new double[times * rows * columns];
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            // Width, height and time in turn; each pass moves its axis to the front, so after three passes the order is time, row, column again.
            var values = new Complex[frames * shape.Taps];
            for (var i = 0; i < values.Length; i++)
                values[i] = filter[channel * values.Length + i];
            values = Pass(Pass(Pass(values, shape.Width, columns), shape.Height, rows), frames, times);
            for (var i = 0; i < values.Length; i++)
                power[i] += values[i].Real * values[i].Real + values[i].Imaginary * values[i].Imaginary;
        }
        var best = TensorPrimitives.IndexOfMax<double>(power);
        double[] place = [(double)(best % columns) / columns, (double)(best / columns % rows) / rows, (double)(best / columns / rows) / times];
        return Climb(filter, frames, shape, place, [0.5 / columns, 0.5 / rows, 0.5 / times]);
    }

    private static int Points(int taps) => taps == 1 ? 1 : Oversampling * taps;

    /// <summary>Transforms the last axis of an array and makes it the first.</summary>
    private static Complex[] Pass(Complex[] values, int taps, int points)
    {
        var waves = new Complex[points];
        for (var i = 0; i < points; i++)
            waves[i] = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / points);
        var others = values.Length / taps;
        var transformed = new Complex[others * points];
        for (var other = 0; other < others; other++)
        {
            for (var point = 0; point < points; point++)
            {
                var sum = Complex.Zero;
                for (var tap = 0; tap < taps; tap++)
                    sum += values[other * taps + tap] * waves[point * tap % points];
                transformed[point * others + other] = sum;
            }
        }
        return transformed;
    }

    /// <summary>Steps along each axis to where the exact power is larger, halving the steps where it is not.</summary>
    private static double Climb(ReadOnlySpan<double> filter, int frames, FilterShape shape, double[] place, double[] steps)
    {
        var best = Power(filter, frames, shape, place);
        for (var round = 0; round < Rounds; round++)
        {
            for (var axis = 0; axis < place.Length; axis++)
            {
                foreach (var sign in (int[])[1, -1])
                {
                    var start = place[axis];
                    place[axis] = start + sign * steps[axis];
                    var power = Power(filter, frames, shape, place);
                    if (power > best)
                        best = power;
                    else
                        place[axis] = start;
                }
                steps[axis] /= 2;
            }
        }
        return best;
    }

    private static double Power(ReadOnlySpan<double> filter, int frames, FilterShape shape, double[] place)
    {
        var power = 0.0;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var sum = Complex.Zero;
            for (var frame = 0; frame < frames; frame++)
            {
                sum += Complex.FromPolarCoordinates(1, -2 * Math.PI * place[2] * frame)
                    * Dtft.At(SpaceTimeSplit.Frame(filter, channel, frame, frames, shape), shape.Height, shape.Width, place[0], place[1]);
            }
            power += sum.Real * sum.Real + sum.Imaginary * sum.Imaginary;
        }
        return power;
    }
}
