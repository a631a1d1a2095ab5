using System.Collections.Immutable;
using System.Numerics.Tensors;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Explains one layer.</summary>
internal sealed class LayerExplainer(NoiseNullTable nulls, int threads, CancellationToken cancellation)
{
    /// <summary>A filter is dead below this share of the norm of the layer's strongest.</summary>
    public const double DeadBelow = 0.01;

    /// <summary>Filters are duplicates above this cosine, negative twins below its negative.</summary>
    public const double AlikeFrom = 0.98;

    /// <summary>Explains a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What its channels are, color order resolved.</param>
    /// <param name="describe">Whether its filters are described one by one.</param>
    /// <param name="only">The one filter to list; null for all.</param>
    /// <param name="done">Told for each filter finished; may be called from any thread.</param>
    public LayerDescription Explain(ConvLayer layer, InputSpace input, bool describe, int? only, Action done)
    {
        layer.RequireFinite();
        var bank = layer.Bank;
        var norms = Norms(bank);
        var dead = Dead(norms);
        var cosines = LayerStatistics.Cosines(bank, cancellation);
        ImmutableArray<FilterDescription>? filters = null;
        double[] p = [];
        if (describe && bank.Shape.Depth == 1)
            (filters, p) = Describe(layer, input, norms, dead, cosines, done);
        var listed = filters is { } all && only is { } index ? [all[index]] : filters;
        return new LayerDescription
        {
            Index = layer.Index,
            Name = layer.Name,
            Operator = layer.Operator.ToString().ToLowerInvariant(),
            Shape = [.. bank.Shape.ToArray()],
            Stride = [.. layer.Stride.ToArray(bank.Shape.Rank)],
            Dilation = [.. layer.Dilation.ToArray(bank.Shape.Rank)],
            Groups = layer.Groups,
            Input = input.ToString().ToLowerInvariant(),
            Folded = layer.Folded,
            Summary = Summarizer.Summarize(bank, filters, dead, cosines, p),
            Filters = listed,
        };
    }

    /// <summary>‖k‖₂ of every filter.</summary>
    public static double[] Norms(KernelBank bank)
    {
        var norms = new double[bank.Shape.Filters];
        for (var f = 0; f < norms.Length; f++)
        {
            var squares = 0.0;
            foreach (var weight in bank.Filter(f))
                squares += (double)weight * weight;
            norms[f] = Math.Sqrt(squares);
        }
        return norms;
    }

    /// <summary>Which filters are dead, by the norms of all filters of their layer.</summary>
    public static bool[] Dead(double[] norms)
    {
        var strongest = norms.Max();
        return Array.ConvertAll(norms, n => n < DeadBelow * strongest || n == 0);
    }

    private (ImmutableArray<FilterDescription> Filters, double[] P) Describe(
        ConvLayer layer, InputSpace input, double[] norms, bool[] dead, FilterCosines cosines, Action done)
    {
        var bank = layer.Bank;
        var shape = new FilterShape(bank.Shape.Channels, bank.Shape.Height, bank.Shape.Width);
        var measurer = new FilterMeasurer(shape, layer.Stride, input == InputSpace.Bgr, nulls);
        var measured = new FilterMeasurements?[norms.Length];
        FitWorkspace? One(int filter, FitWorkspace? work)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!dead[filter])
                measured[filter] = measurer.Measure(bank.Filter(filter), work);
            done();
            return work;
        }
        if (threads == 1)
        {
            var work = measurer.CreateWorkspace();
            for (var f = 0; f < norms.Length; f++)
                One(f, work);
        }
        else
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            Parallel.For(0, norms.Length, options, measurer.CreateWorkspace, (f, _, work) => One(f, work), _ => { });
        }

        var tested = Enumerable.Range(0, measured.Length).Where(f => measured[f]?.P is not null).ToArray();
        var p = Array.ConvertAll(tested, f => measured[f]!.P!.Value);
        var q = FalseDiscovery.QValues(p);
        var byFilter = new double?[measured.Length];
        for (var i = 0; i < tested.Length; i++)
            byFilter[tested[i]] = q[i];
        var strongest = norms.Max();
        var filters = new FilterDescription[measured.Length];
        for (var f = 0; f < filters.Length; f++)
        {
            var address = new KernelAddress(layer.Name, f).ToString();
            filters[f] = measured[f] is { } m
                ? FilterWriter.Describe(address, shape, input, m, byFilter[f], tested.Length == 1, Flags(layer, f, dead, cosines))
                : FilterWriter.DescribeDead(address, bank.Filter(f), strongest > 0 ? norms[f] / strongest : 0);
        }
        return ([.. filters], p);
    }

    private static ImmutableArray<string> Flags(ConvLayer layer, int filter, bool[] dead, FilterCosines cosines)
    {
        var flags = ImmutableArray.CreateBuilder<string>();
        if (cosines.Most[filter] is { Cosine: > AlikeFrom } most && !dead[most.Other])
            flags.Add($"duplicate of {new KernelAddress(layer.Name, most.Other)}");
        if (cosines.Least[filter] is { Cosine: < -AlikeFrom } least && !dead[least.Other])
            flags.Add($"twin of {new KernelAddress(layer.Name, least.Other)}");
        return flags.ToImmutable();
    }
}
