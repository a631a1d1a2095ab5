namespace Passband.Shapes;

/// <summary>Akaike's information criterion with the small-sample correction of Hurvich and Tsai (Biometrika 76, 1989), least-squares form.</summary>
internal static class InformationCriterion
{
    /// <summary>
    /// Residuals below this share of the energy count as equal. It is the error of 8-bit quantization (range ±3σ, step/√12: about 5·10⁻⁵ of the energy) with
    /// some room: differences below it say how a file was stored, not what a kernel does.
    /// </summary>
    public const double SmallestResidual = 1e-5;

    /// <summary>n·ln(RSS/n) + 2K + 2K(K+1)/(n − K − 1), RSS as a share of the kernel's energy.</summary>
    /// <param name="r2">1 − RSS/energy.</param>
    /// <param name="taps">n, the number of weights.</param>
    /// <param name="parameters">K, with the noise variance counted.</param>
    /// <returns>Positive infinity when n − K − 1 is not positive.</returns>
    public static double Of(double r2, int taps, int parameters)
    {
        var freedom = taps - parameters - 1;
        if (freedom <= 0)
            return double.PositiveInfinity;
        var residual = Math.Max(SmallestResidual, 1 - r2);
        return taps * Math.Log(residual / taps) + 2 * parameters + 2.0 * parameters * (parameters + 1) / freedom;
    }
}
