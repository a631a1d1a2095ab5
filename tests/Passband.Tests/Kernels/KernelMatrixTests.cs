using Passband.Kernels;

namespace Passband.Tests.Kernels;

public sealed class KernelMatrixTests
{
    [Theory]
    [InlineData("1 0 -1; 2 0 -2; 1 0 -1")]
    [InlineData("1,0,-1;2,0,-2;1,0,-1;")]
    [InlineData("1 0 -1\n2 0 -2\n1 0 -1\n")]
    [InlineData("\uFEFF# a gradient\r\n1,0,-1\r\n2, 0, -2\r\n\r\n1.0,0e0,-1.\r\n")]
    [InlineData("1\t0\t-1\n2\t0\t-2\n1\t0\t-1")]
    [InlineData("1 0 -1;\n2 0 -2;\n1 0 -1;")]
    [InlineData("[[1, 0, -1], [2, 0, -2], [1, 0, -1]]")]
    [InlineData("[[1 0 -1]\n [2 0 -2]\n [1 0 -1]]")]
    [InlineData("[[ 1,0,\n -1],[2,0,-2],[1,0,-1] ]")]
    [InlineData("[1 0 -1; 2 0 -2; 1 0 -1]")]
    [InlineData("4/4 0/7 -1; 2 0 -4/2; 1 0 -1")]
    public void Rows_are_read_however_they_are_written(string text)
    {
        var kernel = KernelMatrixText.Parse(text);

        Assert.Equal((3, 3), (kernel.Height, kernel.Width));
        Assert.Equal([1.0, 0, -1, 2, 0, -2, 1, 0, -1], kernel.Weights);
        Assert.Equal(0, kernel.Sum);
        Assert.Equal(8, kernel.AbsoluteSum);
    }

    [Theory]
    [InlineData("", "no numbers")]
    [InlineData("# nothing\n", "no numbers")]
    [InlineData("1 2; 3", "1 entry in row 2; expected 2, as in row 1")]
    [InlineData("1 2; 3 x", "\"x\" in row 2, column 2")]
    [InlineData("1,,2", "\"\" in row 1, column 2")]
    [InlineData("1 nan", "\"nan\" in row 1, column 2; expected a finite number")]
    [InlineData("1 Infinity", "a finite number")]
    [InlineData("1 1e39", "a finite number")]
    [InlineData("1 2/0", "a finite number")]
    [InlineData("1;2\n3;4", "a semicolon within line 1")]
    [InlineData("[[1, 2], [3, 4]", "[[1, 0, -1]")]
    [InlineData("[1, 2", "a bracket that is not closed")]
    [InlineData("[[1, 2], 3, 4]", "rows in brackets of their own")]
    [InlineData("[[[1, 2]]]", "rows in brackets of their own")]
    public void What_is_no_matrix_is_refused(string text, string words)
    {
        var error = Assert.Throws<PassbandException>(() => KernelMatrixText.Parse(text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_entries_are_refused()
    {
        var row = string.Join(' ', Enumerable.Repeat("1", 300));

        var error = Assert.Throws<PassbandException>(() => KernelMatrixText.Parse(string.Join('\n', Enumerable.Repeat(row, 300)), "many.csv"));

        Assert.StartsWith("many.csv: 300 rows of 300 entries; expected at most 65536", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_of_a_bank_keeps_its_weights()
    {
        var bank = new KernelBank(BankShape.Plane(2, 2, 1, 2), new float[] { 1, 2, 3, 4, 5, 6, 0.1f, 8 });

        Assert.Equal([0.1f, 8.0], KernelMatrix.Of(bank, 1, 1, "conv:1:1").Weights);
        Assert.Throws<PassbandException>(() => KernelMatrix.Of(new KernelBank(BankShape.Plane(1, 1, 1, 1), new[] { float.NaN }), 0, 0, "conv"));
    }

    [Fact]
    public void Weights_must_fit_the_size_and_float32()
    {
        Assert.Throws<ArgumentException>(() => new KernelMatrix(2, 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new KernelMatrix(1, 1, [1e39]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KernelMatrix(0, 1, []));
    }
}
