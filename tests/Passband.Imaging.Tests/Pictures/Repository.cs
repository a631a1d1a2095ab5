namespace Passband.Imaging.Tests.Pictures;

/// <summary>Files of the repository, found from where the tests were built.</summary>
internal static class Repository
{
    public static string Read(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine([folder.FullName, .. path]) is var file && File.Exists(file))
                return File.ReadAllText(file);
        }
        throw new FileNotFoundException("The tests run outside the repository.", Path.Combine(path));
    }
}
