using Passband.Cli.Filtering;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Tests.Filtering;

/// <summary>The layer's own border, stride and dilation, held against the sizes that well-known layers state for pictures of 224×224.</summary>
public class FilterPlacementTests
{
    private static readonly FilterRequest Network = new() { Border = new BorderRequest(null), Stride = new StepRequest(null), Dilation = new StepRequest(null) };

    [Theory]
    [InlineData(7, 2, 1, 3, 3, 112)]
    [InlineData(3, 1, 1, 1, 1, 224)]
    [InlineData(3, 1, 2, 2, 2, 224)]
    [InlineData(11, 4, 1, 2, 2, 55)]
    [InlineData(3, 2, 1, 0, 1, 112)]
    public void Explicit_padding_gives_the_layers_size(int taps, int stride, int dilation, int begin, int end, int size)
    {
        var layer = Layer(taps, stride, dilation, new ConvPadding("explicit", [begin, begin], [end, end]));
        var result = Run(layer);

        Assert.Equal((size, size), (result.Width, result.Height));
    }

    [Theory]
    [InlineData(3, 2, 1, 0, 112)]
    [InlineData(3, 1, 1, 1, 224)]
    [InlineData(5, 1, 2, 4, 224)]
    [InlineData(7, 2, 1, 2, 112)]
    public void Same_padding_puts_the_odd_zero_at_the_end(int taps, int stride, int dilation, int begin, int size)
    {
        var layer = Layer(taps, stride, dilation, ConvPadding.Same);
        var padding = Place(layer).Options.Padding!.Value;

        Assert.Equal((begin, begin), (padding.Top, padding.Left));
        Assert.Equal(Math.Max(0, (size - 1) * stride + (taps - 1) * dilation + 1 - 224), padding.Top + padding.Bottom);
        Assert.Equal((size, size), (Run(layer).Width, Run(layer).Height));
    }

    [Fact]
    public void Valid_padding_leaves_whole_kernels_alone() => Assert.Equal(222, Run(Layer(3, 1, 1, ConvPadding.Valid)).Width);

    [Fact]
    public void Zeros_are_what_a_network_pads_with()
    {
        var plane = new Plane(2, 1, [1, 1]);
        var layer = Layer(3, 1, 1, new ConvPadding("explicit", [1, 1], [1, 1]));
        var kernel = new KernelMatrix(3, 3, [0, 0, 0, 1, 0, 0, 0, 0, 0]);

        Assert.Equal([0f, 1f], Correlation.Apply(plane, kernel, FilterPlacement.Of(Network, layer, true, kernel, 2, 1).Options).Samples.ToArray());
    }

    [Fact]
    public void A_signal_that_runs_down_takes_its_steps_down()
    {
        var layer = Layer(3, 2, 1, new ConvPadding("explicit", [1], [1])) with { Stride = new Extent(1, 1, 2) };
        var down = Network with { Along = KernelDirection.Columns };
        var options = FilterPlacement.Of(down, layer, true, new KernelMatrix(3, 1, [1, 1, 1]), 8, 8).Options;

        Assert.Equal((2, 1), (options.Stride.Y, options.Stride.X));
        Assert.Equal(new Padding(1, 0, 1, 0), options.Padding);
    }

    [Fact]
    public void What_the_file_does_not_tell_is_an_error()
    {
        var layer = Layer(3, 1, 1, null);

        Assert.Throws<PassbandException>(() => Place(layer));
        Assert.Throws<PassbandException>(() => FilterPlacement.Of(Network, Layer(3, 1, 1, ConvPadding.Same), false, new KernelMatrix(1, 1, [1]), 4, 4));
    }

    [Fact]
    public void Unasked_every_pixel_has_a_result_and_taps_lie_as_in_the_layer()
    {
        var options = FilterPlacement.Of(new FilterRequest(), Layer(3, 2, 3, ConvPadding.Same), true, new KernelMatrix(1, 1, [1]), 4, 4).Options;

        Assert.Equal((Extent.One, Extent.Square(3)), (options.Stride, options.Dilation));
    }

    private static FilterPlacement Place(ConvLayer layer) => FilterPlacement.Of(Network, layer, true, Kernel(layer), 224, 224);

    private static Plane Run(ConvLayer layer) => Correlation.Apply(new Plane(224, 224, new float[224 * 224]), Kernel(layer), Place(layer).Options);

    private static KernelMatrix Kernel(ConvLayer layer) => KernelMatrix.Of(layer.Bank, 0, 0, "kernel");

    private static ConvLayer Layer(int taps, int stride, int dilation, ConvPadding? padding) => new()
    {
        Index = 0,
        Name = "conv",
        Operator = ConvOperator.Conv2d,
        Bank = new KernelBank(BankShape.Plane(1, 1, taps, taps), new float[taps * taps]),
        Stride = Extent.Square(stride),
        Dilation = Extent.Square(dilation),
        Padding = padding,
    };
}
