using Google.Protobuf;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.Onnx;

namespace Passband.Tests.Models.Onnx;

public sealed class ExternalDataTests
{
    /// <summary>Eight floats 0, 1, … 7.</summary>
    private static readonly byte[] Floats = [.. Enumerable.Range(0, 8).SelectMany(i => BitConverter.GetBytes((float)i))];

    [Fact]
    public void Weights_are_read_from_a_range_of_a_file_beside_the_model()
    {
        var net = Read(Model(("location", "weights/a.bin"), ("offset", "8"), ("length", "16")), "weights/a.bin");
        Assert.Equal([2, 3, 4, 5], Assert.Single(net.Layers).Bank.Weights.ToArray());
    }

    [Fact]
    public void The_offset_is_0_and_the_length_that_of_the_shape_when_not_said()
    {
        var net = Read(Model(("location", "a.bin")), "a.bin");
        Assert.Equal([0, 1, 2, 3], Assert.Single(net.Layers).Bank.Weights.ToArray());
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/hostname")]
    [InlineData("..\\x")]
    [InlineData("C:\\x")]
    [InlineData("a\0b")]
    public void A_location_outside_the_models_folder_is_refused(string location)
    {
        var error = Assert.Throws<PassbandException>(() => Read(Model(("location", location)), location));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains("inside the model's own folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset", "17")]
    [InlineData("offset", "33")]
    [InlineData("offset", "9223372036854775807")]
    [InlineData("offset", "9223372036854775808")]
    [InlineData("offset", "-1")]
    [InlineData("offset", "")]
    [InlineData("length", "15")]
    [InlineData("length", "-16")]
    [InlineData("length", "9223372036854775807")]
    public void A_range_that_does_not_fit_is_refused(string key, string value)
    {
        var error = Assert.Throws<PassbandException>(() => Read(Model(("location", "a.bin"), (key, value)), "a.bin"));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains("tensor 'w'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<PassbandException>(() => Read(Model(("location", "model.onnx_data")), "other"));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("model.onnx_data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_tensors_over_the_same_range_do_not_unfold_into_a_large_network()
    {
        var model = new OnnxModel().Input("x", 1, 1, 8);
        for (var i = 0; i < 20; i++)
            model.Tensor(External($"w{i}", ("location", "a.bin")));
        var error = Assert.Throws<PassbandException>(() => Read(model, "a.bin"));
        Assert.Contains("8 times as large", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_out_of_the_models_folder_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("passband");
        try
        {
            var inside = folder.CreateSubdirectory("model");
            File.WriteAllBytes(Path.Combine(folder.FullName, "secret"), Floats);
            File.CreateSymbolicLink(Path.Combine(inside.FullName, "a.bin"), Path.Combine(folder.FullName, "secret"));
            var path = Path.Combine(inside.FullName, "m.onnx");
            File.WriteAllBytes(path, Model(("location", "a.bin")).ToBytes());
            var error = Assert.Throws<PassbandException>(() => ModelFile.Open(path, null, TestContext.Current.CancellationToken));
            Assert.Contains("inside the model's own folder", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static OnnxModel Model(params (string Key, string Value)[] entries) =>
        new OnnxModel().Input("x", 1, 1, 8).Tensor(External("w", entries)).Node("Conv", ["x", "w"], "y").Output("y");

    private static TensorProto External(string name, params (string Key, string Value)[] entries)
    {
        var tensor = new TensorProto { Name = name, DataType = OnnxElementType.Float, DataLocation = 1 };
        tensor.Dims.AddRange([1, 1, 4]);
        tensor.ExternalData.AddRange(entries.Select(e => new StringStringEntryProto { Key = e.Key, Value = e.Value }));
        return tensor;
    }

    private static ConvNet Read(OnnxModel model, string sibling)
    {
        using var source = ModelSource.FromMemory("m.onnx", model.ToBytes(), new Dictionary<string, ReadOnlyMemory<byte>> { [sibling] = Floats });
        return ModelFile.Open(source, null, TestContext.Current.CancellationToken);
    }
}
