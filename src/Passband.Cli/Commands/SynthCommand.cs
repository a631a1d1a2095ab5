using System.CommandLine;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Synthesis;

namespace Passband.Cli.Commands;

/// <summary><c>passband synth</c>: filters whose answers are known.</summary>
internal static class SynthCommand
{
    public static string[] Examples { get; } =
    [
        "passband synth edge --size 7 -o - | passband explain -",
        "passband synth gabor --size 11 --snr 20 --color red-cyan -o gabors.safetensors --truth gabors.json",
        "passband synth noise --distribution he --size 3 --count 64 -o noise.npy",
    ];

    public static Command Create(ToolHost host)
    {
        var shape = SynthArguments.Shape();
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write, by extension: .npy, .npz or .safetensors; - for .npy on standard output.",
            HelpName = "FILE",
            Required = true,
        };
        var size = SynthArguments.Size();
        var count = SharedOptions.Number("--count", "N", 1, $"Filters to make. Default: {SynthArguments.DefaultCount}.");
        var seed = SynthArguments.Seed();
        var angle = SynthArguments.Real("--angle", "DEG", "Direction across the stripes, counter-clockwise; of an edge the one in which brightness rises.");
        var sigma = SynthArguments.Real("--sigma", "S", "σ across the stripes, samples.");
        var sigmaAlong = SynthArguments.Real("--sigma-along", "S", "σ along the stripes.");
        var frequency = SynthArguments.Real("--frequency", "F", "Cycles per sample.");
        var phase = SynthArguments.Real("--phase", "DEG", "0: even and bright in the middle; 90: odd and rising.");
        var offset = SynthArguments.Offset();
        var strength = SynthArguments.Real("--strength", "S", "Of a surround (1: balanced) or of a sharpening kernel.");
        var surroundSigma = SynthArguments.Real("--surround-sigma", "S", "σ of the surround.");
        var box = SynthArguments.Box();
        var polarity = SynthArguments.Polarity();
        var color = SynthArguments.Color();
        var snr = SynthArguments.Real("--snr", "DB", "Add white noise: energy of the kernel over that of the noise. Default: none.");
        var int8 = new Option<bool>("--int8") { Description = "Round the weights of each filter to 255 levels." };
        var distribution = SynthArguments.Distribution();
        var json = SharedOptions.Json("the true answers");
        var truth = new Option<string?>("--truth") { Description = "Also write the true answers.", HelpName = "FILE.json" };
        var force = SharedOptions.Force();
        var command = new Command("synth", "Makes filters whose answers are known, to test with. What is not given is drawn at random (docs/synth.md).")
        {
            shape, output, size, count, seed, angle, sigma, sigmaAlong, frequency, phase, offset, strength, surroundSigma, box, polarity, color, snr, int8, distribution,
            json, truth, force,
        };
        command.SetAction(parsed =>
        {
            var made = parsed.GetRequiredValue(shape).Shape;
            var asked = parsed.GetValue(color);
            if (made is not null && parsed.GetValue(distribution) is not null)
                throw new PassbandException(ErrorKind.Request, "--distribution", "given for a shape", "the shape 'noise'", "White noise is added with --snr.");
            if (made is null && asked?.Weights is not null)
                throw new PassbandException(ErrorKind.Request, "--color", "a color for noise", "random: three channels of independent weights");
            var options = new SynthOptions
            {
                Shape = made,
                Distribution = parsed.GetValue(distribution) ?? NoiseDistribution.Gaussian,
                Size = (parsed.GetValue(size) ?? SynthArguments.DefaultSize) with { Channels = asked is null ? 1 : 3 },
                Count = parsed.GetValue(count) ?? SynthArguments.DefaultCount,
                Seed = parsed.GetValue(seed) ?? SynthArguments.DefaultSeed,
                Noise = new SynthNoise { SnrDb = parsed.GetValue(snr) ?? double.PositiveInfinity, Quantize8 = parsed.GetValue(int8) },
                Settings = new SynthSettings
                {
                    X = parsed.GetValue(offset)?.X,
                    Y = parsed.GetValue(offset)?.Y,
                    Angle = parsed.GetValue(angle),
                    Sigma = parsed.GetValue(sigma),
                    SigmaAlong = parsed.GetValue(sigmaAlong),
                    Frequency = parsed.GetValue(frequency),
                    Phase = parsed.GetValue(phase),
                    SurroundSigma = parsed.GetValue(surroundSigma),
                    Strength = parsed.GetValue(strength),
                    Columns = parsed.GetValue(box)?.Columns,
                    Rows = parsed.GetValue(box)?.Rows,
                    On = parsed.GetValue(polarity)?.On,
                    Color = asked?.Weights,
                },
            };
            var replace = parsed.GetValue(force);
            var weights = OutputTarget.For(parsed.GetValue(output)!, replace, "one of", SynthFile.Endings);
            var answers = parsed.GetValue(truth) is { } path ? OutputTarget.For(path, replace, "answers in", ".json") : null;
            return Run(host, options, weights, answers, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(ToolHost host, SynthOptions options, OutputTarget weights, OutputTarget? answers, bool json)
    {
        var claims = (weights.IsStandardOutput ? 1 : 0) + (answers is { IsStandardOutput: true } ? 1 : 0) + (json ? 1 : 0);
        if (claims > 1)
            throw new PassbandException(ErrorKind.Request, "standard output", "asked to take more than one document", "one of -o -, --json and --truth -");
        SynthFile.Check(host, weights, options.Count, options.Size);
        var name = SynthFile.NameOf(weights);
        SynthLayer layer;
        using (var line = new ProgressLine(host))
            layer = Synthesizer.Make(options, new FilterProgress(line, name, options.Count), host.Cancellation);
        SynthFile.Write(host, weights, layer.Net.Layers[0]);
        answers?.Write(host, stream => SynthJson.Write(name, options, layer, stream));
        if (json)
            SynthJson.Write(name, options, layer, host.Output);
        return ExitCode.Fine;
    }

    private sealed class FilterProgress(ProgressLine line, string layer, int total) : IProgress<int>
    {
        public void Report(int value) => line.Report(new ExplainProgress(layer, value, total));
    }
}
