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
    case ["choice"]:
        return ChoiceBenchmark.Run();
    case ["recovery"]:
        return RecoveryBenchmark.Run();
    case ["quick4", var s4, var sh4, var snr4, var n4]:
        return Quick4.Run(int.Parse(s4), sh4, snr4 == "inf" ? double.PositiveInfinity : double.Parse(snr4, CultureInfo.InvariantCulture), int.Parse(n4));
    case ["quick", var sides, var snrs, var number]:
        return RecoveryQuick.Run([.. sides.Split(',').Select(int.Parse)], [.. snrs.Split(',').Select(x => x == "inf" ? double.PositiveInfinity : double.Parse(x, CultureInfo.InvariantCulture))], int.Parse(number, CultureInfo.InvariantCulture), true);
    case ["stages", .. var rest]:
        StageBenchmarks.Run(rest);
        return 0;
    case ["explain", var command, .. var arguments]:
        return CommandBenchmark.Run(command, arguments);
    default:
        Console.Error.WriteLine("""
            Usage: calibrate FILE [SAMPLES]     remake the noise table
                   describe [--python COMMAND] [--rounds N] [--face MODEL]
                                                filters described per second, against NumPy and SciPy; writes benchmarks/results/describe.md
                   stages [FILTER]              microseconds of every stage, by BenchmarkDotNet
                   explain COMMAND [ARGUMENT…]  wall time of a whole command line, start to end
            """);
        return 2;
}

static string? Option(string[] arguments, string name) =>
    Array.IndexOf(arguments, name) is var i and >= 0 && i + 1 < arguments.Length ? arguments[i + 1] : null;
