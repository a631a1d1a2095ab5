using Passband.Imaging.Movies.Pages;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.Movies;

/// <summary>Kernels being learned, as a moving picture: at each moment all kernels of a layer with what they are by then, and below them curves of the training with a line at that step.</summary>
public static class EvolutionMovie
{
    /// <summary>How long all moments together are shown where nothing else is asked for.</summary>
    private const double Seconds = 7.2;

    /// <summary>Pictures that change faster are skipped by some programs.</summary>
    private const double ShortestSeconds = 0.06;
    private const double LongestSeconds = 0.5;

    /// <summary>
    /// Steps of 255 by which a color may be off in a GIF. Weights move a little at every step of a training, and to draw each of these changes would take twice the bytes.
    /// </summary>
    private const int Unseen = 3;

    /// <summary>Writes the movie.</summary>
    /// <param name="content">What to show.</param>
    /// <param name="format">The kind of file.</param>
    /// <param name="output">Takes the file; it needs not be seekable.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <param name="progress">Hears the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two moments; what was written by then is no file.</param>
    /// <exception cref="PassbandException">The content cannot be shown: no moment, steps that do not rise, shapes that differ, weights that are not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two frames are allowed, or a duration is not above 0.</exception>
    public static void Write(
        MovieContent content, MovieFormat format, Stream output, MovieOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(output);
        options ??= MovieOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFrames, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Hold, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Delay ?? options.Hold, TimeSpan.Zero, nameof(options));
        content.Require();
        if (format == MovieFormat.Html)
        {
            EvolutionPage.Write(content, options, output);
            progress?.Report(1);
            return;
        }
        using var frames = new EvolutionFrames(content, options);
        IMovieWriter writer = format switch
        {
            MovieFormat.Gif => new GifWriter(output, frames.Width, frames.Height, Unseen),
            MovieFormat.Webp => new WebpWriter(output, frames.Width, frames.Height),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
        var delay = options.Delay ?? TimeSpan.FromSeconds(Math.Clamp(Seconds / frames.Count, ShortestSeconds, LongestSeconds));
        using var bitmap = new SKBitmap(new SKImageInfo(frames.Width, frames.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var i = 0; i < frames.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            frames.Draw(i, bitmap);
            writer.Add(bitmap.GetPixelSpan(), i == frames.Count - 1 ? options.Hold : delay);
            progress?.Report((i + 1.0) / frames.Count);
        }
        writer.Finish();
    }
}
