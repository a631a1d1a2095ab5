using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Synthesis;

/// <summary>One tap, the small Laplacians as they are printed, and what is made of the two: kernels that sharpen keep a DC gain of 1, Laplacians have none.</summary>
internal static class SharpeningKernels
{
    private static readonly double[,] Identity =
    {
        { 1 },
    };

    private static readonly double[,] Laplacian4 =
    {
        { 0, 1, 0 },
        { 1, -4, 1 },
        { 0, 1, 0 },
    };

    private static readonly double[,] Laplacian8 =
    {
        { 1, 1, 1 },
        { 1, -8, 1 },
        { 1, 1, 1 },
    };

    private static readonly double[,] Emboss =
    {
        { -2, -1, 0 },
        { -1, 1, 1 },
        { 0, 1, 2 },
    };

    private static readonly TextbookParameter Strength = new("strength", "times", 0.01, 100, Optional: true);

    public static ImmutableArray<TextbookEntry> All { get; } =
    [
        new("identity", [], "one tap: the picture as it is", (_, name) => KernelMatrix.Of(Identity, name)),
        new("laplacian", [], "∇² over four neighbors, negative in the middle: dark spots respond; no DC",
            (_, name) => KernelMatrix.Of(Laplacian4, name)),
        new("laplacian-8", [], "∇² over eight neighbors, three times as strong, negative in the middle; no DC",
            (_, name) => KernelMatrix.Of(Laplacian8, name)),
        new("sharpen", [Strength], "identity − strength·laplacian, strength 1 unless given; DC gain 1",
            (values, name) => Sharpen(values[0] ?? 1, name)),
        new("unsharp", [TextbookParameter.Sigma with { Optional = true }, Strength],
            "(1 + strength)·identity − strength·gaussian(sigma), both 1 unless given; DC gain 1",
            (values, name) => Unsharp(values[0] ?? 1, values[1] ?? 1, name)),
        new("emboss", [], "relief lit so that edges toward the lower right (315°) are bright; DC gain 1",
            (_, name) => KernelMatrix.Of(Emboss, name)),
    ];

    private static KernelMatrix Sharpen(double strength, string name)
    {
        var rows = new double[3, 3];
        for (var i = 0; i < rows.Length; i++)
            rows[i / 3, i % 3] = (i == 4 ? 1 : 0) - strength * Laplacian4[i / 3, i % 3];
        return KernelMatrix.Of(rows, name);
    }

    private static KernelMatrix Unsharp(double sigma, double strength, string name)
    {
        var side = TextbookWindow.Side(sigma, null, name);
        return TextbookWindow.Scaled(new SynthKernel { Shape = SynthShape.Sharpening, Height = side, Width = side, Sigma = sigma, Strength = strength }, 1, name);
    }
}
