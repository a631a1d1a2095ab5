using System.Collections.Immutable;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Kernels;
using Passband.Naming;

namespace Passband.Cli.Experiments;

/// <summary>A run with its record, for the tables.</summary>
internal sealed record ResultRow(ExperimentRun Run, RunRecord Record)
{
    public RunFigures? Figures => Record.Figures;

    public LayerFigures? Layer => Record.Figures?.Layer;
}

/// <summary>Writes the tables of a set: a row for each run, for each kernel of a first layer, and for each component of a profile.</summary>
internal static class ExperimentTables
{
    private static readonly ImmutableArray<double> Axes = [0, 90];

    /// <summary>The columns of the results: the run, what varies, what came of it.</summary>
    public static ImmutableArray<FileColumn<ResultRow>> Results(Experiment experiment) =>
    [
        FileColumn<ResultRow>.Text("run", r => r.Run.Name),
        FileColumn<ResultRow>.Text("group", r => r.Run.Group),
        // How many steps were made has a column in any case.
        .. experiment.Varying.Where(s => s.JsonName != "steps").Select(Column),
        FileColumn<ResultRow>.Whole("seed", r => (long)r.Run.Settings.Seed),
        FileColumn<ResultRow>.Text("state", r => r.Record.State.ToString().ToLowerInvariant()),
        FileColumn<ResultRow>.Text("message", r => r.Record.Message),
        FileColumn<ResultRow>.Whole("steps", r => r.Figures?.Steps),
        Real("seconds", r => r.Figures?.Seconds),
        Real("picturesPerSecond", r => r.Figures?.PicturesPerSecond),
        Real("loss", r => r.Figures?.Loss),
        Real("accuracy", r => r.Figures?.Accuracy),
        Real("heldOutLoss", r => r.Figures?.HeldOutLoss),
        Real("heldOutAccuracy", r => r.Figures?.HeldOutAccuracy),
        FileColumn<ResultRow>.Whole("kernelsMeasured", r => r.Layer?.Kernels.Length),
        .. KernelName.All.Select(name => Real($"names.{name}", r => r.Layer is { } layer ? LayerShares.Name(layer, name) : null)),
        Real("structured", r => r.Layer is { } layer ? LayerShares.Structured(layer) : null),
        Real("pi0", r => r.Layer?.Pi0),
        Real("r2.median", r => r.Layer is { } layer ? LayerShares.Median(layer, k => k.R2) : null),
        Real("peak.median", r => r.Layer is { } layer ? LayerShares.Median(layer, k => k.Peak) : null),
        Real("octaves.median", r => r.Layer is { } layer ? LayerShares.Median(layer, k => k.Octaves) : null),
        .. Enumerable.Range(0, 4).Select(order => Real($"orders.{order}", r => r.Layer is { } layer ? LayerShares.Order(layer, order) : null)),
        Real("varianceEntropyRatio", r => r.Layer?.VarianceEntropyRatio),
        Real("bands.low", r => r.Layer?.Low),
        Real("bands.middle", r => r.Layer?.Middle),
        Real("bands.high", r => r.Layer?.High),
        Real("orientation.resultant", r => r.Layer?.Resultant),
        Real("oriented", r => r.Layer is { } layer ? LayerShares.Oriented(layer) : null),
        Real("stripes.axes", r => r.Layer is { } layer ? LayerShares.NearAngles(layer, Axes) : null),
        FileColumn<ResultRow>.Flag("stripes.axesBoth", r => r.Layer is { } layer ? LayerShares.AllPresent(layer, Axes) : null),
        Real("stripes.angles", r => r is { Layer: { } layer, Run.Settings.Angles: { IsDefaultOrEmpty: false } angles } ? LayerShares.NearAngles(layer, angles) : null),
        FileColumn<ResultRow>.Flag(
            "stripes.anglesAll", r => r is { Layer: { } layer, Run.Settings.Angles: { IsDefaultOrEmpty: false } angles } ? LayerShares.AllPresent(layer, angles) : null),
    ];

