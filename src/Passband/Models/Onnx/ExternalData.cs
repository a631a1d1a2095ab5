using System.Globalization;
using Passband.Kernels;

namespace Passband.Models.Onnx;

/// <summary>Weights that an ONNX model keeps in files of their own, which must lie in the model's folder.</summary>
internal sealed class ExternalData(ModelSource source)
{
    /// <summary>Exporters write one file, or one for each tensor.</summary>
    private const int MostFiles = 4096;

    /// <summary>Tensors may share a range, but a small file must not unfold into a large network.</summary>
    private const int MostReuse = 8;

    private readonly Dictionary<string, (ByteSource Bytes, long Claimed)> _files = new(StringComparer.Ordinal);

    /// <summary>The range that a tensor's entries name.</summary>
    /// <param name="entries">"location", and optionally "offset" and "length".</param>
    /// <param name="count">The bytes that the tensor's shape asks for.</param>
    /// <param name="tensor">The tensor's name, for messages.</param>
    /// <exception cref="PassbandException">The range does not exist, lies outside the model's folder, or is of another length.</exception>
    public Func<ReadOnlyMemory<byte>> Range(IEnumerable<StringStringEntryProto> entries, long count, string tensor)
    {
        string? location = null;
        var offset = 0L;
        var length = count;
        foreach (var entry in entries)
        {
            switch (entry.Key)
            {
                case "location":
                    location = entry.Value;
                    break;
                case "offset":
                    offset = Number(entry, tensor);
                    break;
                case "length":
                    length = Number(entry, tensor);
                    break;
            }
        }
        if (string.IsNullOrEmpty(location))
            throw Wrong(tensor, "its data is in another file that is not named", "a location");
        if (length != count)
            throw Wrong(tensor, $"{length} bytes in another file", $"{count} for its shape and type");
        var bytes = Open(location, tensor);
        if (offset > bytes.Length || count > bytes.Length - offset)
            throw Wrong(tensor, $"bytes {offset} to {offset + (decimal)count} of '{location}', which holds {bytes.Length}", "a range within the file");
        Claim(location, count, tensor);
        return () => bytes.Read(offset, count);
    }

    private ByteSource Open(string location, string tensor)
    {
        if (_files.TryGetValue(location, out var known))
            return known.Bytes;
        if (_files.Count == MostFiles)
            throw Wrong(tensor, $"more than {MostFiles} files with weights", "fewer");
        var bytes = source.Sibling(location)
            ?? throw new PassbandException(ErrorKind.Unreadable, Where(tensor), $"its data is in the file '{location}', which is not beside the model", null,
                "Put it into the model's folder.");
        _files[location] = (bytes, 0);
        return bytes;
    }

    private void Claim(string location, long count, string tensor)
    {
        var (bytes, claimed) = _files[location];
        claimed += count;
        if (claimed / MostReuse > bytes.Length)
            throw Wrong(tensor, $"tensors that together are more than {MostReuse} times as large as '{location}', which they lie in", "tensors of their own");
        _files[location] = (bytes, claimed);
    }

    private long Number(StringStringEntryProto entry, string tensor) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(tensor, $"the {entry.Key} '{Printable.Name(entry.Value)}' in another file", "a number that is not negative");

    private string Where(string tensor) => $"{source.Name} → tensor '{Printable.Name(tensor)}'";

    private PassbandException Wrong(string tensor, string found, string expected) =>
        new(ErrorKind.Format, Where(tensor), found, expected, "The model and the files beside it do not belong together; fetch them again.");
}
