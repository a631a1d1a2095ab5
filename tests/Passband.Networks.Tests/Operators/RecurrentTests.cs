using Passband.Graphs;
using Passband.Networks.Tests.Reference;

namespace Passband.Networks.Tests.Operators;

/// <summary>Recurrent layers as ONNX Runtime computes them, over random attributes.</summary>
public class RecurrentTests
{
    [Theory]
    [InlineData("RNN", 1)]
    [InlineData("GRU", 3)]
    [InlineData("LSTM", 4)]
    public void Recurrent_layers_agree_with_ONNX_Runtime(string operation, int gates) => Each.Seed(80, random =>
    {
        var (steps, batch, size, hidden) = (random.Integer(1, 6), random.Integer(1, 3), random.Integer(1, 4), random.Integer(1, 4));
        var direction = random.One("forward", "reverse", "bidirectional");
        var directions = direction == "bidirectional" ? 2 : 1;
        var x = random.Floats("x", [steps, batch, size]);
        var lengths = new Tensor("n", ElementType.Int32, [batch], Lengths(random, batch, steps));
        var model = new OnnxModelBuilder(14).Input(x).Constant(random.Floats("w", [directions, gates * hidden, size])).Constant(random.Floats("r", [directions, gates * hidden, hidden]))
            .Constant(random.Floats("b", [directions, 2 * gates * hidden])).Constant(lengths).Constant(random.Floats("h", [directions, batch, hidden])).Constant(random.Floats("c", [directions, batch, hidden]))
            .Constant(random.Floats("p", [directions, 3 * hidden]));
        var attributes = new List<(string, object)> { ("hidden_size", hidden), ("direction", direction) };
        if (random.Once(4))
            attributes.Add(("clip", 0.4f));
        if (operation == "GRU")
            attributes.Add(("linear_before_reset", random.Integer(0, 1)));
        if (random.Once(3))
        {
            string[] names = operation switch { "RNN" => [random.One("Relu", "Sigmoid", "Softsign")], "GRU" => ["HardSigmoid", "Softsign"], _ => ["HardSigmoid", "Tanh", random.One("Relu", "Softsign")] };
            attributes.Add(("activations", directions == 1 ? names : (string[])[.. names, .. names]));
            if (operation != "RNN")
            {
                attributes.Add(("activation_alpha", (float[])[.. Enumerable.Repeat(0.3f, directions)]));
                attributes.Add(("activation_beta", (float[])[.. Enumerable.Repeat(0.4f, directions)]));
            }
        }
        string[] inputs = ["x", "w", "r", random.One("b", ""), random.One("n", ""), random.One("h", "")];
        string[] outputs = ["y", "yh"];
        if (operation == "LSTM")
        {
            inputs = [.. inputs, random.One("c", ""), random.One("p", "")];
            outputs = [.. outputs, "yc"];
        }
        model.Node(operation, inputs, outputs, [.. attributes]);
        foreach (var output in outputs)
            model.Output(output);
        return Sameness.Difference(model.Build(), 1e-5, 0, x) is { } difference ? $"{difference} for {Each.Text(attributes)} of {string.Join(",", inputs)}" : null;
    });

    private static Func<ReadOnlyMemory<byte>> Lengths(RandomCase random, int batch, int steps)
    {
        byte[] bytes = [.. Enumerable.Range(0, batch).SelectMany(_ => BitConverter.GetBytes(random.Integer(1, steps)))];
        return () => bytes;
    }
}
