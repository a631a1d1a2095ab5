using System.Collections.Frozen;
using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Graphs;

/// <summary>
/// A network as a graph of operators, whatever file it came from. Operators carry ONNX's names and meaning (channels first); a reader of another
/// format translates those it can (with their weights brought into ONNX's order) and leaves the others under a domain of their own, such as "tf".
/// </summary>
public sealed record Graph
{
    /// <summary>What the graph is fed, without the constants.</summary>
    public required ImmutableArray<GraphInput> Inputs { get; init; }

    /// <summary>Names of the values that the graph returns.</summary>
    public required ImmutableArray<string> Outputs { get; init; }

    /// <summary>What the file tells of the values that the graph returns, by name; those that it tells nothing of are missing.</summary>
    public FrozenDictionary<string, ValueForm> OutputForms { get; init; } = FrozenDictionary<string, ValueForm>.Empty;

    /// <summary>All operators, in execution order.</summary>
    public required ImmutableArray<GraphNode> Nodes { get; init; }

    /// <summary>Weights and other constants by value name.</summary>
    public required FrozenDictionary<string, Tensor> Constants { get; init; }

    /// <summary>Constants that the reader could not take, by value name, each with the reason as the end of a sentence, e.g. "are stored sparsely".</summary>
    public FrozenDictionary<string, string> Declined { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// Versions of the sets that the operators' meaning is defined by, by domain; those of ONNX itself under the empty name. Empty for the body of an operator,
    /// which has those of the network.
    /// </summary>
    public FrozenDictionary<string, long> OperatorSets { get; init; } = FrozenDictionary<string, long>.Empty;

    /// <summary>What the file says of itself in free form, by key; not trusted, escape it wherever it is shown.</summary>
    public FrozenDictionary<string, string> Metadata { get; init; } = FrozenDictionary<string, string>.Empty;
}

/// <summary>A value that is fed to the graph.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Shape">Its dimensions, null for one that is free; null as a whole when the file does not tell.</param>
/// <param name="ChannelsLast">Whether the last dimension holds the channels (as TensorFlow has it) rather than the second.</param>
/// <param name="Content">What the file says that its channels are; null when it does not tell.</param>
/// <param name="Type">The type of its elements; null when the file does not tell, or has one that is not read.</param>
public sealed record GraphInput(string Name, ImmutableArray<int?>? Shape, bool ChannelsLast = false, InputSpace? Content = null, ElementType? Type = null);

/// <summary>The type and the shape of a value, as far as they are known.</summary>
/// <param name="Type">The type of its elements; null when the file does not tell, or has one that is not read.</param>
/// <param name="Shape">Its dimensions, null for one that is free; null as a whole when the file does not tell.</param>
public readonly record struct ValueForm(ElementType? Type, ImmutableArray<int?>? Shape);

/// <summary>One operator of a graph.</summary>
public sealed record GraphNode
{
    /// <summary>The node's name; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The operator, e.g. "Conv".</summary>
    public required string Operator { get; init; }

    /// <summary>Empty for ONNX's own operators, else whose operator it is.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Names of the values read; an empty name is an optional input left out.</summary>
    public required ImmutableArray<string> Inputs { get; init; }

    /// <summary>Names of the values written.</summary>
    public required ImmutableArray<string> Outputs { get; init; }

    /// <summary>
    /// Attributes by name: long, float, string, <see cref="ImmutableArray{T}"/> of long, float or string, <see cref="Tensor"/>, or, for the bodies of control
    /// flow, <see cref="Graph"/>.
    /// </summary>
    public FrozenDictionary<string, object> Attributes { get; init; } = FrozenDictionary<string, object>.Empty;

    /// <summary>An attribute of a type, or null when it is missing or of another type.</summary>
    public T? Attribute<T>(string name) where T : class => Attributes.GetValueOrDefault(name) as T;

    /// <summary>An integer attribute, or the default when it is missing or of another type.</summary>
    public long Integer(string name, long orElse) => Attributes.GetValueOrDefault(name) is long value ? value : orElse;

    /// <summary>A float attribute, or the default when it is missing or of another type.</summary>
    public float Number(string name, float orElse) => Attributes.GetValueOrDefault(name) is float value ? value : orElse;

    /// <summary>A list of integers, empty when it is missing or of another type.</summary>
    public ImmutableArray<long> Integers(string name) => Attributes.GetValueOrDefault(name) is ImmutableArray<long> value ? value : [];
}
