using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Imaging.Movies.Pages;

/// <summary>Where a training stands.</summary>
public enum LiveState
{
    /// <summary>It goes on; the page loads itself again.</summary>
    Training,

    /// <summary>It has made all its steps.</summary>
    Finished,

    /// <summary>It was stopped and can be resumed.</summary>
    Interrupted,

    /// <summary>It cannot go on; the verdict says why.</summary>
    Failed,
}

/// <summary>What a page tells of a training at one moment. What is not known is null or empty.</summary>
public sealed record LiveStatus
{
    /// <summary>What is trained, one line; not trusted.</summary>
    public required string Title { get; init; }

    /// <summary>Where the training stands.</summary>
    public required LiveState State { get; init; }

    /// <summary>Steps finished.</summary>
    public required long Step { get; init; }

    /// <summary>Steps of the whole training, at least <see cref="Step"/>.</summary>
    public required long Steps { get; init; }

    /// <summary>When this was so, to tell a page that is no longer written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>How often each picture was seen, a fraction included.</summary>
    public double? Epoch { get; init; }

    /// <summary>Mean loss of the last steps.</summary>
    public double? Loss { get; init; }

    /// <summary>Share classified rightly in the last steps, 0 to 1.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Share of held-out pictures classified rightly, 0 to 1.</summary>
    public double? HeldOutAccuracy { get; init; }

    /// <summary>Pictures learned from per second.</summary>
    public double? PicturesPerSecond { get; init; }

    /// <summary>Time that the rest will take.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>The layer as it is now.</summary>
    public ConvLayer? Layer { get; init; }

    /// <summary>What was found of each filter of it, in their order; empty where nothing was measured.</summary>
    public ImmutableArray<MovieKernel> Kernels { get; init; } = [];

    /// <summary>Curves so far; their right edge is the last step of the training.</summary>
    public ImmutableArray<MovieChart> Charts { get; init; } = [];

    /// <summary>The verdict so far, or why the training failed, one plain sentence each.</summary>
    public ImmutableArray<string> Verdict { get; init; } = [];
}
