using Passband.Explanations;

namespace Passband.Imaging.Movies;

/// <summary>Files that play a movie.</summary>
public enum MovieFormat
{
    /// <summary>An animated GIF: plays everywhere.</summary>
    Gif,

    /// <summary>An animated WebP without loss of color.</summary>
    Webp,

    /// <summary>A page with the movie, its curves and each kernel's own story; one file that needs no network.</summary>
    Html,
}

/// <summary>Which weight of a movie is shown as the strongest color.</summary>
public enum MovieScale
{
    /// <summary>The largest |w| of the whole movie: that kernels grow can be seen.</summary>
    Whole,

    /// <summary>The largest |w| of each moment: early patterns can be seen.</summary>
    Moment,
}

/// <summary>How a movie looks.</summary>
public sealed record MovieOptions
{
    /// <summary>Everything by default.</summary>
    public static MovieOptions Default { get; } = new();

    /// <summary>Which weight is shown as the strongest color.</summary>
    public MovieScale Scale { get; init; } = MovieScale.Whole;

    /// <summary>Light on dark rather than dark on light; a page follows the reader's system instead.</summary>
    public bool Dark { get; init; }

    /// <summary>The most moments that are shown, evenly chosen, the first and the last among them; at least 2.</summary>
    public int MaxFrames { get; init; } = 60;

    /// <summary>How long a moment is shown; null for about seven seconds for all of them.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How long the last moment is shown.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The order of the picture's channels; null to believe the layer, and RGB where it does not know.</summary>
    public ChannelOrder? Channels { get; init; }
}
