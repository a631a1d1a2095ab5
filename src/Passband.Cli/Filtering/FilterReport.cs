using Passband.Explanations;
using Passband.Imaging.Pictures;

namespace Passband.Cli.Filtering;

/// <summary>Everything that is said of a picture through one kernel.</summary>
/// <param name="Source">The kernel.</param>
/// <param name="Picture">The picture, in the light that was filtered.</param>
/// <param name="Request">How it was asked for.</param>
/// <param name="Result">What was done, and what came out.</param>
/// <param name="Phrase">What the kernel does; null for one that was not described.</param>
/// <param name="Image">The picture of the result; null where there is none.</param>
/// <param name="Look">How it is shown.</param>
internal sealed record FilterReport(
    KernelSource Source, Picture Picture, FilterRequest Request, FilterResult Result, FilterDescription? Phrase, FilterImage? Image, FilterLook Look)
{
    /// <summary>What was assumed and what a reader should know, a sentence each.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            foreach (var note in Picture.Notes.Concat(Result.Task.Notes))
                yield return note;
            foreach (var note in LayerNotes(Source))
                yield return note;
        }
    }

    /// <summary>What holds for every filter of a layer.</summary>
    public static IEnumerable<string> LayerNotes(KernelSource source)
    {
        if (source.Layer is not { } layer)
            yield break;
        yield return "The layer's bias is not part of the result.";
        if (!layer.Folded.IsEmpty)
            yield return $"Folded into the kernel: {string.Join(", ", layer.Folded)}.";
    }
}
