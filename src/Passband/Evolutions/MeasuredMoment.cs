using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;

namespace Passband.Evolutions;

/// <summary>What a filter is at a moment, as far as events go.</summary>
internal enum FilterState
{
    /// <summary>Its norm is below 1 % of the layer's strongest.</summary>
    Dead,

    /// <summary>It is not told from noise.</summary>
    Noise,

    /// <summary>It is told from noise.</summary>
    Structured,
}

/// <summary>A layer at one moment, and what <see cref="Explainer"/> says of it.</summary>
/// <param name="Checkpoint">The file's name.</param>
/// <param name="Step">Steps until then.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Description">What is said of it.</param>
/// <param name="Filters">What is said of each of its filters.</param>
/// <param name="Norms">‖w‖₂ of every filter.</param>
internal sealed record MeasuredMoment(
    string Checkpoint, long? Step, ConvLayer Layer, LayerDescription Description, ImmutableArray<FilterDescription> Filters, double[] Norms)
{
    /// <summary>Measures one moment.</summary>
    /// <exception cref="PassbandException">Its weights are not finite, or its filters are not described one by one.</exception>
    public static MeasuredMoment Of(Checkpoint checkpoint, ConvLayer layer, EvolutionOptions options, int threads, CancellationToken cancellation)
    {
        NetworkExplanation explained;
        try
        {
            explained = Explainer.Explain(
                checkpoint.Net with { Layers = [layer with { Index = 0 }] }, new ExplainOptions { All = true, Channels = options.Channels, Threads = threads }, null, cancellation);
        }
        catch (PassbandException e)
        {
            throw new PassbandException(e.Kind, Printable.Name(checkpoint.Name), e.Message.TrimEnd('.'), null, null, e);
        }
        var description = explained.Layers[0];
        if (description.Filters is not { } filters)
        {
            throw new PassbandException(
                ErrorKind.Request, $"{Printable.Name(checkpoint.Name)} → {Printable.Name(layer.Name)}", $"a layer of {layer.Bank.Shape}", "one whose filters can be described one by one",
                "Choose another with --layer.");
        }
        return new MeasuredMoment(checkpoint.Name, checkpoint.Step, layer, description, filters, LayerExplainer.Norms(layer.Bank));
    }

    /// <summary>Measures all moments side by side; of several that fail, the first one's error is thrown, whatever the number of threads.</summary>
    public static ImmutableArray<MeasuredMoment> OfAll(
        IReadOnlyList<Checkpoint> checkpoints, ImmutableArray<ConvLayer> layers, EvolutionOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var moments = new MeasuredMoment[checkpoints.Count];
        var errors = new PassbandException?[checkpoints.Count];
        var done = 0;
        // Moments are more than threads in all but the shortest series, and they need nothing from each other.
        var inner = Math.Max(1, options.Threads / checkpoints.Count);
        void One(int i)
        {
            try
            {
                moments[i] = Of(checkpoints[i], layers[i], options, inner, cancellation);
            }
            catch (PassbandException error)
            {
                errors[i] = error;
            }
            progress?.Report(Interlocked.Increment(ref done) / (double)checkpoints.Count);
        }
        if (options.Threads == 1)
        {
            for (var i = 0; i < checkpoints.Count; i++)
                One(i);
        }
        else
        {
            Parallel.For(0, checkpoints.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, One);
        }
        if (Array.Find(errors, e => e is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
        return [.. moments];
    }

    /// <summary>What a filter is.</summary>
    public FilterState StateOf(int filter) => Filters[filter].Name switch
    {
        KernelName.Dead => FilterState.Dead,
        KernelName.Noise => FilterState.Noise,
        _ => FilterState.Structured,
    };
}
