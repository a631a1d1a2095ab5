using Passband.Cli.Hosting;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>What a kernel does, in the words of the explainer.</summary>
internal static class KernelPhrase
{
    /// <summary>Above this many taps the fits take longer than the filtering.</summary>
    private const int MostTaps = 35 * 35;

    /// <summary>The description of the kernel that is used; null for one too large to be fitted.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="task">What is laid over the picture.</param>
    /// <param name="channels">The order of the picture's channels.</param>
    /// <param name="host">Where the tool runs.</param>
    public static FilterDescription? Of(KernelSource source, FilterTask task, ChannelOrder? channels, ToolHost host)
    {
        if (task.Kernels[0].Weights.Length is 1 or > MostTaps)
            return null;
        using var progress = new ProgressLine(host);
        // A filter that explain lists is judged among its whole layer, so that both say the same of it.
        if (source is { Layer: { } layer, Filter: { } filter, Channel: null } && (layer.SeesInput || layer.Operator == ConvOperator.Depthwise))
        {
            var options = new ExplainOptions { Layer = layer.Name, Filter = filter, Channels = channels };
            return Explainer.Explain(source.Net! with { Layers = [layer] }, options, progress, host.Cancellation).Layers[0].Filters!.Value[0];
        }
        var kernel = task.Single!;
        var shape = kernel is { Height: 1, Width: > 1 } or { Width: 1, Height: > 1 } && source.Layer is { Bank.Shape.Rank: 1 }
            ? BankShape.Line(1, 1, kernel.Weights.Length)
            : BankShape.Plane(1, 1, kernel.Height, kernel.Width);
        var alone = new ConvLayer
        {
            Index = 0,
            Name = kernel.Name,
            Operator = shape.Rank == 1 ? ConvOperator.Conv1d : ConvOperator.Conv2d,
            Bank = new KernelBank(shape, kernel.Weights.Select(w => (float)w).ToArray()),
            Input = shape.Rank == 1 ? InputSpace.Signal : InputSpace.Gray,
        };
        var net = new ConvNet { Name = kernel.Name, Format = "kernel", Layers = [alone], HasGraph = true };
        return Explainer.Explain(net, null, progress, host.Cancellation).Layers[0].Filters!.Value[0];
    }
}
