using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Passband.Kernels;
using static Passband.Tests.Models.Samples;

namespace Passband.Tests.Models.TensorFlowJs;

public sealed class WeightsManifestTests
{
    private static byte[] Manifest(string weights, string paths = "\"w.bin\"") => Encoding.UTF8.GetBytes($"[{{\"paths\":[{paths}],\"weights\":[{weights}]}}]");

    private static string Conv(string extra) => "{\"name\":\"conv/filters\",\"shape\":[1,2,3,1]," + extra + "}";

    [Fact]
    public void Weights_come_out_in_the_order_of_a_bank()
    {
        var net = Open("weights_manifest.json", Manifest("{\"name\":\"c/filters\",\"shape\":[2,2,3,4],\"dtype\":\"float32\"}"), ("w.bin", Floats(Count(48))));
        var layer = Assert.Single(net.Layers);
        Assert.Equal(BankShape.Plane(4, 3, 2, 2), layer.Bank.Shape);
        for (var o = 0; o < 4; o++)
        {
            for (var i = 0; i < 3; i++)
                Assert.Equal(Enumerable.Range(0, 4).Select(tap => (float)((tap * 3 + i) * 4 + o)), layer.Bank.Kernel(o, i).ToArray());
        }
        Assert.Equal("TF.js weights", net.Format);
        Assert.False(net.HasGraph);
        Assert.Empty(layer.Folded);
    }

    [Fact]
    public void Depthwise_weights_become_one_filter_for_each_channel_and_multiple()
    {
        var net = Open("weights_manifest.json", Manifest("{\"name\":\"a/depthwise_filter\",\"shape\":[1,2,3,2],\"dtype\":\"float32\"}"), ("w.bin", Floats(Count(12))));
        var layer = Assert.Single(net.Layers);
        Assert.Equal(ConvOperator.Depthwise, layer.Operator);
        Assert.Equal(3, layer.Groups);
        Assert.Equal(BankShape.Plane(6, 1, 1, 2), layer.Bank.Shape);
        Assert.Equal([0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11], layer.Bank.Weights.ToArray());
    }

    [Fact]
    public void Transposed_weights_are_turned_to_output_first()
    {
        var net = Open("weights_manifest.json", Manifest("{\"name\":\"up/conv2d_transpose/kernel\",\"shape\":[1,2,3,2],\"dtype\":\"float32\"}"), ("w.bin", Floats(Count(12))));
        Assert.Equal(ConvOperator.Transposed, net.Layers[0].Operator);
        Assert.Equal(BankShape.Plane(3, 2, 1, 2), net.Layers[0].Bank.Shape);
        Assert.Equal([0, 6], net.Layers[0].Bank.Kernel(0, 0).ToArray());
        Assert.Equal([1, 7], net.Layers[0].Bank.Kernel(0, 1).ToArray());
    }

