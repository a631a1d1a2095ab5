using System.Globalization;
using Passband.Benchmarks;

switch (args)
{
    case ["calibrate", var path, .. var rest]:
        Calibrate.Run(path, rest is [var count] ? _ => int.Parse(count, CultureInfo.InvariantCulture) : Calibrate.CommittedSamples);
        return 0;
    case ["calibrate-layers", var file]:
        Calibrate.RunLayers(file);
        return 0;
    case ["describe", .. var rest]:
        return DescribeBenchmark.Run(Option(rest, "--python") ?? "python3", int.Parse(Option(rest, "--rounds") ?? "5", CultureInfo.InvariantCulture), Option(rest, "--face"));
    case ["filter", .. var rest]:
        return FilterBenchmark.Run(Option(rest, "--python") ?? "python3", int.Parse(Option(rest, "--rounds") ?? "5", CultureInfo.InvariantCulture));
    case ["choice"]:
        return ChoiceBenchmark.Run();
    case ["recovery"]:
        return RecoveryBenchmark.Run();
    case ["plates"]:
        return Plates.Run();
    case ["networks", .. var rest]:
        return NetworkBenchmark.Run(int.Parse(Option(rest, "--rounds") ?? "7", CultureInfo.InvariantCulture));
    case ["networks-side", var side, var model, var shape, var output]:
        return NetworkBenchmark.RunSide(side, model, [.. shape.Split('x').Select(d => int.Parse(d, CultureInfo.InvariantCulture))], output);
    case ["networks-large"]:
        return NetworkBenchmark.RunLarge();
    case ["train", .. var rest]:
        return TrainBenchmark.Run(Option(rest, "--python") ?? "python3", int.Parse(Option(rest, "--rounds") ?? "5", CultureInfo.InvariantCulture));
    case ["train-side", var name, .. var numbers] when numbers.Length == 4:
        int[] sizes = [.. numbers.Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        return TrainBenchmark.RunSide(name, sizes[0], sizes[1], sizes[2], sizes[3]);
    case ["stages", .. var rest]:
        StageBenchmarks.Run(rest);
        return 0;
    case ["explain", var command, .. var arguments]:
        return CommandBenchmark.Run(command, arguments);
    default:
        Console.Error.WriteLine("""
            Usage: calibrate FILE [SAMPLES]     remake the noise table
                   calibrate-layers FILE        remake the null of the layers' variance entropy
                   recovery                     names and parameters recovered from synthesized kernels; writes benchmarks/results/recovery.md and its picture
                   choice                       when a richer shape replaces a simpler one; writes benchmarks/results/choice.md
                   plates                       the pictures of docs/measures and docs/report.md; writes docs/images/measures and docs/images/viewers.png
                   describe [--python COMMAND] [--rounds N] [--face MODEL]
                                                filters described per second, against NumPy and SciPy; writes benchmarks/results/describe.md
                   networks [--rounds N]        networks run per second, against ONNX Runtime, and the memory of a large picture; writes benchmarks/results/networks.md
                   filter [--python COMMAND] [--rounds N]
                                                a plane correlated with dense kernels, against OpenCV; writes benchmarks/results/filter.md
                   train [--python COMMAND] [--rounds N]
                                                steps of a training, against PyTorch; writes benchmarks/results/train.md
                   stages [FILTER]              microseconds of every stage, by BenchmarkDotNet
                   explain COMMAND [ARGUMENT…]  wall time of a whole command line, start to end
            """);
        return 2;
}

static string? Option(string[] arguments, string name) =>
    Array.IndexOf(arguments, name) is var i and >= 0 && i + 1 < arguments.Length ? arguments[i + 1] : null;
