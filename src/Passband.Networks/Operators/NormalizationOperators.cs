using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Batch, instance, group and response normalization.</summary>
internal static class NormalizationOperators
{
    /// <summary>What keeps the mean-variance normalization from a division by zero; its definition has it.</summary>
    private const double MeanVarianceEpsilon = 1e-9;

    public static void Add(OperatorTable.Builder table) => table
        .AddMany("BatchNormalization", 1, Batch, fresh: true)
        .AddMany("BatchNormalization", 14, call => call.Integer("training_mode", 0) != 0 ? TrainedBatch(call) : Batch(call), fresh: true)
        .Add("InstanceNormalization", 1, Instance, fresh: true)
        .Add("GroupNormalization", 18, call => Group(call, perGroup: true), fresh: true)
        .Add("GroupNormalization", 21, call => Group(call, perGroup: false), fresh: true)
        .Add("LRN", 1, Response, fresh: true)
        .Add("LpNormalization", 1, ToUnitLength, fresh: true)
        .Add("MeanVarianceNormalization", 9, MeanVariance, fresh: true);

    private static torch.Tensor?[] Batch(NodeCall call)
    {
        var x = call[0];
        if (call.Training is { } training && training.Moves(call.Node))
            return [MovingBatch(call, training)];
        if (call.Node.Outputs.Skip(1).Any(o => o.Length > 0))
            throw call.Wrong("outputs of the training mode", "inference, which has one output");
        if (call.Version < 9 && call.Integer("spatial", 1) == 0)
            throw call.Wrong("statistics for each place (spatial = 0)", "statistics for each channel");
        for (var i = 1; i <= 4; i++)
            PerChannel(call, x, call[i]);
        return [F.batch_norm(x, call[3], call[4], call[1], call[2], training: false, eps: call.Number("epsilon", 1e-5f))];
    }

    /// <summary>The training mode without its randomness: statistics of this batch, and running ones that move toward them.</summary>
    private static torch.Tensor?[] TrainedBatch(NodeCall call)
    {
        var x = call[0];
        if (call.Training is { } training && training.Moves(call.Node))
            return [MovingBatch(call, training)];
        for (var i = 1; i <= 4; i++)
            PerChannel(call, x, call[i]);
        long[] axes = [.. Enumerable.Range(0, (int)x.dim()).Where(i => i != 1).Select(i => (long)i)];
        var (variance, mean) = x.var_mean(axes, unbiased: false);
        var momentum = call.Number("momentum", 0.9f);
        var y = F.batch_norm(x, mean, variance, call[1], call[2], training: false, eps: call.Number("epsilon", 1e-5f));
        return [y, call[3].mul(momentum).add_(mean.mul_(1 - momentum)), call[4].mul(momentum).add_(variance.mul_(1 - momentum))];
    }

    /// <summary>
    /// A step of a training: statistics of this batch, and running ones that move toward them, the variance unbiased, as libtorch does it. What is running is changed only when the step is done.
    /// </summary>
    private static torch.Tensor MovingBatch(NodeCall call, TrainingRun training)
    {
        var x = call[0];
        for (var i = 1; i <= 4; i++)
            PerChannel(call, x, call[i]);
        if (x.numel() <= x.shape[1])
            throw call.Wrong("one value for each channel in a step of a training", "several, of which mean and variance can be taken");
        var (mean, variance) = (training.Moving(call.Node.Inputs[3], call[3]), training.Moving(call.Node.Inputs[4], call[4]));
        return F.batch_norm(x, mean, variance, call[1], call[2], training: true, momentum: 1 - call.Number("momentum", 0.9f), eps: call.Number("epsilon", 1e-5f));
    }

    private static void PerChannel(NodeCall call, torch.Tensor x, torch.Tensor values)
    {
        if (x.dim() < 2 || values.dim() != 1 || values.shape[0] != x.shape[1])
            throw call.Wrong($"values of [{string.Join(", ", values.shape)}] for an input of [{string.Join(", ", x.shape)}]", "one for each channel");
    }

    private static torch.Tensor Instance(NodeCall call)
    {
        var x = call[0];
        PerChannel(call, x, call[1]);
        PerChannel(call, x, call[2]);
        return F.instance_norm(x, weight: call[1], bias: call[2], use_input_stats: true, eps: call.Number("epsilon", 1e-5f));
    }

    private static torch.Tensor Group(NodeCall call, bool perGroup)
    {
        var (x, scale, bias) = (call[0], call[1], call[2]);
        var groups = call.Integer("num_groups", 0);
        if (x.dim() < 2 || groups < 1 || x.shape[1] % groups != 0)
            throw call.Wrong($"{groups} groups of an input of [{string.Join(", ", x.shape)}]", "groups that divide the channels");
        if (perGroup)
        {
            if (scale.numel() != groups || bias.numel() != groups)
                throw call.Wrong($"{scale.numel()} scales and {bias.numel()} biases", $"one for each of {groups} groups");
            scale = scale.repeat_interleave(x.shape[1] / groups);
            bias = bias.repeat_interleave(x.shape[1] / groups);
        }
        PerChannel(call, x, scale);
        PerChannel(call, x, bias);
        return F.group_norm(x, groups, scale, bias, call.Number("epsilon", 1e-5f));
    }

    private static torch.Tensor Response(NodeCall call)
    {
        var x = call[0];
        var size = call.Integer("size", 0);
        if (x.dim() < 2 || size < 1 || size > int.MaxValue)
            throw call.Wrong($"a window of {size} channels over an input of [{string.Join(", ", x.shape)}]", "at least one channel");
        call.Reserve([x.shape[0], x.shape[1] + size, .. x.shape[2..]], (int)x.element_size());
        var squares = F.pad(x.square().reshape([x.shape[0], 1, x.shape[1], -1]), [0, 0, (size - 1) / 2, size / 2]);
        var means = F.avg_pool2d(squares, [size, 1], [1, 1]).reshape(x.shape);
        var divisors = means.mul_(call.Number("alpha", 1e-4f)).add_(call.Number("bias", 1)).pow_(call.Number("beta", 0.75f));
        return x.div(divisors);
    }

    private static torch.Tensor ToUnitLength(NodeCall call)
    {
        var x = call[0];
        var axis = call.Axis(call.Integer("axis", -1), x.dim());
        var norm = call.Integer("p", 2) switch
        {
            1 => x.abs().sum([axis], keepdim: true),
            2 => x.square().sum([axis], keepdim: true).sqrt(),
            var p => throw call.Wrong($"a norm of order {p}", "1 or 2"),
        };
        return x.div(norm.masked_fill(norm.eq(0), 1));
    }

    private static torch.Tensor MeanVariance(NodeCall call)
    {
        var x = call[0];
        long[] axes = call.Has("axes") ? [.. call.Integers("axes")] : [0, 2, 3];
        for (var i = 0; i < axes.Length; i++)
            axes[i] = call.Axis(axes[i], x.dim());
        var (variance, mean) = x.var_mean(axes, unbiased: false, keepdim: true);
        return x.sub(mean).div(variance.sqrt().add(MeanVarianceEpsilon));
    }
}
