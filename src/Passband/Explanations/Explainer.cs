using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Passband.Kernels;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>The pipeline: measures every kernel, fits the textbook shapes, names, summarizes, concludes.</summary>
public static class Explainer
{
    /// <summary>Explains a network.</summary>
    /// <param name="net">The network.</param>
    /// <param name="options">What to explain; null for the defaults.</param>
    /// <param name="progress">Told after every filter that is described and every single kernel that is named; may be called from any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PassbandException">There is no such layer or filter, or weights are not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static NetworkExplanation Explain(
        ConvNet net, ExplainOptions? options = null, IProgress<ExplainProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(net);
        options ??= ExplainOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        var chosen = Choose(net, options);
        var explainer = new LayerExplainer(NoiseNullTable.Load(), options.Why, options.Threads, cancellation);
        var total = chosen.Sum(l => Describes(l, options) ? l.Bank.Shape.Filters : options.Why ? (long)KernelNamer.Count(l.Bank.Shape) : 0);
        var finished = 0L;
        var layers = new LayerDescription[chosen.Length];
        ForEach(chosen.Length, options.Threads, i => layers[i] = explainer.Explain(
            chosen[i], Resolve(chosen[i], options), Describes(chosen[i], options), options.Filter,
            () => progress?.Report(new ExplainProgress(chosen[i].Name, Interlocked.Increment(ref finished), total))), cancellation);
        var explained = ImmutableCollectionsMarshal.AsImmutableArray(layers);
        return new NetworkExplanation
        {
            Model = new ModelDescription(
                options.Path ?? net.Name, net.Format, net.Sha256, net.Layers.Length, net.Layers.Sum(l => (long)l.Bank.Shape.Filters),
                net.Layers.Sum(l => l.Bank.Shape.Kernels), Assumptions(net, chosen, options)),
            Verdict = Explanations.Verdict.Of(net, explained, colorsAssumed: options.Channels is null),
            Layers = explained,
        };
    }

    /// <summary>Layers side by side; of several that fail, the first one's error is thrown, whatever the number of threads.</summary>
    private static void ForEach(int count, int threads, Action<int> explain, CancellationToken cancellation)
    {
        if (threads == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                explain(i);
            }
            return;
        }
        var errors = new PassbandException?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            try
            {
                explain(i);
            }
            catch (PassbandException error)
            {
                errors[i] = error;
            }
        });
        if (Array.Find(errors, e => e is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
    }

    private static ImmutableArray<ConvLayer> Choose(ConvNet net, ExplainOptions options)
    {
        var chosen = net.Layers;
        if (options.Layer is { } name)
        {
            var layer = net.FindLayer(name) ?? throw new PassbandException(
                ErrorKind.Request, net.Name, $"no layer '{name}'",
                net.Layers.IsEmpty ? "nothing, as the file holds no convolution" : $"a name or an index from 0 to {net.Layers.Length - 1}",
                "`passband layers` lists them.");
            chosen = [layer];
        }
        if (options.Filter is { } filter)
        {
            var candidates = options.Layer is null ? [.. chosen.Where(l => Describes(l, options))] : chosen;
            chosen = [.. candidates.Where(l => filter >= 0 && filter < l.Bank.Shape.Filters)];
            if (chosen.IsEmpty && !candidates.IsEmpty)
            {
                var largest = candidates.MaxBy(l => l.Bank.Shape.Filters)!;
                throw new PassbandException(
                    ErrorKind.Request, $"layer {Printable.Name(largest.Name)}", $"no filter {filter}", $"0 to {largest.Bank.Shape.Filters - 1}",
                    options.Layer is null ? "Name the layer with --layer." : null);
            }
        }
        return chosen;
    }

    /// <summary>Filters are listed for layers that see the input, for depthwise layers, and for what was asked for.</summary>
    private static bool Describes(ConvLayer layer, ExplainOptions options) =>
        layer.Bank.Shape.Depth <= SpaceTimeMeasurer.MostFrames
        && (options.All || options.Layer is not null || layer.SeesInput || layer.Operator == ConvOperator.Depthwise);

    private static InputSpace Resolve(ConvLayer layer, ExplainOptions options)
    {
        if (layer.Input is not (InputSpace.Picture or InputSpace.Rgb or InputSpace.Bgr))
            return layer.Input;
        return options.Channels switch
        {
            ChannelOrder.Rgb => InputSpace.Rgb,
            ChannelOrder.Bgr => InputSpace.Bgr,
            ChannelOrder.Gray => InputSpace.Gray,
            _ => layer.Input == InputSpace.Picture ? InputSpace.Rgb : layer.Input,
        };
    }

    private static ImmutableArray<string> Assumptions(ConvNet net, ImmutableArray<ConvLayer> chosen, ExplainOptions options)
    {
        var assumptions = net.Assumptions.ToBuilder();
        var color = chosen.FirstOrDefault(l => l.Input is InputSpace.Picture or InputSpace.Rgb or InputSpace.Bgr);
        if (color is not null)
        {
            var source = options.Channels is not null ? "as asked" : color.Input == InputSpace.Picture ? "default" : "from the file";
            assumptions.Insert(0, $"channels: {Resolve(color, options).ToString().ToLowerInvariant()} ({source})");
        }
        if (chosen.Any(l => l.Bank.Shape.Rank == 3 && Describes(l, options)))
            assumptions.Add("3-D kernels are taken as space and time: each filter is described by its strongest product of a temporal and a spatial profile");
        return assumptions.ToImmutable();
    }
}
