using System.Buffers.Binary;
using System.IO.Compression;
using Passband.Kernels;
using static Passband.Tests.Models.Samples;

namespace Passband.Tests.Models.Numpy;

public sealed class NumpyReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_of_the_format_is_read(int version)
    {
        var layer = Assert.Single(Open("k.npy", Npy("<f4", false, [2, 3, 2, 2], Floats(Count(24)), version)).Layers);
        Assert.Equal("k", layer.Name);
        Assert.Equal(BankShape.Plane(2, 3, 2, 2), layer.Bank.Shape);
        Assert.Equal(Count(24), layer.Bank.Weights.ToArray());
        Assert.Equal(InputSpace.Picture, layer.Input);
    }

    [Theory]
    [InlineData("<f8", "000000000000F83F", 1.5f)]
    [InlineData(">f8", "3FF8000000000000", 1.5f)]
    [InlineData("<f4", "0000C03F", 1.5f)]
    [InlineData(">f4", "3FC00000", 1.5f)]
    [InlineData("<f2", "003E", 1.5f)]
    [InlineData(">f2", "3E00", 1.5f)]
    [InlineData("<i8", "FEFFFFFFFFFFFFFF", -2f)]
    [InlineData(">i4", "FFFFFFFE", -2f)]
    [InlineData("<i2", "FEFF", -2f)]
    [InlineData("|i1", "FE", -2f)]
    [InlineData("<u8", "FE00000000000000", 254f)]
    [InlineData(">u4", "000000FE", 254f)]
    [InlineData("<u2", "FE00", 254f)]
    [InlineData("|u1", "FE", 254f)]
    [InlineData("|b1", "01", 1f)]
    public void Every_plain_element_type_is_read(string descr, string bytes, float expected)
    {
        var layer = Assert.Single(Open("k.npy", Npy(descr, false, [1, 2], Convert.FromHexString(bytes + bytes))).Layers);
        Assert.Equal([expected, expected], layer.Bank.Weights.ToArray());
    }

    [Fact]
    public void Fortran_order_gives_the_same_bank()
    {
        var (o, i, h, w) = (2, 3, 4, 5);
        var values = new float[o * i * h * w];
        for (var place = 0; place < values.Length; place++)
        {
            var (a, b, c, d) = (place % o, place / o % i, place / o / i % h, place / o / i / h);
            values[place] = ((a * i + b) * h + c) * w + d;
        }
        var layer = Assert.Single(Open("k.npy", Npy("<f4", true, [o, i, h, w], Floats(values))).Layers);
        Assert.Equal(Count(values.Length), layer.Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData(new[] { 3, 9 }, 1)]
    [InlineData(new[] { 1, 3, 9 }, 1)]
    [InlineData(new[] { 2, 3, 9 }, 2)]
    public void Gray_kernels_of_three_rows_are_not_taken_for_the_other_order_of_axes(int[] shape, int filters)
    {
        var layer = Assert.Single(Open("k.npy", Npy("<f4", false, shape, Floats(Count(27 * filters)))).Layers);

        Assert.Equal(BankShape.Plane(filters, 1, 3, 9), layer.Bank.Shape);
        Assert.Equal(Count(27 * filters), layer.Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData(new[] { 5, 4 }, "1×1×5×4", InputSpace.Gray)]
    [InlineData(new[] { 6, 5, 4 }, "6×1×5×4", InputSpace.Gray)]
    [InlineData(new[] { 9 }, "1×1×9", InputSpace.Signal)]
    [InlineData(new[] { 6, 1, 5, 4 }, "6×1×5×4", InputSpace.Gray)]
    [InlineData(new[] { 6, 7, 5, 4 }, "6×7×5×4", InputSpace.Features)]
    [InlineData(new[] { 6, 3, 2, 5, 4 }, "6×3×2×5×4", InputSpace.Picture)]
    [InlineData(new[] { 7, 7, 3, 16 }, "16×3×7×7", InputSpace.Picture)]
    [InlineData(new[] { 3, 3, 3, 3 }, "3×3×3×3", InputSpace.Picture)]
    [InlineData(new[] { 8, 3, 32, 32 }, "8×3×32×32", InputSpace.Picture)]
    public void An_array_is_a_bank_by_its_shape(int[] shape, string bank, InputSpace input)
    {
        var count = shape.Aggregate(1, (a, b) => a * b);
        var layer = Assert.Single(Open("k.npy", Npy("<f4", false, shape, Floats(Count(count)))).Layers);
        Assert.Equal(bank, layer.Bank.Shape.ToString());
        Assert.Equal(input, layer.Input);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }", "pickle")]
    [InlineData("{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (1, 1), }", "structured")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1, 1), }", "element type '<c8'")]
    [InlineData("{'descr': '<U4', 'fortran_order': False, 'shape': (1, 1), }", "element type '<U4'")]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (1, 1), }", "element type ''")]
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (1, 1), }", "malformed header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, -1), }", "malformed header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }", "expected 12 for <f4")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 0), }", "expected 0 for <f4")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 2), }", "array that exists")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }", "array that exists")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2), }", "malformed header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", "other entries")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }", "malformed header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)", "malformed header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), } + exec('x')", "malformed header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1, 1), }", "6 dimensions")]
    [InlineData("", "malformed header")]
    public void A_header_that_is_wrong_is_refused(string dictionary, string message)
    {
        var error = Refused("k.npy", NpyWith(dictionary, new byte[4]));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_version_is_refused()
    {
        var bytes = Npy("<f4", false, [1, 2], Floats(1, 2));
        bytes[6] = 4;
        Assert.Contains("version 4.0", Refused("k.npy", bytes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_is_read_in_its_own_order()
    {
        var bytes = Npz(CompressionLevel.Optimal,
            ("stem.weight.npy", Npy("<f4", false, [4, 3, 3, 3], Floats(Count(108)))), ("body.weight.npy", Npy("<f4", false, [2, 4, 1, 1], Floats(Count(8)))), ("bias.npy", Npy("<f4", false, [4], Floats(Count(4)))));
        var net = Open("net.npz", bytes);
        Assert.Equal("npz", net.Format);
        Assert.Equal(["stem", "body"], net.Layers.Select(l => l.Name));
        Assert.Equal(Count(108), net.Layers[0].Bank.Weights.ToArray());
    }

    [Fact]
    public void Stored_entries_are_read_as_well() =>
        Assert.Equal(Count(27), Open("net.dat", Npz(CompressionLevel.NoCompression, ("w.npy", Npy("<f4", false, [1, 3, 3, 3], Floats(Count(27)))))).Layers[0].Bank.Weights.ToArray());

    [Fact]
    public void Arrays_that_are_all_called_kernel_are_in_the_order_of_TensorFlow()
    {
        var net = Open("net.npz", Npz(CompressionLevel.Fastest, ("conv/kernel.npy", Npy("<f4", false, [5, 5, 3, 8], Floats(Count(600))))));
        Assert.Equal(BankShape.Plane(8, 3, 5, 5), net.Layers[0].Bank.Shape);
        Assert.Equal(8f, net.Layers[0].Bank.Kernel(0, 1)[0]);
    }

    [Fact]
    public void Two_entries_of_one_name_are_refused()
    {
        var array = Npy("<f4", false, [1, 3, 1, 1], Floats(1, 2, 3));
        Assert.Contains("second entry", Refused("net.npz", Npz(CompressionLevel.Fastest, ("w.npy", array), ("w.npy", array))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_arrays_is_refused() =>
        Assert.Contains("none an .npy array", Refused("net.npz", Npz(CompressionLevel.Fastest, ("readme.txt", [1, 2, 3]))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_archive_that_declares_more_than_deflate_can_hold_is_refused()
    {
        var bytes = Npz(CompressionLevel.Optimal, ("w.npy", Npy("<f4", false, [1, 3, 3, 3], Floats(Count(27)))));
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(directory + 24), 0x7FFFFFF0);
        Assert.Contains("said to unpack to", Refused("net.npz", bytes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_grows_a_hundredfold_is_refused_before_it_is_unpacked()
    {
        // Zeros deflate about a thousandfold: one small entry per declared gigabyte would do. The header of the array is honest.
        var zeros = Npy("<f4", false, [1, 3, 2048, 2048], new byte[48 << 20]);
        var entries = Enumerable.Range(0, 23).Select(i => ($"w{i}.npy", zeros)).ToArray();
        Assert.Contains("at most 100 times", Refused("net.npz", Npz(CompressionLevel.Fastest, entries)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_arrays_give_a_network_or_one_clear_error() => Attack("k.npy", Npy("<f4", true, [2, 3, 3, 3], Floats(Count(54)), 2));

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Damaged_archives_give_a_network_or_one_clear_error(CompressionLevel level) =>
        Attack("k.npz", Npz(level, ("a.weight.npy", Npy("<f4", false, [2, 3, 3, 3], Floats(Count(54)))), ("b.weight.npy", Npy(">f8", false, [2, 2, 1, 1], new byte[32]))));
}
