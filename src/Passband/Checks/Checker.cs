using System.Collections.Immutable;
using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Checks;

/// <summary>Holds networks against limits.</summary>
public static class Checker
{
    /// <summary>The most filters that a failed check lists.</summary>
    public const int MostFilters = 10;

    /// <summary>Checks networks. Weights that are NaN or infinite are a finding like others: the remaining layers are checked all the same.</summary>
    /// <param name="nets">The networks.</param>
    /// <param name="limits">The limits; null for the defaults.</param>
    /// <param name="options">What to check; null for everything.</param>
    /// <param name="progress">Told after every filter that is described, network by network; may be called from any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PassbandException">
    /// A network holds no convolution or not the layer asked for, or none has a layer that an entry of <see cref="CheckLimits.Layers"/> names.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static CheckReport Check(
        IReadOnlyList<ConvNet> nets, CheckLimits? limits = null, CheckOptions? options = null, IProgress<ExplainProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(nets);
        limits ??= CheckLimits.Default;
        options ??= CheckOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        RequireLayers(nets, limits);
        var chosen = nets.Select(net => Choose(net, options)).ToList();
        return new CheckReport { Networks = [.. nets.Zip(chosen, (net, layers) => Check(net, layers, limits, options.Threads, progress, cancellation))] };
    }

    private static NetworkCheck Check(
        ConvNet net, ImmutableArray<ConvLayer> layers, CheckLimits limits, int threads, IProgress<ExplainProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var exceptions = limits.Layers.Select(e => (e.Limits, Layers: e.In(net).Select(l => l.Index).ToHashSet())).ToList();
        var judges = layers.Select(layer => new LayerJudge(
            layer, net.HasGraph,
            exceptions.Where(e => e.Layers.Contains(layer.Index)).SelectMany(e => e.Limits).Aggregate(limits, (soFar, l) => soFar.With(l.Key, l.Value)),
            cancellation)).ToList();
        // Only what a limit needs is explained: fitting shapes is most of the work.
        ConvLayer[] explained = [.. judges.Where(j => j.NeedsDescription).Select(j => j.Layer)];
        var descriptions = explained.Length == 0
            ? []
            : Explainer.Explain(net with { Layers = [.. explained] }, new ExplainOptions { Threads = threads }, progress, cancellation).Layers
                .ToDictionary(d => d.Index);
        return new NetworkCheck
        {
            Model = new ModelDescription(
                net.Name, net.Format, net.Sha256, net.Layers.Length, net.Layers.Sum(l => (long)l.Bank.Shape.Filters), net.Layers.Sum(l => l.Bank.Shape.Kernels),
                net.Assumptions),
            Layers = layers.Length,
            Unlimited = [.. CheckKinds.All.Where(kind => judges.TrueForAll(j => j.Limits.Of(kind) is null))],
            Checks = [.. judges.SelectMany(j => j.Judge(descriptions.GetValueOrDefault(j.Layer.Index)))],
        };
    }

    private static ImmutableArray<ConvLayer> Choose(ConvNet net, CheckOptions options)
    {
        if (net.Layers.IsEmpty)
        {
            throw new PassbandException(
                ErrorKind.Request, net.Name, "the file holds no convolution, so there is nothing to check", null, "Leave it out, or look whether it is the right file.");
        }
        if (options.Layer is not { } name)
            return net.Layers;
        return [net.FindLayer(name) ?? throw new PassbandException(
            ErrorKind.Request, net.Name, $"no layer '{name}'", $"a name or an index from 0 to {net.Layers.Length - 1}", "`passband layers` lists them.")];
    }

    /// <summary>A name that no network has is a mistyped one, whose layer would go unchecked.</summary>
    private static void RequireLayers(IReadOnlyList<ConvNet> nets, CheckLimits limits)
    {
        foreach (var exception in limits.Layers)
        {
            if (!nets.Any(net => exception.In(net).Any()))
            {
                throw new PassbandException(
                    ErrorKind.Request, "limits for layers", $"no layer '{Printable.Name(exception.Layer)}' in {(nets.Count == 1 ? Printable.Name(nets[0].Name) : "any of the models")}",
                    "a layer's name, a pattern with * and ?, or an index", "`passband layers` lists them.");
            }
        }
    }
}
