using Passband.Graphs;

namespace Passband.Models;

/// <summary>Factors and offsets that elementwise operators apply to channels.</summary>
internal static class PerChannel
{
    /// <summary>The one value, or the value for each channel, of an operand that is broadcast against a value with channels.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="rank">Axes of the value; null when not known.</param>
    /// <param name="axis">Its channel axis; null when not known.</param>
    /// <returns>One value or several; null when the operand changes along another axis than the channels'.</returns>
    public static float[]? Values(ConstantArray? operand, int? rank, int? axis)
    {
        if (operand is null || operand.Values.Length == 0)
            return null;
        if (operand.Values.Length == 1)
            return operand.Values;
        if (rank is null || axis is null || operand.Shape.Length > rank)
            return null;
        // Broadcasting aligns the last axes.
        var missing = rank.Value - operand.Shape.Length;
        for (var i = 0; i < operand.Shape.Length; i++)
        {
            if (operand.Shape[i] != 1 && i + missing != axis)
                return null;
        }
        return operand.Values;
    }

    /// <summary>γ/√(variance + ε) of a batch normalization in inference form; null when it is not, or its parameters are not constant.</summary>
    /// <param name="constants">Reads the parameters.</param>
    /// <param name="scope">The graph that the node stands in.</param>
    /// <param name="node">The normalization.</param>
    /// <param name="channels">The most channels that it can have.</param>
    public static float[]? BatchNormalization(ConstantReader constants, GraphScope scope, GraphNode node, int channels)
    {
        if (node.Inputs.Length < 5 || node.Integer("training_mode", 0) != 0
            || constants.Small(scope, node.Inputs[1], channels) is not { } gamma || constants.Small(scope, node.Inputs[4], channels) is not { } variance
            || gamma.Values.Length != variance.Values.Length)
        {
            return null;
        }
        var epsilon = (double)node.Number("epsilon", 1e-5f);
        var factors = new float[gamma.Values.Length];
        for (var i = 0; i < factors.Length; i++)
            factors[i] = (float)(gamma.Values[i] / Math.Sqrt(variance.Values[i] + epsilon));
        return factors;
    }
}
