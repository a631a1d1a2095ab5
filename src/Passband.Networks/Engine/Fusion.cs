using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Graphs;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>
/// Rewrites a graph so that it computes the same in fewer passes over memory: factors and offsets that follow a convolution go into its weights, and activations
/// that exporters spell out become one operator each. Values that somebody wants to see are never rewritten away.
/// </summary>
internal sealed class Fusion
{
    /// <summary>The domain of operators that only this rewriting makes.</summary>
    public const string Domain = "passband";

    private readonly List<GraphNode?> _nodes;

    /// <summary>The nodes that read a value, each with how often.</summary>
    private readonly Dictionary<string, Dictionary<int, int>> _readers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept;
    private readonly Func<string, torch.Tensor?> _constant;
    private readonly Dictionary<string, torch.Tensor> _made = new(StringComparer.Ordinal);

    /// <summary>Bytes that rewritten weights may still take: many convolutions may share the same, and each gets its own.</summary>
    private long _room;

    private Fusion(Graph graph, IEnumerable<string> kept, Func<string, torch.Tensor?> constant, long room)
    {
        _nodes = [.. graph.Nodes];
        _kept = new HashSet<string>(kept, StringComparer.Ordinal);
        _constant = name => _made.GetValueOrDefault(name) ?? constant(name);
        _room = room;
        for (var i = 0; i < graph.Nodes.Length; i++)
            Link(i);
    }

    /// <summary>Rewrites a graph.</summary>
    /// <param name="graph">The network's own graph, in execution order.</param>
    /// <param name="kept">Values that must stay.</param>
    /// <param name="constant">A constant by name; null when the name is none.</param>
    /// <param name="room">The most bytes that rewritten weights may take; what would need more stays as it is.</param>
    /// <returns>The graph, and the constants that it has beside those of the file; the caller owns them.</returns>
    public static (Graph Graph, Dictionary<string, torch.Tensor> Constants) Apply(Graph graph, IEnumerable<string> kept, Func<string, torch.Tensor?> constant, long room)
    {
        using var noGradients = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var fusion = new Fusion(graph, kept, constant, room);
        try
        {
            fusion.Rewrite();
        }
        catch
        {
            foreach (var made in fusion._made.Values)
                made.Dispose();
            throw;
        }
        return (graph with { Nodes = [.. fusion._nodes.OfType<GraphNode>()] }, fusion._made);
    }

    private void Rewrite()
    {
        for (var i = 0; i < _nodes.Count; i++)
        {
            // A node that reads or writes nothing is wrong, which the run says where it matters.
            if (_nodes[i] is not { Inputs.Length: > 0, Outputs.Length: > 0 } node)
                continue;
            if (Is(node, "Conv") || Is(node, "ConvTranspose"))
                Absorb(i);
            else if (Is(node, "Add"))
                SpelledHardSwish(i);
            else if (Is(node, "Sigmoid") || Is(node, "HardSigmoid"))
                Gated(i);
            else if (Is(node, "ReduceMean"))
                SpelledLayerNormalization(i);
        }
        LayOut();
    }

    private static bool Is(GraphNode node, string op) => node.Operator == op && node.Domain.Length == 0;

    /// <summary>The one node that reads a value which nobody else wants.</summary>
    private int Only(string value)
    {
        if (value.Length == 0 || _kept.Contains(value) || _readers.GetValueOrDefault(value) is not { Count: 1 } readers)
            return -1;
        var (reader, times) = readers.First();
        // What writes several values is none of the operators that are rewritten.
        return times == 1 && _nodes[reader]!.Outputs.Length == 1 ? reader : -1;
    }

    /// <summary>The node of an operator that alone reads a value, with the constant that is its other input; −1 when it is another.</summary>
    private (int Node, torch.Tensor? Other) Binary(string value, string op)
    {
        var at = Only(value);
        if (at < 0 || !Is(_nodes[at]!, op) || _nodes[at]!.Inputs is not [var a, var b])
            return (-1, null);
        // A constant taken from is another operation than taking a constant away.
        var other = a == value ? b : op is "Sub" or "Div" or "Pow" ? "" : a;
        return _constant(other) is { } constant ? (at, constant) : (-1, null);
    }

    private static bool IsNumber(torch.Tensor? constant, double number) =>
        constant is not null && constant.numel() == 1 && constant.dim() <= 1 && Math.Abs(constant.to_type(torch.ScalarType.Float64).cpu().item<double>() - number) <= 1e-6 * Math.Abs(number);

