using Passband.Kernels;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class FoldingTests
{
    [Fact]
    public void A_bank_of_high_frequencies_needs_a_smaller_stride_than_4()
    {
        // AlexNet's first layer in small: windows of 11×11, and frequencies of which those above 1/8 do not fit a stride of 4 (Zeiler and Fergus 2013).
        double[] frequencies = [0.08, 0.15, 0.17, 0.19];
        var layer = Nets.Explain(Nets.Gray([.. frequencies.Select(f => Plane.Gabor(11, 0, f, 90, 0.45 / f, 2))]) with { Stride = Extent.Square(4) });
        var folding = layer.Summary.Folding!;

        Assert.Equal([false, true, true, true], layer.Filters!.Value.Select(f => f.Aliasing!.Beyond));
        Assert.Equal(0.75, folding.PeaksBeyond);
        Assert.Equal("conv:3", folding.Worst);
        Assert.Equal(layer.Filters.Value[3].Aliasing!.Natural, folding.WorstNatural);
        Assert.Equal(layer.Filters.Value.Average(f => f.Aliasing!.White), folding.White, 1e-12);
        Assert.True(layer.Summary.Aliasing > folding.Plain);
        // All peaks lie well below 1/4.
        Assert.Equal([2, 2], folding.Enough);
        // The measured peak, less a whole turn of the strided grid: along x still, and slower.
        Assert.Equal(0.25 - layer.Filters.Value[3].Passband!.Peak, layer.Filters.Value[3].Aliasing!.Folded, 1e-9);
        Assert.Equal(0, layer.Filters.Value[3].Aliasing!.FoldedWavevector!.Value, 1e-6);
    }

    [Fact]
    public void Averages_agree_with_their_stride()
    {
        var layer = Nets.Explain(Nets.Gray(Plane.Gaussian(5, 1), Plane.Gaussian(5, 1.2)) with { Stride = new Extent(1, 2, 1) });

        Assert.Equal([2, 1], layer.Summary.Folding!.Enough);
        Assert.Equal(0, layer.Summary.Folding.PeaksBeyond);
        Assert.True(layer.Summary.Aliasing < layer.Summary.Folding.Plain);
        Assert.All(layer.Filters!.Value, f => Assert.Null(f.Aliasing!.FoldedWavevector));
    }

    [Fact]
    public void A_dead_filter_folds_nothing_and_a_signal_has_no_direction()
    {
        var dead = Nets.Explain(Nets.Gray(Plane.Parse("0 0 0/0 0 0/0 0 0")) with { Stride = Extent.Square(2) });
        var signal = Nets.Explain(Nets.Signal(1, -1, 1, -1, 1, -1) with { Stride = new Extent(1, 1, 3) });

        Assert.Null(dead.Summary.Folding);
        Assert.Null(Nets.Explain(Nets.Gray(Plane.Gaussian(3, 1))).Summary.Folding);
        // Half a cycle per sample becomes half of 1/3: the alternation survives every third sample.
        Assert.Equal(1.0 / 6, signal.Filters!.Value[0].Aliasing!.Folded, 1e-3);
        Assert.Null(signal.Filters.Value[0].Aliasing!.FoldedWavevector);
        Assert.Equal([1], signal.Summary.Folding!.Enough);
    }
}
