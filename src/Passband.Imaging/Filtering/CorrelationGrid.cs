using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Filtering;

/// <summary>
/// Which samples every response is made of: the response at (x, y) reads sample (x·StrideX − Left + n·DilationX, y·StrideY − Top + m·DilationY) with the
/// tap of row m and column n.
/// </summary>
internal sealed record CorrelationGrid
{
    public required int InputWidth { get; init; }

    public required int InputHeight { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int KernelWidth { get; init; }

    public required int KernelHeight { get; init; }

    public required int StrideX { get; init; }

    public required int StrideY { get; init; }

    public required int DilationX { get; init; }

    public required int DilationY { get; init; }

    public required long Left { get; init; }

    public required long Top { get; init; }

    public required BorderMode Border { get; init; }

    public required float BorderValue { get; init; }

    /// <summary>The grid of a request.</summary>
    /// <exception cref="ArgumentException">Planes and kernels are not as many, or not of one size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride, a dilation or a number of threads is below 1, or the anchor lies outside the kernel.</exception>
    /// <exception cref="PassbandException">The picture is too small for the kernel, or the result too large.</exception>
    public static CorrelationGrid Of(IReadOnlyList<Plane> planes, IReadOnlyList<KernelMatrix> kernels, CorrelationOptions options)
    {
        ArgumentNullException.ThrowIfNull(planes);
        ArgumentNullException.ThrowIfNull(kernels);
        if (planes.Count == 0 || planes.Count != kernels.Count)
            throw new ArgumentException($"{planes.Count} planes need as many kernels, not {kernels.Count}.", nameof(kernels));
        var (plane, kernel) = (planes[0], kernels[0]);
        if (planes.Any(p => p.Width != plane.Width || p.Height != plane.Height))
            throw new ArgumentException("All planes must be of one size.", nameof(planes));
        if (kernels.Any(k => k.Width != kernel.Width || k.Height != kernel.Height))
            throw new ArgumentException("All kernels must be of one size.", nameof(kernels));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Stride.X, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Stride.Y, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Dilation.X, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Dilation.Y, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxThreads ?? 1, 1, nameof(options));
        var anchor = options.Anchor ?? KernelAnchor.Center(kernel.Height, kernel.Width);
        ArgumentOutOfRangeException.ThrowIfNegative(anchor.Row, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(anchor.Column, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(anchor.Row, kernel.Height, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(anchor.Column, kernel.Width, nameof(options));
        Padding? padding = options.Border == BorderMode.Valid ? default(Padding) : options.Padding;
        var (top, height) = Axis(plane.Height, kernel.Height, options.Stride.Y, options.Dilation.Y, anchor.Row, padding is { } p ? (p.Top, p.Bottom) : null);
        var (left, width) = Axis(plane.Width, kernel.Width, options.Stride.X, options.Dilation.X, anchor.Column, padding is { } q ? (q.Left, q.Right) : null);
        if (height < 1 || width < 1)
        {
            throw new PassbandException(
                ErrorKind.Request, "correlation", $"a picture of {plane.Width}×{plane.Height} for a kernel that spans {Span(kernel.Width, options.Dilation.X)}×"
                + $"{Span(kernel.Height, options.Dilation.Y)}", "at least one position where the whole kernel lies inside the padded picture",
                "Take a larger picture, a smaller kernel or dilation, or a border mode other than valid.");
        }
        if (height > Array.MaxLength / width)
        {
            throw new PassbandException(
                ErrorKind.Request, "correlation", $"a result of {width}×{height}", $"at most {Array.MaxLength} responses", "Take a larger stride.");
        }
        return new CorrelationGrid
        {
            InputWidth = plane.Width,
            InputHeight = plane.Height,
            Width = (int)width,
            Height = (int)height,
            KernelWidth = kernel.Width,
            KernelHeight = kernel.Height,
            StrideX = options.Stride.X,
            StrideY = options.Stride.Y,
            DilationX = options.Dilation.X,
            DilationY = options.Dilation.Y,
            Left = left,
            Top = top,
            Border = options.Border,
            BorderValue = options.BorderValue,
        };
    }

    private static (long Begin, long Length) Axis(int size, int taps, int stride, int dilation, int anchor, (int Begin, int End)? padding)
    {
        if (padding is not { } p)
            return ((long)anchor * dilation, (size - 1L) / stride + 1);
        var room = size + (long)p.Begin + p.End - Span(taps, dilation);
        return (p.Begin, room < 0 ? 0 : room / stride + 1);
    }

    /// <summary>Samples from the first tap to the last, both counted.</summary>
    private static long Span(int taps, int dilation) => (taps - 1L) * dilation + 1;
}
