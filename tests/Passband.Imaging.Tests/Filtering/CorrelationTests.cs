using CsCheck;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Filtering;

public sealed class CorrelationTests
{
    private static readonly BorderMode[] Borders = Enum.GetValues<BorderMode>();

    /// <summary>One to three planes with a kernel each, and any way to lay it over them.</summary>
    private static Gen<(Plane[] Planes, KernelMatrix[] Kernels, CorrelationOptions Options)> Requests(Gen<int> widths, Gen<int> heights, Gen<int> taps) =>
        from seed in Gen.Int[0, int.MaxValue]
        from size in Gen.Select(widths, heights)
        from kernel in Gen.Select(taps, taps)
        from channels in Gen.Int[1, 3]
        from border in Gen.Int[0, Borders.Length - 1].Select(i => Borders[i])
        from steps in Gen.Select(Gen.Frequency((2, Gen.Const(1)), (1, Gen.Int[1, 4])), Gen.Frequency((2, Gen.Const(1)), (1, Gen.Int[1, 4])),
            Gen.Frequency((2, Gen.Const(1)), (1, Gen.Int[1, 40])), Gen.Frequency((2, Gen.Const(1)), (1, Gen.Int[1, 5])))
        from anchor in Gen.Select(Gen.Int[0, kernel.Item1 - 1], Gen.Int[0, kernel.Item2 - 1])
        from padding in Gen.Select(Gen.Bool, Gen.Int[-1, 6], Gen.Int[-1, 6], Gen.Int[0, 6], Gen.Int[0, 6])
        select (
            Enumerable.Range(0, channels).Select(c => Random(seed + c, size.Item1, size.Item2)).ToArray(),
            Enumerable.Range(0, channels).Select(c => RandomKernel(seed - c, kernel.Item1, kernel.Item2)).ToArray(),
            new CorrelationOptions
            {
                Border = border,
                BorderValue = 0.7f,
                Stride = new Extent(1, steps.Item1, steps.Item2),
                Dilation = new Extent(1, steps.Item4, steps.Item3),
                Anchor = new KernelAnchor(anchor.Item1, anchor.Item2),
                Padding = padding.Item1 ? new Padding(padding.Item2, padding.Item3, padding.Item4, padding.Item5) : null,
                Bias = 0.25f,
            });

    [Fact]
    public void Small_pictures_give_the_reference_to_the_bit() => Requests(Gen.Int[1, 70], Gen.Int[1, 12], Gen.Int[1, 7]).Sample(AssertLikeReference, iter: 3000);

    [Fact]
    public void Pictures_of_several_tiles_give_the_reference_to_the_bit() =>
        Requests(Gen.Int[500, 1100], Gen.Int[30, 80], Gen.Int[1, 9]).Sample(AssertLikeReference, iter: 12);

    [Fact]
    public void High_kernels_give_the_reference_to_the_bit() => Requests(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[60, 70]).Sample(AssertLikeReference, iter: 5);

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        var (plane, kernel) = (Random(1, 700, 333), RandomKernel(2, 7, 7));

        var one = Correlation.Apply(plane, kernel, new CorrelationOptions { MaxThreads = 1 });
        var many = Correlation.Apply(plane, kernel, new CorrelationOptions { MaxThreads = 7 });

