using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Passband.Explanations;

namespace Passband.Cli.Output;

/// <summary>One row per filter; columns carry the JSON document's field names, joined by dots. A reader may rely on the names, not on the order.</summary>
internal static class ExplanationCsv
{
    private static readonly Column[] Columns =
    [
        Text("address", f => f.Address),
        Text("name", f => f.Name),
        Text("words", f => f.Words),
        Number("gain.dc", f => f.Gain.Dc),
        Number("gain.peak", f => f.Gain.Peak),
        Number("gain.noise", f => f.Gain.Noise),
        Number("gain.worst", f => f.Gain.Worst),
        Text("passband.kind", f => f.Passband?.Kind),
        Number("passband.dcDb", f => f.Passband?.DcDb),
        Number("passband.nyquistDb", f => f.Passband?.NyquistDb),
        Number("passband.peak", f => f.Passband?.Peak),
        Number("passband.lower", f => f.Passband?.Lower),
        Number("passband.upper", f => f.Passband?.Upper),
        Number("passband.octaves", f => f.Passband?.Octaves),
        Text("passband.across", f => f.Passband?.Across),
        Flag("orientation.oriented", f => f.Orientation?.Oriented),
        Number("orientation.wavevector", f => f.Orientation?.Wavevector),
        Number("orientation.stripes", f => f.Orientation?.Stripes),
        Number("orientation.coherence", f => f.Orientation?.Coherence),
        Number("orientation.bandwidth", f => f.Orientation?.Bandwidth),
        Number("order.dominant", f => f.Order?.Dominant),
        Number("order.share0", f => At(f.Order?.Shares, 0)),
        Number("order.share1", f => At(f.Order?.Shares, 1)),
        Number("order.share2", f => At(f.Order?.Shares, 2)),
        Number("order.share3", f => At(f.Order?.Shares, 3)),
        Number("order.direction", f => f.Order?.Direction),
        Number("order.dcLeakDb", f => f.Order?.DcLeakDb),
        Number("order.hessian0", f => At(f.Order?.Hessian, 0)),
        Number("order.hessian1", f => At(f.Order?.Hessian, 1)),
        Number("symmetry.even", f => f.Symmetry?.Even),
        Number("symmetry.phase", f => f.Symmetry?.Phase),
        Number("separability", f => f.Separability),
        Number("center.x", f => At(f.Center, 0)),
        Number("center.y", f => At(f.Center, 1)),
        Number("sigma", f => f.Sigma),
        Text("color.kind", f => f.Color?.Kind),
        Text("color.axis", f => f.Color?.Axis),
        Number("color.axisAngle", f => f.Color?.AxisAngle),
        Number("color.direction.r", f => At(f.Color?.Direction, 0)),
        Number("color.direction.g", f => At(f.Color?.Direction, 1)),
        Number("color.direction.b", f => At(f.Color?.Direction, 2)),
        Number("color.rank1", f => f.Color?.Rank1),
        Number("color.luminance", f => f.Color?.Luminance),
        Text("color.opponency", f => f.Color?.Opponency),
        Text("color.hue", f => f.Color?.Hue),
        Number("aliasing.white", f => f.Aliasing?.White),
        Number("aliasing.natural", f => f.Aliasing?.Natural),
        Number("aliasing.folded", f => f.Aliasing?.Folded),
        Number("aliasing.foldedWavevector", f => f.Aliasing?.FoldedWavevector),
        Flag("aliasing.beyond", f => f.Aliasing?.Beyond),
        Text("fit.shape", f => f.Fit?.Shape),
        Number("fit.r2", f => f.Fit?.R2),
        Text("fit.parameters", f => f.Fit is { } fit ? Parameters(fit) : null),
        Text("fit.runnerUp", f => f.Fit?.RunnerUp),
        Number("fit.deltaAicc", f => f.Fit?.DeltaAicc),
        Number("fit.p", f => f.Fit?.P),
        Number("fit.q", f => f.Fit?.Q),
        Number("fit.spatialP", f => f.Fit?.SpatialP),
        Number("fit.spatialQ", f => f.Fit?.SpatialQ),
        Text("fit.unit", f => f.Fit?.Unit),
        Text("flags", f => string.Join("; ", f.Flags)),
        Number("time.separability", f => f.Time?.Separability),
        Text("time.kind", f => f.Time?.Kind),
        Number("time.dcDb", f => f.Time?.DcDb),
        Number("time.nyquistDb", f => f.Time?.NyquistDb),
        Number("time.peak", f => f.Time?.Peak),
        Number("time.lower", f => f.Time?.Lower),
        Number("time.upper", f => f.Time?.Upper),
        Number("time.motion.selectivity", f => f.Time?.Motion?.Selectivity),
        Number("time.motion.direction", f => f.Time?.Motion?.Direction),
        Number("time.motion.frequency", f => f.Time?.Motion?.Frequency),
        Number("time.motion.speed", f => f.Time?.Motion?.Speed),
        Number("time.motion.p", f => f.Time?.Motion?.P),
        Number("structure.evidence", f => f.Structure?.Evidence),
        Number("structure.evidenceP", f => f.Structure?.EvidenceP),
        Number("structure.moran", f => f.Structure?.Moran),
        Number("structure.moranP", f => f.Structure?.MoranP),
        Number("structure.spectralEntropy", f => f.Structure?.SpectralEntropy),
        Number("structure.spectralEntropyP", f => f.Structure?.SpectralEntropyP),
        Number("structure.rank1P", f => f.Structure?.Rank1P),
        Number("structure.noiseR2", f => f.Structure?.NoiseR2),
    ];

    public static void Write(NetworkExplanation explanation, Stream stream)
    {
        using var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var csv = new CsvWriter(output);
        csv.Text("layer.index");
        csv.Text("layer.name");
        foreach (var column in Columns)
            csv.Text(column.Name);
        csv.EndRow();
        foreach (var layer in explanation.Layers)
        {
            foreach (var filter in layer.Filters ?? [])
            {
                csv.Number(layer.Index);
                csv.Text(layer.Name);
                foreach (var column in Columns)
                    column.Write(csv, filter);
                csv.EndRow();
            }
        }
    }

    private static Column Text(string name, Func<FilterDescription, string?> value) => new(name, (csv, f) => csv.Text(value(f)));

    private static Column Number(string name, Func<FilterDescription, double?> value) => new(name, (csv, f) => csv.Number(value(f)));

    private static Column Flag(string name, Func<FilterDescription, bool?> value) => new(name, (csv, f) => csv.Flag(value(f)));

    private static double? At(ImmutableArray<double>? values, int index) => values is { } v && index < v.Length ? v[index] : null;

    private static string Parameters(FitDescription fit) =>
        string.Join("; ", fit.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value:G6}")));

    private sealed record Column(string Name, Action<CsvWriter, FilterDescription> Write);
}
