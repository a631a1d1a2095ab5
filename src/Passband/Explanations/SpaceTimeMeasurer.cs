using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>
/// Measures filters over space and time: the spatial part of the strongest product like any filter of a picture, and the whole of it at the
/// spatial frequency where that responds most, frame by frame. Holds only tables, so one instance serves many threads.
/// </summary>
/// <param name="spatial">Measures the spatial part.</param>
/// <param name="shape">The size of one frame with all its channels.</param>
/// <param name="frames">Taps along time.</param>
/// <param name="dilation">Samples between taps.</param>
/// <param name="seesInput">Whether the channels are a picture, in which things move.</param>
internal sealed class SpaceTimeMeasurer(FilterMeasurer spatial, FilterShape shape, int frames, Extent dilation, bool seesInput)
{
    /// <summary>Beyond this many frames a kernel is not described: real ones have 3 to 7, and the work grows with the cube.</summary>
    public const int MostFrames = 32;

    private readonly int _frameSpacing = frames > 1 ? dilation.Depth : 1;

    /// <summary>Measures one filter [channel, frame, row, column] that is not zero.</summary>
    public FilterMeasurements Measure(ReadOnlySpan<float> weights, FitWorkspace? work)
    {
        var filter = new double[weights.Length];
        for (var i = 0; i < filter.Length; i++)
            filter[i] = weights[i];
        var split = SpaceTimeSplit.Of(filter, frames, shape);
        var measured = spatial.Measure(split.Spatial, work);
        var response = TemporalResponse.Of(filter, frames, shape, measured.Peak.U, measured.Peak.V);
        var motion = seesInput ? Motion.Of(response, measured.Spacing, _frameSpacing) : null;
        var peak = new SpectralPeak(measured.Peak.U, measured.Peak.V, SpaceTimePeak.Of(filter, frames, shape));
        return measured with { Gains = Gains.Of(filter, peak), Time = new TimeMeasurements(split, response.Band(_frameSpacing), motion) };
    }
}
