using Passband.Datasets;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Tests.Datasets;

/// <summary>A folder of pictures for one test.</summary>
internal sealed class PictureFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passband-pictures-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A photo of Debian's package python3-skimage.</summary>
    public static string Photo(string name)
    {
        var path = System.IO.Path.Combine("/usr/lib/python3/dist-packages/skimage/data", name);
        Assert.SkipUnless(File.Exists(path), $"The picture {name} is not there (Debian package python3-skimage).");
        return path;
    }

    /// <summary>Writes a picture whose samples are a function of column and row, for each of one or three channels.</summary>
    public void Write(string name, int width, int height, params Func<int, int, float>[] channels)
    {
        var planes = channels.Select(c => new Plane(width, height, [.. Enumerable.Range(0, width * height).Select(i => c(i % width, i / width))]));
        using var file = Create(name);
        PictureWriter.WritePng(new Picture { Name = name, Planes = [.. planes] }, file);
    }

    /// <summary>Pictures of one color each.</summary>
    public void WriteClass(string name, int count, float red, float green, float blue)
    {
        for (var i = 0; i < count; i++)
            Write($"{name}/{i}.png", 12, 10, (_, _) => red, (_, _) => green, (_, _) => blue);
    }

    public void WriteText(string name, string text)
    {
        using var file = Create(name);
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }

    public void MakeFolder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name));

    public static float[] Draw(PictureData data, int index, ulong seed = 0)
    {
        var pixels = new float[data.Shape.Count];
        data.Draw(index, seed, pixels);
        return pixels;
    }

    private FileStream Create(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return File.Create(path);
    }
}
