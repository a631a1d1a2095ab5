using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Passband.Cli.Training;

/// <summary>What a network that was trained says of itself: what made it.</summary>
internal static class RunMetadata
{
    private const string Prefix = "passband.";

    /// <summary>The file's own metadata with what is known of the run.</summary>
    public static FrozenDictionary<string, string> Of(FrozenDictionary<string, string> metadata, RunDocument run, int step)
    {
        var all = metadata.Where(m => !m.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        all[Prefix + "command"] = run.Command;
        all[Prefix + "data"] = run.Settings.Data;
        all[Prefix + "network"] = run.Network.Name;
        all[Prefix + "seed"] = run.Settings.Seed.ToString(CultureInfo.InvariantCulture);
        all["step"] = step.ToString(CultureInfo.InvariantCulture);
        all[Prefix + "step"] = step.ToString(CultureInfo.InvariantCulture);
        all[Prefix + "steps"] = run.Steps.ToString(CultureInfo.InvariantCulture);
        all[Prefix + "version"] = run.Passband;
        if (run.Settings.Task == Networks.Training.TrainingTask.Classify)
            all["classes"] = JsonSerializer.Serialize(run.Data.Classes, TrainSettingsJson.Compact);
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
