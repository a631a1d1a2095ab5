using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Kernels;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>One node with the values that it is given: all that an operator may ask for.</summary>
internal sealed class NodeCall
{
    private readonly Execution _execution;
    private readonly Step _step;
    private readonly torch.Tensor?[] _inputs;

    public NodeCall(Execution execution, Step step, torch.Tensor?[] inputs) => (_execution, _step, _inputs) = (execution, step, inputs);

    /// <summary>The node.</summary>
    public GraphNode Node => _step.Node;

    /// <summary>The version of the operator set that the network was written for.</summary>
    public long Version => _step.Version;

    /// <summary>The number of inputs, those left out in the middle included.</summary>
    public int Count => _inputs.Length;

    /// <summary>The number of outputs that the node names.</summary>
    public int Outputs => Node.Outputs.Length;

    /// <summary>Where values live.</summary>
    public torch.Device Device => _execution.Device;

    /// <summary>What makes the run a step of a training; null for inference.</summary>
    public TrainingRun? Training => _execution.Training;

    /// <summary>Stops the run; operators that loop ask it.</summary>
    public CancellationToken Cancellation => _execution.Cancellation;

    /// <summary>An input that must be there.</summary>
    public torch.Tensor this[int index] => Optional(index) ?? throw Wrong($"no input number {index + 1}", "one");

    /// <summary>An input; null when it is left out.</summary>
    public torch.Tensor? Optional(int index) => index < _inputs.Length ? _inputs[index] : null;

    /// <summary>
    /// Whether the memory of an input may be written over, because nothing reads it afterward. The result must then be that very tensor, or one that shares its
    /// memory. Never in a training, as gradients are computed from the values of the run.
    /// </summary>
    public bool MayOverwrite(int index) => _execution.Training is null && _step.MayOverwrite(index) && !_execution.Keeps(Node.Inputs[index]);

    /// <summary>An integer attribute, or the default.</summary>
    public long Integer(string name, long orElse) => Node.Integer(name, orElse);

    /// <summary>A float attribute, or the default.</summary>
    public float Number(string name, float orElse) => Node.Number(name, orElse);

    /// <summary>A list of integers; empty when it is missing.</summary>
    public ImmutableArray<long> Integers(string name) => Node.Integers(name);

    /// <summary>A text attribute, or the default.</summary>
    public string Text(string name, string orElse) => Node.Attribute<string>(name) ?? orElse;

    /// <summary>Whether the node has the attribute.</summary>
    public bool Has(string name) => Node.Attributes.ContainsKey(name);

    /// <summary>The integers of an input that holds a shape, axes or the like; null when it is left out.</summary>
    public long[]? IntegersOf(int index)
    {
        if (Optional(index) is not { } value)
            return null;
        using var integers = value.to_type(torch.ScalarType.Int64);
        using var flat = integers.cpu().contiguous();
        return flat.data<long>().ToArray();
    }

    /// <summary>The integers of an input, or of an attribute that older versions have instead; null when neither is there.</summary>
    public long[]? IntegersOf(int index, string attribute) => IntegersOf(index) ?? (Has(attribute) ? [.. Integers(attribute)] : null);

    /// <summary>
    /// What depends on attributes and shapes only: worked out anew when shapes are others than at the node's last run. Checking the attributes of a small convolution takes longer
    /// than computing it.
    /// </summary>
    /// <param name="shapes">The shapes that it depends on.</param>
    /// <param name="work">Works it out.</param>
    public T Remember<T>(long[][] shapes, Func<T> work) where T : class
    {
        if (_step.Remembered is var (known, result) && result is T remembered && Same(known, shapes))
            return remembered;
        var made = work();
        _step.Remembered = (shapes, made);
        return made;
    }

    /// <summary>Tells the run how much a convolution multiplies, from which it learns how many threads it is worth.</summary>
    public void Multiplied(double products) => _execution.Multiplied(products);

    /// <summary>Runs the body of a control flow operator.</summary>
    /// <param name="attribute">The attribute that holds it.</param>
    /// <param name="inputs">Values for its inputs, in order.</param>
    /// <returns>Its outputs; the caller owns them.</returns>
    public torch.Tensor[] RunBody(string attribute, params ReadOnlySpan<torch.Tensor> inputs) => _execution.RunBody(_step.Body(attribute) ?? throw Wrong($"no {attribute}", "one"), inputs);

    /// <summary>Refuses a value that would not fit, before memory is asked for.</summary>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="elementSize">Bytes of one element.</param>
    public void Reserve(ReadOnlySpan<long> shape, int elementSize = sizeof(float)) => _execution.Reserve(this, shape, elementSize);

    /// <summary>An axis counted from the front.</summary>
    /// <exception cref="PassbandException">There is no such axis.</exception>
    public long Axis(long axis, long rank) => axis >= -rank && axis < Math.Max(rank, 1) ? (axis < 0 ? axis + rank : axis) : throw Wrong($"axis {axis} of {rank} dimensions", "one that is there");

    /// <summary>The error that something about this node does not fit.</summary>
    public PassbandException Wrong(string found, string? expected = null, Exception? inner = null) =>
        new(ErrorKind.Format, $"{_execution.NetworkName} → {Describe(Node)}", found, expected, "The input may not be of the kind or size that the network was made for (where maps are halved and doubled, sides must be multiples, often of 32), or the network was exported wrongly.", inner);

    private static bool Same(long[][] a, long[][] b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].AsSpan().SequenceEqual(b[i]))
                return false;
        }
        return true;
    }

    /// <summary>A node as messages call it.</summary>
    public static string Describe(GraphNode node)
    {
        var name = node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault(o => o.Length > 0) ?? "";
        var operation = node.Domain.Length > 0 ? $"{node.Domain}.{node.Operator}" : node.Operator;
        return $"node '{Printable.Name(name)}' ({Printable.Name(operation)})";
    }
}
