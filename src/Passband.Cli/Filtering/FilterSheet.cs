using System.Collections.Immutable;
using System.Globalization;
using Passband.Cli.Commands;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Explanations;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using Passband.Models.Numpy;

namespace Passband.Cli.Filtering;

/// <summary>A picture through every filter of a layer. One result is held at a time; of those before only a small picture is kept.</summary>
internal sealed class FilterSheet(FilterJob job, KernelSource source, Picture picture, ToolHost host)
{
    /// <summary>The most filters that a sheet shows; it says how many it leaves out.</summary>
    private const int MostTiles = 256;

    private readonly ConvLayer _layer = source.Layer!;
    private readonly List<(string? Name, FilterStatistics Statistics)> _filters = [];
    private readonly List<ContactTile> _tiles = [];
    private ImmutableArray<string> _names = [];
    private FilterResult? _first;

    private int Filters => _layer.Bank.Shape.Filters;

    private bool IsArray => job.Format == FilterFormat.Npy && job.Target is not null;

    private bool IsSheet => job.Format == FilterFormat.Png && job.Target is not null;

    /// <summary>The sheet's filters; of arrays and documents all.</summary>
    private int Shown => IsSheet ? Math.Min(Filters, MostTiles) : Filters;

    public void Run()
    {
        Check();
        _names = SheetCommand.Names(source.Net!, _layer, job.Request.Channels, host);
        if (IsArray)
            job.Write(host, stream => FilterAll(stream));
        else
            FilterAll(null);
        if (IsSheet)
            job.Write(host, stream => stream.Write(Paint()));
        if (job.Json)
            FilterJson.WriteAll(source, picture, job.Request, _filters, _first!, Notes(), host.Output);
        else
            Say();
    }

    private void Check()
    {
        if (job.Target is null && !job.Json)
            throw new PassbandException(ErrorKind.Request, "-o", "no file is named for the sheet", "-o FILE.png, -o FILE.npy or --json");
        if (job.Format == FilterFormat.Tiff && job.Target is not null)
            throw new PassbandException(ErrorKind.Request, "-o", "a TIFF for all filters of a layer", ".png for a sheet or .npy for the numbers");
        if (job.Request.On == FilterTarget.Each)
            throw new PassbandException(ErrorKind.Request, "--on rgb", "three results for each filter", "one for each, as --on luma has");
        if (job.Look.Scale.Percentile is not null)
            throw new PassbandException(ErrorKind.Request, "--scale", "a percentile for a sheet", "common, each, or a number");
    }

    private void FilterAll(Stream? output)
    {
        using var progress = new ProgressLine(host);
        for (var filter = 0; filter < Shown; filter++)
        {
            host.Cancellation.ThrowIfCancellationRequested();
            var result = FilterResult.Of(source, filter, picture, job.Request, null, host);
            if (_first is null)
            {
                _first = result with { Planes = [new Plane(1, 1, [0])] };
                if (output is not null)
                    NpyWriter.WriteHeader([Filters, result.Planes[0].Height, result.Planes[0].Width], output);
            }
            if (output is not null)
                NpyWriter.WriteValues(result.Planes[0].Samples, output);
            _filters.Add((filter < _names.Length ? _names[filter] : null, result.Statistics));
            if (IsSheet)
                _tiles.Add(Tile(filter, result));
            progress.Report(new ExplainProgress(_layer.Name, filter + 1, Shown));
        }
    }

    private ContactTile Tile(int filter, FilterResult result)
    {
        var (width, height) = Thumbnail.SizeOf(picture.Width, picture.Height, Cell());
        var plane = job.Look.View == SignedView.Gray ? Thumbnail.Mean(result.Planes[0], width, height) : Thumbnail.Strongest(result.Planes[0], width, height);
        var label = filter.ToString(CultureInfo.InvariantCulture);
        var largest = result.Statistics.Largest > 0 ? result.Statistics.Largest : 1;
        return new ContactTile
        {
            Planes = [plane],
            Label = filter < _names.Length ? $"{label} {_names[filter]}" : label,
            Note = job.Look.Scale.Each ? (job.Look.View == SignedView.Gray ? "to " : "±") + FilterWords.Number(largest) : "",
            Scale = largest,
        };
    }

    private int Cell() => job.Look.Cell ?? (Shown <= 12 ? 260 : Shown <= 40 ? 200 : Shown <= 100 ? 150 : 110);

    private double CommonScale() => job.Look.Scale.Number
        ?? (job.Look.View == SignedView.Gray && !job.Look.Scale.IsMax ? 1 : _tiles.Max(t => t.Scale!.Value));

    private byte[] Paint()
    {
        var scale = CommonScale();
        var (width, height) = Thumbnail.SizeOf(picture.Width, picture.Height, Cell());
        var original = new ContactTile
        {
            Planes = [.. (picture.Transfer == Transfer.Linear && !TestPicture.IsAsked(job.Image) ? TransferCurve.Encode(picture) : picture).Planes.Select(p => Thumbnail.Mean(p, width, height))],
            Label = "the picture",
            Note = job.Look.Scale.Each ? $"{picture.Width}×{picture.Height}" : "",
        };
        return ContactSheet.ToPng(
            [original, .. _tiles.Select(t => job.Look.Scale.Each ? t : t with { Scale = scale })],
            new ContactSheetOptions
            {
                Title = $"{Printable.Name(source.Title)} on {FilterWords.PictureName(picture)}",
                Caption = Caption(),
                View = job.Look.View,
                Columns = job.Look.Columns,
                Dark = job.Look.Dark,
                Plain = job.Look.Plain,
            });
    }

    /// <summary>What the sheet shows, at what scale, and what it leaves out.</summary>
    private string Caption()
    {
        var first = _first!;
        var scale = job.Look.Scale.Each
            ? "each at its own scale, which stands below it"
            : $"all on one scale, {(job.Look.View == SignedView.Gray ? "0 to " : "±")}{FilterWords.Number(CommonScale())}";
        var standIn = first.Task.StandIn is { } plane ? $", each by {plane}," : "";
        var text = $"{Shown} filter{(Shown == 1 ? "" : "s")} of {first.Task.Kernels[0].Height}×{first.Task.Kernels[0].Width}{standIn} on {first.Task.On}; {FilterWords.Settings(job.Request, first.Placement)}; {scale}.";
        if (job.Look.View != SignedView.Gray && Math.Max(picture.Width, picture.Height) > Cell())
            text += " Every pixel is the strongest result of its block.";
        return Shown == Filters ? text : $"{text} Shown are the first {Shown}; {Filters - Shown} not shown.";
    }

    private void Say()
    {
        host.Error.WriteLine($"{source.Name} on {FilterWords.PictureName(picture)}, {picture.Width}×{picture.Height}: "
            + (IsSheet ? Caption() : $"{Filters} filters on {_first!.Task.On}; {FilterWords.Settings(job.Request, _first.Placement)}."));
        foreach (var note in Notes())
            host.Error.WriteLine(Printable.Line(note));
    }

    /// <summary>Notes of the whole layer. The share that a stand-in holds differs from filter to filter: the first one's is an example.</summary>
    private IEnumerable<string> Notes() =>
        [.. picture.Notes, .. _first!.Task.Notes.Select(n => _first.Task.StandIn is null ? n : $"Filter 0: {n}"), .. FilterReport.LayerNotes(source)];
}