    [Theory]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint8\",\"scale\":0.5,\"min\":-3}", "00010203FEFF", new float[] { -3, -2.5f, -2, -1.5f, 124, 124.5f })]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint16\",\"scale\":0.25,\"min\":1}", "000001000200030000FFFFFF", new float[] { 1, 1.25f, 1.5f, 1.75f, 16321, 16384.75f })]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"float16\"}", "003C00C0003E000000BC0080", new float[] { 1, -2, 1.5f, 0, -1, -0f })]
    [InlineData("\"dtype\":\"int32\",\"quantization\":{\"dtype\":\"uint8\",\"scale\":1.5,\"min\":-3}", "000102030405", new float[] { -3, -1, 0, 2, 3, 5 })]
    public void Every_quantization_is_undone(string type, string bytes, float[] expected)
    {
        var layer = Open("weights_manifest.json", Manifest(Conv(type)), ("w.bin", Convert.FromHexString(bytes))).Layers[0];
        // [h=1, w=2, in=3, out=1]: the bank runs over w within each input.
        Assert.Equal([expected[0], expected[3], expected[1], expected[4], expected[2], expected[5]], layer.Bank.Weights.ToArray());
        Assert.Equal(["dequantized"], layer.Folded);
    }

    [Fact]
    public void Shards_are_read_as_one_and_other_types_passed_over()
    {
        var weights = "{\"name\":\"s\",\"shape\":[2],\"dtype\":\"string\"},{\"name\":\"z\",\"shape\":[1],\"dtype\":\"complex64\"},{\"name\":\"b\",\"shape\":[3],\"dtype\":\"bool\"},"
            + "{\"name\":\"i\",\"shape\":[],\"dtype\":\"int32\"}," + Conv("\"dtype\":\"float32\"");
        byte[] data = [2, 0, 0, 0, 65, 66, 0, 0, 0, 0, .. new byte[8], 1, 0, 1, 7, 0, 0, 0, .. Floats(Count(6))];
        var net = Open("weights_manifest.json", Manifest(weights, "\"a.bin\",\"sub/b.bin\",\"c.bin\""), ("a.bin", data[..5]), ("sub/b.bin", data[5..30]), ("c.bin", data[30..]));
        Assert.Equal([0, 3, 1, 4, 2, 5], Assert.Single(net.Layers).Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData("\"dtype\":\"float32\"", 23, "23 bytes of data left")]
    [InlineData("\"dtype\":\"float32\"", 25, "25 bytes of weights")]
    [InlineData("\"dtype\":\"float33\"", 24, "element type float33")]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint4\"}", 24, "quantization to uint4")]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint8\"}", 6, "without scale")]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint8\",\"scale\":1}", 6, "without min")]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint8\",\"scale\":\"1\",\"min\":0}", 6, "a finite number")]
    [InlineData("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint8\",\"scale\":1e400,\"min\":0}", 6, "a finite number")]
    [InlineData("\"dtype\":\"string\"", 4, "at least 24 for 6 strings")]
    [InlineData("\"dtype\":7", 24, "expected a string")]
    public void A_manifest_that_does_not_fit_its_files_is_refused(string type, int length, string message)
    {
        var error = Refused("weights_manifest.json", Manifest(Conv(type)), ("w.bin", new byte[length]));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"weights\":[]}]", "without paths")]
    [InlineData("[{\"paths\":[\"w.bin\"]}]", "without weights")]
    [InlineData("[{\"paths\":[\"w.bin\"],\"weights\":[{\"shape\":[],\"dtype\":\"float32\"}]}]", "without a name")]
    [InlineData("[{\"paths\":[\"w.bin\"],\"weights\":[{\"name\":\"a\",\"shape\":[2147483647,2147483647,2147483647],\"dtype\":\"float32\"}]}]", "overflows")]
    [InlineData("[{\"paths\":[\"x.bin\"],\"weights\":[]}]", "no such file")]
    [InlineData("[{\"paths\":[\"../w.bin\"],\"weights\":[]}]", "own folder")]
    [InlineData("{\"a\":1}", "without weightsManifest")]
    [InlineData("[{\"paths\":[\"w.bin\"],\"weights\":[{\"name\":\"\\ud800\",\"shape\":[],\"dtype\":\"float32\"}]}]", "surrogate")]
    [InlineData("[7]", "without paths")]
    [InlineData("[", "not valid JSON")]
    public void A_malformed_manifest_is_refused(string manifest, string message) =>
        Assert.Contains(message, Refused("weights_manifest.json", Encoding.UTF8.GetBytes(manifest), ("w.bin", new byte[4])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_face_network_is_read_as_an_independent_formula_has_it()
    {
        var path = Zoo.Path(Zoo.FaceRecognition);
        var net = Zoo.Open(Zoo.FaceRecognition);
        Assert.Equal(29, net.Layers.Length);
        var first = net.Layers[0];
        Assert.Equal("conv32_down/conv", first.Name);
        Assert.Equal(BankShape.Plane(32, 3, 7, 7), first.Bank.Shape);
        Assert.Equal(InputSpace.Picture, first.Input);
        Assert.All(net.Layers.Skip(1), l => Assert.Equal(InputSpace.Features, l.Input));
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
        var quantization = manifest.RootElement[0].GetProperty("weights")[0].GetProperty("quantization");
        var (scale, least) = (quantization.GetProperty("scale").GetDouble(), quantization.GetProperty("min").GetDouble());
        var bytes = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "face_recognition_model.bin"));
        for (var o = 0; o < 32; o++)
        {
            for (var i = 0; i < 3; i++)
            {
                for (var tap = 0; tap < 49; tap++)
                    Assert.Equal((float)(bytes[(tap * 3 + i) * 32 + o] * scale + least), first.Bank.Kernel(o, i)[tap]);
            }
        }
    }

    [Theory]
    [InlineData("age_gender_model", 30, 13)]
    [InlineData("face_expression_model", 31, 15)]
    [InlineData("face_landmark_68_model", 31, 15)]
    [InlineData("face_landmark_68_tiny_model", 17, 8)]
    [InlineData("ssd_mobilenetv1_model", 47, 13)]
    [InlineData("tiny_face_detector_model", 12, 5)]
    public void The_other_face_networks_are_read_with_their_depthwise_layers(string model, int layers, int depthwise)
    {
        var net = Zoo.Open($"{Zoo.FaceApi}{model}-weights_manifest.json");
        Assert.Equal(layers, net.Layers.Length);
        var ones = net.Layers.Where(l => l.Operator == ConvOperator.Depthwise).ToList();
        Assert.Equal(depthwise, ones.Count);
        Assert.All(ones, l => Assert.Equal((l.Groups, 1, 9), (l.Bank.Shape.Filters, l.Bank.Shape.Channels, l.Bank.Shape.Taps)));
        Assert.Equal(3, Assert.Single(net.Layers, l => l.SeesInput).Bank.Shape.Channels);
    }

    [Fact]
    public void Damaged_manifests_give_a_network_or_one_clear_error() =>
        Attack("weights_manifest.json", Manifest(Conv("\"dtype\":\"float32\",\"quantization\":{\"dtype\":\"uint16\",\"scale\":0.25,\"min\":1}")), ("w.bin", new byte[12]));
}
