using System.Text;
using Passband.Kernels;
using static Passband.Tests.Models.Samples;

namespace Passband.Tests.Models.SafeTensors;

public sealed class SafeTensorsReaderTests
{
    private const string Good = """{"w":{"dtype":"F32","shape":[1,3,1,2],"data_offsets":[0,24]}}""";

    private static byte[] Data(int count) => new byte[count];

    [Fact]
    public void A_file_is_read_as_it_stands()
    {
        var net = Open("a.safetensors", SafeTensorsFile(("conv1.weight", [2, 3, 2, 2]), ("fc.weight", [4, 5])));
        var layer = Assert.Single(net.Layers);
        Assert.Equal("conv1", layer.Name);
        Assert.Equal(BankShape.Plane(2, 3, 2, 2), layer.Bank.Shape);
        Assert.Equal(Count(24), layer.Bank.Weights.ToArray());
        Assert.Equal(InputSpace.Picture, layer.Input);
        Assert.Equal("safetensors", net.Format);
        Assert.False(net.HasGraph);
        Assert.Contains(net.Assumptions, a => a.Contains("strides", StringComparison.Ordinal));
        Assert.Contains(net.Assumptions, a => a.Contains("conv1 (2×3×2×2)", StringComparison.Ordinal));
    }

    [Fact]
    public void The_content_tells_the_format_whatever_the_name() => Assert.Single(Open("model.dat", SafeTensorsFile(("w", [1, 3, 3, 3]))).Layers);

    [Theory]
    [InlineData("F64", 8, 1.5f, "000000000000F83F")]
    [InlineData("F32", 4, 1.5f, "0000C03F")]
    [InlineData("F16", 2, 1.5f, "003E")]
    [InlineData("BF16", 2, 1.5f, "C03F")]
    [InlineData("F8_E4M3", 1, 1.5f, "3C")]
    [InlineData("F8_E5M2", 1, 1.5f, "3E")]
    [InlineData("I64", 8, -2f, "FEFFFFFFFFFFFFFF")]
    [InlineData("I32", 4, -2f, "FEFFFFFF")]
    [InlineData("I16", 2, -2f, "FEFF")]
    [InlineData("I8", 1, -2f, "FE")]
    [InlineData("U64", 8, 254f, "FE00000000000000")]
    [InlineData("U32", 4, 254f, "FE000000")]
    [InlineData("U16", 2, 254f, "FE00")]
    [InlineData("U8", 1, 254f, "FE")]
    [InlineData("BOOL", 1, 1f, "01")]
    public void Every_element_type_is_read(string type, int size, float expected, string bytes)
    {
        var header = $"{{\"w\":{{\"dtype\":\"{type}\",\"shape\":[1,3,1,1],\"data_offsets\":[0,{3 * size}]}}}}";
        var layer = Assert.Single(Open("a.safetensors", SafeTensorsFile(header, Convert.FromHexString(bytes + bytes + bytes))).Layers);
        Assert.Equal([expected, expected, expected], layer.Bank.Weights.ToArray());
    }

    [Fact]
    public void Layers_of_a_writer_that_sorts_names_come_in_natural_order()
    {
        var net = Open("a.safetensors", SafeTensorsFile(("conv1.weight", [4, 3, 3, 3]), ("conv10.weight", [4, 4, 3, 3]), ("conv2.weight", [4, 4, 3, 3])));
        Assert.Equal(["conv1", "conv2", "conv10"], net.Layers.Select(l => l.Name));
    }

    [Fact]
    public void An_order_that_the_writer_chose_is_kept()
    {
        var net = Open("a.safetensors", SafeTensorsFile(("stem.weight", [4, 3, 3, 3]), ("body.weight", [4, 4, 3, 3])));
        Assert.Equal(["stem", "body"], net.Layers.Select(l => l.Name));
    }

