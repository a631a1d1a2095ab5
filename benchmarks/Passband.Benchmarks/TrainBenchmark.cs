using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Passband.Datasets;
using Passband.Networks.Training;

namespace Passband.Benchmarks;

/// <summary>Steps of a training, against PyTorch (torch_peer.py) on the same network, batch and threads; both take turns, each in a process of its own.</summary>
internal static class TrainBenchmark
{
    private const int Batch = 64;
    private const int Pictures = 2048;

    public static int Run(string python, int rounds)
    {
        var text = new StringBuilder();
        var versions = "";
        foreach (var (name, title, _, _) in TrainNetworks.All)
        {
            var (warm, steps) = name == "colors" ? (10, 40) : (40, 150);
            foreach (var threads in (int[])[1, 2])
            {
                var (ours, theirs) = (new List<double>(), new List<double>());
                for (var round = 0; round < rounds; round++)
                {
                    string[] arguments = [name, .. ((int[])[threads, warm, steps, Batch]).Select(n => n.ToString(CultureInfo.InvariantCulture))];
                    ours.AddRange(Side(Self(arguments), out _));
                    theirs.AddRange(Side(new ProcessStartInfo(python, [Path.Combine(Machine.Repository, "benchmarks", "torch_peer.py"), .. arguments]), out versions));
                }
                var (a, b) = (Machine.Median(ours), Machine.Median(theirs));
                Console.Error.WriteLine(Invariant($"{name}, {threads} threads: {a:F2} against {b:F2} ms"));
                text.AppendLine(Invariant($"| {title} | {threads} | {a:F2} ({ours.Min():F2}) | {b:F2} ({theirs.Min():F2}) | {a / b:F2} | {1000 * Batch / a:F0} |"));
            }
        }
        var report = Invariant($"""
            # Training

            Milliseconds for one step of {Batch} pictures with Adam, loss and accuracy included: medians over {rounds} rounds in which both take turns, each in a process of its own; the fastest in
            brackets. Pictures are in memory; both put the batch together from them.
            {Machine.Description}; libtorch 2.10 (TorchSharp 0.107), {versions}.

            | network | threads | Passband | PyTorch | ratio | pictures a second |
            | --- | ---: | ---: | ---: | ---: | ---: |
            {text}
            """);
        Console.Write(report);
        File.WriteAllText(Path.Combine(Machine.Repository, "benchmarks", "results", "train.md"), report.TrimEnd() + "\n");
        return 0;
    }

    /// <summary>Our side alone.</summary>
    public static int RunSide(string name, int threads, int warm, int steps, int batch)
    {
        var (_, _, shape, classes) = TrainNetworks.All.Single(n => n.Name == name);
        var data = new TrainNetworks.Pictures(shape, classes, Pictures);
        var options = new TrainingOptions { Batch = batch, Steps = warm + steps, Threads = threads, Schedule = LearningRateSchedule.Constant };
        using var trainer = Trainer.Create(TrainNetworks.Build(name), name, new DataSplit(data, data), options);
        var times = new List<double>();
        var result = default(StepResult);
        while (trainer.Step < trainer.Steps)
        {
            var start = Stopwatch.GetTimestamp();
            result = trainer.Advance();
            if (trainer.Step > warm)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine(JsonSerializer.Serialize(new { times, loss = result.Loss, versions = "" }));
        return 0;
    }

    private static ProcessStartInfo Self(string[] arguments)
    {
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        return new ProcessStartInfo(Environment.ProcessPath!, [.. isHost ? [typeof(TrainBenchmark).Assembly.Location] : Array.Empty<string>(), "train-side", .. arguments]);
    }

    private static double[] Side(ProcessStartInfo start, out string versions)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with exit code {process.ExitCode}; the peer needs PyTorch.");
        using var document = JsonDocument.Parse(line);
        versions = document.RootElement.GetProperty("versions").GetString()!;
        return [.. document.RootElement.GetProperty("times").EnumerateArray().Select(t => t.GetDouble())];
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
