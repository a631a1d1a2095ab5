namespace Passband.Networks.Tests.Zoo;

/// <summary>Real networks, pictures and sounds that packages bring.</summary>
internal static class ZooFile
{
    /// <summary>A network of an npm package of zoo/.</summary>
    public static string Network(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there is no zoo.");
        return Existing(Path.Combine(folder.FullName, "zoo", "node_modules", name), $"{name} was not fetched: run npm ci in zoo/.");
    }

    /// <summary>A free picture of Debian's package python3-skimage.</summary>
    public static string Picture(string name) =>
        Existing(Path.Combine("/usr/lib/python3/dist-packages/skimage/data", name), $"The picture {name} is not there (Debian package python3-skimage).");

    /// <summary>A spoken test sound of Debian's package alsa-utils.</summary>
    public static string Sound(string name) =>
        Existing(Path.Combine("/usr/share/sounds/alsa", name), $"The sound {name} is not there (Debian package alsa-utils).");

    private static string Existing(string path, string otherwise)
    {
        Assert.SkipUnless(File.Exists(path), otherwise);
        return path;
    }
}
