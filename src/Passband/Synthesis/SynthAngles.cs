using Passband.Measures;

namespace Passband.Synthesis;

/// <summary>
/// One way of many to write the same kernel, so that an answer can be held against an explanation: an axis lies in [0, 180) and a direction in [0, 360), the
/// axis of a Gaussian is its narrow one, a phase lies in [−180, 180).
/// </summary>
internal static class SynthAngles
{
    public static SynthKernel Canonical(SynthKernel k) => k.Shape switch
    {
        SynthShape.FirstDerivative => k with { Angle = Angles.Full(k.Angle) },
        // A quarter turn changes the sign of a saddle, so its axes are kept as they were given.
        SynthShape.MixedDerivative => k with { Angle = Angles.Axial(k.Angle) },
        SynthShape.Gaussian when k.SigmaAlong < k.Sigma => k with { Angle = Angles.Axial(k.Angle + 90), Sigma = k.SigmaAlong.Value, SigmaAlong = k.Sigma },
        SynthShape.Gabor or SynthShape.Grating => Wave(k),
        _ => k with { Angle = Angles.Axial(k.Angle) },
    };

    /// <summary>Seen from the other end of its axis, cos(2πfu − phase) has the opposite phase.</summary>
    private static SynthKernel Wave(SynthKernel k)
    {
        var phase = Angles.Full(k.Angle) < 180 ? k.Phase : -k.Phase;
        return k with { Angle = Angles.Axial(k.Angle), Phase = Angles.Full(phase + 180) - 180 };
    }
}
