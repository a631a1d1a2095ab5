using System.Text;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Tests.Models;

public sealed class KernelFileTests
{
    [Fact]
    public void Text_and_arrays_are_told_apart_by_content()
    {
        var text = KernelFile.Read(new MemoryStream("1,2,3\n4,5,6\n"u8.ToArray()), "k.csv");
        var array = KernelFile.Read(new MemoryStream(Npy("<f4", "(2, 3)", 1f, 2f, 3f, 4f, 5f, 6f)), "k");
        var fortran = KernelFile.Read(new MemoryStream(Npy("<f4", "(2, 3)", "True", 1f, 4f, 2f, 5f, 3f, 6f)), "k.npy");
        var line = KernelFile.Read(new MemoryStream(Npy("<f4", "(3,)", 1f, 2f, 3f)), "line.npy");

        Assert.Equal((2, 3, "k.csv"), (text.Height, text.Width, text.Name));
        Assert.Equal(text.Weights, array.Weights);
        Assert.Equal(text.Weights, fortran.Weights);
        Assert.Equal((1, 3), (line.Height, line.Width));
    }

    [Fact]
    public void Banks_and_weights_that_are_not_finite_are_refused()
    {
        var bank = Assert.Throws<PassbandException>(() => KernelFile.Read(new MemoryStream(Npy("<f4", "(1, 1, 1, 1)", 1f)), "bank.npy"));
        var broken = Assert.Throws<PassbandException>(() => KernelFile.Read(new MemoryStream(Npy("<f4", "(1, 2)", 1f, float.NaN)), "nan.npy"));
        var empty = Assert.Throws<PassbandException>(() => KernelFile.Read(new MemoryStream(Npy("<f4", "(0, 2)")), "empty.npy"));
        var large = Assert.Throws<PassbandException>(() => KernelFile.Read(new MemoryStream(new byte[3_000_000]), "large"));

        Assert.Contains("(1, 1, 1, 1)", bank.Message, StringComparison.Ordinal);
        Assert.Contains("weight 1", broken.Message, StringComparison.Ordinal);
        Assert.Contains("(0, 2)", empty.Message, StringComparison.Ordinal);
        Assert.Contains("65536", large.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_unreadable()
    {
        var error = Assert.Throws<PassbandException>(() => KernelFile.Read(Path.Combine(Path.GetTempPath(), "no-such-kernel.csv")));

        Assert.Equal(ErrorKind.Unreadable, error.Kind);
    }

    private static byte[] Npy(string type, string shape, params float[] values) => Npy(type, shape, "False", values);

    private static byte[] Npy(string type, string shape, string fortran, params float[] values)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {fortran}, 'shape': {shape}, }}";
        header = header.PadRight((header.Length + 11 + 63) / 64 * 64 - 11) + "\n";
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.Latin1);
        writer.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        writer.Write((ushort)header.Length);
        writer.Write(header.ToCharArray());
        foreach (var value in values)
            writer.Write(value);
        writer.Flush();
        return stream.ToArray();
    }
}
