using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Networks.FeatureMaps;

/// <summary>Names of the values of a graph around a convolution.</summary>
/// <param name="Operator">What the convolution is called in the graph's own terms, e.g. "Conv" or "QLinearConv".</param>
/// <param name="Input">What the layer reads; null when not known.</param>
/// <param name="Weight">Its weights; null when not known.</param>
/// <param name="WeightZero">The integers that stand for zero among them; null for weights that are plain numbers.</param>
/// <param name="Before">
/// The response before the activation: bias, normalization and constant factors that follow are in it, and integers are brought back to numbers where the graph does so. Null for
/// an operator that applies its activation itself.
/// </param>
/// <param name="After">The response after the activation; null when there is none, or when it is none of elementwise operators.</param>
/// <param name="Activation">The operators that make <paramref name="After"/> of <paramref name="Before"/>, e.g. "Relu" or "Sigmoid, Mul"; null when there is none.</param>
/// <param name="Scale">For integers that the graph hands on as such: the value that holds what one step of them is worth; null otherwise.</param>
/// <param name="Zero">Likewise the integer that stands for zero.</param>
internal sealed record LayerValues(
    string Operator, string? Input, string? Weight, string? WeightZero, string? Before, string? After, string? Activation, string? Scale = null, string? Zero = null)
{
    /// <summary>Operators that leave a response as it is but for a factor, an offset and rounding.</summary>
    private static readonly HashSet<string> Affine = ["Identity", "Cast", "Dropout", "Add", "Sub", "Mul", "Div", "BatchNormalization", "QuantizeLinear", "DequantizeLinear"];

    /// <summary>Operators that map every element on its own, which activations are made of.</summary>
    private static readonly HashSet<string> Elementwise =
    [
        .. Affine, "Relu", "LeakyRelu", "PRelu", "Sigmoid", "HardSigmoid", "Tanh", "Elu", "Selu", "Celu", "Softplus", "Softsign", "ThresholdedRelu", "Clip", "HardSwish", "Gelu",
        "FastGelu", "QuickGelu", "Mish", "Swish", "Pow", "Neg", "Abs", "Exp", "Log", "Sqrt", "Reciprocal", "Erf", "Min", "Max", "Sin", "Cos",
    ];

    /// <summary>More operators than bias, normalization, quantization and activation are ever split into.</summary>
    private const int MostOperators = 32;

    /// <summary>Constants that stand beside a response hold one number a channel, never as many as a picture.</summary>
    private const int MostConstants = 65_536;

    /// <summary>Finds the values around a layer.</summary>
    /// <param name="graph">The network's own graph.</param>
    /// <param name="layer">A layer that was read from it.</param>
    /// <param name="where">What to call the network in messages.</param>
    /// <exception cref="PassbandException">The layer is not among the graph's own operators.</exception>
    public static LayerValues Of(Graph graph, ConvLayer layer, string where)
    {
        var node = layer.Output is { } output ? graph.Nodes.FirstOrDefault(n => n.Outputs.Contains(output)) : null;
        if (node is null || ConvolutionKind.Of(node) is not { } kind)
        {
            throw new PassbandException(
                ErrorKind.Request, $"{where} → layer '{Printable.Name(layer.Name)}'", "it stands in the body of a control flow operator, whose values nobody outside sees",
                "a layer of the network's own graph", "Name a value of the graph with --value.");
        }
        var found = new Walk(graph, kind.ScaleFollows).From(node.Outputs[0]);
        var weightZero = kind.WeightZero >= 0 ? Named(node, kind.WeightZero) : null;
        var values = new LayerValues(node.Operator, Named(node, 0), Named(node, kind.Weight), weightZero, found.Before, found.After, found.Activation);
        // The activation of a fused operator cannot be had apart from it.
        if (node.Operator == "FusedConv" && node.Attribute<string>("activation") is { Length: > 0 } fused)
            values = values with { Before = null, After = node.Outputs[0], Activation = fused };
        if (node.Operator == "QLinearConv" && values.Before == node.Outputs[0])
            values = values with { After = null, Activation = null, Scale = Named(node, 6), Zero = Named(node, 7) };
        return values;
    }

    private static string? Named(GraphNode node, int input) => input < node.Inputs.Length && node.Inputs[input].Length > 0 ? node.Inputs[input] : null;

    /// <summary>
    /// Follows a value through elementwise operators. Wherever all ways from it meet again in a single value, that value is the response in a later state: the last such state with
    /// only affine operators before it is that before the activation, the first one after others is that after it.
    /// </summary>
    private sealed class Walk(Graph graph, bool scaleFollows)
    {
        private readonly GraphScope _scope = new(graph);
        private readonly ConstantReader _constants = new();
        private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
        private readonly List<GraphNode> _steps = [];

        public (string Before, string? After, string? Activation) From(string output)
        {
            _reached.Add(output);
            foreach (var node in graph.Nodes)
            {
                if (_steps.Count == MostOperators || !IsStep(node))
                    continue;
                _steps.Add(node);
                _reached.Add(node.Outputs[0]);
            }
            return FirstStates(output);
        }

        private (string Before, string? After, string? Activation) FirstStates(string output)
        {
            var before = output;
            var open = Readers(output);
            var passed = new List<string>();
            var (quantized, ended) = (false, false);
            foreach (var node in _steps)
            {
                // Ways that lead to other operators, such as the next layer, are no states of this response and are not waited for.
                var edges = Readers(node.Outputs[0]);
                open += edges - node.Inputs.Count(_reached.Contains);
                var isState = open == edges && !ended;
                // Two ways that never meet end in two values, of which neither is the response.
                ended |= edges == 0;
                if (node.Operator is "QuantizeLinear" or "DequantizeLinear")
                    quantized = node.Operator == "QuantizeLinear";
                if (IsAffine(node) && passed.Count == 0)
                {
                    // One of several ways on, as in x · clip(x + 3): only where they meet again is a response.
                    if (isState && !quantized)
                        before = node.Outputs[0];
                    else if (!quantized)
                        passed.Add(node.Operator);
                    continue;
                }
                passed.Add(node.Operator);
                if (isState && !quantized)
                    return (before, Trailing(node.Outputs[0], passed), string.Join(", ", passed.Distinct()));
            }
            return (before, null, null);
        }

        private int Readers(string value) => _steps.Sum(n => n.Inputs.Count(i => i == value));

        /// <summary>Whether an operator maps nothing but reached values and constants, element by element.</summary>
        private bool IsStep(GraphNode node) =>
            node.Domain is "" or "com.microsoft" && Elementwise.Contains(node.Operator) && !node.Outputs.IsEmpty && node.Inputs.Any(_reached.Contains)
            && node.Inputs.All(i => i.Length == 0 || _reached.Contains(i) || IsConstant(i));

        /// <summary>The product or quotient of two reached values is no longer affine.</summary>
        private bool IsAffine(GraphNode node) => Affine.Contains(node.Operator) && node.Inputs.Count(_reached.Contains) == 1;

        private bool IsConstant(string name) =>
            _constants.Small(_scope, name, MostConstants) is not null
            // The step of an input that is quantized while the network runs, times that of the weights.
            || scaleFollows && _scope.Resolve(name).Node is { Operator: "Mul", Inputs.Length: 2 } product
            && product.Inputs.Any(i => _scope.Resolve(i).Node is { Operator: "DynamicQuantizeLinear" });

        /// <summary>Exporters write x · clip(x + 3, 0, 6) / 6 with the last factor as an operator of its own, which belongs to the activation.</summary>
        private string Trailing(string value, List<string> passed)
        {
            if (passed.Count > 1 && _scope.SoleReader(value) is { Operator: "Mul" or "Div", Domain: "", Inputs: [var a, var b], Outputs: [var scaled] } node
                && _constants.Small(_scope, a == value ? b : a, 1) is not null && (a == value || node.Operator == "Mul"))
            {
                passed.Add(node.Operator);
                return scaled;
            }
            return value;
        }
    }
}
