using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;
using Passband.Tests.Shapes;

namespace Passband.Tests.Measures;

public class MeasuresSpeedTests
{
    [Theory]
    [InlineData(3, 7, 7)]
    [InlineData(1, 3, 5)]
    [InlineData(2, 9, 1)]
    [InlineData(1, 1, 20)]
    public void Rows_of_the_transform_in_pairs_equal_the_defining_sum(int channels, int height, int width)
    {
        var shape = new FilterShape(channels, height, width);
        var transform = new Transform(shape);
        var filter = NoiseNull.Draw(shape, 5, 0);
        var (fast, plain) = (new double[transform.GridLength], new double[transform.GridLength]);
        transform.Power(filter, fast);
        transform.PowerReference(filter, plain);
        SpeedAssert.Equal(plain, fast, 1e-11);
    }

    [Theory]
    [InlineData(3, 7, 7)]
    [InlineData(1, 1, 512)]
    public void Four_frequencies_at_once_equal_one_after_the_other(int channels, int height, int width)
    {
        var shape = new FilterShape(channels, height, width);
        var filter = NoiseNull.Draw(shape, 5, 1);
        double[] u = [0, 0.5, -0.2, 0.31, 0.07, 0.49];
        double[] v = [0, 0.1, 0.5, -0.31, 0.2, 0];
        var powers = new double[u.Length];
        Dtft.Power(filter, shape, u, v, powers);
        for (var i = 0; i < u.Length; i++)
            Assert.Equal(Dtft.Power(filter, shape, u[i], v[i]), powers[i], 1e-10 * powers[i]);
    }

    [Fact]
    public void Blocks_of_turned_kernels_give_the_total_response_of_the_defining_sum()
    {
        var bank = Bank(40, 16, 3, 3);
        var bands = TotalResponse.Bands(bank);
        Assert.NotNull(bands);
        var (low, upToHigh) = (RingIntegral.Below(TotalResponse.LowBelow, bank), RingIntegral.Below(TotalResponse.HighAbove, bank));
        SpeedAssert.Equal([low, upToHigh - low, 1 - upToHigh], [bands.Value.Low, bands.Value.Middle, bands.Value.High], 1e-12);
    }

    [Fact]
    public void Every_kernel_stands_in_exactly_one_block()
    {
        var bank = Bank(50, 30, 3, 3);
        var block = new TapBlock(bank);
        var seen = 0;
        while (block.MoveNext())
        {
            for (var kernel = 0; kernel < block.Tap(0).Length; kernel++, seen++)
            {
                for (var tap = 0; tap < 9; tap++)
                    Assert.Equal(bank.Weights[seen * 9 + tap], block.Tap(tap)[kernel]);
            }
        }
        Assert.Equal(50 * 30, seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Eigenvectors_times_eigenvalues_give_the_matrix_back(int size)
    {
        var random = NoiseNull.Draw(new FilterShape(1, size, size), 9, size);
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                matrix[i * size + j] = random[i * size + j] + random[j * size + i];
        }
        var values = (double[])matrix.Clone();
        var vectors = new double[size * size];
        SymmetricEigen.Decompose(values, vectors, size);
        var back = new double[size * size];
        for (var i = 0; i < back.Length; i++)
        {
            for (var k = 0; k < size; k++)
                back[i] += vectors[i / size * size + k] * values[k * size + k] * vectors[i % size * size + k];
        }
        SpeedAssert.Equal(matrix, back, 1e-13);
        for (var k = 1; k < size; k++)
            Assert.True(values[k * size + k] >= values[(k - 1) * size + k - 1]);
    }

    private static KernelBank Bank(int filters, int channels, int height, int width)
    {
        var weights = NoiseNull.Draw(new FilterShape(filters * channels, height, width), 11, 0);
        return new KernelBank(BankShape.Plane(filters, channels, height, width), Array.ConvertAll(weights, w => (float)(w + 0.2)));
    }
}
