namespace Passband.Imaging.Filtering;

/// <summary>
/// How a picture is continued beyond its border. In the rows of letters, <c>abcd</c> is a row of the picture and what stands outside the bars is what a kernel
/// sees there. Every mode goes on for as far as a kernel reaches, however small the picture is.
/// </summary>
public enum BorderMode
{
    /// <summary><c>dcba|abcd|dcba</c>: mirrored about the edge of the last pixel, which is seen twice (half-sample symmetric).</summary>
    Reflect,

    /// <summary><c>dcb|abcd|cba</c>: mirrored about the center of the last pixel, which is seen once (whole-sample symmetric).</summary>
    Mirror,

    /// <summary><c>aaaa|abcd|dddd</c>: the last pixel goes on.</summary>
    Nearest,

    /// <summary><c>abcd|abcd|abcd</c>: the picture is repeated.</summary>
    Wrap,

    /// <summary><c>kkkk|abcd|kkkk</c>: one value everywhere outside; 0 is the zero padding of networks.</summary>
    Constant,

    /// <summary><c>abcd</c> alone: only positions where the whole kernel lies inside the picture, so that the result is smaller.</summary>
    Valid,
}
