using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Resampling to another size.</summary>
internal static class ResizeOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Upsample", 7, call => Old(call, call.Node.Attributes.GetValueOrDefault("scales") is System.Collections.Immutable.ImmutableArray<float> s ? [.. s] : []))
        .Add("Upsample", 9, call => Old(call, Floats(call[1])))
        .Add("Resize", 10, call => Old(call, Floats(call[1])))
        .Add("Resize", 11, Resize);

    /// <summary>Versions before 11: scales alone, and coordinates that are divided by them.</summary>
    private static torch.Tensor Old(NodeCall call, float[] scales)
    {
        var x = call[0];
        if (scales.Length != x.dim())
            throw call.Wrong($"{scales.Length} scales", $"{x.dim()}");
        var mode = call.Text("mode", "nearest");
        return Resample(call, x, [.. scales.Select((s, i) => Scaled(call, x.shape[i], s))], mode, "asymmetric", "", new Options(-0.75f, false, false, null));
    }

    private static torch.Tensor Resize(NodeCall call)
    {
        var x = call[0];
        var rank = (int)x.dim();
        int[] axes = call.Has("axes") ? [.. call.Integers("axes").Select(a => (int)call.Axis(a, rank))] : [.. Enumerable.Range(0, rank)];
        if (axes.Distinct().Count() != axes.Length)
            throw call.Wrong("the same axis twice", "each once");
        var coordinates = call.Text("coordinate_transformation_mode", "half_pixel");
        var region = coordinates == "tf_crop_and_resize" ? Floats(call[1]) : [];
        if (coordinates == "tf_crop_and_resize" && region.Length != 2 * axes.Length)
            throw call.Wrong($"a region of {region.Length} values", $"{2 * axes.Length}");
        var plan = x.shape.Select(n => new ResizeAxis(n, n, 1)).ToArray();
        if (call.Optional(3) is { } sizes && sizes.numel() > 0)
            Sized(call, x, plan, axes, call.IntegersOf(3)!);
        else
        {
            var scales = Floats(call[2]);
            if (scales.Length != axes.Length)
                throw call.Wrong($"{scales.Length} scales", $"{axes.Length}");
            for (var i = 0; i < axes.Length; i++)
            {
                plan[axes[i]] = Scaled(call, x.shape[axes[i]], scales[i]);
                if (region.Length > 0)
                    plan[axes[i]] = plan[axes[i]] with { Output = Whole(call, scales[i] * x.shape[axes[i]] * (region[i + axes.Length] - region[i])) };
            }
        }
        for (var i = 0; i < axes.Length && region.Length > 0; i++)
            plan[axes[i]] = plan[axes[i]] with { Start = region[i], End = region[i + axes.Length] };
        var options = new Options(
            call.Number("cubic_coeff_a", -0.75f), call.Integer("antialias", 0) != 0, call.Integer("exclude_outside", 0) != 0,
            coordinates == "tf_crop_and_resize" ? call.Number("extrapolation_value", 0) : null);
        return Resample(call, x, plan, call.Text("mode", "nearest"), coordinates, call.Text("nearest_mode", "round_prefer_floor"), options);
    }

    private static void Sized(NodeCall call, torch.Tensor x, ResizeAxis[] plan, int[] axes, long[] sizes)
    {
        if (sizes.Length != axes.Length || sizes.Any(s => s < 0 || s > int.MaxValue))
            throw call.Wrong($"sizes {string.Join(", ", sizes.Take(8))}", $"{axes.Length} positive numbers");
        var scales = sizes.Select((s, i) => (float)s / x.shape[axes[i]]).ToArray();
        var policy = call.Text("keep_aspect_ratio_policy", "stretch");
        if (policy != "stretch" && axes.Length > 0)
        {
            var common = policy switch
            {
                "not_larger" => scales.Min(),
                "not_smaller" => scales.Max(),
                _ => throw call.Wrong($"the aspect ratio policy {Kernels.Printable.Name(policy)}", "stretch, not_larger or not_smaller"),
            };
            Array.Fill(scales, common);
            sizes = [.. axes.Select(a => Whole(call, MathF.Round(common * x.shape[a], MidpointRounding.AwayFromZero)))];
        }
        for (var i = 0; i < axes.Length; i++)
            plan[axes[i]] = new ResizeAxis(x.shape[axes[i]], sizes[i], scales[i]);
    }

    private static ResizeAxis Scaled(NodeCall call, long size, float scale) =>
        float.IsFinite(scale) && scale > 0 ? new ResizeAxis(size, Whole(call, scale * size), scale) : throw call.Wrong($"the scale {scale}", "a positive one");

    private static long Whole(NodeCall call, float size) => size is >= 0 and < int.MaxValue ? (long)size : throw call.Wrong($"a size of {size}", "a positive one");

    private static torch.Tensor Resample(NodeCall call, torch.Tensor x, ResizeAxis[] plan, string mode, string coordinates, string rounding, Options options)
    {
        call.Reserve([.. plan.Select(p => p.Output)], (int)x.element_size());
        var outside = options.Extrapolation is not null;
        var active = Enumerable.Range(0, plan.Length).Where(i => outside || plan[i].Output != plan[i].Input || plan[i].Scale != 1).ToArray();
        if (active.Length == 0)
            return x;
        if (active.Any(i => plan[i].Input == 0 || plan[i].Output == 0))
            return plan.Any(p => p.Output == 0) ? torch.empty([.. plan.Select(p => p.Output)], x.dtype, x.device) : throw call.Wrong("an input without samples", "at least one");
        var y = mode switch
        {
            "nearest" => Nearest(call, x, plan, active, coordinates, rounding),
            "linear" or "bilinear" => Fast(x, plan, active, coordinates, options, null) ?? Weighted(call, x, plan, active, coordinates, options, null),
            "cubic" => Fast(x, plan, active, coordinates, options, options.Cubic) ?? Weighted(call, x, plan, active, coordinates, options, options.Cubic),
            _ => throw call.Wrong($"the mode {Kernels.Printable.Name(mode)}", "nearest, linear or cubic"),
        };
        if (options.Extrapolation is not { } value)
            return y;
        y = ReferenceEquals(y, x) ? x.clone() : y;
        foreach (var i in active)
        {
            var mask = torch.tensor(plan[i].Outside(call, coordinates), device: x.device);
            y.masked_fill_(mask.reshape([.. plan.Select((_, a) => a == i ? plan[i].Output : 1L)]), value);
        }
        return y;
    }

    private static torch.Tensor Nearest(NodeCall call, torch.Tensor x, ResizeAxis[] plan, int[] active, string coordinates, string rounding)
    {
        var indices = active.Select(i => plan[i].Nearest(call, coordinates, rounding)).ToArray();
        var same = active.Select((axis, i) => SameAsLibTorch(plan[axis], indices[i])).All(s => s);
        if (same && Spatial(x, active) && torch.is_floating_point(x))
            return F.interpolate(x, [.. plan.Skip(2).Select(p => p.Output)], mode: torch.InterpolationMode.Nearest);
        var y = x;
        // The axis that shrinks most comes first, so that less is copied.
        foreach (var i in Enumerable.Range(0, active.Length).OrderBy(i => plan[active[i]].Scale))
            y = y.index_select(active[i], torch.tensor(indices[i], device: x.device));
        return y;
    }

    /// <summary>Whether libtorch, which takes floor(i · input / output), would choose the same samples.</summary>
    private static bool SameAsLibTorch(ResizeAxis axis, long[] indices)
    {
        var step = (float)axis.Input / axis.Output;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] != Math.Min((long)MathF.Floor(i * step), axis.Input - 1))
                return false;
        }
        return true;
    }

    private static bool Spatial(torch.Tensor x, int[] active) => x.dim() is >= 3 and <= 5 && active.All(i => i >= 2) && x.shape[0] > 0 && x.shape[1] > 0;

    /// <summary>libtorch's own code where it means the same; null elsewhere.</summary>
    private static torch.Tensor? Fast(torch.Tensor x, ResizeAxis[] plan, int[] active, string coordinates, Options options, float? cubic)
    {
        if (!torch.is_floating_point(x) || !Spatial(x, active) || options.Smooth || options.Extrapolation is not null || cubic is not null && (cubic != -0.75f || x.dim() != 4))
            return null;
        if (options.Inside && cubic is not null)
            return null;
        var corners = coordinates == "align_corners";
        foreach (var i in active)
        {
            var axis = plan[i];
            var exact = Math.Abs(axis.Scale * axis.Input - axis.Output) <= 1e-5 * axis.Output;
            if (!(corners && axis.Output > 1 || exact && (coordinates is "half_pixel" or "half_pixel_symmetric" || coordinates == "pytorch_half_pixel" && axis.Output > 1)))
                return null;
        }
        var mode = (cubic, x.dim()) switch
        {
            (null, 3) => torch.InterpolationMode.Linear,
            (null, 4) => torch.InterpolationMode.Bilinear,
            (null, _) => torch.InterpolationMode.Trilinear,
            _ => torch.InterpolationMode.Bicubic,
        };
        return F.interpolate(x, [.. plan.Skip(2).Select(p => p.Output)], mode: mode, align_corners: corners);
    }

    private static torch.Tensor Weighted(NodeCall call, torch.Tensor x, ResizeAxis[] plan, int[] active, string coordinates, Options options, float? cubic)
    {
        var y = torch.is_floating_point(x) ? x : x.to_type(torch.ScalarType.Float32);
        foreach (var i in active.OrderBy(i => plan[i].Scale))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var (indices, weights) = plan[i].Taps(call, coordinates, cubic, options.Smooth, options.Inside);
            long[] shape = [.. plan.Select((_, a) => a == i ? plan[i].Output : 1L)];
            torch.Tensor? sum = null;
            for (var k = 0; k < indices.Length; k++)
            {
                var part = y.index_select(i, torch.tensor(indices[k], device: x.device)).mul_(torch.tensor(weights[k], y.dtype, x.device).reshape(shape));
                sum = sum is null ? part : sum.add_(part);
            }
            y = sum!.MoveToOuterDisposeScope();
        }
        if (y.dtype == x.dtype)
            return y;
        return x.dtype == torch.ScalarType.Byte ? y.clamp_(0, 255).to_type(x.dtype) : x.dtype == torch.ScalarType.Int8 ? y.clamp_(-128, 127).to_type(x.dtype) : y.to_type(x.dtype);
    }

    private static float[] Floats(torch.Tensor value) => value.to_type(torch.ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    /// <summary>How to interpolate.</summary>
    /// <param name="Cubic">The parameter of the cubic kernel.</param>
    /// <param name="Smooth">Whether to widen the kernel against aliasing.</param>
    /// <param name="Inside">Whether samples outside do not count.</param>
    /// <param name="Extrapolation">What stands outside of the input; null for its edge.</param>
    private sealed record Options(float Cubic, bool Smooth, bool Inside, float? Extrapolation);
}
