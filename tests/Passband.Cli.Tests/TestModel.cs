using System.Buffers.Binary;
using System.Text;

namespace Passband.Cli.Tests;

/// <summary>A small model, written as NumPy writes arrays (format version 1.0).</summary>
internal static class TestModel
{
    public const int Filters = 4;
    private const int Side = 5;

    public static byte[] Npy()
    {
        var weights = Weights();
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Filters}, 3, {Side}, {Side}), }}";
        header = header.PadRight(128 - 10 - 1) + "\n";
        byte[] file = [0x93, .. Encoding.ASCII.GetBytes("NUMPY"), 1, 0, 0, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[weights.Length * 4]];
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)header.Length);
        for (var i = 0; i < weights.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(10 + header.Length + 4 * i), weights[i]);
        return file;
    }

    /// <summary>∂x and ∂y of a Gaussian in gray, a Gaussian in red, and one in gray.</summary>
    private static float[] Weights()
    {
        var weights = new float[Filters * 3 * Side * Side];
        for (var i = 0; i < weights.Length; i++)
        {
            var (filter, channel) = (i / (3 * Side * Side), i / (Side * Side) % 3);
            var (x, y) = (i % Side - 2.0, i / Side % Side - 2.0);
            var gaussian = Math.Exp(-(x * x + y * y) / 3);
            weights[i] = (float)(filter switch { 0 => x * gaussian, 1 => y * gaussian, 2 => channel == 0 ? gaussian : -0.5 * gaussian, _ => gaussian });
        }
        return weights;
    }
}
