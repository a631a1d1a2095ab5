using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>
/// Exact sums of products of 8-bit integers. They are computed in 32-bit floats where no partial sum can pass 2²⁴, up to which those hold every integer, and in
/// 64-bit floats otherwise.
/// </summary>
internal static class IntegerProducts
{
    private const double MostExact = 1 << 24;

    /// <summary>The farthest that an 8-bit value can be from its zero point.</summary>
    private const double MostDistance = 255;

    /// <summary>From this batch on libtorch may choose fast convolutions that round (NNPACK's).</summary>
    private const long RoundedBatch = 16;

    /// <summary>A convolution with the attributes of a node, as integers in floats.</summary>
    /// <param name="call">The node.</param>
    /// <param name="x">The input.</param>
    /// <param name="zero">The input's zero point; null for 0.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="weightZero">Their zero point or one for each filter; null for 0.</param>
    /// <param name="bias">What to add, 32-bit integers; null for none.</param>
    public static torch.Tensor Convolve(NodeCall call, torch.Tensor x, torch.Tensor? zero, torch.Tensor weight, torch.Tensor? weightZero, torch.Tensor? bias)
    {
        if (weight.dim() < 3)
            throw call.Wrong($"a kernel of {weight.dim()} dimensions", "[filters, channels, …]");
        var kernels = Centered(call, weight, weightZero, 0, weight.dim());
        var most = MostSum(kernels, [.. Enumerable.Range(1, (int)weight.dim() - 1).Select(i => (long)i)]);
        if (bias is not null && bias.numel() > 0)
            most += bias.to_type(torch.ScalarType.Float64).abs().max().ToDouble();
        var type = most < MostExact && (x.dim() == 0 || x.shape[0] < RoundedBatch) ? torch.ScalarType.Float32 : torch.ScalarType.Float64;
        return ConvolutionOperators.Convolve(call, Centered(call, x, zero, 1, x.dim()).to_type(type), kernels.to_type(type), bias?.to_type(type));
    }

    /// <summary>A matrix product, as integers in floats.</summary>
    /// <param name="call">The node.</param>
    /// <param name="a">[…, rows, depth].</param>
    /// <param name="aZero">Its zero point, or one for each row; null for 0.</param>
    /// <param name="b">[…, depth, columns].</param>
    /// <param name="bZero">Its zero point, or one for each column; null for 0.</param>
    public static torch.Tensor Multiply(NodeCall call, torch.Tensor a, torch.Tensor? aZero, torch.Tensor b, torch.Tensor? bZero)
    {
        if (a.dim() == 0 || b.dim() == 0)
            throw call.Wrong("a single number", "matrices");
        var left = Centered(call, a, aZero, Math.Max(a.dim() - 2, 0), a.dim());
        var right = Centered(call, b, bZero, b.dim() - 1, b.dim());
        var type = MostSum(right, [Math.Max(b.dim() - 2, 0)]) < MostExact ? torch.ScalarType.Float32 : torch.ScalarType.Float64;
        return left.to_type(type).matmul(right.to_type(type));
    }

    /// <summary>The values without their zero point, in 32-bit floats: at most 255 from zero.</summary>
    private static torch.Tensor Centered(NodeCall call, torch.Tensor x, torch.Tensor? zero, long axis, long rank)
    {
        // Sums of wider numbers would not be exact; and of floats the conversion is no copy that may be written over.
        if (x.dtype is not (torch.ScalarType.Byte or torch.ScalarType.Int8))
            throw call.Wrong($"{x.dtype} values", "8-bit integers");
        var values = x.to_type(torch.ScalarType.Float32);
        return zero is null ? values : values.sub_(QuantizationOperators.Along(call, zero, axis, x.shape, rank).to_type(torch.ScalarType.Float32));
    }

    private static double MostSum(torch.Tensor kernels, long[] axes) =>
        kernels.numel() == 0 ? 0 : kernels.abs().sum(axes, type: torch.ScalarType.Float64).max().ToDouble() * MostDistance;
}
