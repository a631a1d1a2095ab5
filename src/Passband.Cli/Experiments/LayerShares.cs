using Passband.Naming;

namespace Passband.Cli.Experiments;

/// <summary>What the kernels of a layer are together, for one row of the table.</summary>
internal static class LayerShares
{
    /// <summary>Stripes that differ from an angle by no more than this are near it, in degrees.</summary>
    public const double Near = 10;

    /// <summary>Share of all kernels with a name; null where there is none.</summary>
    public static double? Name(LayerFigures layer, string name) => Of(layer.Kernels, k => k.Name == name);

    /// <summary>Share of all kernels that are neither dead nor like noise.</summary>
    public static double? Structured(LayerFigures layer) => Of(layer.Kernels, IsStructured);

    /// <summary>Share of kernels with a direction beyond that of noise, of those that are neither dead nor like noise.</summary>
    public static double? Oriented(LayerFigures layer) => Of([.. layer.Kernels.Where(IsStructured)], k => k.Oriented == true);

    /// <summary>Share of kernels of a dominant order, of those that have one.</summary>
    public static double? Order(LayerFigures layer, int order) => Of([.. layer.Kernels.Where(k => k.Order is not null)], k => k.Order == order);

    /// <summary>
    /// Share of kernels with stripes within 10° of one of these angles, of those that are neither dead nor like noise, however weak their direction is.
    /// </summary>
    public static double? NearAngles(LayerFigures layer, IReadOnlyCollection<double> angles) =>
        Of([.. layer.Kernels.Where(IsStructured)], k => IsNear(k, angles));

    /// <summary>Whether each of the angles has a kernel with stripes near it that is neither dead nor like noise.</summary>
    public static bool AllPresent(LayerFigures layer, IReadOnlyCollection<double> angles) =>
        angles.All(angle => layer.Kernels.Any(k => IsStructured(k) && IsNear(k, [angle])));

    /// <summary>The median of what kernels have; null where none has it.</summary>
    public static double? Median(LayerFigures layer, Func<KernelFigures, double?> value)
    {
        var values = layer.Kernels.Select(value).OfType<double>().Order().ToArray();
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static bool IsStructured(KernelFigures kernel) => kernel.Name is not (KernelName.Dead or KernelName.Noise);

    private static bool IsNear(KernelFigures kernel, IReadOnlyCollection<double> angles) =>
        kernel.Stripes is { } stripes && angles.Any(a => Math.Abs(Math.IEEERemainder(stripes - a, 180)) <= Near);

    private static double? Of(IReadOnlyCollection<KernelFigures> kernels, Func<KernelFigures, bool> which) =>
        kernels.Count == 0 ? null : kernels.Count(which) / (double)kernels.Count;
}
