using System.Collections.Immutable;
using System.Numerics.Tensors;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Explanations;

/// <summary>Explains one layer.</summary>
/// <param name="nulls">What noise gives.</param>
/// <param name="why">Whether to keep what names were chosen from, and to name single kernels.</param>
/// <param name="threads">Threads to use.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class LayerExplainer(NoiseNullTable nulls, bool why, int threads, CancellationToken cancellation)
{
    /// <summary>A filter is dead below this share of the norm of the layer's strongest.</summary>
    public const double DeadBelow = 0.01;

    /// <summary>Filters are duplicates above this cosine, negative twins below its negative.</summary>
    public const double AlikeFrom = 0.98;

    private readonly KernelSummarizer _kernels = new(nulls);

    private readonly KernelNamer? _names = why ? new(nulls, threads, cancellation) : null;

    /// <summary>Explains a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What its channels are, color order resolved.</param>
    /// <param name="describe">Whether its filters are described one by one.</param>
    /// <param name="only">The one filter to list; null for all.</param>
    /// <param name="done">Told for each filter finished and each single kernel named; may be called from any thread.</param>
    public LayerDescription Explain(ConvLayer layer, InputSpace input, bool describe, int? only, Action done)
    {
        layer.RequireFinite();
        var bank = layer.Bank;
        var norms = Norms(bank);
        var dead = Dead(norms);
        var cosines = FilterCosines.Of(bank, dead, FilterCosines.MostProducts, cancellation);
        ImmutableArray<FilterDescription>? filters = null;
        double[] p = [];
        FoldingSummary? folding = null;
        if (describe)
            (filters, p, folding) = Describe(layer, input, norms, dead, cosines, done);
        var summary = Summarizer.Summarize(layer, input, _kernels, filters, dead, cosines, p, folding);
        var listed = filters is { } all && only is { } index ? [all[index]] : filters;
        var description = new LayerDescription
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
            Summary = describe || _names is null ? summary : summary with { KernelNames = _names.Of(bank, done) },
            Filters = filters,
            Noise = why && describe && nulls.For(ShapeOf(bank)) is { } noise ? NoiseReference.Of(noise, ShapeOf(bank)) : null,
        };
        return description with { Verdict = LayerVerdict.Of(layer, description, nulls), Filters = listed };
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

    private (ImmutableArray<FilterDescription> Filters, double[] P, FoldingSummary? Folding) Describe(
        ConvLayer layer, InputSpace input, double[] norms, bool[] dead, FilterCosines cosines, Action done)
    {
        var bank = layer.Bank;
        var shape = ShapeOf(bank);
        // The stride of a transposed convolution lies between its inputs: it folds nothing.
        var stride = layer.Operator == ConvOperator.Transposed ? Extent.One : layer.Stride;
        var measurer = new FilterMeasurer(shape, stride, input == InputSpace.Bgr, nulls, layer.Dilation);
        var overTime = bank.Shape.Rank == 3 ? new SpaceTimeMeasurer(measurer, shape, bank.Shape.Depth, layer.Dilation, layer.SeesInput) : null;
        var measured = new FilterMeasurements?[norms.Length];
        FitWorkspace? One(int filter, FitWorkspace? work)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!dead[filter])
                measured[filter] = overTime?.Measure(bank.Filter(filter), work) ?? measurer.Measure(bank.Filter(filter), work);
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

        var chances = LayerChances.Of(measured);
        var candidates = why ? new CandidateWriter(shape) : null;
        var strongest = norms.Max();
        var filters = new FilterDescription[measured.Length];
        for (var f = 0; f < filters.Length; f++)
        {
            var address = new KernelAddress(layer.Name, f).ToString();
            if (measured[f] is not { } m)
            {
                filters[f] = FilterWriter.DescribeDead(address, bank.Filter(f), strongest > 0 ? norms[f] / strongest : 0);
                continue;
            }
            var filter = FilterWriter.Describe(address, shape, input, m, chances.Q[f], chances.Alone, Flags(layer, f, cosines));
            filters[f] = candidates?.AddTo(filter, m) ?? filter;
        }
        return ([.. filters], chances.P, Folding.Of(measurer.Strides, measured, layer));
    }

    private static FilterShape ShapeOf(KernelBank bank) => new(bank.Shape.Channels, bank.Shape.Height, bank.Shape.Width);

    private static ImmutableArray<string> Flags(ConvLayer layer, int filter, FilterCosines cosines)
    {
        var flags = ImmutableArray.CreateBuilder<string>();
        if (cosines.Most[filter] is { Cosine: > AlikeFrom } most)
            flags.Add($"duplicate of {new KernelAddress(layer.Name, most.Other)}");
        if (cosines.Least[filter] is { Cosine: < -AlikeFrom } least)
            flags.Add($"twin of {new KernelAddress(layer.Name, least.Other)}");
        return flags.ToImmutable();
    }
}
