using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>
/// Measures filters over space and time: the spatial part of the strongest product like any filter of a picture, the temporal part as a line, and what of the
/// whole filter no product has. Holds only tables, so one instance serves many threads.
/// </summary>
/// <param name="spatial">Measures the spatial part.</param>
/// <param name="shape">The size of one frame with all its channels.</param>
/// <param name="frames">Taps along time.</param>
/// <param name="dilation">Samples between taps.</param>
/// <param name="blueFirst">Whether the channels stand as blue, green, red.</param>
internal sealed class SpaceTimeMeasurer(FilterMeasurer spatial, FilterShape shape, int frames, Extent dilation, bool blueFirst)
{
    /// <summary>Beyond this many frames a kernel is not described: real ones have 3 to 7, and the work grows with the cube.</summary>
    public const int MostFrames = 32;

    private readonly FilterShape _line = new(1, 1, frames);
    private readonly Transform _transform = new(new FilterShape(1, 1, frames));
    private readonly Transform? _dilated = dilation.Depth > 1 && frames > 1 ? new Transform(new FilterShape(1, 1, frames), new TapSpacing(1, dilation.Depth)) : null;

    /// <summary>Measures one filter [channel, frame, row, column] that is not zero.</summary>
    public FilterMeasurements Measure(ReadOnlySpan<float> weights, FitWorkspace? work)
    {
        var filter = new double[weights.Length];
        for (var i = 0; i < filter.Length; i++)
            filter[i] = weights[i];
        var split = SpaceTimeSplit.Of(filter, frames, shape);
        var measured = spatial.Measure((double[])split.Spatial.Clone(), work);
        var ofTaps = new Spectrum(split.Temporal, _line, _transform);
        var band = Band.Of(_dilated is null ? ofTaps : new Spectrum(ofTaps, _dilated), 0);
        var direction = measured.Split.Direction;
        var motion = Motion.Of(
            filter, frames, shape, blueFirst ? [direction[2], direction[1], direction[0]] : direction, measured.Peak.U, measured.Peak.V, measured.Spacing,
            dilation.Depth);
        var peak = new SpectralPeak(measured.Peak.U, measured.Peak.V, SpaceTimePeak.Of(filter, frames, shape));
        return measured with { Gains = Gains.Of(filter, peak), Time = new TimeMeasurements(split, band, motion) };
    }
}
