using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Synthesis;

namespace Passband.Benchmarks;

/// <summary>One synthesized filter and what the program says of it.</summary>
internal sealed class PlateSubject
{
    private static readonly NoiseNullTable Nulls = NoiseNullTable.Load();

    private PlateSubject(double[] weights, FilterShape shape, int stride)
    {
        Layer = new ConvLayer
        {
            Index = 0,
            Name = "plate",
            Operator = ConvOperator.Conv2d,
            Bank = new KernelBank(BankShape.Plane(1, shape.Channels, shape.Height, shape.Width), Array.ConvertAll(weights, w => (float)w)),
            Input = shape.Channels == 3 ? InputSpace.Rgb : InputSpace.Gray,
        };
        Shape = shape;
        var measurer = new FilterMeasurer(shape, Extent.Square(stride), blueFirst: false, Nulls);
        Measured = measurer.Measure(Layer.Bank.Filter(0), measurer.CreateWorkspace());
        Said = FilterWriter.Describe("plate:0", shape, Layer.Input, Measured, Measured.P, alone: true, []);
        Spectrum = new Spectrum(weights, shape, new Transform(shape));
    }

    /// <summary>A layer of this filter alone.</summary>
    public ConvLayer Layer { get; }

    /// <summary>The filter's size.</summary>
    public FilterShape Shape { get; }

    /// <summary>What is measured, before it is put into words.</summary>
    public FilterMeasurements Measured { get; }

    /// <summary>What the document says.</summary>
    public FilterDescription Said { get; }

    /// <summary>Its response.</summary>
    public Spectrum Spectrum { get; }

    /// <summary>A textbook kernel, noise added where asked for.</summary>
    public static PlateSubject Of(SynthKernel kernel, int stride = 1, double snrDb = double.PositiveInfinity, ulong seed = 1)
    {
        var random = new GaussianRandom(seed);
        return Of(new SynthNoise { SnrDb = snrDb }.AddTo(kernel.Render(), ref random), kernel.FilterShape, stride);
    }

    /// <summary>Any weights.</summary>
    public static PlateSubject Of(double[] weights, FilterShape shape, int stride = 1) => new(weights, shape, stride);

    /// <summary>Independent normal weights.</summary>
    public static PlateSubject Noise(FilterShape shape, ulong seed)
    {
        var random = new GaussianRandom(seed);
        return Of(SynthNoise.Draw(NoiseDistribution.Gaussian, shape, 1, ref random), shape);
    }

    /// <summary>A whole layer, explained.</summary>
    public static LayerDescription Explain(ConvLayer layer) =>
        new LayerExplainer(Nulls, why: false, 1, CancellationToken.None).Explain(layer, layer.Input, describe: layer.SeesInput, only: null, () => { });

    /// <summary>A layer of the given filters.</summary>
    public static ConvLayer LayerOf(IReadOnlyList<double[]> filters, FilterShape shape, int stride = 1) => new()
    {
        Index = 0,
        Name = "plate",
        Operator = ConvOperator.Conv2d,
        Bank = new KernelBank(
            BankShape.Plane(filters.Count, shape.Channels, shape.Height, shape.Width), filters.SelectMany(f => f).Select(w => (float)w).ToArray()),
        Stride = Extent.Square(stride),
        Input = shape.Channels == 3 ? InputSpace.Rgb : InputSpace.Gray,
    };

    /// <summary>The null of a size.</summary>
    public static NoiseNull Null(FilterShape shape) => Nulls.For(shape)!;
}
