namespace Passband.Shapes;

/// <summary>Akaike's information criterion with the small-sample correction of Hurvich and Tsai (Biometrika 76, 1989), least-squares form.</summary>
internal static class InformationCriterion
{
    /// <summary>
    /// Residuals below this share of the energy count as equal. It is the error of 8-bit quantization (range ±3σ, step/√12: about 5·10⁻⁵ of the energy) with
    /// some room: differences below it say how a file was stored, not what a kernel does.
    /// </summary>
    public const double SmallestResidual = 1e-5;

    /// <summary>
    /// Below this number of taps the correction is left out. It is an estimate of how far a model with its noise variance overfits, and with nine numbers it
    /// leaves only models without an angle or a scale, whatever they explain; how much noise gains by the freedom is then judged by the noise null alone.
    /// </summary>
    public const int SmallestCorrected = 16;

    /// <summary>n·ln(RSS/n) + 2K + 2K(K+1)/(n − K − 1), RSS as a share of the kernel's energy.</summary>
    /// <param name="r2">1 − RSS/energy.</param>
    /// <param name="taps">n, the number of weights.</param>
    /// <param name="parameters">K, with the noise variance counted.</param>
    /// <returns>Positive infinity when the weights are too few for so many parameters.</returns>
    public static double Of(double r2, int taps, int parameters)
    {
        var freedom = taps - parameters - 1;
        if (freedom <= 0 && (taps >= SmallestCorrected || freedom < 0))
            return double.PositiveInfinity;
        var residual = Math.Max(SmallestResidual, 1 - r2);
        var correction = taps < SmallestCorrected ? 0 : 2.0 * parameters * (parameters + 1) / freedom;
        return taps * Math.Log(residual / taps) + 2 * parameters + correction;
    }
}
