using Passband.Models;

namespace Passband.Tests.Models;

/// <summary>The real networks that the build fetches; a test whose network is missing is skipped and says so.</summary>
internal static class Zoo
{
    public const string FaceApi = "@vladmandic/face-api/model/";

    public const string FaceRecognition = FaceApi + "face_recognition_model-weights_manifest.json";

    public const string BasicPitch = "@spotify/basic-pitch/model/model.json";

    /// <summary>The path of a file in zoo/node_modules.</summary>
    public static string Path(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there is no zoo.");
        var path = System.IO.Path.Combine(folder.FullName, "zoo", "node_modules", name);
        Assert.SkipUnless(File.Exists(path), $"{name} was not fetched: run npm ci in zoo/.");
        return path;
    }

    public static Passband.Kernels.ConvNet Open(string name) => ModelFile.Open(Path(name), cancellation: TestContext.Current.CancellationToken);
}
