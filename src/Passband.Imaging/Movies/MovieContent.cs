using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Imaging.Movies;

/// <summary>What a movie shows: a layer at moments of its training, and curves over the same steps.</summary>
public sealed record MovieContent
{
    /// <summary>What was trained, one line; not trusted.</summary>
    public required string Title { get; init; }

    /// <summary>The moments, by rising step; at least one. All layers have the same shape.</summary>
    public required ImmutableArray<MovieMoment> Moments { get; init; }

    /// <summary>The charts below the kernels, at most <see cref="MostCharts"/>.</summary>
    public ImmutableArray<MovieChart> Charts { get; init; } = [];

    /// <summary>When kernels became what they are at the end, by rising step.</summary>
    public ImmutableArray<MovieTurn> Turns { get; init; } = [];

    /// <summary>The most charts that there is room for.</summary>
    public const int MostCharts = 8;

    /// <summary>Refuses what cannot be shown.</summary>
    /// <exception cref="PassbandException">There is no moment, steps do not rise, shapes differ, weights are not finite, or there are too many charts.</exception>
    internal void Require()
    {
        var where = Printable.Name(Title);
        if (Moments.IsDefaultOrEmpty)
            throw new PassbandException(ErrorKind.Request, where, "no moment of the training", "at least one", "Train with snapshots, or name checkpoints.");
        var shape = Moments[0].Layer.Bank.Shape;
        for (var i = 0; i < Moments.Length; i++)
        {
            if (Moments[i].Layer.Bank.Shape != shape)
                throw new PassbandException(ErrorKind.Request, where, $"{Moments[i].Layer.Bank.Shape} kernels at step {Moments[i].Step}", $"{shape} as at step {Moments[0].Step}");
            if (i > 0 && Moments[i].Step <= Moments[i - 1].Step)
                throw new PassbandException(ErrorKind.Request, where, $"step {Moments[i].Step} after step {Moments[i - 1].Step}", "rising steps");
            Moments[i].Layer.RequireFinite();
        }
        if (Charts.Length > MostCharts)
            throw new PassbandException(ErrorKind.Request, where, $"{Charts.Length} charts", $"at most {MostCharts}");
    }
}

/// <summary>A layer at one moment of its training.</summary>
/// <param name="Step">Steps of training until then, at least 0.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Kernels">What was found of each filter, in their order; empty where nothing was measured.</param>
public sealed record MovieMoment(long Step, ConvLayer Layer, ImmutableArray<MovieKernel> Kernels)
{
    /// <summary>How often each picture was seen, a fraction included; null where nothing tells.</summary>
    public double? Epoch { get; init; }
}

/// <summary>What was found of a filter at one moment.</summary>
/// <param name="Name">Its name, e.g. "edge".</param>
/// <param name="Fit">R² of the shape that it was named after, 0 to 1; null where none was fitted.</param>
/// <param name="Peak">Peak frequency, 0 to about 0.7 cycles per pixel; null where there is none.</param>
public readonly record struct MovieKernel(string Name, double? Fit = null, double? Peak = null);

/// <summary>When a filter got the name that it kept until the end.</summary>
/// <param name="Filter">The filter, from 0.</param>
/// <param name="Step">The first step with that name.</param>
/// <param name="Name">The name.</param>
public readonly record struct MovieTurn(int Filter, long Step, string Name);

/// <summary>What the values of a chart are.</summary>
public enum MovieChartKind
{
    /// <summary>Not negative, without an upper limit, as a loss.</summary>
    Amounts,

    /// <summary>From 0 to 1, shown in percent.</summary>
    Shares,

    /// <summary>From 0 to 1, or somewhat above.</summary>
    Ratios,

    /// <summary>Shares of names that sum to 1 or less, one above the other, in the colors of the names.</summary>
    Names,
}

/// <summary>Curves over the steps of a training.</summary>
/// <param name="Title">What is shown, one or two words.</param>
/// <param name="Kind">What the values are.</param>
/// <param name="Curves">The curves, at most six, or one a name.</param>
public sealed record MovieChart(string Title, MovieChartKind Kind, ImmutableArray<MovieCurve> Curves);

/// <summary>A curve.</summary>
/// <param name="Name">What to call it in the legend.</param>
/// <param name="Points">Its points, by rising step; not finite values are left out.</param>
public sealed record MovieCurve(string Name, ImmutableArray<MoviePoint> Points);

/// <summary>A value of a curve.</summary>
/// <param name="Step">Steps of training until then.</param>
/// <param name="Value">The value then.</param>
public readonly record struct MoviePoint(long Step, double Value);
