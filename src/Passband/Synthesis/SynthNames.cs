using Passband.Naming;
using Passband.Shapes;

namespace Passband.Synthesis;

/// <summary>What the shapes that can be synthesized are called: the names of documents, and the names of kernels that they are the plainest example of.</summary>
public static class SynthNames
{
    /// <summary>The name of a kernel with the shape that stands for it, where the shape's own name is another.</summary>
    private static readonly (string Name, SynthShape Shape)[] Kernels =
    [
        (KernelName.Smoothing, SynthShape.Gaussian), (KernelName.Edge, SynthShape.FirstDerivative), (KernelName.Line, SynthShape.SecondDerivative),
        (KernelName.CenterSurround, SynthShape.LaplacianOfGaussian), (KernelName.Saddle, SynthShape.MixedDerivative), (KernelName.Sharpening, SynthShape.Sharpening),
    ];

    /// <summary>Every name that <see cref="TryParse"/> knows: those of kernels, then those that only shapes have.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Kernels.Select(k => k.Name), .. Enum.GetValues<SynthShape>().Select(Of)];

    /// <summary>The name of a shape in documents, e.g. "first-derivative".</summary>
    public static string Of(SynthShape shape) => ShapeNames.Of((ShapeKind)shape);

    /// <summary>Finds the shape of a name, of either kind: "edge" and "first-derivative" are the same.</summary>
    public static bool TryParse(string name, out SynthShape shape)
    {
        foreach (var candidate in Enum.GetValues<SynthShape>())
        {
            shape = candidate;
            if (Of(candidate) == name)
                return true;
        }
        var kernel = Array.Find(Kernels, k => k.Name == name);
        shape = kernel.Shape;
        return kernel.Name is not null;
    }
}
