using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Passband.Cli.Tests;

/// <summary>A safetensors file, whose layers may have any names and weights.</summary>
internal static class TestSafeTensors
{
    /// <summary>Layers of 3×3 kernels over one channel; nine weights a filter.</summary>
    public static byte[] Of(params (string Name, float[] Weights)[] layers)
    {
        var header = new JsonObject();
        var offset = 0;
        foreach (var (name, weights) in layers)
        {
            header[$"{name}.weight"] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray(weights.Length / 9, 1, 3, 3),
                ["data_offsets"] = new JsonArray(offset, offset + 4 * weights.Length),
            };
            offset += 4 * weights.Length;
        }
        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. layers.SelectMany(l => MemoryMarshal.AsBytes(l.Weights.AsSpan()).ToArray())];
    }

    /// <summary>An edge, the same twice as strong, a blob, and nothing: a quarter is dead, half are duplicates.</summary>
    public static float[] Mixed { get; } =
    [
        -1, 0, 1, -2, 0, 2, -1, 0, 1,
        -2, 0, 2, -4, 0, 4, -2, 0, 2,
        1, 2, 1, 2, 4, 2, 1, 2, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Three weights of the first filter and one of the second are not finite.</summary>
    public static float[] Broken { get; } = [float.NaN, 1, float.PositiveInfinity, 1, float.NegativeInfinity, 1, 1, 1, 1, float.NaN, 1, 1, 1, 1, 1, 1, 1, 1];
}
