using System.Globalization;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.SafeTensors;

namespace Passband.Networks.Training;

/// <summary>
/// The state of a training as a safetensors file: weights and running statistics under their own names, so that it can be opened like any other set of weights, what the optimizer
/// remembers as lists, and the number of steps among the metadata.
/// </summary>
public static class TrainingStateFile
{
    private const string FormatKey = "passband";
    private const string Format = "training-state-1";
    private const string StepKey = "step";

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="output">Where to.</param>
    public static void Write(TrainingState state, Stream output)
    {
        ArgumentNullException.ThrowIfNull(state);
        SafeTensorsFile.Write(state.Arrays, [KeyValuePair.Create(FormatKey, Format), KeyValuePair.Create(StepKey, state.Step.ToString(CultureInfo.InvariantCulture))], output);
    }

    /// <summary>Reads a state. Whether it fits a training is for <see cref="Trainer.Create"/> to see.</summary>
    /// <param name="source">The file, which is read as a whole; it may be closed afterward.</param>
    /// <exception cref="PassbandException">It cannot be read, is damaged, or is not the state of a training.</exception>
    public static TrainingState Read(ModelSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var header = SafeTensorsHeader.Read(source.Main);
        if (header.Metadata.GetValueOrDefault(FormatKey) != Format)
            throw Wrong("no state of a training", $"'{FormatKey}' = '{Format}' among the metadata");
        if (!int.TryParse(header.Metadata.GetValueOrDefault(StepKey), NumberStyles.None, CultureInfo.InvariantCulture, out var step))
            throw Wrong($"'{Printable.Name(header.Metadata.GetValueOrDefault(StepKey) ?? "")}' for the number of steps", "a number from 0");
        return new TrainingState(step, [.. header.Tensors.Select(Kept)]);

        PassbandException Wrong(string found, string expected) => new(ErrorKind.Format, source.Name, found, expected, "Give the state that a training of Passband saved.");
    }

    private static Tensor Kept(Tensor tensor)
    {
        var bytes = tensor.Bytes;
        return new Tensor(tensor.Name, tensor.Type, tensor.Shape, () => bytes);
    }
}
