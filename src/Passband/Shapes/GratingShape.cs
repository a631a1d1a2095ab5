using System.Runtime.Intrinsics;

namespace Passband.Shapes;

/// <summary>A sinusoid that fills the window. Parameters: frequency along x and along y (down), cycles per sample.</summary>
internal sealed class GratingShape : ParametricShape
{
    public const int FrequencyX = 0;
    public const int FrequencyY = 1;

    public override int ColumnCount => 2;

    public override int ParameterCount => 2;

    public override void Evaluate(ReadOnlySpan<double> p, FitWorkspace work)
    {
        var (alongX, alongY) = (Vector256.Create(p[FrequencyX]), Vector256.Create(p[FrequencyY]));
        for (var i = 0; i < work.X.Length; i = Lanes.Next(i, work.X.Length))
        {
            var phase = 2 * Math.PI * (alongX * Lanes.Load(work.X, i) + alongY * Lanes.Load(work.Y, i));
            var (sine, cosine) = Vector256.SinCos(phase);
            Lanes.Store(cosine, work.Columns[0], i);
            Lanes.Store(sine, work.Columns[1], i);
        }
    }

    public override void Differentiate(ReadOnlySpan<double> p, ReadOnlySpan<double> amplitudes, FitWorkspace work)
    {
        for (var i = 0; i < work.X.Length; i++)
        {
            var slope = 2 * Math.PI * (-amplitudes[0] * work.Columns[1][i] + amplitudes[1] * work.Columns[0][i]);
            work.Derivatives[FrequencyX][i] = slope * work.X[i];
            work.Derivatives[FrequencyY][i] = slope * work.Y[i];
        }
    }

    public override void Confine(Span<double> p, FitWorkspace work)
    {
        p[FrequencyX] = Math.Clamp(p[FrequencyX], -0.5, 0.5);
        p[FrequencyY] = Math.Clamp(p[FrequencyY], -0.5, 0.5);
    }
}