    /// <summary>Writes all tables into a folder, in place of older ones.</summary>
    public static void Write(Experiment experiment, ImmutableArray<ResultRow> rows, string folder)
    {
        Both("results", Results(experiment), rows);
        Both("kernels", KernelColumns, [.. rows.SelectMany(r => (r.Layer?.Kernels ?? []).Select((k, i) => new KernelRow(r.Run, i, k)))]);
        Both("energy", EnergyColumns, [.. rows.SelectMany(r => (r.Figures?.Energy is { } energy ? energy.Shares : []).Select((_, i) => new EnergyRow(r.Run, i, r.Figures!.Energy!)))]);

        void Both<T>(string name, ImmutableArray<FileColumn<T>> columns, IReadOnlyCollection<T> content)
        {
            Atomic($"{name}.csv", stream => TableFile.WriteCsv(columns, content, stream));
            Atomic($"{name}.parquet", stream => TableFile.WriteParquet(columns, content, stream));
        }

        // Also after Ctrl-C, so that the tables hold what was finished.
        void Atomic(string name, Action<Stream> write) => AtomicFile.Write(Path.Combine(folder, name), force: true, write, CancellationToken.None);
    }

    private static ImmutableArray<FileColumn<KernelRow>> KernelColumns { get; } =
    [
        FileColumn<KernelRow>.Text("run", r => r.Run.Name),
        FileColumn<KernelRow>.Text("group", r => r.Run.Group),
        FileColumn<KernelRow>.Whole("seed", r => (long)r.Run.Settings.Seed),
        FileColumn<KernelRow>.Whole("kernel", r => r.Index),
        FileColumn<KernelRow>.Text("name", r => r.Kernel.Name),
        FileColumn<KernelRow>.Real("r2", r => r.Kernel.R2),
        FileColumn<KernelRow>.Real("q", r => r.Kernel.Q),
        FileColumn<KernelRow>.Flag("oriented", r => r.Kernel.Oriented),
        FileColumn<KernelRow>.Real("stripes", r => r.Kernel.Stripes),
        FileColumn<KernelRow>.Real("wavevector", r => r.Kernel.Wavevector),
        FileColumn<KernelRow>.Real("coherence", r => r.Kernel.Coherence),
        FileColumn<KernelRow>.Real("peak", r => r.Kernel.Peak),
        FileColumn<KernelRow>.Real("octaves", r => r.Kernel.Octaves),
        FileColumn<KernelRow>.Whole("order", r => r.Kernel.Order),
        FileColumn<KernelRow>.Real("nx", r => r.Kernel.Nx),
        FileColumn<KernelRow>.Real("ny", r => r.Kernel.Ny),
    ];

    private static ImmutableArray<FileColumn<EnergyRow>> EnergyColumns { get; } =
    [
        FileColumn<EnergyRow>.Text("run", r => r.Run.Name),
        FileColumn<EnergyRow>.Text("group", r => r.Run.Group),
        FileColumn<EnergyRow>.Whole("seed", r => (long)r.Run.Settings.Seed),
        FileColumn<EnergyRow>.Whole("component", r => r.Component),
        FileColumn<EnergyRow>.Real("share", r => r.Energy.Shares[r.Component]),
        FileColumn<EnergyRow>.Real("untrained", r => r.Energy.Untrained?[r.Component]),
        FileColumn<EnergyRow>.Real("variance", r => r.Energy.Variances[r.Component]),
    ];

    private static FileColumn<ResultRow> Real(string name, Func<ResultRow, double?> value) => FileColumn<ResultRow>.Real(name, value);

    /// <summary>A setting that varies, under the name that the option has; what a run leaves open is empty.</summary>
    private static FileColumn<ResultRow> Column(Setting setting)
    {
        return setting.Kind switch
        {
            SettingKind.Whole => FileColumn<ResultRow>.Whole(setting.Name, r => (Value(r) as WholeNode)?.Value),
            SettingKind.Real => FileColumn<ResultRow>.Real(setting.Name, r => Value(r) switch { WholeNode whole => whole.Value, RealNode real => real.Value, _ => null }),
            SettingKind.Flag => FileColumn<ResultRow>.Flag(setting.Name, r => (Value(r) as FlagNode)?.Value),
            _ => FileColumn<ResultRow>.Text(setting.Name, r => Value(r) is { } value ? Printable.Line(Setting.Text(value)) : null),
        };

        DocumentNode? Value(ResultRow row) => row.Run.Values.GetValueOrDefault(setting);
    }

    private sealed record KernelRow(ExperimentRun Run, int Index, KernelFigures Kernel);

    private sealed record EnergyRow(ExperimentRun Run, int Component, EnergyFigures Energy);
}
