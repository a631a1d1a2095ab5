using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Passband.Cli.Tests;

/// <summary>An array of float32 as NumPy would read it, by a reader that owes nothing to the writer.</summary>
internal sealed partial record Npy(int[] Shape, float[] Values)
{
    public static Npy Read(byte[] file)
    {
        Assert.Equal([0x93, .. "NUMPY"u8.ToArray(), 1, 0], file[..8]);
        var length = file[8] + 256 * file[9];
        var header = Encoding.ASCII.GetString(file, 10, length);
        Assert.Contains("'<f4'", header, StringComparison.Ordinal);
        var shape = Dimensions().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new Npy([.. shape.Select(d => int.Parse(d, CultureInfo.InvariantCulture))], MemoryMarshal.Cast<byte, float>(file.AsSpan(10 + length)).ToArray());
    }

    public static Npy Read(string path) => Read(File.ReadAllBytes(path));

    [GeneratedRegex(@"'shape': \(([0-9, ]*)\)")]
    private static partial Regex Dimensions();
}
