using System.Collections.Immutable;
using Passband.Imaging.Movies;
using Passband.Imaging.Movies.Pages;
using Passband.Kernels;
using Passband.Report.Tests;

[assembly: AssemblyFixture(typeof(MoviePages))]

namespace Passband.Report.Tests;

/// <summary>Pages of a made-up training with hostile names, on disk.</summary>
public sealed class MoviePages : IDisposable
{
    public const string Hostile = "</script><script>window.ran=1</script><img src=x onerror=\"window.ran=2\">\u202E";
    private const int Filters = 6;
    private const int Moments = 11;
    private const int Size = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passband-movie-");

    /// <summary>The movie; all filters are noise, then filter f becomes an edge at step 100 (f + 2).</summary>
    public string Movie => File("movie.html", s => EvolutionMovie.Write(Content(), MovieFormat.Html, s));

    public string Live(LiveState state, DateTimeOffset? written = null, long step = 500)
    {
        var content = Content();
        return File($"live-{state}.html", s => LivePage.Write(
            new LiveStatus
            {
                Title = Hostile,
                State = state,
                Step = step,
                Steps = 1000,
                Written = written ?? DateTimeOffset.UtcNow,
                Loss = 0.123,
                HeldOutAccuracy = 0.987,
                Layer = content.Moments[5].Layer,
                Kernels = content.Moments[5].Kernels,
                Charts = content.Charts,
                Verdict = [$"Layer {Hostile} has edges."],
            }, s));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static MovieContent Content()
    {
        var moments = Enumerable.Range(0, Moments).Select(i => new MovieMoment(100 * i, Layer(i), [.. Enumerable.Range(0, Filters).Select(f => i >= f + 2 ? new MovieKernel("edge", 0.9, 0.2) : new MovieKernel("noise"))]) { Epoch = i }).ToImmutableArray();
        ImmutableArray<MoviePoint> Points(Func<int, double> value) => [.. Enumerable.Range(0, Moments).Select(i => new MoviePoint(100 * i, value(i)))];
        return new MovieContent
        {
            Title = Hostile,
            Moments = moments,
            Charts =
            [
                new MovieChart("Loss", MovieChartKind.Amounts, [new MovieCurve("train", Points(i => 1.0 / (i + 1))), new MovieCurve(Hostile, Points(i => 1.1 / (i + 1)))]),
                new MovieChart("Names", MovieChartKind.Names, [new MovieCurve("edge", Points(i => Math.Clamp((i - 1.0) / Filters, 0, 1))), new MovieCurve("noise", Points(i => 1 - Math.Clamp((i - 1.0) / Filters, 0, 1)))]),
            ],
            Turns = [.. Enumerable.Range(0, Filters).Select(f => new MovieTurn(f, 100 * (f + 2), "edge"))],
        };
    }

    private static ConvLayer Layer(int moment)
    {
        var weights = new float[Filters * Size * Size];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)(Math.Sin(i * 12.9898) * (Moments - moment) + 2 * moment * Math.Sign(i % Size - 2)) / 20;
        return new ConvLayer { Index = 0, Name = Hostile, Operator = ConvOperator.Conv2d, Bank = new KernelBank(BankShape.Plane(Filters, 1, Size, Size), weights), Input = InputSpace.Gray };
    }

    private string File(string name, Action<Stream> write)
    {
        var path = Path.Combine(_folder.FullName, name);
        var part = $"{path}.{Guid.NewGuid():N}";
        using (var stream = System.IO.File.Create(part))
            write(stream);
        System.IO.File.Move(part, path, overwrite: true);
        return path;
    }
}
