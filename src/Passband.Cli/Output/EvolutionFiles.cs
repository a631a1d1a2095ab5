using System.Collections.Immutable;
using Passband.Evolutions;
using Passband.Imaging.Movies;

namespace Passband.Cli.Output;

/// <summary>An evolution as a file of the kind that its ending tells.</summary>
internal static class EvolutionFiles
{
    private const string Json = ".json";
    private const string Csv = ".csv";

    private static readonly Dictionary<string, MovieFormat> Movies = new(StringComparer.OrdinalIgnoreCase)
    {
        [".gif"] = MovieFormat.Gif,
        [".webp"] = MovieFormat.Webp,
        [".html"] = MovieFormat.Html,
        [".htm"] = MovieFormat.Html,
    };

    /// <summary>Endings that are known.</summary>
    public static string[] Endings { get; } = [.. Movies.Keys, Json, Csv];

    /// <summary>Writes the file.</summary>
    /// <param name="evolution">What was measured.</param>
    /// <param name="log">The training's log; empty where there is none.</param>
    /// <param name="title">What was trained.</param>
    /// <param name="path">The file's name.</param>
    /// <param name="look">How a movie looks.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="progress">Told the share of a movie that is drawn.</param>
    /// <param name="cancellation">Stops a movie.</param>
    public static void Write(
        KernelEvolution evolution, ImmutableArray<TrainingLogLine> log, string title, string path, MovieOptions look, Stream stream, IProgress<double> progress,
        CancellationToken cancellation)
    {
        var ending = Path.GetExtension(path);
        if (Movies.TryGetValue(ending, out var format))
            EvolutionMovie.Write(EvolutionContent.Of(evolution, title, log), format, stream, look, progress, cancellation);
        else if (ending.Equals(Csv, StringComparison.OrdinalIgnoreCase))
            EvolutionCsv.Write(evolution, stream);
        else
            EvolutionJson.Write(evolution, stream);
    }
}
