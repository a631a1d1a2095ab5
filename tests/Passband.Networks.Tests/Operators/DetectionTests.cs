using Passband.Graphs;
using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>The ends of detectors as ONNX Runtime computes them.</summary>
public class DetectionTests
{
    [Fact]
    public void The_choice_among_boxes_agrees_with_ONNX_Runtime() => Each.Seed(60, random =>
    {
        var count = random.Integer(1, 30);
        var boxes = random.Floats("b", [2, count, 4]);
        var scores = random.Floats("s", [2, 3, count]);
        var model = new OnnxModelBuilder(11).Input(boxes).Input(scores).Constant(Tensor.FromIntegers("m", [1], [random.Integer(0, 9)])).Constant(Tensor.FromFloats("o", [1], [random.One(0, 0.1f, 0.5f)]))
            .Constant(Tensor.FromFloats("l", [1], [random.One(-1, 0, 0.4f)]))
            .Node("NonMaxSuppression", random.Once(4) ? ["b", "s", "m"] : ["b", "s", "m", "o", "l"], ["y"], ("center_point_box", 0)).Output("y").Build();
        return Sameness.Difference(model, 0, 0, boxes, scores);
    });

    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    public void Features_of_regions_agree_with_ONNX_Runtime(int version) => Each.Seed(40, random =>
    {
        var x = random.Floats("x", [2, 3, 7, 9]);
        var regions = Tensor.FromFloats("r", [3, 4], [.. Enumerable.Range(0, 3).SelectMany(_ => (float[])[random.Integer(-4, 9), random.Integer(-4, 9), random.Integer(10, 20), random.Integer(10, 20)])]);
        var attributes = new List<(string, object)>
        {
            ("output_height", random.Integer(1, 4)), ("output_width", random.Integer(1, 4)), ("sampling_ratio", random.Integer(0, 3)), ("spatial_scale", 0.5f), ("mode", random.One("avg", "max")),
        };
        if (version > 10)
            attributes.Add(("coordinate_transformation_mode", random.One("half_pixel", "output_half_pixel")));
        var model = new OnnxModelBuilder(version).Input(x).Input(regions).Constant(Tensor.FromIntegers("i", [3], [0, 1, 1]))
            .Node("RoiAlign", ["x", "r", "i"], ["y"], [.. attributes]).Output("y").Build();
        return Sameness.Difference(model, 1e-5, 0, x, regions) is { } difference ? $"{difference} for {Each.Text(attributes)}" : null;
    });
}
