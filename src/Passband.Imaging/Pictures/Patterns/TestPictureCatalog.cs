using System.Collections.Immutable;

namespace Passband.Imaging.Pictures.Patterns;

/// <summary>The list of test pictures with their parameters.</summary>
internal static class TestPictureCatalog
{
    private static readonly TestPictureParameter Size = new("size", "pixels", 8, 8192, 256, IsWhole: true);

    /// <summary>Whole numbers that a double holds exactly.</summary>
    private static readonly TestPictureParameter Seed = new("seed", "", 0, 1L << 53, 1, IsWhole: true);

    /// <summary>Michelson's: (bright − dark) ÷ (bright + dark), about a mean of one half.</summary>
    private static readonly TestPictureParameter Contrast = new("contrast", "", 0, 1, 1);

    public static ImmutableArray<TestPictureKind> Kinds { get; } =
    [
        new("zone-plate", "Rings whose frequency grows with the radius: every frequency in every direction, each at a known place.",
            [Size, new("frequency", "cycles per pixel", 0.01, 0.5, 0.5)],
            a => [new ZonePlate((int)a[0], a[1]).Draw()]),
        new("siemens", "A star of black and white spokes: every frequency of a square wave, the highest in the middle.",
            [Size, new("spokes", "white spokes", 1, 1024, 36, IsWhole: true)],
            a => [SiemensStar.Draw((int)a[0], (int)a[1])]),
        new("slanted-edge", "One straight edge through the middle, a little off the pixel grid, from which a response can be read finer than a pixel.",
            [Size, new("direction", "degrees", 0, 360, 5), Contrast with { Default = 0.8 }],
            a => [Edge.Draw((int)a[0], a[1], a[2])]),
        new("step", "The left half black, the right half white.", [Size],
            a => [Edge.Step((int)a[0])]),
        new("ramp", "Even growth from black to white toward a direction.", [Size, new("direction", "degrees", 0, 360, 0)],
            a => [Simple.Ramp((int)a[0], a[1])]),
        new("impulse", "One white pixel on black, which a filter turns into its impulse response.", [Size],
            a => [Simple.Impulse((int)a[0])]),
        new("white-noise", "Independent samples, uniform from 0 to 1: on average the same power at all frequencies.", [Size, Seed],
            a => [Noise.White((int)a[0], (ulong)a[1])]),
        new("pink-noise", "Noise whose amplitude falls as 1/f and power as 1/f², as that of photographs does on average.", [Size with { Maximum = 4096 }, Seed],
            a => [Noise.Pink((int)a[0], (ulong)a[1])]),
        new("grating", "A sinusoid of one frequency.",
            [Size, new("frequency", "cycles per pixel", 0, 0.5, 0.1), new("wavevector", "degrees", 0, 360, 0), new("phase", "degrees", -360, 360, 0), Contrast],
            a => [Simple.Grating((int)a[0], a[1], a[2], a[3], a[4])]),
        new("color-wheel", "All hues around, growing from white in the middle to full saturation at the rim.", [Size],
            a => ColorWheel.Draw((int)a[0])),
    ];
}