    private void Replace(int at, GraphNode node, params ReadOnlySpan<int> removed)
    {
        foreach (var gone in (ReadOnlySpan<int>)[.. removed, at])
        {
            foreach (var input in _nodes[gone]!.Inputs)
                _readers[input].Remove(gone);
            _nodes[gone] = null;
        }
        _nodes[at] = node;
        Link(at);
    }

    private void Link(int at)
    {
        var node = _nodes[at]!;
        foreach (var input in node.Inputs.Concat(node.Attributes.Values.OfType<Graph>().SelectMany(Program.CapturedBy)))
        {
            if (!_readers.TryGetValue(input, out var readers))
                _readers[input] = readers = [];
            readers[at] = readers.GetValueOrDefault(at) + 1;
        }
    }

    /// <summary>A name that no value has.</summary>
    private string Unused(string name)
    {
        // Every value that is of any use is read or kept.
        while (_readers.ContainsKey(name) || _kept.Contains(name) || _made.ContainsKey(name))
            name += "\n";
        return name;
    }

    // --- factors and offsets behind a convolution ---

    private void Absorb(int at)
    {
        var node = _nodes[at]!;
        var transposed = node.Operator == "ConvTranspose";
        if (node.Inputs.Length < 2 || _constant(node.Inputs[1]) is not { } weights || weights.dim() < 3 || weights.dtype != torch.ScalarType.Float32)
            return;
        var groups = node.Integer("group", 1);
        if (transposed && groups != 1)
            return;
        var filters = transposed ? weights.shape[1] : weights.shape[0];
        var hasBias = node.Inputs.Length > 2 && node.Inputs[2].Length > 0;
        torch.Tensor? bias = hasBias ? _constant(node.Inputs[2]) : null;
        if (hasBias && (bias is null || bias.dim() != 1 || bias.numel() != filters || bias.dtype != weights.dtype) || Bytes(weights) > _room)
            return;
        using var scope = torch.NewDisposeScope();
        var scale = torch.ones(filters, torch.ScalarType.Float64, weights.device);
        var shift = bias is null ? torch.zeros(filters, torch.ScalarType.Float64, weights.device) : bias.to_type(torch.ScalarType.Float64);
        var output = node.Outputs[0];
        var absorbed = new List<int>();
        while (Follower(output, filters, weights.dim()) is var (next, factor, offset) && next >= 0)
        {
            (scale, shift) = (scale * factor, shift * factor + offset);
            output = _nodes[next]!.Outputs[0];
            absorbed.Add(next);
        }
        if (absorbed.Count == 0)
            return;
        long[] along = [.. Enumerable.Range(0, (int)weights.dim()).Select(d => d == (transposed ? 1 : 0) ? filters : 1L)];
        var scaled = (weights.to_type(torch.ScalarType.Float64) * scale.reshape(along)).to_type(torch.ScalarType.Float32);
        var shifted = shift.to_type(torch.ScalarType.Float32);
        // Where a factor is infinite, or the product of factors leaves 32 bits, one step after the other gives something else.
        if (!scaled.isfinite().all().item<bool>() || !shifted.isfinite().all().item<bool>())
            return;
        var name = Unused($"{node.Inputs[1]}\n{output}");
        _made[name] = scaled.DetachFromDisposeScope();
        var offsets = Unused(name + "\nbias");
        _made[offsets] = shifted.DetachFromDisposeScope();
        _room -= Bytes(scaled);
        Replace(at, node with { Inputs = [node.Inputs[0], name, offsets], Outputs = [output] }, [.. absorbed]);
    }

    private static long Bytes(torch.Tensor value) => value.numel() * value.ElementSize;

    /// <summary>The node behind a convolution that does no more than scale and shift each channel; −1 when it does more.</summary>
    private (int Node, torch.Tensor Factor, torch.Tensor Offset) Follower(string value, long channels, long rank)
    {
        (int, torch.Tensor, torch.Tensor) none = (-1, null!, null!);
        var at = Only(value);
        if (at < 0)
            return none;
        var node = _nodes[at]!;
        if (Is(node, "BatchNormalization") && node.Outputs.Length == 1 && node.Integer("training_mode", 0) == 0 && node.Integer("spatial", 1) != 0 && node.Inputs.Length == 5 && node.Inputs[0] == value)
        {
            var parameters = node.Inputs.Skip(1).Select(i => _constant(i)?.to_type(torch.ScalarType.Float64)).ToArray();
            if (parameters.Any(p => p is null || p.dim() != 1 || p.numel() != channels))
                return none;
            var factor = parameters[0]! / (parameters[3]! + node.Number("epsilon", 1e-5f)).sqrt();
            return (at, factor, parameters[1]! - parameters[2]! * factor);
        }
        foreach (var op in (string[])["Mul", "Add", "Div", "Sub"])
        {
            // The first versions of the operators may say where a list of factors lies.
            if (node.Attributes.ContainsKey("axis") || Binary(value, op) is not (var found and >= 0, { } constant) || PerChannel(constant, channels, rank) is not { } values)
                continue;
            var (one, zero) = (torch.ones_like(values), torch.zeros_like(values));
            return op switch
            {
                "Mul" => (found, values, zero),
                "Div" => (found, one / values, zero),
                "Add" => (found, one, values),
                _ => (found, one, -values),
            };
        }
        return none;
    }

