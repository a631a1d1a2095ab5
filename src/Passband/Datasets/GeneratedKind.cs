namespace Passband.Datasets;

/// <summary>The sets of pictures that are made by code.</summary>
public enum GeneratedKind
{
    /// <summary>Light and dark bars that run one way: which way is the class, horizontal or vertical by default. Gray.</summary>
    Lines,

    /// <summary>Sinusoids of any frequency and phase: the class is which way their stripes run, one of eight by default. Gray.</summary>
    Gratings,

    /// <summary>Round Gaussian spots: the class is light or dark, small or large. Gray.</summary>
    Blobs,

    /// <summary>A colored part of a picture, a disk or one side of an edge, beside gray: the class is its hue. Red, green, blue.</summary>
    Colors,

    /// <summary>Noise with a spectrum as natural pictures have, against dead leaves, disks that hide one another, of the same spectrum. Gray.</summary>
    Textures,
}
