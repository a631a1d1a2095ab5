using Passband.Networks.Engine;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Passband.Networks.Operators;

/// <summary>Convolutions, as ONNX calls what is a correlation: the kernel is not mirrored.</summary>
internal static class ConvolutionOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .Add("Conv", 1, call => Convolve(call, call[0], call[1], call.Optional(2)), fresh: true)
        .Add("com.microsoft", "FusedConv", 1, call => [Fused(call)], fresh: true)
        .Add("ConvInteger", 10, ConvolveIntegers, fresh: true);

    /// <summary>A convolution with the attributes of a node.</summary>
    /// <param name="call">The node.</param>
    /// <param name="x">[batch, channels, …].</param>
    /// <param name="weight">[filters, channels / groups, …].</param>
    /// <param name="bias">[filters]; null for none.</param>
    public static torch.Tensor Convolve(NodeCall call, torch.Tensor x, torch.Tensor weight, torch.Tensor? bias)
    {
        if (call.Has(MemoryLayout.Attribute))
            x = MemoryLayout.ChannelsLast(x);
        long[][] shapes = [x.shape, weight.shape, bias?.shape ?? []];
        var plan = call.Remember(shapes, () => Plan(call, x, weight, bias, shapes[0]));
        call.Multiplied(plan.Products);
        if (plan.Pads is not null)
            x = F.pad(x, plan.Pads);
        var window = plan.Window;
        return window.Strides.Length switch
        {
            1 => F.conv1d(x, weight, bias, window.Strides[0], plan.Begin[0], window.Dilations[0], plan.Groups),
            2 => F.conv2d(x, weight, bias, window.Strides, plan.Begin, window.Dilations, plan.Groups),
            _ => F.conv3d(x, weight, bias, window.Strides, plan.Begin, window.Dilations, plan.Groups),
        };
    }

    /// <summary>How a convolution is computed.</summary>
    /// <param name="Window">Where its kernels go.</param>
    /// <param name="Groups">The groups that channels are split into.</param>
    /// <param name="Begin">Zeros that libtorch adds on both sides of each axis.</param>
    /// <param name="Pads">Pads for a first step of its own where the sides differ; null where they do not.</param>
    /// <param name="Products">Its multiplications.</param>
    private sealed record Convolution(Window Window, long Groups, long[] Begin, long[]? Pads, double Products);

    private static Convolution Plan(NodeCall call, torch.Tensor x, torch.Tensor weight, torch.Tensor? bias, long[] shape)
    {
        var (window, groups) = Geometry(call, x, weight, bias);
        var spatial = shape.AsSpan(2);
        var places = window.Places(call, spatial);
        var size = (int)x.element_size();
        var products = shape[0] * places.Aggregate((double)weight.numel(), (a, b) => a * b);
        call.Reserve([shape[0], weight.shape[0], .. places], size);
        if (window.IsSymmetric)
            return new Convolution(window, groups, window.Begin, null, products);
        call.Reserve([.. shape[..2], .. spatial.ToArray().Select((n, i) => n + window.Begin[i] + window.End[i])], size);
        return new Convolution(window, groups, new long[places.Length], window.Exact(spatial, places), products);
    }

    /// <summary>The channels, groups and bias of a convolution, checked.</summary>
    private static (Window Window, long Groups) Geometry(NodeCall call, torch.Tensor x, torch.Tensor weight, torch.Tensor? bias)
    {
        var groups = call.Integer("group", 1);
        if (weight.dim() != x.dim())
            throw call.Wrong($"a kernel of {weight.dim()} dimensions over an input of {x.dim()}", "as many");
        if (x.dim() < 3)
            throw call.Wrong($"an input of {x.dim()} dimensions", "[batch, channels, …]");
        var (filters, depth) = (weight.shape[0], weight.shape[1]);
        if (groups < 1 || filters % groups != 0 || depth * groups != x.shape[1])
            throw call.Wrong($"{filters} filters of {depth} channels in {groups} groups over {x.shape[1]} channels", "channels and filters that the groups divide");
        var kernel = weight.shape[2..];
        if (call.Has("kernel_shape") && !call.Integers("kernel_shape").AsSpan().SequenceEqual(kernel))
            throw call.Wrong($"kernels of {string.Join("×", kernel)}", $"{string.Join("×", call.Integers("kernel_shape").Take(8))}, as kernel_shape says");
        if (bias is not null && (bias.dim() != 1 || bias.shape[0] != filters))
            throw call.Wrong($"a bias of [{string.Join(", ", bias.shape)}]", $"[{filters}]");
        return (Window.Of(call, x.shape.AsSpan(2), kernel), groups);
    }

    private static torch.Tensor Fused(NodeCall call)
    {
        var y = Convolve(call, call[0], call[1], call.Optional(2));
        if (call.Optional(3) is { } sum)
            y.add_(sum);
        var parameters = call.Node.Attributes.GetValueOrDefault("activation_params") is System.Collections.Immutable.ImmutableArray<float> floats ? floats : [];
        return call.Text("activation", "") switch
        {
            "" => y,
            "Relu" => y.relu_(),
            "Sigmoid" => y.sigmoid_(),
            "Tanh" => y.tanh_(),
            "LeakyRelu" when parameters.Length == 1 => F.leaky_relu(y, parameters[0], inplace: true),
            "Clip" when parameters.Length == 2 => y.clamp_(parameters[0], parameters[1]),
            "HardSigmoid" when parameters.Length == 2 => y.mul_(parameters[0]).add_(parameters[1]).clamp_(0, 1),
            var other => throw call.Wrong($"the activation {Kernels.Printable.Name(other)} with {parameters.Length} parameters", "one that the operator has"),
        };
    }

    private static torch.Tensor ConvolveIntegers(NodeCall call) =>
        IntegerProducts.Convolve(call, call[0], call.Optional(2), call[1], call.Optional(3), null).to_type(torch.ScalarType.Int32);
}
