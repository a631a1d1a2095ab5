using Passband.Graphs;

namespace Passband.Models;

/// <summary>What a network multiplies the output of a convolution by before anything else happens to it.</summary>
/// <param name="Factors">A factor for each filter.</param>
/// <param name="Folded">What the factors come from, in the order of the network.</param>
internal sealed record OutputScale(float[] Factors, IReadOnlyList<string> Folded)
{
    public const string BatchNormalization = "batchnorm";
    public const string Scale = "output scale";

    /// <summary>Nothing.</summary>
    public static OutputScale None { get; } = new([], []);

    /// <summary>A convolution is followed by a bias, a normalization and perhaps a factor; a longer chain is something else.</summary>
    private const int LongestChain = 16;

    /// <summary>Follows a value until something that is not a factor or an offset for each channel, or until something else reads the value too.</summary>
    /// <param name="constants">Reads the factors.</param>
    /// <param name="scope">The graph that the convolution stands in.</param>
    /// <param name="value">The convolution's output.</param>
    /// <param name="filters">Its channels.</param>
    /// <param name="rank">Its axes, batch and channels included.</param>
    /// <param name="axis">Its channel axis.</param>
    public static OutputScale Follow(ConstantReader constants, GraphScope scope, string value, int filters, int rank, int axis)
    {
        var factors = Enumerable.Repeat(1f, filters).ToArray();
        var folded = new List<string>();
        for (var step = 0; step < LongestChain && scope.SoleReader(value) is { Domain: "", Outputs.IsEmpty: false } node; step++)
        {
            if (Factor(node) is not { } factor)
                break;
            var next = factor.Values;
            if (next.Length != 1 && next.Length != filters || !next.All(float.IsFinite))
                break;
            for (var i = 0; i < filters; i++)
                factors[i] *= next[next.Length == 1 ? 0 : i];
            if (factor.Name is not null && !folded.Contains(factor.Name))
                folded.Add(factor.Name);
            value = node.Outputs[0];
        }
        return new OutputScale(factors, folded);

        (float[] Values, string? Name)? Factor(GraphNode node)
        {
            var position = node.Inputs.IndexOf(value);
            switch (node.Operator)
            {
                case "Identity" or "Cast" or "Dropout":
                    return ([1f], null);
                case "Add" when IsOffset(node, position):
                    return ([1f], null);
                case "Sub" when IsOffset(node, position):
                    return position == 0 ? ([1f], null) : ([-1f], Scale);
                case "BatchNormalization" when position == 0:
                    return PerChannel.BatchNormalization(constants, scope, node, filters) is { } normalization ? (normalization, BatchNormalization) : null;
                case "Mul" when node.Inputs.Length == 2:
                    return Operand(node, 1 - position) is { } factor ? (factor, Scale) : null;
                case "Div" when node.Inputs.Length == 2 && position == 0:
                    return Operand(node, 1) is { } divisor ? (Array.ConvertAll(divisor, d => 1 / d), Scale) : null;
                default:
                    return null;
            }
        }

        bool IsOffset(GraphNode node, int position) => node.Inputs.Length == 2 && position >= 0 && Operand(node, 1 - position) is not null;

        float[]? Operand(GraphNode node, int index) => PerChannel.Values(constants.Small(scope, ConstantPart(node.Inputs[index]), filters), rank, axis);

        // The step of an input that is quantized while the network runs is undone here; what is left is that of the weights.
        string ConstantPart(string name)
        {
            if (scope.Resolve(name).Node is not { Operator: "Mul", Inputs.Length: 2 } product)
                return name;
            var dynamic = product.Inputs.ToList().FindIndex(input => scope.Resolve(input).Node is { Operator: "DynamicQuantizeLinear" });
            return dynamic < 0 ? name : product.Inputs[1 - dynamic];
        }
    }
}
