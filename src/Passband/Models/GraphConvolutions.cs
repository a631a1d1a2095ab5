using System.Globalization;
using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Models;

/// <summary>Finds the convolutions of a graph and everything around them that says what their kernels do.</summary>
internal sealed class GraphConvolutions
{
    private const string Dequantized = "dequantized";
    private const string InputScale = "input scale";

    /// <summary>More sentences of one kind than anybody reads; the rest is counted.</summary>
    private const int MostSentences = 20;

    private readonly ModelOptions _options;
    private readonly ConstantReader _constants = new();
    private readonly GraphScope _root;

    /// <summary>Whether constants are aligned with the layout [batch, …, channels].</summary>
    private readonly bool _channelsLast;
    private readonly List<ConvLayer> _layers = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<string> _assumptions = [];
    private int _unsaid;

    private GraphConvolutions(Graph graph, ModelOptions options)
    {
        _options = options;
        _root = new GraphScope(graph);
        _channelsLast = graph.Inputs.Any(input => input.ChannelsLast);
    }

    /// <summary>Reads all convolutions of a graph in execution order. One that cannot be read is left out with a sentence among the assumptions.</summary>
    /// <param name="graph">The network; its constants must still be readable.</param>
    /// <param name="name">What to call the network.</param>
    /// <param name="format">The format that it was read from.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static ConvNet Read(Graph graph, string name, string format, ModelOptions options, CancellationToken cancellation)
    {
        var reading = new GraphConvolutions(graph, options);
        foreach (var (scope, node) in reading._root.Walk())
        {
            cancellation.ThrowIfCancellationRequested();
            reading.Visit(scope, node);
        }
        if (reading._unsaid > 0)
            reading._assumptions.Add($"{reading._unsaid} more remarks of this kind were left out.");
        return new ConvNet
        {
            Name = name,
            Format = format,
            Layers = [.. reading._layers],
            HasGraph = true,
            Assumptions = [.. reading._assumptions],
        };
    }

    private void Visit(GraphScope scope, GraphNode node)
    {
        if (ConvolutionKind.Of(node) is { } kind)
        {
            try
            {
                _layers.Add(ReadLayer(scope, node, kind));
            }
            catch (LayerDeclinedException e)
            {
                Say($"The layer '{Label(scope, node)}' was left out: {e.Message}.");
            }
        }
        else if (ConvolutionKind.IsForeign(node))
        {
            Say($"The layer '{Label(scope, node)}' was left out: Passband does not read the operator {Printable.Name(node.Operator)}"
                + (node.Domain.Length > 0 ? $" of {Printable.Name(node.Domain)}." : "."));
        }
    }