    /// <summary>A constant as one number for each channel; null when it varies along anything else, or would add dimensions.</summary>
    private static torch.Tensor? PerChannel(torch.Tensor constant, long channels, long rank)
    {
        if (!constant.is_floating_point() || constant.dim() > rank)
            return null;
        if (constant.numel() == 1)
            return constant.to_type(torch.ScalarType.Float64).reshape(1).expand(channels);
        var axis = constant.dim() - rank + 1;
        return axis >= 0 && constant.numel() == channels && constant.shape[axis] == channels ? constant.to_type(torch.ScalarType.Float64).reshape(channels) : null;
    }

    /// <summary>Convolutions over planes are fastest where the channels of a pixel lie side by side; weights are brought into that order once.</summary>
    private void LayOut()
    {
        var arranged = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i] is not { } node || !Is(node, "Conv") || node.Inputs.Length < 2 || _constant(node.Inputs[1]) is not { } weights
                || weights.dim() != 4 || weights.dtype != torch.ScalarType.Float32 || weights.device_type != DeviceType.CPU)
            {
                continue;
            }
            if (!arranged.TryGetValue(node.Inputs[1], out var name))
            {
                var own = _made.Remove(node.Inputs[1]);
                arranged[node.Inputs[1]] = name = Unused(node.Inputs[1] + "\nchannels last");
                _made[name] = MemoryLayout.ChannelsLast(weights).DetachFromDisposeScope();
                // Weights that were rewritten are read in this order only.
                if (own)
                    weights.Dispose();
            }
            _nodes[i] = node with
            {
                Inputs = node.Inputs.SetItem(1, name),
                Attributes = node.Attributes.Append(new KeyValuePair<string, object>(MemoryLayout.Attribute, 1L)).ToFrozenDictionary(StringComparer.Ordinal),
            };
        }
    }

    // --- activations and normalizations spelled out ---

    /// <summary>x·clip(x + 3, 0, 6)/6 in the orders that exporters write it in.</summary>
    private void SpelledHardSwish(int at)
    {
        var add = _nodes[at]!;
        if (add.Inputs is not [var a, var b])
            return;
        var x = _constant(b) is not null ? a : b;
        // Whole numbers are divided in another way.
        if (_constant(x == a ? b : a) is not { } three || !three.is_floating_point() || !IsNumber(three, 3) || Only(add.Outputs[0]) is not (var clip and >= 0) || !IsClipToSix(_nodes[clip]!))
            return;
        var value = _nodes[clip]!.Outputs[0];
        var chain = new List<int> { clip };
        var (times, sixth) = (false, false);
        while (!(times && sixth))
        {
            var next = Only(value);
            if (next >= 0 && !times && Is(_nodes[next]!, "Mul") && _nodes[next]!.Inputs is [var p, var q] && (p == value ? q : p) == x)
                times = true;
            else if (!sixth && Binary(value, "Div") is (var division and >= 0, var six) && IsNumber(six, 6))
                (sixth, next) = (true, division);
            else if (!sixth && Binary(value, "Mul") is (var product and >= 0, var part) && IsNumber(part, 1.0 / 6))
                (sixth, next) = (true, product);
            else
                return;
            value = _nodes[next]!.Outputs[0];
            chain.Add(next);
        }
        // At the place of the last node everything that it reads is there.
        var last = chain[^1];
        Replace(last, new GraphNode { Name = _nodes[last]!.Name, Operator = "HardSwish", Domain = Domain, Inputs = [x], Outputs = [value] }, [at, .. chain[..^1]]);
    }

    private bool IsClipToSix(GraphNode node)
    {
        if (!Is(node, "Clip"))
            return false;
        return node.Inputs.Length == 1
            ? node.Number("min", float.MinValue) == 0 && node.Number("max", float.MaxValue) == 6
            : node.Inputs.Length == 3 && _constant(node.Inputs[1]) is { } low && low.numel() == 1 && low.to_type(torch.ScalarType.Float64).cpu().item<double>() == 0 && IsNumber(_constant(node.Inputs[2]), 6);
    }

    /// <summary>x·sigmoid(x) and x·hardsigmoid(x) with the slope of hard swish.</summary>
    private void Gated(int at)
    {
        var gate = _nodes[at]!;
        var x = gate.Inputs[0];
        var isHard = gate.Operator == "HardSigmoid";
        if (isHard && !(Math.Abs(gate.Number("alpha", 0.2f) - 1f / 6) < 1e-6f && gate.Number("beta", 0.5f) == 0.5f))
            return;
        if (Only(gate.Outputs[0]) is not (var product and >= 0) || !Is(_nodes[product]!, "Mul") || _nodes[product]!.Inputs is not [var a, var b] || (a == gate.Outputs[0] ? b : a) != x)
            return;
        var node = _nodes[product]!;
        Replace(product, new GraphNode { Name = node.Name, Operator = isHard ? "HardSwish" : "Silu", Domain = Domain, Inputs = [x], Outputs = node.Outputs }, at);
    }

    /// <summary>(x − mean)/√(variance + ε)·scale + shift along one axis.</summary>
    private void SpelledLayerNormalization(int at)
    {
        var mean = _nodes[at]!;
        var x = mean.Inputs[0];
        if (MeanAxis(mean) is not { } axis || Only(mean.Outputs[0]) is not (var sub and >= 0) || !Is(_nodes[sub]!, "Sub") || _nodes[sub]!.Inputs is not [var from, _] || from != x)
            return;
        var centered = _nodes[sub]!.Outputs[0];
        if (_kept.Contains(centered) || _readers.GetValueOrDefault(centered) is not { Count: 2 } users)
            return;
        int[] both = [.. users.Keys];
        var pow = Array.Find(both, u => Is(_nodes[u]!, "Pow"));
        var division = Array.Find(both, u => u != pow);
        if (_nodes[pow] is not { Inputs: [var raised, var exponent], Outputs.Length: 1 } square || !Is(square, "Pow") || raised != centered || !IsNumber(_constant(exponent), 2)
            || _nodes[division] is not { Inputs: [var numerator, _], Outputs.Length: 1 } divide || !Is(divide, "Div") || numerator != centered)
        {
            return;
        }
        if (Only(square.Outputs[0]) is not (var variance and >= 0) || !Is(_nodes[variance]!, "ReduceMean") || MeanAxis(_nodes[variance]!) != axis
            || Binary(_nodes[variance]!.Outputs[0], "Add") is not (var stabilized and >= 0, { } epsilon) || epsilon.numel() != 1 || epsilon.dim() > 1
            || Only(_nodes[stabilized]!.Outputs[0]) is not (var root and >= 0) || !Is(_nodes[root]!, "Sqrt")
            || Only(_nodes[root]!.Outputs[0]) != division
            || Binary(divide.Outputs[0], "Mul") is not (var scaled and >= 0, { } scale) || scale.dim() != 1
            || Binary(_nodes[scaled]!.Outputs[0], "Add") is not (var shifted and >= 0, { } shift) || shift.dim() != 1 || shift.numel() != scale.numel())
        {
            return;
        }
        var node = _nodes[shifted]!;
        string Other(GraphNode binary, string value) => binary.Inputs[0] == value ? binary.Inputs[1] : binary.Inputs[0];
        var fused = new GraphNode
        {
            Name = node.Name,
            Operator = "LayerNormalization",
            Domain = Domain,
            Inputs = [x, Other(_nodes[scaled]!, divide.Outputs[0]), Other(node, _nodes[scaled]!.Outputs[0])],
            Outputs = node.Outputs,
            Attributes = new Dictionary<string, object> { ["axis"] = axis, ["epsilon"] = (float)epsilon.to_type(torch.ScalarType.Float64).cpu().item<double>() }.ToFrozenDictionary(),
        };
        Replace(shifted, fused, at, sub, pow, variance, stabilized, root, division, scaled);
    }

    private long? MeanAxis(GraphNode node)
    {
        ImmutableArray<long> axes = node.Inputs.Length > 1 && _constant(node.Inputs[1]) is { } given ? [.. given.to_type(torch.ScalarType.Int64).cpu().data<long>().ToArray()] : node.Integers("axes");
        return axes is [var axis] && node.Integer("keepdims", 1) == 1 ? axis : null;
    }
}
