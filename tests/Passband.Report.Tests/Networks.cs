using Passband.Kernels;

namespace Passband.Report.Tests;

/// <summary>Small networks of every kind that a page shows, with weights by formula.</summary>
internal static class Networks
{
    /// <summary>64 filters of 7×7 on a color picture, and 100 layers behind them.</summary>
    public static ConvNet Large() => Of(
        "large.onnx",
        [
            Picture("conv1", ConvOperator.Conv2d, BankShape.Plane(64, 3, 7, 7)) with { Stride = Extent.Square(2) },
            .. Enumerable.Range(0, 100).Select(i => Layer($"stage{i / 25}/block{i % 25}/conv", ConvOperator.Conv2d, BankShape.Plane(8, 8, 3, 3))),
        ]);

    public static ConvNet Color() => Of("color.onnx", Picture("conv1", ConvOperator.Conv2d, BankShape.Plane(24, 3, 7, 7)) with { Stride = Extent.Square(2) }, Features());

    /// <summary>Sobel's kernels, whose middle taps are zero, and others of one channel.</summary>
    public static ConvNet Gray()
    {
        var shape = BankShape.Plane(8, 1, 3, 3);
        var weights = Weights(shape);
        float[] sobel = [-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1];
        sobel.CopyTo(weights, 0);
        return Of("gray.onnx", Layer("conv1", ConvOperator.Conv2d, shape) with { Input = InputSpace.Gray, Bank = new KernelBank(shape, weights) }, Features());
    }

    public static ConvNet Sound() => Of(
        "sound.onnx", Layer("filterbank", ConvOperator.Conv1d, BankShape.Line(16, 1, 32)) with { Input = InputSpace.Signal, Stride = new Extent(1, 1, 4) });

    public static ConvNet Depthwise() => Of(
        "depthwise.onnx",
        Picture("stem", ConvOperator.Conv2d, BankShape.Plane(16, 3, 3, 3)) with { Stride = Extent.Square(2) },
        Layer("block1/depthwise", ConvOperator.Depthwise, BankShape.Plane(16, 1, 3, 3)) with { Groups = 16 },
        Layer("block1/project", ConvOperator.Conv2d, BankShape.Plane(24, 16, 1, 1)),
        Layer("block2/depthwise", ConvOperator.Depthwise, BankShape.Plane(24, 1, 5, 5)) with { Groups = 24, Dilation = Extent.Square(2) });

    public static ConvNet Empty() => Of("empty.onnx");

    public static ConvNet Video() => Of("video.onnx", Picture("conv1", ConvOperator.Conv3d, new BankShape(8, 3, 3, 5, 5, 3)), Features());

    public static ConvNet Mixing() => Of("mixing.onnx", Picture("mix", ConvOperator.Conv2d, BankShape.Plane(16, 3, 1, 1)), Features());

    public static ConvNet Transposed() => Of(
        "transposed.onnx", Layer("conv1", ConvOperator.Conv2d, BankShape.Plane(12, 1, 5, 5)) with { Input = InputSpace.Gray },
        Layer("up", ConvOperator.Transposed, BankShape.Plane(12, 12, 4, 4)) with { Stride = Extent.Square(2) });

    /// <summary>More than five million kernels of 3×3 behind a layer that sees the picture; those of all layers have the same weights, which are made once.</summary>
    public static ConvNet Huge()
    {
        var deep = Layer("stage", ConvOperator.Conv2d, BankShape.Plane(512, 512, 3, 3));
        return Of("huge.safetensors", [Picture("conv1", ConvOperator.Conv2d, BankShape.Plane(64, 3, 7, 7)), .. Enumerable.Range(0, 20).Select(i => deep with { Name = $"stage{i}" })]);
    }

    /// <summary>Names that would run if they were taken for markup.</summary>
    public static ConvNet Hostile()
    {
        const string Picture = "<img src=x onerror=\"window.ran=1\">";
        const string Script = "</script><script>window.ran=2</script><!--";
        return Of(
            $"{Picture}\u202Efdp.onnx",
            Networks.Picture($"{Script}{Picture}\u202E\u0007:7", ConvOperator.Conv2d, BankShape.Plane(6, 3, 5, 5)),
            Layer($"javascript:alert(1)//{Script}", ConvOperator.Depthwise, BankShape.Plane(6, 1, 3, 3)) with { Groups = 6 },
            Layer($"{Picture}{new string('w', 4000)}", ConvOperator.Conv2d, BankShape.Plane(6, 6, 3, 3))) with
        { Assumptions = [$"{Script}{Picture}"] };
    }

    private static ConvNet Of(string name, params ConvLayer[] layers) => new()
    {
        Name = name,
        Format = "ONNX",
        HasGraph = true,
        Layers = [.. layers.Select((l, i) => l with { Index = i })],
    };

    private static ConvLayer Features() => Layer("conv2", ConvOperator.Conv2d, BankShape.Plane(16, 16, 3, 3));

    private static ConvLayer Picture(string name, ConvOperator kind, BankShape shape) => Layer(name, kind, shape) with { Input = InputSpace.Picture };

    private static ConvLayer Layer(string name, ConvOperator kind, BankShape shape) => new()
    {
        Index = 0,
        Name = name,
        Operator = kind,
        Bank = new KernelBank(shape, Weights(shape)),
    };

    /// <summary>Waves, edges, blobs and noise in turn, in changing colors; the ninth of nine filters is dead.</summary>
    private static float[] Weights(BankShape shape)
    {
        var weights = new float[shape.Filters * shape.FilterLength];
        var random = new Random(shape.Filters * shape.Channels + shape.Taps);
        var plane = shape.Height * shape.Width;
        for (var i = 0; i < weights.Length; i++)
        {
            var (filter, channel, tap) = (i / shape.FilterLength, i % shape.FilterLength / shape.Taps, i % plane);
            var (x, y) = (tap % shape.Width - (shape.Width - 1) / 2.0, tap / shape.Width - (shape.Height - 1) / 2.0);
            var noise = random.NextSingle() - 0.5;
            var tint = Math.Cos(channel * (filter % 5 - 2) * 0.7);
            weights[i] = (float)(tint * Pattern(filter, x, y, Math.Max(shape.Width, shape.Height) / 5.0) + (filter % 9 == 6 ? noise : 0.02 * noise)) * (filter % 9 == 8 ? 0 : 1);
        }
        return weights;
    }

    private static double Pattern(int filter, double x, double y, double sigma)
    {
        var (sin, cos) = Math.SinCos(filter * 0.7);
        var across = x * cos - y * sin;
        var window = Math.Exp(-(x * x + y * y) / (2 * sigma * sigma));
        return (filter % 9) switch
        {
            0 or 4 => window * Math.Cos(2 * Math.PI * across * (0.12 + 0.01 * (filter % 12)) + filter),
            1 or 5 => window * across / sigma,
            2 => window,
            3 => window * (1 - across * across / (sigma * sigma)),
            7 => window * (1 - (x * x + y * y) / (2 * sigma * sigma)),
            _ => 0,
        };
    }
}