    private ConvLayer ReadLayer(GraphScope scope, GraphNode node, ConvolutionKind kind)
    {
        if (node.Inputs.IsEmpty || node.Outputs.IsEmpty)
            throw new LayerDeclinedException("it has no input or no output");
        var group = node.Integer("group", 1);
        if (group is < 1 or > int.MaxValue)
            throw new LayerDeclinedException($"it has {group} groups");
        var groups = (int)group;
        var (bank, weightName, dequantized) = ConvolutionBank.Read(_constants, scope, node, kind, groups, _options.MaxLayerWeights);
        var shape = bank.Shape;
        CheckKernelShape(node, shape);
        var geometry = ConvolutionGeometry.Read(node, shape.Rank);
        var name = Unique(scope.Path + (node.Name.Length > 0 ? node.Name : weightName.Length > 0 ? weightName : node.Operator));
        var folded = new List<string>();
        var axes = shape.Rank + 2;
        var channelAxis = _channelsLast ? axes - 1 : 1;

        if (dequantized && !kind.ScaleFollows)
            folded.Add(Dequantized);

        var space = InputSpace.Features;
        if (groups == 1 && InputTrace.Walk(_constants, scope, node.Inputs[0], shape.Channels, axes, channelAxis) is { } trace)
        {
            space = trace.Space(shape);
            if (space == InputSpace.Picture && trace.Reversed)
                Say($"The network turns the order of its input channels around before the layer '{Printable.Name(name)}'; its channels are in the order after that.");
            if (space != InputSpace.Features && _options.Fold)
                bank = FoldInput(bank, name, trace, StoredInputScale(scope, node, kind), folded);
        }
        var output = kind.Linear && _options.Fold
            ? OutputScale.Follow(_constants, scope, node.Outputs[0], shape.Filters, axes, channelAxis)
            : OutputScale.None;
        if (output.Folded.Count > 0)
        {
            bank = bank.ScaleFilters(output.Factors);
            folded.AddRange(output.Folded);
        }
        if (kind.ScaleFollows && output.Folded.Contains(OutputScale.Scale))
            folded.Insert(0, Dequantized);
        else if (kind.ScaleFollows)
            Say($"The integer weights of the layer '{Printable.Name(name)}' have no scale: its kernels are known up to a factor.");
        return new ConvLayer
        {
            Index = _layers.Count,
            Name = name,
            Operator = OperatorOf(kind, shape, groups),
            Bank = bank,
            Stride = geometry.Stride,
            Dilation = geometry.Dilation,
            Padding = geometry.Padding,
            Groups = groups,
            Input = space,
            Folded = [.. folded],
            Output = scope.Parent is null ? node.Outputs[0] : null,
        };
    }

    private static ConvOperator OperatorOf(ConvolutionKind kind, BankShape shape, int groups)
    {
        if (kind.Transposed)
            return ConvOperator.Transposed;
        if (groups > 1 && shape.Channels == 1)
            return ConvOperator.Depthwise;
        return shape.Rank switch { 1 => ConvOperator.Conv1d, 2 => ConvOperator.Conv2d, _ => ConvOperator.Conv3d };
    }

    private static void CheckKernelShape(GraphNode node, BankShape shape)
    {
        var said = node.Integers("kernel_shape");
        if (!said.IsEmpty && !said.SequenceEqual(shape.ToArray().Skip(2).Select(d => (long)d)))
            throw new LayerDeclinedException($"its kernels are said to be {string.Join('×', said.Take(8))}, but its weights are {shape}");
    }

    /// <summary>What one step of an input is worth that the operator itself takes as integers; 1 where it takes plain numbers.</summary>
    private float StoredInputScale(GraphScope scope, GraphNode node, ConvolutionKind kind) =>
        kind.InputScale >= 0 && _constants.Small(scope, node.Inputs[kind.InputScale], 1) is { Values: [var scale] } ? scale : 1;

    private KernelBank FoldInput(KernelBank bank, string name, InputTrace trace, float storedScale, List<string> folded)
    {
        var factors = trace.Factors is null ? [] : Array.ConvertAll(trace.Factors, f => f * storedScale);
        if (factors.Length == 0 || !factors.All(f => float.IsFinite(f) && f != 0))
        {
            Say($"The input is scaled before the layer '{Printable.Name(name)}' in a way that could not be folded into its kernels.");
            return bank;
        }
        // A quantizer and its inverse multiply to one but for rounding.
        if (factors.All(f => Math.Abs(f - 1) < 1e-6f))
            return bank;
        folded.Add(InputScale);
        return bank.ScaleChannels(factors);
    }

    /// <summary>The name, or the name with the first number behind it that is free.</summary>
    private string Unique(string name)
    {
        var unique = name;
        while (_names.TryGetValue(unique, out var taken))
        {
            _names[unique] = taken + 1;
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{taken + 1}");
        }
        _names.Add(unique, 1);
        return unique;
    }

    private static string Label(GraphScope scope, GraphNode node) =>
        Printable.Name(scope.Path + (node.Name.Length > 0 ? node.Name : node.Outputs.IsEmpty ? node.Operator : node.Outputs[0]));

    private void Say(string sentence)
    {
        if (_assumptions.Count < MostSentences)
            _assumptions.Add(sentence);
        else
            _unsaid++;
    }
}
