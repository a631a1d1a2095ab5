using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Passband.Kernels;

namespace Passband.Evolutions;

/// <summary>A line of a training's log, log.jsonl. What was not measured at that step is null.</summary>
/// <param name="Step">Steps finished.</param>
/// <param name="Epoch">How often each picture was seen, a fraction included.</param>
/// <param name="Loss">Mean loss of the steps since the line before.</param>
/// <param name="Accuracy">Share classified rightly in these steps, 0 to 1.</param>
/// <param name="HeldOutLoss">Mean loss on held-out pictures.</param>
/// <param name="HeldOutAccuracy">Share of held-out pictures classified rightly.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="PicturesPerSecond">Pictures learned from per second since the line before; the only value, with the next, that differs between equal runs.</param>
/// <param name="Seconds">Seconds since the training began, pauses left out.</param>
public sealed record TrainingLogLine(
    int Step, double Epoch, double? Loss = null, double? Accuracy = null, double? HeldOutLoss = null, double? HeldOutAccuracy = null, double? LearningRate = null,
    double? PicturesPerSecond = null, double? Seconds = null);

/// <summary>Reads and writes logs as JSON Lines: one object a line, with the names of <see cref="TrainingLogLine"/> in camel case. Other members are passed over.</summary>
public static class TrainingLog
{
    /// <summary>
    /// Reads a log; a last line that was cut off by a crash is left out. Where steps begin again at an earlier one, as a training that was resumed may write them, the lines
    /// that they replace are left out, too, so that steps always rise.
    /// </summary>
    /// <param name="content">The file's text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="PassbandException">A line is no such object; the message tells which.</exception>
    public static ImmutableArray<TrainingLogLine> Read(string content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        var lines = new List<TrainingLogLine>();
        var (start, number) = (content.StartsWith('\uFEFF') ? 1 : 0, 0);
        while (start < content.Length)
        {
            number++;
            var end = content.IndexOf('\n', start);
            var text = content.AsSpan(start, (end < 0 ? content.Length : end) - start).Trim();
            start = end < 0 ? content.Length : end + 1;
            if (text.IsEmpty)
                continue;
            try
            {
                Add(lines, Parse(text));
            }
            catch (JsonException e)
            {
                if (end < 0)
                    break;
                throw new PassbandException(ErrorKind.Format, $"{Printable.Name(name)}, line {number}", Found(e), "a line of a training log, such as {\"step\":10,\"epoch\":0.1,\"loss\":0.69}",
                    "Remove the line, or what comes from another program.", e);
            }
        }
        return [.. lines];
    }

    /// <summary>One line, without a line break. Numbers that are not finite are written as null.</summary>
    public static string Write(TrainingLogLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return JsonSerializer.Serialize(line with
        {
            Epoch = double.IsFinite(line.Epoch) ? line.Epoch : 0,
            Loss = Finite(line.Loss),
            Accuracy = Finite(line.Accuracy),
            HeldOutLoss = Finite(line.HeldOutLoss),
            HeldOutAccuracy = Finite(line.HeldOutAccuracy),
            LearningRate = Finite(line.LearningRate),
            PicturesPerSecond = Finite(line.PicturesPerSecond),
            Seconds = Finite(line.Seconds),
        }, TrainingLogContext.Lines.TrainingLogLine);
    }

    private static TrainingLogLine Parse(ReadOnlySpan<char> text)
    {
        var line = JsonSerializer.Deserialize(text, TrainingLogContext.Lines.TrainingLogLine) ?? throw new JsonException("null");
        if (line.Step < 0)
            throw new JsonException("a negative step");
        double?[] numbers = [line.Epoch, line.Loss, line.Accuracy, line.HeldOutLoss, line.HeldOutAccuracy, line.LearningRate, line.PicturesPerSecond, line.Seconds];
        return Array.TrueForAll(numbers, n => n is null || double.IsFinite(n.Value)) ? line : throw new JsonException("a number beyond what a double holds");
    }

    private static void Add(List<TrainingLogLine> lines, TrainingLogLine line)
    {
        while (lines.Count > 0 && lines[^1].Step >= line.Step)
            lines.RemoveAt(lines.Count - 1);
        lines.Add(line);
    }

    /// <summary>The parser's own words name types of this program and positions within the line; where they tell a path, that is what a reader can use.</summary>
    private static string Found(JsonException e) => e switch
    {
        { Path: { Length: > 2 } path } => $"a value that does not fit at {Printable.Name(path)}",
        { Path: null, LineNumber: null } => e.Message,
        _ => "no JSON object with step and epoch",
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TrainingLogLine))]
internal sealed partial class TrainingLogContext : JsonSerializerContext
{
    /// <summary>Camel case, one line, numbers as short as they can be read back exactly.</summary>
    public static TrainingLogContext Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
    });
}
