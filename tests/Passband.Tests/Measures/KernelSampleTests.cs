using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;

namespace Passband.Tests.Measures;

public class KernelSampleTests
{
    [Fact]
    public void Small_layers_are_taken_whole() => Assert.Equal(Enumerable.Range(0, 4096), KernelSample.Indices(4096));

    [Theory]
    [InlineData(256, 256)]
    [InlineData(512, 64)]
    [InlineData(4097, 1)]
    [InlineData(1024, 1024)]
    public void Large_layers_are_sampled_without_repetition_and_evenly_over_filters_and_channels(int filters, int channels)
    {
        var indices = KernelSample.Indices(filters * channels).ToArray();

        Assert.Equal(KernelSample.Most, indices.Distinct().Count());
        Assert.All(indices, i => Assert.InRange(i, 0, filters * channels - 1));
        // Golden sections leave gaps of three lengths, the longest 2.6 times the shortest: no group of kernels is met twice as often as its share, none is missed.
        void Even(Func<int, int> group, int groups)
        {
            var counts = indices.GroupBy(group).Select(g => g.Count()).ToList();
            Assert.Equal(groups, counts.Count);
            Assert.InRange(counts.Max(), 1, 2 * (int)Math.Ceiling(KernelSample.Most / (double)groups));
        }
        Even(i => 16 * (i / channels) / filters, 16);
        Even(i => i % channels / Math.Max(1, channels / 16), Math.Min(16, channels));
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(512, 64)]
    [InlineData(1024, 3)]
    public void Fewer_may_be_asked_for(int filters, int channels)
    {
        const int Few = 256;
        var indices = KernelSample.Indices(filters * channels, Few).ToArray();

        Assert.Equal(Few, indices.Distinct().Count());
        Assert.All(indices, i => Assert.InRange(i, 0, filters * channels - 1));
        // Sixteen in each sixteenth of the filters, and about as many at each channel: gaps of three lengths, as above.
        Assert.All(indices.GroupBy(i => 16 * (i / channels) / filters), g => Assert.InRange(g.Count(), 10, 22));
        var byChannel = indices.GroupBy(i => i % channels).Select(g => g.Count()).ToList();
        Assert.InRange(byChannel.Max(), 1, 2 * (int)Math.Ceiling(Few / (double)channels));
        Assert.Equal(Enumerable.Range(0, Few), KernelSample.Indices(Few, Few));
    }

    [Fact]
    public void Each_kernel_is_measured_by_itself()
    {
        Plane[] planes = [Plane.Noise(3, 3, 1), Plane.Gaussian(3, 1), Plane.Noise(3, 3, 2), Plane.Parse("-1 0 1/-2 0 2/-1 0 1")];
        var bank = new KernelBank(BankShape.Plane(2, 2, 3, 3), planes.SelectMany(p => p.Values).Select(v => (float)v).ToArray());

        var sample = KernelSample.Of(bank)!;

        Assert.Equal((4, new FilterShape(1, 3, 3)), (sample.Count, sample.Shape));
        for (var i = 0; i < planes.Length; i++)
        {
            // Weights are rounded to single precision.
            Assert.Equal(SpatialAutocorrelation.Of(planes[i].Values, planes[i].Shape)!.Value, sample.Moran[i], 1e-5);
            Assert.Equal(Orientation.Of(planes[i].Values, planes[i].Shape).Coherence, sample.Coherence[i], 1e-5);
            Assert.Equal(Math.Abs(planes[i].Values.Sum()) / planes[i].Values.Sum(Math.Abs), sample.DcShare[i], 1e-5);
        }
        Assert.Equal([1, 0], [Math.Round(sample.DcShare[1], 5), Math.Round(sample.DcShare[3], 5)]);
    }

    [Fact]
    public void Sparse_and_constant_kernels_say_nothing_of_what_they_do_not_have()
    {
        // The second kernel is sparse; the third has no variance that could be autocorrelated.
        var bank = new KernelBank(BankShape.Plane(3, 1, 2, 2), new float[] { 1, -2, 3, 4, 0.039f, 0, 0, 0, 1, 1, 1, 1 });
        var sample = KernelSample.Of(bank)!;
        Assert.Equal((2, 1, 2), (sample.Count, sample.Moran.Length, sample.DcShare.Length));
        Assert.Null(KernelSample.Of(new KernelBank(BankShape.Plane(3, 1, 2, 2), new float[12])));
        Assert.Null(KernelSample.Of(new KernelBank(BankShape.Plane(3, 4, 1, 1), new float[12])));
    }

    [Fact]
    public void Kernels_over_time_are_taken_frame_by_frame_and_those_of_one_pixel_along_time()
    {
        var values = Plane.Noise(1, 2 * 3 * 4 * 9, 3).Values.Select(v => (float)v).ToArray();
        var frames = KernelSample.Of(new KernelBank(new BankShape(2, 3, 4, 3, 3, 3), values))!;
        Assert.Equal((24, new FilterShape(1, 3, 3)), (frames.Count, frames.Shape));
        var lines = KernelSample.Of(new KernelBank(new BankShape(4, 6, 9, 1, 1, 3), values))!;
        Assert.Equal((24, new FilterShape(1, 1, 9), 0), (lines.Count, lines.Shape, lines.Coherence.Length));
    }
}