    [Fact]
    public void The_order_of_colors_is_taken_from_the_metadata()
    {
        var net = Open("a.safetensors", SafeTensorsFile("""{"__metadata__":{"channels":"BGR"},"w":{"dtype":"F32","shape":[1,3,1,2],"data_offsets":[0,24]}}""", Data(24)));
        Assert.Equal(InputSpace.Bgr, net.Layers[0].Input);
        Assert.Contains(net.Assumptions, a => a.StartsWith("channels: bgr", StringComparison.Ordinal));
    }

    [Fact]
    public void Shards_are_read_through_their_index()
    {
        var index = """{"metadata":{},"weight_map":{"layer10.weight":"a-1.safetensors","layer2.weight":"a-2.safetensors"}}""";
        var net = Open("a.safetensors.index.json", Encoding.UTF8.GetBytes(index),
            ("a-1.safetensors", SafeTensorsFile(("layer10.weight", [4, 4, 3, 3]))), ("a-2.safetensors", SafeTensorsFile(("layer2.weight", [4, 3, 3, 3]))));
        Assert.Equal(["layer2", "layer10"], net.Layers.Select(l => l.Name));
    }

    [Theory]
    [InlineData("""{"weight_map":{"w":"b.safetensors"}}""", "no such file")]
    [InlineData("""{"weight_map":{"w":"../a-1.safetensors"}}""", "inside the model's own folder")]
    [InlineData("""{"weight_map":{"w":"a-1.safetensors","v":"a-1.safetensors"}}""", "not there")]
    [InlineData("""{"weight_map":{"v":"a-1.safetensors"}}""", "does not name")]
    [InlineData("""{"weight_map":{"w":3}}""", "expected a string")]
    [InlineData("""{"weight_map":[]}""", "expected an object")]
    public void An_index_that_does_not_fit_its_shards_is_refused(string index, string message)
    {
        var error = Refused("a.safetensors.index.json", Encoding.UTF8.GetBytes(index), ("a-1.safetensors", SafeTensorsFile(("w", [1, 3, 3, 3]))));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,3,1,2],"data_offsets":[0,24]}}""", 20, "a range within the 20 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,3,1,2],"data_offsets":[0,24]}}""", 28, "expected 24, as the header says")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,3,1,3],"data_offsets":[0,24]}}""", 24, "expected 36 for F32")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,3,1,2],"data_offsets":[4,28]}}""", 28, "a hole of 4 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "bytes 8 to 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "bytes -8 to 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "1 data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", 8, "no data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","data_offsets":[0,8]}}""", 8, "no shape")]
    [InlineData("""{"w":{"shape":[2],"data_offsets":[0,8]}}""", 8, "no dtype")]
    [InlineData("""{"w":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", 8, "the element type F33")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "a dimension of -2")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "expected an integer")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,8]}}""", 8, "product overflows")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "not valid JSON")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", 8, "not valid JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "expected a string")]
    [InlineData("""{"w":7}""", 0, "no dtype")]
    [InlineData("{}", 0, "(0 in all)")]
    public void A_broken_rule_is_named(string header, int data, string message)
    {
        var error = Refused("a.safetensors", SafeTensorsFile(header, Data(data)));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000_001UL, "at most 100000000")]
    [InlineData(ulong.MaxValue, "at most 100000000")]
    [InlineData(4096UL, "a complete file")]
    [InlineData(0UL, "does not begin with {")]
    public void A_header_length_that_lies_is_refused_before_anything_is_reserved(ulong length, string message)
    {
        var bytes = SafeTensorsFile(Good, Data(24));
        BitConverter.TryWriteBytes(bytes, length);
        Assert.Contains(message, Refused("a.safetensors", bytes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_read_as_they_are()
    {
        float[] odd = [0, 1, 2, float.NaN, float.PositiveInfinity, -0f];
        Assert.Equal(odd, Open("a.safetensors", SafeTensorsFile(Good, Floats(odd))).Layers[0].Bank.Weights.ToArray());
    }

    [Fact]
    public void Damaged_files_give_a_network_or_one_clear_error() =>
        Attack("a.safetensors", SafeTensorsFile(("conv1.weight", [4, 3, 3, 3]), ("conv2.weight", [4, 4, 3, 3]), ("fc.weight", [3, 4])));
}
