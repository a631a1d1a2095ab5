using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>What object detectors end in: the choice among overlapping boxes, and features taken from boxes.</summary>
internal static class DetectionOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("NonMaxSuppression", 10, Suppress, fresh: true)
        .Add("RoiAlign", 10, call => RegionAlignment.Align(call, halfPixel: false), fresh: true)
        .Add("RoiAlign", 16, call => RegionAlignment.Align(call, halfPixel: call.Text("coordinate_transformation_mode", "half_pixel") == "half_pixel"), fresh: true);

    private static torch.Tensor Suppress(NodeCall call)
    {
        var (boxes, scores) = (call[0], call[1]);
        if (boxes.dim() != 3 || boxes.shape[2] != 4 || scores.dim() != 3 || scores.shape[0] != boxes.shape[0] || scores.shape[2] != boxes.shape[1])
            throw call.Wrong($"boxes of [{string.Join(", ", boxes.shape)}] with scores of [{string.Join(", ", scores.shape)}]", "[batch, boxes, 4] and [batch, classes, boxes]");
        var most = call.IntegersOf(2) is [var count, ..] ? Math.Max(count, 0) : 0;
        var overlap = Number(call.Optional(3)) ?? 0;
        var least = Number(call.Optional(4));
        var centered = call.Integer("center_point_box", 0) != 0;
        using var boxMemory = boxes.to_type(torch.ScalarType.Float32).cpu().contiguous();
        using var scoreMemory = scores.to_type(torch.ScalarType.Float32).cpu().contiguous();
        var corners = boxMemory.data<float>().ToArray();
        var values = scoreMemory.data<float>().ToArray();
        var (batches, classes, n) = (scores.shape[0], scores.shape[1], (int)scores.shape[2]);
        var chosen = new List<long>();
        for (var batch = 0; batch < batches; batch++)
        {
            var own = corners.AsSpan(batch * n * 4, n * 4);
            for (var kind = 0; kind < classes; kind++)
            {
                call.Cancellation.ThrowIfCancellationRequested();
                var from = (int)(batch * classes + kind) * n;
                var order = Enumerable.Range(0, n).Where(i => least is null || values[from + i] > least).OrderByDescending(i => values[from + i]).ToArray();
                var kept = new List<int>();
                foreach (var candidate in order)
                {
                    if (kept.Count >= most)
                        break;
                    call.Cancellation.ThrowIfCancellationRequested();
                    var free = true;
                    foreach (var other in kept)
                    {
                        if (Overlap(own.Slice(other * 4, 4), own.Slice(candidate * 4, 4), centered) > overlap)
                        {
                            free = false;
                            break;
                        }
                    }
                    if (free)
                        kept.Add(candidate);
                }
                foreach (var index in kept)
                    chosen.AddRange([batch, kind, index]);
            }
        }
        return torch.tensor([.. chosen], [chosen.Count / 3, 3], torch.ScalarType.Int64, call.Device);
    }

    private static float? Number(torch.Tensor? value) => value is null || value.numel() == 0 ? null : value.reshape(-1)[0].to_type(torch.ScalarType.Float32).item<float>();

    /// <summary>The area that two boxes share, as a part of the area that they cover. Corners may come in any order.</summary>
    private static float Overlap(ReadOnlySpan<float> a, ReadOnlySpan<float> b, bool centered)
    {
        var (top, left, bottom, right) = Corners(a, centered);
        var (otherTop, otherLeft, otherBottom, otherRight) = Corners(b, centered);
        var height = Math.Min(bottom, otherBottom) - Math.Max(top, otherTop);
        var width = Math.Min(right, otherRight) - Math.Max(left, otherLeft);
        if (!(height > 0) || !(width > 0))
            return 0;
        var shared = height * width;
        var covered = (bottom - top) * (right - left) + (otherBottom - otherTop) * (otherRight - otherLeft) - shared;
        return covered > 0 ? shared / covered : 0;
    }

    private static (float Top, float Left, float Bottom, float Right) Corners(ReadOnlySpan<float> box, bool centered) => centered
        ? (box[1] - box[3] / 2, box[0] - box[2] / 2, box[1] + box[3] / 2, box[0] + box[2] / 2)
        : (Math.Min(box[0], box[2]), Math.Min(box[1], box[3]), Math.Max(box[0], box[2]), Math.Max(box[1], box[3]));
}
