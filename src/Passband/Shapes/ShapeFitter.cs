using Passband.Measures;

namespace Passband.Shapes;

/// <summary>
/// Fits every textbook shape to a kernel: starts from a dictionary (or from the kernel's own spectrum), then moves to the nearest minimum. Made once for a
/// kernel size; holds only tables, so one instance serves many threads, each with a workspace of its own.
/// </summary>
internal sealed class ShapeFitter
{
    /// <summary>Planes with fewer taps along an axis cannot carry a Gabor's eight numbers.</summary>
    private const int SmallestGaborSide = 5;

    /// <summary>Lines of fewer taps cannot carry a Gabor's six.</summary>
    private const int SmallestGaborLine = 9;

    private readonly ShapeDictionary? _dictionary;
    private readonly WindowedFamily[] _families;
    private readonly WindowedFamily _gabor;
    private readonly Transform _transform;

    public ShapeFitter(FilterShape shape)
    {
        Shape = shape with { Channels = 1 };
        _families = [.. WindowedFamily.Dictionary(Shape)];
        _gabor = WindowedFamily.Gabor(Shape);
        _dictionary = Shape.Taps > TinyKernels.MostTaps ? new ShapeDictionary(Shape) : null;
        _transform = new Transform(Shape);
    }

    /// <summary>The size of the kernels that can be fitted, one channel.</summary>
    public FilterShape Shape { get; }

    /// <summary>Scratch arrays for one thread.</summary>
    public FitWorkspace CreateWorkspace() => new(Shape);

    /// <summary>The best fit of each shape, the chosen one first, then by criterion. The kernel must have more than one tap and not be all zero.</summary>
    public IReadOnlyList<ShapeFit> Fit(ReadOnlySpan<double> kernel, FitWorkspace work)
    {
        if (_dictionary is null)
            return ShapeChoice.Order(TinyKernels.Fit(kernel, Shape));
        var single = new float[kernel.Length];
        var scale = Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares(kernel));
        var unit = new double[kernel.Length];
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = kernel[i] / scale;
            single[i] = (float)unit[i];
        }
        var search = new ShapeSearch(Shape, unit, work);
        var fits = new List<ShapeFit> { DiscreteShapes.Identity(unit, Shape), DiscreteShapes.Box(unit, Shape) };
        foreach (var family in _families)
            fits.Add(search.Windowed(family, _dictionary.Starts(family.Kind, single)));
        var peaks = SpectralStarts.Of(unit, Shape, _transform, new double[_transform.GridLength]);
        fits.Add(search.Grating(peaks));
        fits.Add(search.Sharpening());
        if (!Shape.IsLine)
            fits.Add(search.DifferenceOfGaussians());
        if (Shape.IsLine ? Shape.Taps >= SmallestGaborLine : Math.Min(Shape.Height, Shape.Width) >= SmallestGaborSide)
            fits.Add(search.Gabor(_gabor, peaks));
        return ShapeChoice.Order(fits.ConvertAll(f => f with
        {
            Amplitude = f.Amplitude * scale,
            SurroundAmplitude = f.SurroundAmplitude * scale,
            Pattern = f.Pattern?.Scale(scale),
        }));
    }
}
