using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>What a convolution is fed, found by walking from it towards the inputs of the network.</summary>
/// <param name="Input">The input of the network that it sees.</param>
/// <param name="Factors">What each channel is multiplied by on the way; null when that changes from place to place or cannot be told.</param>
/// <param name="Reversed">Whether the order of the channels is turned around on the way.</param>
internal sealed record InputTrace(GraphInput Input, float[]? Factors, bool Reversed)
{
    /// <summary>Preparing an input takes a dozen operators at most; the walk has to end in graphs of any size.</summary>
    private const int LongestChain = 128;

    /// <summary>Mono and stereo; a series of more channels is as likely a list of features.</summary>
    private const int MostSignalChannels = 2;

    /// <summary>Walks towards the inputs through everything that leaves a picture a picture and a signal a signal.</summary>
    /// <param name="constants">Reads factors, axes and indices.</param>
    /// <param name="scope">The graph that the convolution stands in.</param>
    /// <param name="value">The value that it convolves.</param>
    /// <param name="channels">Channels of that value.</param>
    /// <param name="rank">Axes of that value.</param>
    /// <param name="axis">Its channel axis.</param>
    /// <returns>Null when the value is made of features.</returns>
    public static InputTrace? Walk(ConstantReader constants, GraphScope scope, string value, int channels, int rank, int axis)
    {
        var walk = new InputWalk(constants, scope, channels, rank, axis);
        for (var step = 0; step < LongestChain; step++)
        {
            var origin = walk.Scope.Resolve(value);
            if (origin.Input is { } input && origin.Scope.Parent is null)
                return new InputTrace(input, walk.Factors, walk.Reversed);
            walk.Scope = origin.Scope;
            if (origin.Node is not { } node || walk.Through(node, value) is not { } before)
                return null;
            value = before;
        }
        return null;
    }

    /// <summary>What the input channels of a layer are that sees an input of the network.</summary>
    /// <param name="bank">The layer's bank.</param>
    public InputSpace Space(BankShape bank)
    {
        if (bank.Rank == 1)
            return bank.Channels <= MostSignalChannels ? InputSpace.Signal : InputSpace.Features;
        if (bank.Channels == 1)
            return bank.Rank == 2 && (bank.Height == 1 || bank.Width == 1) && IsSignal() ? InputSpace.Signal : InputSpace.Gray;
        if (bank.Channels != 3)
            return InputSpace.Features;
        return (Input.Content, Reversed) switch
        {
            (InputSpace.Rgb, false) or (InputSpace.Bgr, true) => InputSpace.Rgb,
            (InputSpace.Bgr, false) or (InputSpace.Rgb, true) => InputSpace.Bgr,
            _ => InputSpace.Picture,
        };
    }

    /// <summary>Whether the input has one axis besides batch and channel.</summary>
    private bool IsSignal()
    {
        if (Input.Shape is not { } shape)
            return false;
        return shape.Length <= 2 || shape.Length == 3 && shape[Input.ChannelsLast ? 2 : 1] == 1;
    }
}
