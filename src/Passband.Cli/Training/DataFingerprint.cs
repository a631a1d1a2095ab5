using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Passband.Datasets;

namespace Passband.Cli.Training;

/// <summary>Tells whether pictures are those that a run began with, without reading all of them.</summary>
internal static class DataFingerprint
{
    /// <summary>Pictures that are looked at, evenly over each set.</summary>
    private const int Pictures = 64;

    /// <summary>SHA-256 over sizes, classes, all labels, and some pictures; lowercase hexadecimal.</summary>
    public static string Of(DataSplit data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var set in new[] { data.Training, data.HeldOut })
            Add(set, hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(PictureData set, IncrementalHash hash)
    {
        Number(set.Count);
        Number(set.Shape.Channels);
        Number(set.Shape.Height);
        Number(set.Shape.Width);
        foreach (var name in set.Classes)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            Number(bytes.Length);
            hash.AppendData(bytes);
        }
        for (var i = 0; i < set.Count; i++)
            Number(set.Label(i));
        var pixels = new float[set.Shape.Count];
        var count = Math.Min(Pictures, set.Count);
        for (var i = 0; i < count; i++)
        {
            set.Draw((int)((long)i * set.Count / count), 0, pixels);
            hash.AppendData(MemoryMarshal.AsBytes<float>(pixels));
        }

        void Number(int value)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            hash.AppendData(bytes);
        }
    }
}
