using System.Security.Cryptography;
using System.Text;
using Passband.Kernels;
using Passband.Models;
using static Passband.Tests.Models.Samples;

namespace Passband.Tests.Models;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("passband-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static ConvNet OpenPath(string path, ModelOptions? options = null) => ModelFile.Open(path, options, TestContext.Current.CancellationToken);

    private static byte[] Model => SafeTensorsFile(("conv1.weight", [2, 3, 3, 3]));

    [Fact]
    public void A_file_and_the_same_bytes_in_memory_give_the_same_network()
    {
        var path = Write("a.safetensors", Model);
        var (file, memory) = (OpenPath(path), Open("a.safetensors", Model));
        Assert.Equal(memory.Layers[0].Bank.Weights.ToArray(), file.Layers[0].Bank.Weights.ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Model)), file.Sha256);
        Assert.Equal(file.Sha256, memory.Sha256);
        Assert.Null(OpenPath(path, new ModelOptions { Hash = false }).Sha256);
    }

    [Fact]
    public void A_folder_is_opened_by_the_one_model_in_it()
    {
        Write("readme.txt", [1]);
        Write("model.safetensors.index.json", Encoding.UTF8.GetBytes("""{"weight_map":{"conv1.weight":"a-1.safetensors"}}"""));
        Write("a-1.safetensors", Model);
        Assert.Equal("model.safetensors.index.json", OpenPath(_folder).Name);
    }

    [Fact]
    public void A_folder_with_several_models_lists_them()
    {
        Write("a.safetensors", Model);
        Write("b.npy", [1]);
        var error = Assert.Throws<PassbandException>(() => OpenPath(_folder));
        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains("2 models: a.safetensors, b.npy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_model_is_said_to_be_one()
    {
        var error = Assert.Throws<PassbandException>(() => OpenPath(_folder));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("a folder without a model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing()
    {
        var error = Assert.Throws<PassbandException>(() => OpenPath(Path.Combine(_folder, "no.onnx")));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("no.onnx: no such file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_does_not_lead_out_of_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var secret = Write("secret/a-1.safetensors", Model);
        var index = Write("model/a.safetensors.index.json", Encoding.UTF8.GetBytes("""{"weight_map":{"conv1.weight":"a-1.safetensors"}}"""));
        File.CreateSymbolicLink(Path.Combine(_folder, "model", "a-1.safetensors"), secret);
        Assert.Contains("own folder", Assert.Throws<PassbandException>(() => OpenPath(index)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.pt", "504B0304", "PyTorch")]
    [InlineData("a.bin", "504B030414000000000000000000000000000000000000000000100000006172636869766" + "52F646174612E706B6C", "PyTorch")]
    [InlineData("a.pth", "800263", "pickle")]
    [InlineData("a.pkl", "800495", "pickle")]
    [InlineData("a.keras", "504B0304", "Keras 3")]
    [InlineData("a.zip", "504B0304", "zip archive")]
    [InlineData("a.h5", "894844460D0A1A0A", "HDF5")]
    [InlineData("a.tflite", "1C00000054464C33", "TensorFlow Lite")]
    [InlineData("a.gguf", "4747554603000000", "GGUF")]
    [InlineData("a.png", "89504E470D0A1A0A", "a picture")]
    [InlineData("a.jpg", "FFD8FFE000104A464946", "a picture")]
    [InlineData("a", "7F454C46020101", "a program")]
    [InlineData("a.exe", "4D5A9000", "a program")]
    [InlineData("a.gz", "1F8B0800", "gzip")]
    [InlineData("saved_model.pb", "0801", "SavedModel")]
    [InlineData("a.bin", "00010203", "without a description")]
    [InlineData("a.xyz", "00010203", "not a model format")]
    public void Foreign_files_are_named_for_what_they_are(string name, string bytes, string what)
    {
        var error = Refused(name, Convert.FromHexString(bytes));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.xyz", "\uFEFF\n<!DOCTYPE html><html>", "a web page")]
    [InlineData("a.xyz", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS pointer")]
    [InlineData("a.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS pointer")]
    [InlineData("a.safetensors", "<!DOCTYPE html><html>", "a web page")]
    [InlineData("a.npy", "<html>", "a web page")]
    [InlineData("a.json", "{}", "without weightsManifest")]
    public void Text_in_place_of_a_model_is_named_for_what_it_is(string name, string text, string what) =>
        Assert.Contains(what, Refused(name, Encoding.UTF8.GetBytes(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.npy")]
    [InlineData("a.onnx")]
    [InlineData("a.safetensors")]
    [InlineData("model.json")]
    public void An_empty_file_is_said_to_be_empty(string name) => Assert.Contains("the file is empty", Refused(name, []).Message, StringComparison.Ordinal);

    [Fact]
    public void A_picture_network_for_phones_is_named_as_TensorFlow_Lite()
    {
        var path = Zoo.Path("@mediapipe/selfie_segmentation/selfie_segmentation.tflite");
        Assert.Contains("TensorFlow Lite", Assert.Throws<PassbandException>(() => OpenPath(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_of_more_weights_than_allowed_is_refused()
    {
        var path = Write("a.safetensors", Model);
        Assert.Contains("at most 10", Assert.Throws<PassbandException>(() => OpenPath(path, new ModelOptions { MaxLayerWeights = 10 })).Message, StringComparison.Ordinal);
    }
}
