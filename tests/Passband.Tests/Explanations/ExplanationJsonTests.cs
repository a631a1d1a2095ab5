using System.Text.Json.Nodes;
using NJsonSchema;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class ExplanationJsonTests
{
    /// <summary>A network with a layer of every kind.</summary>
    private static ConvNet Everything()
    {
        ConvLayer Noise(BankShape shape, InputSpace input, ConvOperator op, string name) =>
            Nets.Layer(shape, Plane.Noise(1, shape.Filters * shape.FilterLength, (ulong)shape.FilterLength).Values, input, op, name);
        return Nets.Of(
            Noise(BankShape.Plane(4, 3, 7, 7), InputSpace.Picture, ConvOperator.Conv2d, "color") with { Stride = Extent.Square(2), Folded = ["batchnorm"] },
            Nets.Gray(
                Plane.Parse("-1 0 1/-2 0 2/-1 0 1"), Plane.Parse("1 1 1/1 1 1/1 1 1"), Plane.Parse("0 0 0/0 0 0/0 0 0"), Plane.Parse("0 -1 0/-1 5 -1/0 -1 0"),
                Plane.Parse("0 -1 0/-1 4 -1/0 -1 0")) with
            { Name = "gray\u001b[31m" },
            Noise(BankShape.Line(3, 1, 16), InputSpace.Signal, ConvOperator.Conv1d, "signal"),
            Noise(BankShape.Line(3, 1, 2), InputSpace.Signal, ConvOperator.Conv1d, "short"),
            Noise(BankShape.Plane(3, 1, 5, 1), InputSpace.Features, ConvOperator.Depthwise, "column"),
            Noise(BankShape.Plane(3, 2, 4, 4), InputSpace.Features, ConvOperator.Transposed, "up"),
            Noise(BankShape.Plane(3, 8, 1, 1), InputSpace.Features, ConvOperator.Conv2d, "mix"),
            Noise(BankShape.Plane(2, 3, 1, 1), InputSpace.Rgb, ConvOperator.Conv2d, "color mix"),
            Noise(new BankShape(2, 2, 3, 3, 3, 3), InputSpace.Features, ConvOperator.Conv3d, "volume"),
            Noise(new BankShape(2, 3, 5, 4, 4, 3), InputSpace.Rgb, ConvOperator.Conv3d, "video") with { Stride = new Extent(1, 4, 4) },
            Noise(BankShape.Plane(2, 2, 3, 3), InputSpace.Features, ConvOperator.Transposed, "upsample") with { Stride = Extent.Square(2) },
            Noise(BankShape.Plane(2, 3, 5, 5), InputSpace.Rgb, ConvOperator.Conv2d, "dilated") with { Dilation = new Extent(1, 2, 3) });
    }

    private static NetworkExplanation Explain(ConvNet net, bool all = true, bool why = false) =>
        Explainer.Explain(net, ExplainOptions.Default with { All = all, Why = why }, cancellation: TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_document_follows_the_schema_that_the_library_ships()
    {
        var schema = await JsonSchema.FromJsonAsync(ExplanationJson.Schema(), TestContext.Current.CancellationToken);
        var text = Documents.Text(Explain(Everything()));

        Assert.Empty(schema.Validate(text));
        // The schema is strict: a field of another name is an error.
        Assert.NotEmpty(schema.Validate(text.Replace("\"wavevector\"", "\"waveVector\"", StringComparison.Ordinal)));
        Assert.Empty(schema.Validate(Documents.Text(Explain(Nets.Of()))));
        Assert.Empty(schema.Validate(Documents.Text(Explain(Everything(), why: true))));
        Assert.Empty(schema.Validate(Documents.Text(Explain(Everything(), all: false, why: true))));
    }

    [Fact]
    public void Keys_keep_their_order()
    {
        var document = JsonNode.Parse(Documents.Text(Explain(Everything())))!.AsObject();
        Assert.Equal(["schema", "model", "verdict", "layers"], document.Select(p => p.Key));
        var layer = document["layers"]![0]!.AsObject();
        Assert.Equal(
            ["index", "name", "operator", "shape", "stride", "dilation", "groups", "input", "folded", "verdict", "summary", "filters", "noise"], layer.Select(p => p.Key));
        Assert.Equal(
            ["address", "name", "words", "gain", "passband", "orientation", "order", "symmetry", "separability", "center", "sigma", "color", "aliasing", "fit", "flags", "time", "structure", "candidates"],
            layer["filters"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal(
            ["shape", "r2", "parameters", "runnerUp", "deltaAicc", "p", "q", "spatialP", "spatialQ", "unit"], layer["filters"]![0]!["fit"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public void What_is_asked_for_with_why_stands_last_and_is_null_otherwise()
    {
        var document = JsonNode.Parse(Documents.Text(Explain(Everything(), all: false, why: true)))!;
        var (layer, deep) = (document["layers"]![0]!, document["layers"]![8]!);
        Assert.Equal(["size", "samples", "levels", "r2", "evidence", "moran", "spectralEntropy", "rank1", "coherence"], layer["noise"]!.AsObject().Select(p => p.Key));
        Assert.Equal(
            ["shape", "name", "r2", "aicc", "deltaAicc", "freeParameters", "parameters"], layer["filters"]![0]!["candidates"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal("kernelNames", layer["summary"]!.AsObject().Last().Key);
        Assert.Null(layer["summary"]!["kernelNames"]);
        Assert.Equal(["total", "named", "names", "pi0"], deep["summary"]!["kernelNames"]!.AsObject().Select(p => p.Key));
        Assert.Null(deep["noise"]);

        var plain = JsonNode.Parse(Documents.Text(Explain(Everything(), all: false)))!;
        Assert.All(plain["layers"]!.AsArray(), l => Assert.Equal((null, null), (l!["noise"], l["summary"]!["kernelNames"])));
        Assert.All(plain["layers"]!.AsArray().SelectMany(l => l!["filters"]?.AsArray() ?? []), f => Assert.Null(f!["candidates"]));
    }

    [Fact]
    public void Writing_twice_gives_the_same_bytes_and_a_line_end() =>
        Assert.Equal(Documents.Text(Explain(Everything())), Documents.Text(Explain(Everything())));

    [Fact]
    public void Names_are_those_of_the_list_and_operators_of_the_format()
    {
        var layers = Explain(Everything()).Layers;
        Assert.All(layers.SelectMany(l => l.Filters ?? []), f => Assert.Contains(f.Name, KernelName.All));
        Assert.Equal(["conv2d", "conv2d", "conv1d", "conv1d", "depthwise", "transposed", "conv2d", "conv2d", "conv3d", "conv3d", "transposed", "conv2d"], layers.Select(l => l.Operator));
        Assert.Equal(["rgb", "gray", "signal", "signal", "features", "features", "features", "rgb", "features", "rgb", "features", "rgb"], layers.Select(l => l.Input));
        Assert.Equal([2, 3, 1, 1], layers[7].Shape);
        Assert.Equal([3, 1, 16], layers[2].Shape);
    }

    [Fact]
    public void Numbers_have_six_digits() =>
        Assert.Equal(1234570, JsonNode.Parse(Documents.Text(Nets.Describe(Plane.Parse("1234567 0"))))!["gain"]!["dc"]!.GetValue<double>());
}
