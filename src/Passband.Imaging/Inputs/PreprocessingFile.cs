using System.Collections.Immutable;
using System.Text.Json;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Inputs;

/// <summary>
/// Reads preprocessing from JSON beside a model: the format of Passband itself ("passband.preprocessing/1", docs/features.md), or what Hugging Face's libraries write as
/// preprocessor_config.json.
/// </summary>
public static class PreprocessingFile
{
    /// <summary>What a document of Passband's own format says that it is.</summary>
    public const string Schema = "passband.preprocessing/1";

    /// <summary>The name under which Hugging Face's libraries save it.</summary>
    public const string HuggingFaceName = "preprocessor_config.json";

    /// <summary>What a model's file name is followed by in the name of a file of Passband's own.</summary>
    public const string OwnEnding = ".preprocessing.json";

    /// <summary>Far more than any such document has.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>The file that belongs to a model; null when there is none.</summary>
    /// <param name="modelPath">The model's file.</param>
    public static string? Beside(string modelPath)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        var folder = Path.GetDirectoryName(Path.GetFullPath(modelPath));
        if (folder is null)
            return null;
        var candidates = new List<string> { modelPath + OwnEnding, Path.Combine(folder, HuggingFaceName) };
        // Repositories of models keep their ONNX files in a folder of that name, one below the configuration.
        if (Path.GetFileName(folder) == "onnx" && Path.GetDirectoryName(folder) is { } above)
            candidates.Add(Path.Combine(above, HuggingFaceName));
        return candidates.Find(File.Exists);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="PassbandException">The file is missing, or is no such document, or says what cannot be done.</exception>
    public static PreprocessingPart Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes;
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MostBytes)
                throw new PassbandException(ErrorKind.Format, path, $"{stream.Length} bytes", $"preprocessing of at most {MostBytes}");
            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PassbandException(ErrorKind.Unreadable, path, $"cannot be read ({e.Message.TrimEnd('.')})", "a JSON file with preprocessing", "Check the path.", e);
        }
        return Parse(bytes, path);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document, UTF-8.</param>
    /// <param name="path">What to call it.</param>
    /// <exception cref="PassbandException">It is no such document, or says what cannot be done.</exception>
    public static PreprocessingPart Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            var reader = new Reader(document.RootElement, path);
            return document.RootElement.ValueKind != JsonValueKind.Object ? throw reader.Wrong("the document", "an object")
                : document.RootElement.TryGetProperty("schema", out _) ? Own(reader) : HuggingFace(reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new PassbandException(ErrorKind.Format, path, $"not valid JSON ({e.Message.TrimEnd('.')})", "a JSON file with preprocessing", null, e);
        }
    }

    private static PreprocessingPart Own(Reader json)
    {
        if (json.Text("schema") != Schema)
            throw json.Wrong("schema", $"\"{Schema}\"");
        json.OnlyKnown("schema", "preset", "channels", "scale", "mean", "std", "light", "size", "fit", "shorterSide", "multiple", "filter");
        var preset = json.Text("preset") is { } name ? PreprocessingPreset.Find(name).Part : null;
        var size = json.Numbers("size");
        if (size is { } pair && (pair.Length != 2 || pair.Any(n => n < 1 || n != Math.Floor(n) || n > 1 << 20)))
            throw json.Wrong("size", "[width, height] in whole pixels");
        return new PreprocessingPart
        {
            Source = json.Name,
            Channels = json.Word<InputChannels>("channels") ?? preset?.Channels,
            Scale = json.Number("scale") ?? preset?.Scale,
            Mean = json.Numbers("mean") ?? preset?.Mean,
            Std = json.Numbers("std") ?? preset?.Std,
            Light = json.Word<Transfer>("light"),
            Size = size is { } given ? new PixelSize((int)given[0], (int)given[1]) : null,
            Fit = json.Word<InputFit>("fit"),
            ShorterSide = json.Whole("shorterSide"),
            Multiple = json.Whole("multiple"),
            Filter = json.Word<ResizeFilter>("filter"),
        };
    }

    private static PreprocessingPart HuggingFace(Reader json)
    {
        var normalize = json.Flag("do_normalize", json.Numbers("image_mean") is not null);
        var part = new PreprocessingPart
        {
            Source = json.Name,
            // Their pipeline works on bytes: 255 · factor is what white becomes.
            Scale = json.Flag("do_rescale", true) ? 255 * (json.Number("rescale_factor") ?? 1.0 / 255) : 255,
            Mean = normalize ? json.Numbers("image_mean") ?? throw json.Wrong("image_mean", "numbers, as do_normalize asks for them") : [0],
            Std = normalize ? json.Numbers("image_std") ?? throw json.Wrong("image_std", "numbers, as do_normalize asks for them") : [1],
            Channels = json.Flag("do_flip_channel_order", false) ? InputChannels.Bgr : InputChannels.Rgb,
            Filter = json.Whole("resample") switch
            {
                null => null,
                0 => ResizeFilter.Nearest,
                1 => ResizeFilter.Lanczos,
                2 => ResizeFilter.Bilinear,
                3 => ResizeFilter.Bicubic,
                4 => ResizeFilter.Box,
                _ => throw json.Wrong("resample", "one of PIL's filters 0 to 4 (nearest, Lanczos, bilinear, bicubic, box)"),
            },
        };
        var resized = json.Flag("do_resize", json.Has("size")) ? json.Extent("size") : null;
        var cut = json.Flag("do_center_crop", json.Has("crop_size")) ? json.Extent("crop_size") : null;
        if (cut is { } window)
        {
            if (resized?.Exact is { } exact && exact.Width != exact.Height)
                throw json.Wrong("size", "the length of one side, as it is cut afterward");
            return part with { Size = window.Exact ?? Square(window.Shortest), Fit = InputFit.Crop, ShorterSide = resized?.Shortest ?? resized?.Exact?.Width };
        }
        return resized is not { } target ? part
            : target.Exact is { } size ? part with { Size = size, Fit = InputFit.Resize }
            : target.IsPlainNumber ? part with { Size = Square(target.Shortest), Fit = InputFit.Resize }
            : part with { ShorterSide = target.Shortest };

        static PixelSize? Square(int? side) => side is { } length ? new PixelSize(length, length) : null;
    }

    /// <summary>A size as Hugging Face writes it: {"height", "width"}, {"shortest_edge"}, or a plain number.</summary>
    private readonly record struct Extent(PixelSize? Exact, int? Shortest, bool IsPlainNumber);

    private sealed class Reader(JsonElement root, string path)
    {
        public string Name { get; } = Path.GetFileName(path) is { Length: > 0 } file ? Printable.Name(file) : Printable.Line(path);

        public bool Has(string name) => Member(name) is not null;

        public string? Text(string name) => Member(name) is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "text");

        public double? Number(string name) => Member(name) is { } value ? Number(value, name) : null;

        public int? Whole(string name) => Member(name) is { } value ? Whole(value, name) : null;

        public bool Flag(string name, bool orElse) => Member(name) is not { } value ? orElse : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(name, "true or false"),
        };

        public ImmutableArray<double>? Numbers(string name) => Member(name) is not { } value ? null
            : value.ValueKind != JsonValueKind.Array ? [Number(value, name)]
            : value.GetArrayLength() is >= 1 and <= 16 ? [.. value.EnumerateArray().Select(v => Number(v, name))] : throw Wrong(name, "one number, or one for each channel");

        public T? Word<T>(string name) where T : struct, Enum
        {
            if (Text(name) is not { } word)
                return null;
            foreach (var known in Enum.GetValues<T>())
            {
                if (known.ToString().Equals(word, StringComparison.OrdinalIgnoreCase))
                    return known;
            }
            throw Wrong(name, $"one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
        }

        public Extent? Extent(string name)
        {
            if (Member(name) is not { } value)
                return null;
            if (value.ValueKind == JsonValueKind.Number)
                return new Extent(null, Whole(value, name), true);
            if (value.ValueKind == JsonValueKind.Object)
            {
                if (value.TryGetProperty("height", out var height) && value.TryGetProperty("width", out var width))
                    return new Extent(new PixelSize(Whole(width, name), Whole(height, name)), null, false);
                if (value.TryGetProperty("shortest_edge", out var shortest) && !value.TryGetProperty("longest_edge", out _))
                    return new Extent(null, Whole(shortest, name), false);
            }
            throw Wrong(name, "a number, {\"height\", \"width\"} or {\"shortest_edge\"}");
        }

        public void OnlyKnown(params ReadOnlySpan<string> names)
        {
            foreach (var member in root.EnumerateObject())
            {
                if (!names.Contains(member.Name))
                    throw new PassbandException(ErrorKind.Format, path, $"the unknown setting '{Printable.Name(member.Name)}'", $"some of {string.Join(", ", names.ToArray())}");
            }
        }

        public PassbandException Wrong(string name, string expected) => new(
            ErrorKind.Format, path, Member(name) is { } value ? $"{name} is {Printable.Name(value.GetRawText())}" : $"{name} is missing or of no use", expected,
            "Correct the file, or say with options how the picture is to be prepared.");

        private JsonElement? Member(string name) =>
            root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

        private double Number(JsonElement value, string name) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong(name, "a number");

        private int Whole(JsonElement value, string name) =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and <= 1 << 20 ? number : throw Wrong(name, "a whole number");
    }
}
