using System.Text;
using Passband.Evolutions;

namespace Passband.Cli.Output;

/// <summary>One row for each kernel at each moment; columns carry the JSON document's field names. A reader may rely on the names, not on the order.</summary>
internal static class EvolutionCsv
{
    private static readonly string[] Header = ["filter", "address", "moment", "checkpoint", "step", "name", "r2", "q", "peak", "stripes", "norm", "change", "cosineToLast"];

    public static void Write(KernelEvolution evolution, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var csv = new CsvWriter(text);
        foreach (var name in Header)
            csv.Text(name);
        csv.EndRow();
        foreach (var track in evolution.Filters)
        {
            for (var m = 0; m < track.Moments.Length; m++)
            {
                var (moment, filter) = (evolution.Moments[m], track.Moments[m]);
                csv.Whole(track.Filter);
                csv.Text(track.Address);
                csv.Whole(m);
                csv.Text(moment.Checkpoint);
                csv.Whole(moment.Step);
                csv.Text(filter.Name);
                csv.Number(filter.R2);
                csv.Number(filter.Q);
                csv.Number(filter.Peak);
                csv.Number(filter.Stripes);
                csv.Number(filter.Norm);
                csv.Number(filter.Change);
                csv.Number(filter.CosineToLast);
                csv.EndRow();
            }
        }
    }
}
