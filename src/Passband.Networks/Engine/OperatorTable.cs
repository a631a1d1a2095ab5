using System.Collections.Frozen;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>Computes the outputs of a node. Values that it makes on the way are released by the engine.</summary>
internal delegate torch.Tensor?[] OperatorFunction(NodeCall call);

/// <summary>One operator from one version of its set on.</summary>
/// <param name="Since">The first version of the operator set in which the operator means this.</param>
/// <param name="Function">Computes it; null where a version is known but declined.</param>
/// <param name="Fresh">Whether the outputs never share memory with the inputs, so that the next node may write over them.</param>
internal sealed record OperatorVersion(long Since, OperatorFunction Function, bool Fresh);

/// <summary>The operators that networks here are run with, by domain and name, each with its versions.</summary>
internal sealed class OperatorTable
{
    private readonly FrozenDictionary<(string Domain, string Name), OperatorVersion[]> _operators;

    private OperatorTable(FrozenDictionary<(string Domain, string Name), OperatorVersion[]> operators) => _operators = operators;

    /// <summary>All operators.</summary>
    public static OperatorTable Default { get; } = new Builder().AddAll().Build();

    /// <summary>Domain and name of every operator.</summary>
    public IEnumerable<(string Domain, string Name)> Names => _operators.Keys;

    /// <summary>The versions of its set from which on an operator means something else than before, the first of which is the oldest that is run.</summary>
    public IEnumerable<long> Versions(string domain, string name) => _operators[(domain, name)].Select(v => v.Since);

    /// <summary>What an operator means in a version of its set; null when it is not here.</summary>
    public OperatorVersion? Find(string domain, string name, long version) =>
        _operators.GetValueOrDefault((domain, name)) is { } versions ? Array.FindLast(versions, v => v.Since <= version) : null;

    /// <summary>Collects operators; each family adds its own.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<(string Domain, string Name), List<OperatorVersion>> _operators = [];

        /// <summary>Adds an operator with one output.</summary>
        /// <param name="name">Its name in ONNX's own domain.</param>
        /// <param name="since">The first version in which it means this.</param>
        /// <param name="function">Computes it.</param>
        /// <param name="fresh">Whether the output never shares memory with an input.</param>
        public Builder Add(string name, long since, Func<NodeCall, torch.Tensor> function, bool fresh = false) => Add("", name, since, call => [function(call)], fresh);

        /// <summary>Adds an operator with several outputs, of which those left out may be null.</summary>
        public Builder AddMany(string name, long since, OperatorFunction function, bool fresh = false) => Add("", name, since, function, fresh);

        /// <summary>Adds an operator of any domain.</summary>
        public Builder Add(string domain, string name, long since, OperatorFunction function, bool fresh = false)
        {
            if (!_operators.TryGetValue((domain, name), out var versions))
                _operators[(domain, name)] = versions = [];
            versions.Add(new OperatorVersion(since, function, fresh));
            return this;
        }

        public Builder AddAll()
        {
            Operators.Arithmetic.Add(this);
            Operators.Logic.Add(this);
            Operators.Casts.Add(this);
            Operators.Activations.Add(this);
            Operators.MatrixProducts.Add(this);
            Operators.Reductions.Add(this);
            Operators.Orders.Add(this);
            Operators.Shapes.Add(this);
            Operators.Slices.Add(this);
            Operators.Scatters.Add(this);
            Operators.Fillings.Add(this);
            Operators.ControlFlow.Add(this);
            Operators.MicrosoftOperators.Add(this);
            Operators.FusedOperators.Add(this);
            Operators.ConvolutionOperators.Add(this);
            Operators.TransposedConvolutionOperators.Add(this);
            Operators.DeformableConvolutionOperators.Add(this);
            Operators.PoolingOperators.Add(this);
            Operators.MaxPoolingOperators.Add(this);
            Operators.NormalizationOperators.Add(this);
            Operators.LayerNormalizationOperators.Add(this);
            Operators.DropoutOperators.Add(this);
            Operators.ResizeOperators.Add(this);
            Operators.PaddingOperators.Add(this);
            Operators.SpatialOperators.Add(this);
            Operators.QuantizationOperators.Add(this);
            Operators.QuantizedLayerOperators.Add(this);
            Operators.DetectionOperators.Add(this);
            Operators.RecurrentOperators.Add(this);
            return this;
        }

        public OperatorTable Build() => new(_operators.ToFrozenDictionary(o => o.Key, o => o.Value.OrderBy(v => v.Since).ToArray()));
    }
}