        Assert.True(one.Samples.SequenceEqual(many.Samples));
    }

    [Fact]
    public void A_kernel_is_not_flipped()
    {
        var spot = new float[25];
        spot[12] = 1;
        var kernel = KernelMatrix.Of(new double[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } }, "nine");

        var response = Correlation.Apply(new Plane(5, 5, spot), kernel, new CorrelationOptions { Border = BorderMode.Constant });

        // The impulse response of a correlation is the kernel turned by 180°.
        Assert.Equal([0f, 0, 0, 0, 0, 0, 9, 8, 7, 0, 0, 6, 5, 4, 0, 0, 3, 2, 1, 0, 0, 0, 0, 0, 0], response.Samples.ToArray());
    }

    [Fact]
    public void An_even_kernel_lies_with_the_tap_after_its_middle_on_the_pixel()
    {
        var row = new Plane(4, 1, [1, 2, 4, 8]);

        var response = Correlation.Apply(row, KernelMatrix.Of(new double[,] { { 10, 1 } }, "pair"), new CorrelationOptions { Border = BorderMode.Constant });

        Assert.Equal([1f, 12, 24, 48], response.Samples.ToArray());
    }

    [Fact]
    public void Padding_stride_and_dilation_give_the_size_of_a_networks_layer()
    {
        // A first layer of 7×7, stride 2, padding 3, on 224×224 gives 112×112; 11×11, stride 4, padding 2, gives 55×55.
        var plane = Random(3, 224, 224);

        var seven = Correlation.Apply(plane, RandomKernel(1, 7, 7), Layer(3, 2, 1));
        var eleven = Correlation.Apply(plane, RandomKernel(1, 11, 11), Layer(2, 4, 1));
        var dilated = Correlation.Apply(plane, RandomKernel(1, 3, 3), Layer(2, 1, 2));

        Assert.Equal((112, 112), (seven.Width, seven.Height));
        Assert.Equal((55, 55), (eleven.Width, eleven.Height));
        Assert.Equal((224, 224), (dilated.Width, dilated.Height));
    }

    [Fact]
    public void A_far_dilation_takes_no_more_memory_than_its_taps()
    {
        var plane = Random(4, 40, 3);
        var options = new CorrelationOptions { Border = BorderMode.Wrap, Dilation = new Extent(1, 1_000_000_007, 1_000_000_007) };

        AssertLikeReference(([plane], [RandomKernel(5, 3, 3)], options));
    }

    [Fact]
    public void Progress_ends_at_one()
    {
        var told = new List<double>();

        Correlation.Apply(Random(6, 50, 200), RandomKernel(7, 3, 3), new CorrelationOptions { Progress = new Listener(told), MaxThreads = 1 });

        Assert.Equal(7, told.Count);
        Assert.Equal(1, told.Max());
    }

    [Fact]
    public void Work_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var options = new CorrelationOptions { Cancellation = stop.Token };

        Assert.ThrowsAny<OperationCanceledException>(() => Correlation.Apply(Random(8, 50, 50), RandomKernel(9, 3, 3), options));
    }

    [Fact]
    public void A_picture_smaller_than_the_kernel_is_refused_where_borders_are_valid()
    {
        var error = Assert.Throws<PassbandException>(() =>
            Correlation.Apply(Random(1, 4, 9), RandomKernel(2, 3, 5), new CorrelationOptions { Border = BorderMode.Valid }));

        Assert.Contains("4×9", error.Message, StringComparison.Ordinal);
        Assert.Contains("5×3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Planes_and_kernels_must_match()
    {
        var (plane, kernel) = (Random(1, 5, 5), RandomKernel(2, 3, 3));

        Assert.Throws<ArgumentException>(() => Correlation.Apply([plane, plane], [kernel]));
        Assert.Throws<ArgumentException>(() => Correlation.Apply([plane, Random(1, 5, 6)], [kernel, kernel]));
        Assert.Throws<ArgumentException>(() => Correlation.Apply([plane, plane], [kernel, RandomKernel(2, 3, 5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Correlation.Apply(plane, kernel, new CorrelationOptions { Anchor = new KernelAnchor(3, 0) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Correlation.Apply(plane, kernel, new CorrelationOptions { Stride = Extent.Square(0) }));
    }

    private static void AssertLikeReference((Plane[] Planes, KernelMatrix[] Kernels, CorrelationOptions Options) request)
    {
        Plane expected;
        try
        {
            expected = CorrelationReference.Apply(request.Planes, request.Kernels, request.Options);
        }
        catch (PassbandException)
        {
            Assert.Throws<PassbandException>(() => Correlation.Apply(request.Planes, request.Kernels, request.Options));
            return;
        }
        var grid = CorrelationGrid.Of(request.Planes, request.Kernels, request.Options);
        foreach (var wide in (bool[])[false, true])
        {
            var found = new float[grid.Width * grid.Height];
            Correlation.Compute(grid, request.Planes, request.Kernels, request.Options, found, wide);
            for (var i = 0; i < found.Length; i++)
                Assert.True(found[i].Equals(expected.Samples[i]), $"({i % grid.Width}, {i / grid.Width}) of {grid}: {found[i]} for {expected.Samples[i]}");
        }
        var chosen = Correlation.Apply(request.Planes, request.Kernels, request.Options);
        Assert.Equal((expected.Width, expected.Height), (chosen.Width, chosen.Height));
        Assert.True(expected.Samples.SequenceEqual(chosen.Samples));
    }

    private static CorrelationOptions Layer(int padding, int stride, int dilation) => new()
    {
        Border = BorderMode.Constant,
        Padding = Padding.All(padding),
        Stride = Extent.Square(stride),
        Dilation = Extent.Square(dilation),
    };

    private static Plane Random(int seed, int width, int height)
    {
        var random = new Random(seed);
        return new Plane(width, height, [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle())]);
    }

    private static KernelMatrix RandomKernel(int seed, int height, int width)
    {
        var random = new Random(seed);
        return new KernelMatrix(height, width, [.. Enumerable.Range(0, width * height).Select(_ => (double)(random.NextSingle() - 0.5f))]);
    }

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
