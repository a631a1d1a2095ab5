namespace Passband.Cli.Tests;

/// <summary>A folder for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passband-test-");

    public string[] Files => [.. _folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal)];

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>A model of one layer: four 5×5 filters over a color picture, two edges and two blobs, as an .npy file.</summary>
    public string Model(string name = "model.npy")
    {
        File.WriteAllBytes(this[name], TestModel.Npy());
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
