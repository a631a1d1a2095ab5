using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Passband.Cli.Output;
using Passband.Graphs;
using Passband.Models;
using Passband.Models.Numpy;
using Passband.Models.SafeTensors;

namespace Passband.Cli.Tests.Output;

/// <summary>The writers of arrays, held against the formats' own definitions, our readers and NumPy.</summary>
public class WeightWriterTests
{
    /// <summary>Reads the array of a file with NumPy alone and prints its shape and its bytes.</summary>
    private const string Script = """
        import sys, json
        import numpy as np
        path = sys.argv[1]
        if path.endswith(".safetensors"):
            data = open(path, "rb").read()
            length = int.from_bytes(data[:8], "little")
            entry = json.loads(data[8:8 + length])["conv1.weight"]
            begin, end = entry["data_offsets"]
            assert entry["dtype"] == "F32" and 8 + length + end == len(data)
            array = np.frombuffer(data[8 + length + begin:8 + length + end], "<f4").reshape(entry["shape"])
        else:
            array = np.load(path)
            array = array["conv1.weight"] if path.endswith(".npz") else array
        assert array.dtype == np.dtype("<f4") and array.flags.c_contiguous
        print("x".join(map(str, array.shape)), array.tobytes().hex())
        """;

    /// <summary>Numbers that a careless writer would change: signed zero, subnormal, largest, a third; and enough of them to fill more than one block.</summary>
    private static readonly float[] Values = [-0f, float.Epsilon, float.MaxValue, 1f / 3, -1.5f, .. Enumerable.Range(0, 5395).Select(i => i * 0.37f - 900)];

    private static readonly int[] Shape = [4, 3, 18, 25];

    [Fact]
    public void An_npy_file_is_what_the_format_defines()
    {
        using var stream = new MemoryStream();
        NpyWriter.Write([2], [1f, -2f], stream);
        var bytes = stream.ToArray();
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
        Assert.Equal(header.PadRight(117) + "\n", Encoding.ASCII.GetString(bytes[10..128]));
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], bytes[128..]);
    }

    [Fact]
    public void An_archive_has_the_same_bytes_whenever_it_is_written()
    {
        using var stream = new MemoryStream();
        NpyWriter.WriteArchive("conv1.weight", Shape, Values, stream);

        // The fields for time and date in the first entry's header: midnight of the first of January 1980.
        Assert.Equal([0, 0, 0x21, 0], stream.ToArray()[10..14]);
    }

    [Theory]
    [InlineData("k.npy")]
    [InlineData("k.npz")]
    [InlineData("k.safetensors")]
    public void Our_readers_get_every_bit_back(string name)
    {
        using var folder = new TempFolder();
        Write(folder[name]);

        var bank = Assert.Single(ModelFile.Open(folder[name], null, TestContext.Current.CancellationToken).Layers).Bank;

        Assert.Equal(Shape, bank.Shape.ToArray());
        Assert.Equal(Values.Select(BitConverter.SingleToInt32Bits), bank.Weights.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Theory]
    [InlineData("k.npy")]
    [InlineData("k.npz")]
    [InlineData("k.safetensors")]
    public async Task NumPy_gets_every_bit_back(string name)
    {
        using var folder = new TempFolder();
        Write(folder[name]);

        var printed = await Python(folder[name]) ?? await Python(folder[name], "/usr/bin/python3");

        Assert.SkipWhen(printed is null, "There is no Python with NumPy here.");
        var bytes = new byte[Values.Length * 4];
        for (var i = 0; i < Values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), Values[i]);
        Assert.Equal($"{string.Join('x', Shape)} {Convert.ToHexStringLower(bytes)}", printed);
    }

    private static void Write(string path)
    {
        using var file = File.Create(path);
        if (path.EndsWith(".npy", StringComparison.Ordinal))
            NpyWriter.Write(Shape, Values, file);
        else if (path.EndsWith(".npz", StringComparison.Ordinal))
            NpyWriter.WriteArchive("conv1.weight", Shape, Values, file);
        else
            SafeTensorsFile.Write([Tensor.FromFloats("conv1.weight", [.. Shape], Values)], [KeyValuePair.Create("format", "pt")], file);
    }

    /// <summary>What the script printed; null where this Python, or its NumPy, does not exist.</summary>
    private static async Task<string?> Python(string path, string program = "python3")
    {
        var start = new ProcessStartInfo(program, ["-c", Script, path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var cancellation = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0 && error.Contains("No module named 'numpy'", StringComparison.Ordinal))
                return null;
            Assert.True(process.ExitCode == 0, error);
            return (await output).Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
