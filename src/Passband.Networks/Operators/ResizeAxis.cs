using Passband.Networks.Engine;

namespace Passband.Networks.Operators;

/// <summary>
/// The resampling of one axis. Coordinates are computed in 32-bit floats, as ONNX Runtime does: which sample is nearest can hang on the last bit.
/// </summary>
/// <param name="Input">Samples before.</param>
/// <param name="Output">Samples after.</param>
/// <param name="Scale">The factor that coordinates are divided by; about Output / Input.</param>
/// <param name="Start">Where the region of interest begins, as a part of the axis.</param>
/// <param name="End">Where it ends.</param>
internal sealed record ResizeAxis(long Input, long Output, float Scale, float Start = 0, float End = 1)
{
    /// <summary>Where an output sample lies among the input's samples.</summary>
    /// <param name="call">The node.</param>
    /// <param name="mode">ONNX's coordinate_transformation_mode.</param>
    /// <param name="x">The output sample.</param>
    public float Coordinate(NodeCall call, string mode, long x) => mode switch
    {
        "asymmetric" => x / Scale,
        "half_pixel" => (x + 0.5f) / Scale - 0.5f,
        "half_pixel_symmetric" => Input / 2f * (1 - Output / (Scale * Input)) + (x + 0.5f) / Scale - 0.5f,
        "pytorch_half_pixel" => Output > 1 ? (x + 0.5f) / Scale - 0.5f : 0,
        "tf_half_pixel_for_nn" => (x + 0.5f) / Scale,
        "align_corners" => Output > 1 ? x * (float)(Input - 1) / (Output - 1) : 0,
        "tf_crop_and_resize" => Output > 1 ? Start * (Input - 1) + x * (End - Start) * (Input - 1) / (Output - 1) : 0.5f * (Start + End) * (Input - 1),
        _ => throw call.Wrong($"the coordinates {Kernels.Printable.Name(mode)}", "coordinates of ONNX's Resize"),
    };

    /// <summary>The nearest input sample of each output sample.</summary>
    public long[] Nearest(NodeCall call, string mode, string rounding)
    {
        var indices = new long[Output];
        for (var i = 0L; i < Output; i++)
        {
            var x = Coordinate(call, mode, i);
            var nearest = rounding switch
            {
                "round_prefer_floor" => x == MathF.Floor(x) + 0.5f ? MathF.Floor(x) : MathF.Round(x, MidpointRounding.AwayFromZero),
                "round_prefer_ceil" => MathF.Round(x, MidpointRounding.AwayFromZero),
                "floor" => MathF.Floor(x),
                "ceil" => MathF.Ceiling(x),
                // Versions before 11 do not say how they round; this is how ONNX Runtime does.
                "" => Scale < 1 ? MathF.Ceiling(x) : MathF.Truncate(x),
                _ => throw call.Wrong($"the rounding {Kernels.Printable.Name(rounding)}", "round_prefer_floor, round_prefer_ceil, floor or ceil"),
            };
            indices[i] = (long)Math.Clamp(nearest, 0, Input - 1f);
        }
        return indices;
    }

    /// <summary>The input samples that each output sample is a weighted sum of, as many for each.</summary>
    /// <param name="call">The node.</param>
    /// <param name="mode">ONNX's coordinate_transformation_mode.</param>
    /// <param name="cubic">The kernel's parameter for cubic interpolation; null for linear.</param>
    /// <param name="smooth">Whether the kernel is widened when the axis shrinks, against aliasing.</param>
    /// <param name="inside">Whether only samples inside count; else those at the edge stand for those outside.</param>
    /// <returns>[taps][outputs] each.</returns>
    public (long[][] Indices, float[][] Weights) Taps(NodeCall call, string mode, float? cubic, bool smooth, bool inside)
    {
        var stretch = smooth && Scale < 1 ? Scale : 1;
        var reach = (cubic is null ? 1 : 2) / stretch;
        var count = checked((int)(2 * MathF.Ceiling(reach)));
        call.Reserve([count, Output], sizeof(long) + sizeof(float));
        var indices = new long[count][];
        var weights = new float[count][];
        for (var k = 0; k < count; k++)
            (indices[k], weights[k]) = (new long[Output], new float[Output]);
        for (var i = 0L; i < Output; i++)
        {
            var x = Coordinate(call, mode, i);
            var first = (long)MathF.Floor(x) - count / 2 + 1;
            var sum = 0f;
            for (var k = 0; k < count; k++)
            {
                var at = first + k;
                var weight = Weight((at - x) * stretch, cubic);
                if (inside && (at < 0 || at >= Input))
                    weight = 0;
                indices[k][i] = Math.Clamp(at, 0, Input - 1);
                weights[k][i] = weight;
                sum += weight;
            }
            // The weights add up to one by themselves unless some are left out or the kernel is widened.
            for (var k = 0; k < count && (inside || stretch != 1) && sum != 0; k++)
                weights[k][i] /= sum;
        }
        return (indices, weights);
    }

    /// <summary>The output samples that lie outside of the input.</summary>
    public bool[] Outside(NodeCall call, string mode)
    {
        var outside = new bool[Output];
        for (var i = 0L; i < Output; i++)
            outside[i] = Coordinate(call, mode, i) is var x && (x < 0 || x > Input - 1);
        return outside;
    }

    private static float Weight(float distance, float? cubic)
    {
        var d = MathF.Abs(distance);
        if (cubic is not { } a)
            return Math.Max(0, 1 - d);
        if (d < 1)
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }
}
