using System.Text.Json.Nodes;
using CsCheck;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Naming;
using Passband.Tests.Kernels;

namespace Passband.Tests.Explanations;

public class FuzzTests
{
    private static readonly Gen<BankShape> Shape = Gen.OneOf(
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 16], Gen.Int[1, 16], BankShape.Plane),
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4], BankShape.Plane),
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 64], BankShape.Line));

    private static readonly Gen<double> Magnitude = Gen.Int[0, 5].Select(i => new[] { 1, 1e-3, 1e30, 1e-30, 1e-44, 3e38 }[i]);

    private static double[] Weights(BankShape shape, double magnitude, int pattern, ulong seed)
    {
        var values = Plane.Noise(1, shape.Filters * shape.FilterLength, seed).Values;
        for (var i = 0; i < values.Length; i++)
        {
            var tap = i % shape.Taps;
            values[i] = magnitude * pattern switch
            {
                0 => Math.Clamp(values[i] / 4, -1, 1),
                // Constant rows.
                1 => tap / shape.Width % 2 == 0 ? 1 : -1,
                // A single tap that is not zero.
                2 => tap == (int)(seed % (ulong)shape.Taps) ? 1 : 0,
                // A constant.
                3 => -1,
                // Mostly zeros.
                4 => values[i] > 1.5 ? 1 : 0,
                // One filter that outweighs the others.
                _ => i < shape.FilterLength ? 1 : 1e-3 * Math.Clamp(values[i] / 4, -1, 1),
            };
        }
        return values;
    }

    [Fact]
    public void No_bank_of_finite_weights_breaks_the_explanation_or_its_document() =>
        Gen.Select(Shape, Magnitude, Gen.Int[0, 5], Gen.ULong, Gen.Int[1, 3]).Sample((shape, magnitude, pattern, seed, stride) =>
        {
            var input = shape.Rank == 1 ? InputSpace.Signal : shape.Channels switch { 3 => InputSpace.Rgb, 1 => InputSpace.Gray, _ => InputSpace.Features };
            var layer = Nets.Layer(shape, Weights(shape, magnitude, pattern, seed), input) with { Stride = Extent.Square(stride) };

            // Writing refuses NaN and infinity.
            var document = JsonNode.Parse(Documents.Text(Explainer.Explain(Nets.Of(layer), ExplainOptions.Default with { All = true, Threads = 1 })))!;

            foreach (var filter in document["layers"]![0]!["filters"]!.AsArray())
            {
                Assert.Contains(filter!["name"]!.GetValue<string>(), KernelName.All);
                if (filter["separability"] is { } separability)
                    Assert.InRange(separability.GetValue<double>(), 0, 1.000001);
                if (filter["symmetry"] is { } symmetry)
                    Assert.InRange(symmetry["even"]!.GetValue<double>(), 0, 1);
                if (filter["fit"] is { } fit)
                    Assert.InRange(fit["r2"]!.GetValue<double>(), 0, 1.000001);
            }
        }, iter: 80, threads: 2);
}
