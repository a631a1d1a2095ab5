namespace Passband.Naming;

/// <summary>The names that a kernel can have.</summary>
public static class KernelName
{
    /// <summary>Practically zero beside the layer's strongest filter.</summary>
    public const string Dead = "dead";

    /// <summary>One tap: passes its input on.</summary>
    public const string Identity = "identity";

    /// <summary>One lobe: an average.</summary>
    public const string Smoothing = "smoothing";

    /// <summary>Two lobes: a first derivative.</summary>
    public const string Edge = "edge";

    /// <summary>Three lobes, even: a second derivative along an angle.</summary>
    public const string Line = "line";

    /// <summary>A spot against its surround.</summary>
    public const string CenterSurround = "center-surround";

    /// <summary>The mixed second derivative.</summary>
    public const string Saddle = "saddle";

    /// <summary>Identity minus smoothing, with DC kept.</summary>
    public const string Sharpening = "sharpening";

    /// <summary>A windowed sinusoid of at least three lobes.</summary>
    public const string Gabor = "gabor";

    /// <summary>A sinusoid that fills the window.</summary>
    public const string Grating = "grating";

    /// <summary>Not told from random weights.</summary>
    public const string Noise = "noise";

    /// <summary>Structured, but explained by no shape, or by two equally well.</summary>
    public const string Mixed = "mixed";

    /// <summary>All of them, from the simplest to the least certain.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Identity, Smoothing, Edge, Line, CenterSurround, Saddle, Sharpening, Gabor, Grating, Mixed, Noise, Dead];
}
