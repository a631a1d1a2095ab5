using System.Text;
using Passband.Kernels;
using static Passband.Tests.Models.Samples;

namespace Passband.Tests.Models.TensorFlowJs;

public sealed class LayersModelTests
{
    private static string Layer(string kind, string name, string config = "", string inbound = "[]") =>
        $$"""{"class_name":"{{kind}}","name":"{{name}}","config":{"name":"{{name}}"{{(config.Length > 0 ? "," + config : "")}}},"inbound_nodes":{{inbound}}}""";

    private static string From(params string[] names) => $"[[{string.Join(',', names.Select(n => $"[\"{n}\",0,0,{{}}]"))}]]";

    private static (byte[] Json, byte[] Weights) Model(string config, params (string Name, int[] Shape)[] arrays)
    {
        var weights = string.Join(',', arrays.Select(a => $"{{\"name\":\"{a.Name}\",\"shape\":[{string.Join(',', a.Shape)}],\"dtype\":\"float32\"}}"));
        var json = $"{{\"format\":\"layers-model\",\"modelTopology\":{{\"keras_version\":\"2.4.0\",\"model_config\":{config}}},\"weightsManifest\":[{{\"paths\":[\"w.bin\"],\"weights\":[{weights}]}}]}}";
        return (Encoding.UTF8.GetBytes(json), [.. arrays.SelectMany(a => Floats(Count(a.Shape.Aggregate(1, (x, y) => x * y))))]);
    }

    private static ConvNet Read(string config, params (string Name, int[] Shape)[] arrays)
    {
        var (json, weights) = Model(config, arrays);
        return Open("model.json", json, ("w.bin", weights));
    }

    private static string Sequential(params string[] layers) => $"{{\"class_name\":\"Sequential\",\"config\":{{\"name\":\"s\",\"layers\":[{string.Join(',', layers)}]}}}}";

    private static string Functional(string outputs, params string[] layers) =>
        $"{{\"class_name\":\"Functional\",\"config\":{{\"name\":\"f\",\"layers\":[{string.Join(',', layers)}],\"input_layers\":[[\"x\",0,0]],\"output_layers\":[[\"{outputs}\",0,0]]}}}}";

    private const string Picture = "\"batch_input_shape\":[null,8,8,3]";

    [Fact]
    public void A_sequence_is_read_in_order_with_its_geometry()
    {
        var net = Read(Sequential(
                Layer("Conv2D", "c1", Picture + ",\"strides\":[2,3],\"dilation_rate\":[1,2],\"padding\":\"same\",\"activation\":\"relu\""),
                Layer("MaxPooling2D", "p"),
                Layer("Conv2D", "c2", "\"strides\":1,\"padding\":\"valid\",\"activation\":\"linear\"")),
            ("c2/kernel", [3, 3, 4, 2]), ("c1/kernel", [2, 2, 3, 4]), ("c1/bias", [4]));
        Assert.Equal("TF.js layers model", net.Format);
        Assert.Equal(["c1", "c2"], net.Layers.Select(l => l.Name));
        var first = net.Layers[0];
        Assert.Equal((BankShape.Plane(4, 3, 2, 2), new Extent(1, 2, 3), new Extent(1, 1, 2), "same", InputSpace.Picture),
            (first.Bank.Shape, first.Stride, first.Dilation, first.Padding!.Mode, first.Input));
        Assert.Equal([5, 17, 29, 41], first.Bank.Kernel(1, 1).ToArray());
        Assert.Equal(("valid", InputSpace.Features), (net.Layers[1].Padding!.Mode, net.Layers[1].Input));
    }

    [Fact]
    public void Layers_before_Keras_2_3_are_a_list() =>
        Assert.Single(Read($"{{\"class_name\":\"Sequential\",\"config\":[{Layer("Conv2D", "c", Picture)}]}}", ("c/kernel", [2, 2, 3, 4])).Layers);

    [Fact]
    public void Batch_normalization_is_folded_and_what_follows_an_activation_is_not()
    {
        var normalization = Layer("BatchNormalization", "n", "\"epsilon\":1,\"scale\":false", From("c"));
        (string, int[])[] arrays = [("c/kernel", [1, 1, 3, 4]), ("n/beta", [4]), ("n/moving_mean", [4]), ("n/moving_variance", [4])];
        var linear = Read(Functional("n", Layer("InputLayer", "x", Picture), Layer("Conv2D", "c", "\"activation\":\"linear\"", From("x")), normalization), arrays).Layers[0];
        Assert.Equal(["batchnorm"], linear.Folded);
        for (var o = 0; o < 4; o++)
            Assert.Equal((4 + o) / Math.Sqrt(o + 1), linear.Bank.Kernel(o, 1)[0], 1e-5);
        var active = Read(Functional("n", Layer("InputLayer", "x", Picture), Layer("Conv2D", "c", "\"activation\":\"swish\"", From("x")), normalization), arrays).Layers[0];
        Assert.Empty(active.Folded);
    }

    [Fact]
    public void Both_forms_of_connections_are_read()
    {
        var third = """[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,8,8,3],"dtype":"float32","keras_history":["x",0,0]}}],"kwargs":{}}]""";
        foreach (var inbound in new[] { From("x"), third })
        {
            var net = Read(Functional("c", Layer("InputLayer", "x", "\"batch_shape\":[null,8,8,3]"), Layer("Conv2D", "c", "", inbound)), ("c/kernel", [2, 2, 3, 4]));
            Assert.Equal(InputSpace.Picture, Assert.Single(net.Layers).Input);
        }
    }

    [Fact]
    public void Every_kind_of_convolution_is_read()
    {
        var net = Read(Functional("t", Layer("InputLayer", "x", "\"batch_input_shape\":[null,8,8,4]"),
                Layer("DepthwiseConv2D", "d", "", From("x")), Layer("SeparableConv2D", "s", "", From("d")), Layer("Conv2DTranspose", "t", "", From("s"))),
            ("d/depthwise_kernel", [3, 3, 4, 2]), ("s/depthwise_kernel", [3, 3, 8, 1]), ("s/pointwise_kernel", [1, 1, 8, 5]), ("t/kernel", [2, 2, 7, 5]));
        Assert.Equal(["d Depthwise 8×1×3×3", "s/depthwise Depthwise 8×1×3×3", "s/pointwise Conv2d 5×8×1×1", "t Transposed 7×5×2×2"],
            net.Layers.Select(l => $"{l.Name} {l.Operator} {l.Bank.Shape}"));
    }

    [Fact]
    public void Lines_and_volumes_are_read()
    {
        var line = Read(Sequential(Layer("Conv1D", "c", "\"batch_input_shape\":[null,100,1],\"kernel_size\":[5],\"dilation_rate\":[2],\"padding\":\"causal\"")), ("c/kernel", [5, 1, 4])).Layers[0];
        Assert.Equal((ConvOperator.Conv1d, InputSpace.Signal, BankShape.Line(4, 1, 5)), (line.Operator, line.Input, line.Bank.Shape));
        Assert.Equal([8], line.Padding!.Begin);
        Assert.Equal([0], line.Padding.End);
        var volume = Read(Sequential(Layer("Conv3D", "c", "\"batch_input_shape\":[null,8,8,8,3]")), ("c/kernel", [2, 3, 4, 3, 5])).Layers[0];
        Assert.Equal((ConvOperator.Conv3d, new BankShape(5, 3, 2, 3, 4, 3)), (volume.Operator, volume.Bank.Shape));
    }

    [Fact]
    public void The_scale_of_the_picture_is_folded_into_the_first_layer()
    {
        var layer = Read(Sequential(Layer("Rescaling", "r", Picture + ",\"scale\":0.5,\"offset\":-1"), Layer("ZeroPadding2D", "z"), Layer("Conv2D", "c")), ("c/kernel", [1, 1, 3, 4])).Layers[0];
        Assert.Equal(["input scale"], layer.Folded);
        Assert.Equal(InputSpace.Picture, layer.Input);
        Assert.Equal(2.5f, layer.Bank.Kernel(1, 1)[0]);
    }

    [Fact]
    public void A_model_used_as_a_layer_is_read_where_it_stands()
    {
        var inner = $$"""{"class_name":"Functional","name":"inner","config":{"name":"inner","layers":[{{Layer("InputLayer", "x")}},{{Layer("Conv2D", "c1", "", From("x"))}}],"input_layers":[["x",0,0]],"output_layers":[["c1",0,0]]},"inbound_nodes":{{From("x")}}}""";
        var net = Read(Functional("c2", Layer("InputLayer", "x", Picture), inner, Layer("Conv2D", "c2", "", From("inner"))), ("inner/c1/kernel", [2, 2, 3, 4]), ("c2/kernel", [1, 1, 4, 2]));
        Assert.Equal([("c1", InputSpace.Picture), ("c2", InputSpace.Features)], net.Layers.Select(l => (l.Name, l.Input)));
    }

    [Fact]
    public void Models_that_multiply_in_one_another_are_refused()
    {
        var calls = $"[{string.Join(',', Enumerable.Repeat("[[\"x\",0,0,{}]]", 40))}]";
        var model = Layer("Conv2D", "c", "", calls);
        for (var depth = 0; depth < 5; depth++)
            model = $$"""{"class_name":"Functional","name":"m{{depth}}","config":{"name":"m","layers":[{{Layer("InputLayer", "x")}},{{model}}],"input_layers":[["x",0,0]],"output_layers":[]},"inbound_nodes":{{calls}}}""";
        var (json, weights) = Model(Functional("c", Layer("InputLayer", "x", Picture), model), ("c/kernel", [1, 1, 3, 4]));
        Assert.Contains("more than 1000 models in models", Refused("model.json", json, ("w.bin", weights)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"class_name\":\"Sequential\",\"config\":{}}", "without layers")]
    [InlineData("{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{}]}}", "without a class_name")]
    [InlineData("{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"Conv2D\"}]}}", "without a config")]
    [InlineData("{\"class_name\":\"Functional\",\"config\":{\"layers\":[],\"output_layers\":[7]}}", "malformed reference")]
    [InlineData("{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"Conv2D\",\"config\":{\"name\":\"c\",\"strides\":\"x\"}}]}}", "expected an integer")]
    public void A_malformed_configuration_is_refused(string config, string message)
    {
        var (json, weights) = Model(config, ("c/kernel", [1, 1, 3, 4]));
        Assert.Contains(message, Refused("model.json", json, ("w.bin", weights)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_models_give_a_network_or_one_clear_error()
    {
        var (json, weights) = Model(Functional("n", Layer("InputLayer", "x", Picture), Layer("Conv2D", "c", "\"strides\":[2,3]", From("x")), Layer("BatchNormalization", "n", "", From("c"))),
            ("c/kernel", [1, 1, 3, 4]), ("n/gamma", [4]), ("n/beta", [4]), ("n/moving_mean", [4]), ("n/moving_variance", [4]));
        Attack("model.json", json, ("w.bin", weights));
    }
}
