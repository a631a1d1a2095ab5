using System.CommandLine;
using Passband.Cli.Filtering;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Cli.Terminal.Graphics;
using Passband.Explanations;
using Passband.Imaging.Filtering;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Commands;

/// <summary><c>passband filter</c>: a picture through a kernel, or through all filters of a layer.</summary>
internal static class FilterCommand
{
    private static readonly (string Ending, FilterFormat Format)[] Endings =
        [(".png", FilterFormat.Png), (".npy", FilterFormat.Npy), (".tif", FilterFormat.Tiff), (".tiff", FilterFormat.Tiff)];

    public static string[] Examples { get; } =
    [
        "passband filter photo.jpg --kernel model.onnx#conv1:17 -o edges.png",
        "passband filter \"test:zone-plate(512)\" --kernel \"gabor(0.2,45,90)\" --show on-off -o lobes.png",
        "passband filter photo.jpg --kernel sample#0 --all -o sheet.png",
    ];

    public static Command Create(ToolHost host)
    {
        var image = SharedOptions.RefuseUnknownOptions(new Argument<string>("IMAGE")
        {
            Description = $"A PNG, JPEG, WebP, GIF or BMP file; - for standard input; or a test picture, test:NAME(SIZE,…): {string.Join(", ", TestPicture.Kinds.Select(k => k.Name))}.",
        });
        var kernel = new Option<string>("--kernel", "-k")
        {
            Description = "MODEL#LAYER:FILTER[:CHANNEL] (the sample network is sample#…), a .csv or .npy file, a textbook kernel such "
                + "as sobel-x or gaussian(1.5), or rows like \"1 0 -1; 2 0 -2; 1 0 -1\".",
            HelpName = "KERNEL",
            Required = true,
        };
        var all = new Option<bool>("--all") { Description = "All filters of the layer MODEL#LAYER, on one sheet (.png) or as [filters, height, width] (.npy)." };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The file to write: .png to look at, .npy or .tif with the numbers as float32; - for standard output. Without it, a terminal shows the picture.",
            HelpName = "FILE",
        };
        var format = FilterArguments.Format();
        var on = FilterArguments.On();
        var border = FilterArguments.Border();
        var stride = FilterArguments.Step("--stride", "Pixels between neighboring results (default: 1); network: the layer's own.");
        var dilation = FilterArguments.Step("--dilation", "Pixels between neighboring taps (default: the layer's own, else 1).");
        var along = FilterArguments.Along();
        var profile = FilterArguments.Profile();
        var channels = SharedOptions.Channels();
        var linear = new Option<bool>("--linear") { Description = "Filter light rather than the encoded samples of the file (sRGB's curve undone)." };
        var preset = new Option<string?>("--preset")
        {
            Description = $"Scale samples as a network's input: {string.Join(", ", PreprocessingPreset.All.Select(p => p.Name))}. Default: 0 to 1.",
            HelpName = "NAME",
        };
        var inputScale = FilterArguments.InputScale();
        var mean = FilterArguments.Numbers("--mean", "Taken away after the scale: one number, or one for each of the network's channels.");
        var std = FilterArguments.Numbers("--std", "Divided by after that, likewise.");
        var preprocessing = new Option<string?>("--preprocessing") { Description = "JSON that says all this, such as preprocessor_config.json.", HelpName = "FILE.json" };
        var show = FilterArguments.Show();
        var scale = FilterArguments.Scale();
        var plain = new Option<bool>("--plain") { Description = "The picture alone, without legend and words; every pixel is a result." };
        var dark = new Option<bool>("--dark") { Description = "Dark background around the picture." };
        var cell = SharedOptions.Number("--cell", "PX", 8, "With --all: longest side of a picture on the sheet.");
        var columns = SharedOptions.Number("--columns", "N", 1, "With --all: pictures in a row.");
        var graphics = SharedOptions.Graphics("How a terminal shows the picture");
        var json = SharedOptions.Json("what was done, and what the result is like,");
        var force = SharedOptions.Force();
        var command = new Command("filter", "Lays a kernel over a picture, without a flip, and shows or writes the signed result; its scale is always stated.")
        {
            image, kernel, all, output, format, on, border, stride, dilation, along, profile, channels, linear, preset, inputScale, mean, std, preprocessing, show, scale, plain, dark, cell, columns, graphics, json, force,
        };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(output) is { } path ? OutputTarget.For(path, parsed.GetValue(force), "one of", [.. Endings.Select(e => e.Ending)]) : null;
            var scaling = Scaling(
                new PreprocessingPart { Source = inputScale.Name, Scale = parsed.GetValue(inputScale) },
                new PreprocessingPart { Source = mean.Name, Mean = parsed.GetValue(mean) },
                new PreprocessingPart { Source = std.Name, Std = parsed.GetValue(std) },
                parsed.GetValue(preset) is { } name ? PreprocessingPreset.Find(name).Part : null,
                parsed.GetValue(preprocessing) is { } file ? PreprocessingFile.Read(file) : null);
            var job = new FilterJob
            {
                Image = parsed.GetValue(image)!,
                Kernel = parsed.GetValue(kernel)!,
                All = parsed.GetValue(all),
                Target = target,
                Format = FormatOf(target, parsed.GetValue(format)),
                Json = parsed.GetValue(json),
                Graphics = parsed.GetResult(graphics) is null ? GraphicsProtocols.OfVariable(host.Variable) : parsed.GetValue(graphics),
                Request = new FilterRequest
                {
                    Border = parsed.GetValue(border) ?? new BorderRequest(BorderMode.Reflect),
                    Stride = parsed.GetValue(stride),
                    Dilation = parsed.GetValue(dilation),
                    On = parsed.GetValue(on),
                    Profile = parsed.GetValue(profile) ?? ProfileKind.Strongest,
                    Along = parsed.GetValue(along),
                    Channels = parsed.GetValue(channels) ?? (scaling is { IsBgr: true } ? ChannelOrder.Bgr : null),
                    Linear = parsed.GetValue(linear) || scaling is { IsLinear: true },
                    Scaling = scaling,
                },
                Look = new FilterLook(
                    parsed.GetValue(show) ?? SignedView.Diverging, parsed.GetValue(scale) ?? new ScaleRequest(), parsed.GetValue(plain), parsed.GetValue(dark), parsed.GetValue(cell), parsed.GetValue(columns)),
            };
            job.Run(host);
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>What the parts say together; null where none says anything.</summary>
    private static FilterScaling? Scaling(params IEnumerable<PreprocessingPart?> parts)
    {
        // Sizes are for a network's fixed input: a kernel takes any.
        PreprocessingPart[] said = [.. parts.OfType<PreprocessingPart>()
            .Select(p => p with { Size = null, Fit = null, ShorterSide = null, Multiple = null, Filter = null })
            .Where(p => (p.Scale, p.Mean, p.Std, p.Channels, p.Light) is not (null, null, null, null, null))];
        return said.Length == 0 ? null : new FilterScaling(PreprocessingPlan.Of(said));
    }

    private static FilterFormat FormatOf(OutputTarget? target, FilterFormat? asked)
    {
        if (target is { IsStandardOutput: false })
        {
            var own = Array.Find(Endings, e => target.Path.EndsWith(e.Ending, StringComparison.OrdinalIgnoreCase)).Format;
            return asked is null || asked == own ? own : throw new PassbandException(ErrorKind.Request, "--format", $"another format than the ending of {target.Path}", "-o - with --format, or a file's ending");
        }
        return asked ?? FilterFormat.Png;
    }
}
