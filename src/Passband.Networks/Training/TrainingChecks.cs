using Passband.Datasets;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>Refuses, in words and before anything is computed, what cannot be trained.</summary>
internal static class TrainingChecks
{
    private const string Where = "training";

    /// <summary>A step that overshoots by more than this leads nowhere.</summary>
    private const double LargestRate = 1000;

    /// <summary>The most samples of one batch: 1 GB.</summary>
    private const long MostSamples = 1L << 28;

    /// <summary>Checks the numbers among the options.</summary>
    public static void Options(TrainingOptions options)
    {
        if (options.Batch is < 1 or > 1 << 16)
            throw Wrong($"a batch of {options.Batch} pictures", "1 to 65536");
        if (options.Steps is < 1)
            throw Wrong($"{options.Steps} steps", "at least one");
        if (options.Steps is null && options.Epochs is not (> 0 and <= 1e6))
            throw Wrong($"{options.Epochs} epochs", "more than 0 and at most a million");
        if (options.LearningRate is not (> 0 and <= LargestRate))
            throw Wrong($"a learning rate of {options.LearningRate}", $"more than 0 and at most {LargestRate}");
        if (options.Momentum is not (>= 0 and < 1))
            throw Wrong($"a momentum of {options.Momentum}", "0 to below 1");
        if (!(options.WeightDecay >= 0 && options.WeightDecay * options.LearningRate < 1))
            throw Wrong($"a weight decay of {options.WeightDecay}", "0 or more, and less than 1 when multiplied by the learning rate");
        if (options.Smoothness is not (>= 0 and <= 1e12))
            throw Wrong($"a smoothness penalty of {options.Smoothness}", "0 or more");
        if (options.Noise is not (>= 0 and <= 1000))
            throw Wrong($"noise of {options.Noise}", "0 or more, where pictures go from 0 to 1");
        if (options.Task == TrainingTask.Denoise && options.Noise == 0)
            throw Wrong("noise of 0, which leaves nothing to take away", "more than 0, such as 0.1");
        if (options.Shift is < 0 or > 1 << 16)
            throw Wrong($"a shift of {options.Shift} pixels", "0 or more");
        if (options.Threads is < 1 or > 1024)
            throw Wrong($"{options.Threads} threads", "1 to 1024");
        if (options.RandomLabels && options.Task != TrainingTask.Classify)
            throw Wrong("random labels for pictures whose labels are not used", "random labels where classes are learned");
        if (options.Normalization is var (means, deviations) && (means.IsDefaultOrEmpty || deviations.IsDefaultOrEmpty || !means.All(float.IsFinite) || !deviations.All(d => d > 0 && float.IsFinite(d))))
            throw Wrong("a normalization whose means are no numbers or whose deviations are not positive", "a mean and a deviation for each channel");
    }

    /// <summary>Checks the pictures.</summary>
    /// <returns>The number of classes to be told apart; 0 where none are.</returns>
    public static int Data(DataSplit data, TrainingOptions options)
    {
        var (training, heldOut) = (data.Training, data.HeldOut);
        var where = Printable.Name(training.Name);
        if (training.Count < 1)
            throw new PassbandException(ErrorKind.Request, where, "no pictures to learn from", "at least one");
        if (heldOut.Count < 0 || heldOut.Count > 0 && heldOut.Shape != training.Shape)
            throw new PassbandException(ErrorKind.Request, where, $"held-out pictures of {heldOut.Shape}", $"{training.Shape}, as those to learn from have");
        if (training.Shape.Channels < 1 || training.Shape.Height < 1 || training.Shape.Width < 1 || (long)options.Batch * training.Shape.Count > MostSamples)
            throw new PassbandException(ErrorKind.Request, where, $"batches of {options.Batch} pictures of {training.Shape}", $"at most {MostSamples} samples", "Take a smaller batch or smaller pictures.");
        if (options.Normalization is var (means, deviations) && (means.Length != 1 && means.Length != training.Shape.Channels || deviations.Length != 1 && deviations.Length != training.Shape.Channels))
            throw Wrong($"{means.Length} means and {deviations.Length} deviations", $"one, or one for each of {training.Shape.Channels} channels");
        switch (options.Task)
        {
            case TrainingTask.Rotation when training.Shape.Height != training.Shape.Width:
                throw new PassbandException(ErrorKind.Request, where, $"pictures of {training.Shape}, which a quarter turn brings into another shape", "square pictures", "Cut squares out of them, or learn to take noise away.");
            case TrainingTask.Rotation:
                return 4;
            case TrainingTask.Denoise:
                return 0;
            default:
                Labels(training, where, everyClass: !options.RandomLabels);
                Labels(heldOut, where, everyClass: false);
                return training.Classes.Length;
        }
    }

    /// <summary>Checks that a network takes pictures of a size.</summary>
    public static void Input(GraphInput input, PictureShape pictures, string network)
    {
        var where = $"{network} → input '{Printable.Name(input.Name)}'";
        if (input.Type is not (null or ElementType.Float32))
            throw new PassbandException(ErrorKind.Request, where, $"values of the type {input.Type}", "32-bit floats");
        if (input.ChannelsLast)
            throw new PassbandException(ErrorKind.Request, where, "pictures with the channels last", "[batch, channels, height, width]", "Convert the network to channels first.");
        if (input.Shape is not { } shape)
            return;
        int[] wanted = [pictures.Channels, pictures.Height, pictures.Width];
        // How many pictures it was exported for is left to be seen: most operators take any number.
        if (shape.Length != 4 || shape.Skip(1).Zip(wanted).Any(d => d.First is { } size && size != d.Second))
        {
            var text = string.Join(", ", shape.Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"));
            throw new PassbandException(ErrorKind.Request, where, $"a network for [{text}] and pictures of {pictures}", "pictures of the size that the network takes", "Choose another size of pictures, or another network.");
        }
    }

    private static void Labels(PictureData data, string where, bool everyClass)
    {
        var classes = data.Classes.Length;
        if (classes == 0)
            throw new PassbandException(ErrorKind.Request, where, "pictures without labels", "classes to tell apart", "Learn to tell how pictures were turned, or to take noise away, neither of which needs labels.");
        if (classes == 1)
            throw new PassbandException(ErrorKind.Request, where, $"one class only, '{Printable.Name(data.Classes[0])}'", "at least two to tell apart");
        var seen = new bool[classes];
        for (var i = 0; i < data.Count; i++)
        {
            var label = data.Label(i);
            if (label < 0 || label >= classes)
                throw new PassbandException(ErrorKind.Format, where, $"the label {label} of picture {i}", $"0 to {classes - 1}, as there are {classes} classes");
            seen[label] = true;
        }
        if (everyClass && Array.IndexOf(seen, false) is >= 0 and var empty)
            throw new PassbandException(ErrorKind.Request, where, $"no picture of the class '{Printable.Name(data.Classes[empty])}' to learn from", "pictures of every class", "Add some, or leave the class out.");
    }

    private static PassbandException Wrong(string found, string expected) => new(ErrorKind.Request, Where, found, expected);
}
