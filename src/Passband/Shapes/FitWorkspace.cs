using Passband.Measures;

namespace Passband.Shapes;

/// <summary>The arrays that a fit needs, one set per thread.</summary>
internal sealed class FitWorkspace
{
    /// <summary>The most shape parameters that any shape has.</summary>
    public const int MaxParameters = 6;

    /// <summary>The most amplitudes that any shape has.</summary>
    public const int MaxColumns = 2;

    public FitWorkspace(FilterShape shape)
    {
        var taps = shape.Taps;
        IsLine = shape.IsLine;
        (X, Y) = (new double[taps], new double[taps]);
        for (var i = 0; i < taps; i++)
        {
            X[i] = i % shape.Width - (shape.Width - 1) / 2.0;
            Y[i] = i / shape.Width - (shape.Height - 1) / 2.0;
        }
        (U, V, Window, Cosine, Sine) = (new double[taps], new double[taps], new double[taps], new double[taps], new double[taps]);
        Columns = [new double[taps], new double[taps]];
        Basis = [new double[taps], new double[taps]];
        Derivatives = [.. Enumerable.Range(0, MaxParameters).Select(_ => new double[taps])];
        Residual = new double[taps];
    }

    /// <summary>Whether the kernel has one axis only.</summary>
    public bool IsLine { get; }

    /// <summary>Position of each tap, right of and below the middle.</summary>
    public double[] X { get; }

    /// <inheritdoc cref="X"/>
    public double[] Y { get; }

    /// <summary>Position of each tap across and along the stripes of the shape at hand.</summary>
    public double[] U { get; }

    /// <inheritdoc cref="U"/>
    public double[] V { get; }

    /// <summary>The Gaussian window of the shape at hand.</summary>
    public double[] Window { get; }

    /// <summary>The carrier of the shape at hand.</summary>
    public double[] Cosine { get; }

    /// <inheritdoc cref="Cosine"/>
    public double[] Sine { get; }

    /// <summary>The patterns whose amplitudes are linear parameters.</summary>
    public double[][] Columns { get; }

    /// <summary>The patterns made orthonormal.</summary>
    public double[][] Basis { get; }

    /// <summary>Derivatives of the weighted sum of patterns by each shape parameter.</summary>
    public double[][] Derivatives { get; }

    /// <summary>Kernel minus model.</summary>
    public double[] Residual { get; }
}
