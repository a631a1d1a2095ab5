using System.Text.Json;
using Passband.Measures;

namespace Passband.Shapes;

/// <summary>
/// The nulls that come with the library. A size that is not listed takes the largest listed one that fits inside it: a smaller kernel is easier to fit by
/// chance, so its p-values err on the side of calling a filter noise.
/// </summary>
internal sealed class NoiseNullTable
{
    /// <summary>The embedded file.</summary>
    public const string ResourceName = "Passband.Shapes.noise-null.json";

    private readonly List<NoiseNull> _nulls;

    public NoiseNullTable(IEnumerable<NoiseNull> nulls) => _nulls = [.. nulls];

    /// <summary>All entries.</summary>
    public IReadOnlyList<NoiseNull> Entries => _nulls;

    /// <summary>Sizes that are measured: squares and lines, with one and with three channels.</summary>
    public static IEnumerable<FilterShape> Sizes()
    {
        int[] squares = [2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15];
        int[] lines = [2, 3, 4, 5, 7, 9, 11, 15, 25, 64];
        foreach (var channels in (int[])[1, 3])
        {
            foreach (var side in squares)
                yield return new FilterShape(channels, side, side);
            foreach (var length in lines)
                yield return new FilterShape(channels, 1, length);
        }
    }

    /// <summary>The null for a filter; null for a single tap, about which there is nothing to decide.</summary>
    public NoiseNull? For(FilterShape shape)
    {
        if (shape.Taps == 1)
            return null;
        var channels = shape.Channels == 3 ? 3 : 1;
        NoiseNull? best = null;
        foreach (var candidate in _nulls)
        {
            var size = candidate.Shape;
            if (size.Channels != channels || (size.Height == 1) != shape.IsLine)
                continue;
            var fits = shape.IsLine ? size.Width <= shape.Side : size.Height <= Math.Min(shape.Height, shape.Width);
            if (fits && (best is null || size.Taps > best.Shape.Taps))
                best = candidate;
        }
        return best ?? throw new InvalidOperationException($"The noise table has no entry for {shape}.");
    }

    /// <summary>Reads the embedded table.</summary>
    public static NoiseNullTable Load()
    {
        using var stream = typeof(NoiseNullTable).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing.");
        using var document = JsonDocument.Parse(stream);
        return new NoiseNullTable(document.RootElement.GetProperty("entries").EnumerateArray().Select(ReadEntry).ToList());
    }

    /// <summary>Writes a table, numbers with six significant digits: the draws themselves are not known better than to three.</summary>
    public void Save(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteStartArray("entries");
        foreach (var entry in _nulls)
        {
            writer.WriteStartObject();
            writer.WriteNumber("channels", entry.Shape.Channels);
            writer.WriteNumber("height", entry.Shape.Height);
            writer.WriteNumber("width", entry.Shape.Width);
            writer.WriteNumber("samples", entry.Spatial.Samples);
            Write(writer, "r2", entry.R2.Quantiles);
            Write(writer, "evidence", entry.Evidence.Quantiles);
            Write(writer, "moran", Quantiles(entry.Moran));
            Write(writer, "entropy", entry.Entropy.Quantiles);
            Write(writer, "rank1", Quantiles(entry.Rank1));
            Write(writer, "coherence", entry.Coherence.Quantiles);
            Write(writer, "spatial", entry.Spatial.Quantiles);
            Write(writer, "combined", Quantiles(entry.Combined));
            writer.WriteStartArray("first");
            foreach (var statistics in entry.First)
                writer.WriteRawValue(Numbers([statistics.R2, statistics.Evidence, statistics.Moran, statistics.Entropy, statistics.Rank1]));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ReadOnlySpan<double> quantiles)
    {
        if (quantiles.IsEmpty)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WritePropertyName(name);
        writer.WriteRawValue(Numbers(Array.ConvertAll(quantiles.ToArray(), q => (double?)q)));
    }

    private static ReadOnlySpan<double> Quantiles(EmpiricalDistribution? distribution) => distribution is null ? default : distribution.Quantiles;

    private static string Numbers(double?[] values) =>
        $"[{string.Join(',', values.Select(v => v is { } number ? number.ToString("G6", System.Globalization.CultureInfo.InvariantCulture) : "null"))}]";

    private static NoiseNull ReadEntry(JsonElement entry)
    {
        var samples = entry.GetProperty("samples").GetInt32();
        EmpiricalDistribution? Read(string name) => entry.GetProperty(name) is { ValueKind: JsonValueKind.Array } array
            ? new EmpiricalDistribution([.. array.EnumerateArray().Select(e => e.GetDouble())], samples)
            : null;
        return new NoiseNull
        {
            Shape = new FilterShape(entry.GetProperty("channels").GetInt32(), entry.GetProperty("height").GetInt32(), entry.GetProperty("width").GetInt32()),
            R2 = Read("r2")!,
            Evidence = Read("evidence")!,
            Moran = Read("moran"),
            Entropy = Read("entropy")!,
            Rank1 = Read("rank1"),
            Coherence = Read("coherence")!,
            Spatial = Read("spatial")!,
            Combined = Read("combined"),
            First = [.. entry.GetProperty("first").EnumerateArray().Select(ReadStatistics)],
        };
    }

    private static StructureStatistics ReadStatistics(JsonElement numbers)
    {
        double? At(int index) => numbers[index].ValueKind == JsonValueKind.Null ? null : numbers[index].GetDouble();
        return new StructureStatistics(At(0)!.Value, At(1)!.Value, At(2), At(3), At(4));
    }
}
