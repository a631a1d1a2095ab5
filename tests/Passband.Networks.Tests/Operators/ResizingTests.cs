using Passband.Graphs;
using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>Resizing, padding and sampling as ONNX Runtime computes them, over random attributes.</summary>
public class ResizingTests
{
    private const double Tolerance = 2e-5;

    [Theory]
    [InlineData("nearest", 11)]
    [InlineData("nearest", 19)]
    [InlineData("linear", 11)]
    [InlineData("linear", 13)]
    [InlineData("linear", 19)]
    [InlineData("cubic", 11)]
    [InlineData("cubic", 19)]
    public void Resizing_agrees_with_ONNX_Runtime(string mode, int version) => Each.Seed(150, random =>
    {
        var x = random.Floats("x", [1, 2, random.Integer(2, 9), random.Integer(2, 9)]);
        var coordinates = random.One("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "tf_crop_and_resize", version >= 19 ? "half_pixel_symmetric" : "tf_half_pixel_for_nn");
        var attributes = new List<(string, object)> { ("mode", mode), ("coordinate_transformation_mode", coordinates) };
        if (mode == "nearest")
            attributes.Add(("nearest_mode", random.One("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")));
        if (mode == "cubic")
        {
            attributes.Add(("cubic_coeff_a", random.One(-0.75f, -0.5f)));
            attributes.Add(("exclude_outside", random.Integer(0, 1)));
        }
        if (mode != "nearest" && version >= 18 && coordinates != "tf_crop_and_resize" && random.Once(3))
            attributes.Add(("antialias", 1));
        attributes.Add(("extrapolation_value", 0.25f));
        var roi = Tensor.FromFloats("roi", [8], [0, 0, random.One(0, 0.23f), random.One(0, -0.31f), 1, 1, random.One(1, 0.69f), random.One(1, 1.17f)]);
        var model = new OnnxModelBuilder(version).Input(x).Constant(roi);
        // A region is compared with sizes other than the input's: ONNX Runtime leaves it out of sizes that follow from scales, and of axes that keep their size.
        if (coordinates != "tf_crop_and_resize" && random.Once(2))
        {
            model.Constant(Tensor.FromFloats("s", [4], [1, 1, random.One(0.5f, 0.6f, 1, 1.7f, 2, 3), random.One(0.4f, 0.5f, 1, 2, 2.3f, 4)]));
            model.Node("Resize", ["x", "roi", "s"], ["y"], [.. attributes]);
        }
        else
        {
            model.Constant(Tensor.FromIntegers("s", [4], [1, 2, .. x.Shape.Skip(2).Select(d => random.Integer(1, 14) is var size && size == d && coordinates == "tf_crop_and_resize" ? 15L : size)]));
            // Before version 13 scales must be there, if only without values.
            model.Constant(Tensor.FromFloats("e", [0], [])).Node("Resize", ["x", "roi", version < 13 ? "e" : "", "s"], ["y"], [.. attributes]);
        }
        return Sameness.Difference(model.Output("y").Build(), Tolerance, 0, x) is { } difference
            ? $"{difference} from [{string.Join(", ", x.Shape)}] for {Each.Text(attributes)}" : null;
    });

    [Fact]
    public void Sizes_that_keep_the_aspect_ratio_agree_with_ONNX_Runtime() => Each.Seed(30, random =>
    {
        var x = random.Floats("x", [1, 2, random.Integer(3, 9), random.Integer(3, 9)]);
        var sizes = Tensor.FromIntegers("s", [2], random.Integers(2, 4, 15));
        var model = new OnnxModelBuilder(18).Input(x).Constant(sizes)
            .Node("Resize", ["x", "", "", "s"], ["y"], ("mode", "linear"), ("axes", (long[])[2, 3]), ("keep_aspect_ratio_policy", random.One("not_larger", "not_smaller"))).Output("y").Build();
        return Sameness.Difference(model, Tolerance, 0, x);
    });

    [Theory]
    [InlineData("Upsample", 9)]
    [InlineData("Resize", 10)]
    public void Resizing_of_old_agrees_with_ONNX_Runtime(string operation, int version) => Each.Seed(30, random =>
    {
        var x = random.Floats("x", [1, 2, random.Integer(3, 9), random.Integer(3, 9)]);
        var scales = Tensor.FromFloats("s", [4], [1, 1, random.One(1, 1.5f, 2, 3), operation == "Resize" ? random.One(0.5f, 0.7f, 2) : random.One(1, 2.5f)]);
        var model = new OnnxModelBuilder(version).Input(x).Constant(scales).Node(operation, ["x", "s"], ["y"], ("mode", random.One("nearest", "linear"))).Output("y").Build();
        return Sameness.Difference(model, Tolerance, 0, x);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void Padding_agrees_with_ONNX_Runtime(int rank) => Each.Seed(60, random =>
    {
        var x = random.Floats("x", [.. random.Integers(rank, 3, 5).Select(d => (int)d)]);
        var pads = random.Integers(2 * rank, random.Once(4) ? -1 : 0, 2);
        if (rank > 3)
            pads[0] = pads[1] = pads[rank] = pads[rank + 1] = 0;
        var mode = random.One("constant", "reflect", "edge", "wrap");
        var model = new OnnxModelBuilder(19).Input(x).Constant(Tensor.FromIntegers("p", [2 * rank], pads)).Constant(Tensor.FromFloats("v", [], [0.5f]))
            .Node("Pad", mode == "constant" ? ["x", "p", "v"] : ["x", "p"], ["y"], ("mode", mode)).Output("y").Build();
        return Sameness.Difference(model, 0, 0, x) is { } difference ? $"{difference} for {mode} {string.Join(",", pads)}" : null;
    });

    [Fact]
    public void Padding_of_some_axes_and_of_integers_agrees_with_ONNX_Runtime() => Each.Seed(20, random =>
    {
        var x = random.Bytes("x", [2, 3, 4], false);
        var model = new OnnxModelBuilder(18).Input(x).Constant(Tensor.FromIntegers("p", [4], random.Integers(4, 0, 2))).Constant(random.Bytes("v", [], false))
            .Constant(Tensor.FromIntegers("a", [2], [-1, 0])).Node("Pad", ["x", "p", "v", "a"], ["y"]).Output("y").Build();
        return Sameness.Difference(model, 0, 0, x);
    });

    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    public void Grid_sampling_agrees_with_ONNX_Runtime(int version) => Each.Seed(60, random =>
    {
        var x = random.Floats("x", [2, 2, random.Integer(1, 6), random.Integer(2, 6)]);
        var grid = random.Floats("g", [2, 3, 4, 2], 1.6f);
        var mode = version < 20 ? random.One("bilinear", "nearest", "bicubic") : random.One("linear", "nearest", "cubic");
        var model = new OnnxModelBuilder(version).Input(x).Input(grid)
            .Node("GridSample", ["x", "g"], ["y"], ("mode", mode), ("padding_mode", random.One("zeros", "border", "reflection")), ("align_corners", random.Integer(0, 1))).Output("y").Build();
        return Sameness.Difference(model, 1e-4, 0, x, grid) is { } difference ? $"{difference} for {mode}" : null;
    });

    [Fact]
    public void Grids_of_transforms_agree_with_ONNX_Runtime() => Each.Seed(20, random =>
    {
        var solid = random.Once(2);
        var theta = random.Floats("t", solid ? [2, 3, 4] : [2, 2, 3]);
        var size = Tensor.FromIntegers("s", [solid ? 5 : 4], solid ? [2, 1, 3, 4, 5] : [2, 1, 4, 3]);
        var model = new OnnxModelBuilder(20).Input(theta).Constant(size).Node("AffineGrid", ["t", "s"], ["y"], ("align_corners", random.Integer(0, 1))).Output("y").Build();
        return Sameness.Difference(model, 1e-5, 0, theta);
    });

    [Fact]
    public void Cropping_folding_and_blocks_agree_with_ONNX_Runtime()
    {
        var random = new RandomCase(1);
        var x = random.Floats("x", [1, 8, 5, 6]);
        var crop = new OnnxModelBuilder(18).Input(x).Constant(Tensor.FromIntegers("s", [2], [3, 9])).Node("CenterCropPad", ["x", "s"], ["y"], ("axes", (long[])[-2, -1])).Output("y").Build();
        Sameness.Demand(crop, 0, 0, x);
        foreach (var mode in (string[])["DCR", "CRD"])
            Sameness.Demand(new OnnxModelBuilder(13).Input(x).Node("DepthToSpace", ["x"], ["y"], ("mode", mode), ("blocksize", 2)).Output("y").Build(), 0, 0, x);
        var columns = random.Floats("c", [1, 2 * 6, 12]);
        var fold = new OnnxModelBuilder(18).Input(columns).Constant(Tensor.FromIntegers("i", [2], [5, 4])).Constant(Tensor.FromIntegers("b", [2], [2, 3]))
            .Node("Col2Im", ["c", "i", "b"], ["y"], ("pads", (long[])[0, 1, 0, 0])).Output("y").Build();
        Sameness.Demand(fold, 1e-6, 0, columns);
    }
}
