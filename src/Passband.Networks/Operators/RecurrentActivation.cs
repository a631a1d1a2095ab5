using System.Collections.Immutable;
using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>The nonlinear functions of recurrent layers.</summary>
internal static class RecurrentActivation
{
    /// <summary>The functions of each direction, in the order in which ONNX lists them.</summary>
    /// <param name="call">The node.</param>
    /// <param name="directions">1 or 2.</param>
    /// <param name="defaults">The functions of one direction unless the node names others.</param>
    public static Func<torch.Tensor, torch.Tensor>[][] Of(NodeCall call, int directions, params string[] defaults)
    {
        string[] names = call.Node.Attributes.GetValueOrDefault("activations") is ImmutableArray<string> { Length: > 0 } given
            ? [.. given] : [.. Enumerable.Range(0, directions).SelectMany(_ => defaults)];
        if (names.Length != directions * defaults.Length)
            throw call.Wrong($"{names.Length} activations", $"{directions * defaults.Length}");
        // Parameters are listed for the functions that have any.
        var alphas = new Queue<float>(Floats(call, "activation_alpha"));
        var betas = new Queue<float>(Floats(call, "activation_beta"));
        var functions = names.Select(n => Function(call, n, alphas, betas)).ToArray();
        return [.. functions.Chunk(defaults.Length)];
    }

    private static Func<torch.Tensor, torch.Tensor> Function(NodeCall call, string name, Queue<float> alphas, Queue<float> betas)
    {
        switch (name.ToLowerInvariant())
        {
            case "sigmoid":
                return x => x.sigmoid();
            case "tanh":
                return x => x.tanh();
            case "relu":
                return x => x.relu();
            case "softplus":
                return x => F.softplus(x, 1, 20);
            case "softsign":
                return x => x.div(x.abs().add_(1));
            case "affine":
                {
                    var (alpha, beta) = (Next(alphas, 1), Next(betas, 0));
                    return x => x.mul(alpha).add_(beta);
                }
            case "leakyrelu":
                {
                    var alpha = Next(alphas, 0.01f);
                    return x => F.leaky_relu(x, alpha);
                }
            case "thresholdedrelu":
                {
                    var alpha = Next(alphas, 1);
                    return x => F.threshold(x, alpha, 0);
                }
            case "scaledtanh":
                {
                    var (alpha, beta) = (Next(alphas, 1), Next(betas, 1));
                    return x => x.mul(beta).tanh_().mul_(alpha);
                }
            case "hardsigmoid":
                {
                    var (alpha, beta) = (Next(alphas, 0.2f), Next(betas, 0.5f));
                    return x => x.mul(alpha).add_(beta).clamp_(0, 1);
                }
            case "elu":
                {
                    var alpha = Next(alphas, 1);
                    return x => F.elu(x, alpha);
                }
            default:
                throw call.Wrong($"the activation {Kernels.Printable.Name(name)}", "one that the operator has");
        }
    }

    private static ImmutableArray<float> Floats(NodeCall call, string name) => call.Node.Attributes.GetValueOrDefault(name) is ImmutableArray<float> values ? values : [];

    private static float Next(Queue<float> values, float orElse) => values.TryDequeue(out var value) ? value : orElse;
}
