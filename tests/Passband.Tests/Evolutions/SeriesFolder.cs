using System.Text;
using Passband.Models.Numpy;

namespace Passband.Tests.Evolutions;

/// <summary>A folder with checkpoints for one test, gone afterwards.</summary>
internal sealed class SeriesFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passband-series-");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A checkpoint of one filter as .npy.</summary>
    public void Npy(string name, double[] weights)
    {
        using var stream = Create(name);
        NpyWriter.Write([weights.Length / 49, 1, 7, 7], [.. weights.Select(w => (float)w)], stream);
    }

    /// <summary>A checkpoint of one filter of ones whose metadata tell a step.</summary>
    public void SafeTensors(string name, string step)
    {
        var header = Encoding.UTF8.GetBytes($$$"""{"__metadata__":{"step":"{{{step}}}"},"conv1.weight":{"dtype":"F32","shape":[1,1,7,7],"data_offsets":[0,196]}}""");
        using var stream = Create(name);
        stream.Write(BitConverter.GetBytes((long)header.Length));
        stream.Write(header);
        for (var i = 0; i < 49; i++)
            stream.Write(BitConverter.GetBytes(1f));
    }

    public void Text(string name, string text)
    {
        using var stream = Create(name);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private FileStream Create(string name)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        return File.Create(this[name]);
    }
}
