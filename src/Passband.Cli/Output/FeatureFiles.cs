using System.Collections.Immutable;
using Passband.Imaging.FeatureMaps;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using Passband.Models.Numpy;
using Passband.Networks.FeatureMaps;

namespace Passband.Cli.Output;

/// <summary>Maps as a sheet or as an array.</summary>
internal static class FeatureFiles
{
    public static void Write(FeatureFindings found, FeatureSheetOptions look, string path, Stream output)
    {
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            WriteArray(found.Stages[0].Maps, found.Shown, output);
        else
            output.Write(FeatureSheet.ToPng($"{found.Place} of {Printable.Name(found.Model)}", Caption(found), Sections(found), look));
    }

    private static void WriteArray(FeatureMapBatch maps, ImmutableArray<int> shown, Stream output)
    {
        NpyWriter.WriteHeader([maps.Pictures, shown.Length, maps.Height, maps.Width], output);
        for (var picture = 0; picture < maps.Pictures; picture++)
        {
            foreach (var channel in shown)
                NpyWriter.WriteValues(maps.Map(picture, channel), output);
        }
    }

    private static string Caption(FeatureFindings found)
    {
        var input = $"Input {string.Join('×', found.Input.Shape)}: {string.Join(", ", found.Plan.Settings.Where(s => s.Name is "channels" or "scale" or "mean" or "std").Select(s => $"{s.Name} {s.Value}"))}.";
        var words = new List<string> { Printable.Line(input) };
        foreach (var stage in found.Stages.Where(s => !s.Chances.IsEmpty))
        {
            if (found.Stages.Length > 1)
                words.Add(string.Concat(char.ToUpperInvariant(stage.Words[0]).ToString(), stage.Words.AsSpan(1), ":"));
            words.AddRange(stage.Chances.Select(c => c.Sentence));
        }
        if (found.Stages.Any(s => s.Chances.Any(c => c.Compared > 0)))
            words.Add(LayerAgainstChance.Meaning);
        return string.Join(' ', words);
    }

    private static ImmutableArray<FeatureSection> Sections(FeatureFindings found)
    {
        var sections = ImmutableArray.CreateBuilder<FeatureSection>();
        for (var picture = 0; picture < found.Pictures.Length; picture++)
        {
            foreach (var stage in found.Stages)
            {
                var heading = found.Pictures.Length > 1 ? $"{Printable.Name(found.Pictures[picture].Name)}, {stage.Words}" : stage.Words;
                var index = picture;
                sections.Add(new FeatureSection(heading, found.Pictures[picture], [.. found.Shown.Select(c => new FeatureTile(PlaneOf(stage.Maps, index, c), Label(found, c)))]));
            }
        }
        return sections.ToImmutable();
    }

    private static Plane PlaneOf(FeatureMapBatch maps, int picture, int channel) => new(maps.Width, maps.Height, maps.Map(picture, channel).ToArray());

    private static string Label(FeatureFindings found, int channel) => found.NameOf(channel) is { } name ? $"{channel} {name}" : $"{channel}";
}
