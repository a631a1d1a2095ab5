using System.Globalization;
using Passband.Kernels;

namespace Passband.Cli.Training;

/// <summary>Refuses settings that no training can have, whether they came from the command line, from a file of experiments or from run.json.</summary>
internal static class TrainSettingsCheck
{
    /// <summary>More than any machine has time for; keeps products of the numbers within their types.</summary>
    public const int MostSteps = 100_000_000;

    /// <summary>Refuses a training that is longer than any that can be opened again.</summary>
    public static void Length(int steps)
    {
        if (steps > MostSteps)
            throw new PassbandException(ErrorKind.Request, "training", $"{steps} steps", $"at most {MostSteps}", "Ask for fewer epochs.");
    }

    public const int MostKernels = 1024;
    public const int MostTaps = 63;
    public const int MostStride = 16;
    public const int MostBatch = 8192;
    public const int MostPixels = 1024;
    public const int MostThreads = 1024;

    /// <summary>Checks ranges and what excludes what.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="where">Where they are from, for messages.</param>
    /// <param name="kind">What kind of mistake a wrong one is.</param>
    /// <exception cref="PassbandException">A setting is out of its range, or two exclude each other.</exception>
    public static void Check(TrainSettings settings, string where, ErrorKind kind)
    {
        if (settings.Data.Length == 0)
            throw new PassbandException(kind, where, "no data", "pictures to learn from, e.g. lines");
        Whole(settings.Kernels, "kernels", 1, MostKernels);
        Whole(settings.Size, "size", 1, MostTaps);
        Whole(settings.Stride, "stride", 1, MostStride);
        Whole(settings.Steps, "steps", 1, MostSteps);
        Whole(settings.Batch, "batch", 1, MostBatch);
        Whole(settings.Shift, "shift", 0, MostPixels);
        Whole(settings.PictureSize, "picture size", 4, MostPixels);
        Whole(settings.Threads, "threads", 1, MostThreads);
        Real(settings.Epochs, "epochs", v => v > 0 && v <= MostSteps, "a number above 0");
        Real(settings.LearningRate, "learning rate", v => v > 0, "a number above 0");
        Real(settings.Momentum, "momentum", v => v is >= 0 and < 1, "a number from 0 to below 1");
        Real(settings.WeightDecay, "weight decay", v => v >= 0, "a number from 0");
        Real(settings.Smoothness, "smoothness", v => v >= 0, "a number from 0");
        Real(settings.Noise, "noise", v => v >= 0, "a number from 0");
        Real(settings.InputScale, "input scale", v => v != 0, "a number that is not 0");
        foreach (var angle in settings.Angles)
            Real(angle, "angles", _ => true, "degrees");
        foreach (var mean in settings.Mean)
            Real(mean, "mean", _ => true, "numbers");
        foreach (var deviation in settings.Std)
            Real(deviation, "std", v => v > 0, "numbers above 0");
        Together(settings.Epochs is not null && settings.Steps is not null, "epochs and steps", "one of them");
        Together(settings.Net is not null && settings.From is not null, "net and from", "net for new weights, or from for those of a file");
        Together(
            settings.From is not null && (settings.Kernels ?? settings.Size ?? settings.Stride) is not null, "from and kernels, size or stride",
            "a network as its file has it, or one of the tool's own");

        void Whole(int? value, string name, int least, int most)
        {
            if (value is { } number && (number < least || number > most))
                throw new PassbandException(kind, where, string.Create(CultureInfo.InvariantCulture, $"{name} {number}"), $"a whole number from {least} to {most}");
        }

        void Real(double? value, string name, Func<double, bool> fits, string expected)
        {
            if (value is { } number && !(double.IsFinite(number) && fits(number)))
                throw new PassbandException(kind, where, string.Create(CultureInfo.InvariantCulture, $"{name} {number}"), expected);
        }

        void Together(bool both, string names, string expected)
        {
            if (both)
                throw new PassbandException(kind, where, $"{names} together", expected);
        }
    }
}
