using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Passband.Cli.Training;

/// <summary>The command line that asks for given settings.</summary>
internal static class TrainCommandLine
{
    public static string Of(TrainSettings settings)
    {
        var line = new StringBuilder("passband train ").Append(Quoted(settings.Data));
        Add("net", settings.Net);
        Add("from", settings.From);
        Add("kernels", settings.Kernels);
        Add("size", settings.Size);
        Add("stride", settings.Stride);
        if (settings.Seed != 1)
            Add("seed", settings.Seed);
        Add("epochs", settings.Epochs);
        Add("steps", settings.Steps);
        Add("batch", settings.Batch);
        Add("optimizer", Word(settings.Optimizer));
        Add("learning-rate", settings.LearningRate);
        Add("schedule", Word(settings.Schedule));
        Add("momentum", settings.Momentum);
        Add("weight-decay", settings.WeightDecay);
        Add("smoothness", settings.Smoothness);
        if (settings.Mirror is { } mirror)
            line.Append(mirror ? " --mirror" : " --mirror false");
        Add("shift", settings.Shift);
        Add("noise", settings.Noise);
        if (settings.RandomLabels)
            line.Append(" --random-labels");
        foreach (var frozen in settings.Frozen)
            Add("frozen", frozen);
        Add("task", Word(settings.Task));
        AddAll("angles", settings.Angles);
        Add("picture-size", settings.PictureSize);
        if (settings.Color is { } color)
            line.Append(color ? " --color" : " --gray");
        Add("threads", settings.Threads);
        Add("preset", settings.Preset);
        Add("input-scale", settings.InputScale);
        AddAll("mean", settings.Mean);
        AddAll("std", settings.Std);
        Add("channels", Word(settings.Channels));
        return line.ToString();

        void Add(string name, object? value)
        {
            if (value is not null)
                line.Append(" --").Append(name).Append(' ').Append(Quoted(Convert.ToString(value, CultureInfo.InvariantCulture)!));
        }

        void AddAll(string name, ImmutableArray<double> values)
        {
            if (!values.IsEmpty)
                Add(name, string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
        }
    }

    private static string? Word<T>(T? value) where T : struct, Enum => value?.ToString().ToLowerInvariant();

    /// <summary>As a shell reads it: bare where it holds nothing that shells take for their own, else between single quotes.</summary>
    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or ',' or '+' or '=')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
