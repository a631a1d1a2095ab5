using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Benchmarks;

/// <summary>
/// One 3840×2160 plane of floats correlated with dense square kernels, against OpenCV's filter2D on the same numbers with the same borders: both with all
/// processors, both with one thread, in turns. Both results are held against each other.
/// </summary>
internal static class FilterBenchmark
{
    private const int Width = 3840, Height = 2160, Repeats = 3;

    private static readonly int[] Sizes = [3, 5, 7, 9, 11, 15];

    public static int Run(string python, int rounds)
    {
        var plane = new Plane(Width, Height, Numbers(Width * Height, 0));
        var text = new StringBuilder();
        string? versions = null;
        foreach (var threads in (int[])[Environment.ProcessorCount, 1])
        {
            using var peer = Start(python, threads);
            var told = Read(peer).GetProperty("versions").GetString();
            versions ??= told;
            text.AppendLine(Invariant($"""

                {threads} thread{(threads == 1 ? "" : "s")}:

                | kernel | Passband, ms | OpenCV, ms | ratio | memory that is there: Passband, ms | OpenCV, ms | ratio | Passband, 10⁹ taps/s |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """));
            foreach (var size in Sizes)
                text.AppendLine(Row(plane, size, threads, rounds, peer));
            peer.StandardInput.Close();
            peer.WaitForExit();
        }
        var report = Invariant($"""
            # Correlating a 3840×2160 plane with a dense kernel

            float32 in and out, reflecting borders, kernels that are not separable. Medians of {rounds * Repeats} runs in {rounds} rounds, in which both take turns; fastest run
            in brackets. A result is allocated in every run, as whoever calls either does, or (to the right) written to memory that is there already.
            {Machine.Description}, vectors of {(Vector512.IsHardwareAccelerated ? 512 : 256)} bits; {versions}.
            {text}
            """);
        Console.Write(report);
        File.WriteAllText(Path.Combine(Machine.Repository, "benchmarks", "results", "filter.md"), report);
        return 0;
    }

    private static string Row(Plane plane, int size, int threads, int rounds, Process peer)
    {
        var kernel = new KernelMatrix(size, size, [.. Numbers(size * size, -0.5f).Select(v => (double)v)]);
        var options = new CorrelationOptions { MaxThreads = threads };
        var grid = CorrelationGrid.Of([plane], [kernel], options);
        var target = new float[Width * Height];
        List<double> fresh = [], ready = [], theirFresh = [], theirReady = [];
        for (var round = -1; round < rounds; round++)
        {
            List<double> f = [], r = [];
            for (var i = 0; i < Repeats; i++)
                f.Add(Time(() => Correlation.Apply(plane, kernel, options)));
            for (var i = 0; i < Repeats; i++)
                r.Add(Time(() => Correlation.Compute(grid, [plane], [kernel], options, target, Vector512.IsHardwareAccelerated)));
            peer.StandardInput.WriteLine($"{Height} {Width} {size} {Repeats}");
            var answer = Read(peer);
            // The first round warms both up.
            if (round < 0)
            {
                Compare(target, answer.GetProperty("sum").GetDouble());
                continue;
            }
            fresh.AddRange(f);
            ready.AddRange(r);
            theirFresh.AddRange(answer.GetProperty("fresh").EnumerateArray().Select(v => v.GetDouble()));
            theirReady.AddRange(answer.GetProperty("ready").EnumerateArray().Select(v => v.GetDouble()));
        }
        Console.Error.WriteLine(Invariant($"{threads} threads, {size}×{size}: {Machine.Median(ready):F1} ms, OpenCV {Machine.Median(theirReady):F1} ms"));
        var tapsPerSecond = size * size * (double)plane.Samples.Length / Machine.Median(ready) / 1e6;
        return Invariant($"| {size}×{size} | {Cell(fresh)} | {Cell(theirFresh)} | {Ratio(theirFresh, fresh)} ")
            + Invariant($"| {Cell(ready)} | {Cell(theirReady)} | {Ratio(theirReady, ready)} | {tapsPerSecond:F0} |");
    }

    private static string Ratio(List<double> theirs, List<double> ours) => Invariant($"**{Machine.Median(theirs) / Machine.Median(ours):F1}**");

    private static string Cell(List<double> times) => Invariant($"{Machine.Median(times):F1} ({times.Min():F1})");

    /// <summary>Sums of |response| agree to five digits: both computed the same.</summary>
    private static void Compare(float[] ours, double theirs)
    {
        var sum = ours.Sum(v => (double)Math.Abs(v));
        if (Math.Abs(sum - theirs) > 1e-5 * theirs)
            throw new InvalidOperationException(Invariant($"The results differ: Σ|response| is {sum} here and {theirs} there."));
    }

    private static double Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static float[] Numbers(int count, float offset) => [.. Enumerable.Range(0, count).Select(i => i * 40503L % 65536 / 65536f + offset)];

    private static Process Start(string python, int threads)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Machine.Repository, "benchmarks", "opencv_peer.py"));
        start.ArgumentList.Add(threads.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
    }

    private static JsonElement Read(Process peer)
    {
        var line = peer.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The peer ended early; it needs OpenCV's Python module (Debian's python3-opencv).");
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
