using Passband.Kernels;
using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>One run of a program. Values live until their last reader has run.</summary>
internal sealed class Execution
{
    private const double LargeBytes = 64 << 20;

    /// <summary>The memory of the machine, or what a container is allowed of it.</summary>
    private static readonly long MachineBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private readonly IReadOnlyDictionary<string, torch.Tensor> _constants;
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly long _mostBytes;
    private readonly IProgress<NetworkProgress>? _progress;

    /// <summary>Values of the graphs around the one that runs, the innermost last.</summary>
    private readonly List<Dictionary<string, torch.Tensor>> _scopes = [];

    /// <summary>Constants of the bodies that have run: a loop reads them in every turn.</summary>
    private readonly Dictionary<Program, Dictionary<string, torch.Tensor>> _bodyConstants = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prepares a run.</summary>
    /// <param name="networkName">What to call the network in messages.</param>
    /// <param name="constants">Constants of the network's own graph, on the device.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="mostBytes">The most memory that one value may take.</param>
    /// <param name="progress">Told after every node of the network's own graph.</param>
    /// <param name="cancellation">Stops the run between nodes.</param>
    /// <param name="training">What makes the run a step of a training, with gradients; null for inference.</param>
    public Execution(
        string networkName, IReadOnlyDictionary<string, torch.Tensor> constants, torch.Device device, long mostBytes, IProgress<NetworkProgress>? progress, CancellationToken cancellation,
        TrainingRun? training = null)
    {
        (NetworkName, _constants, Device, _mostBytes, _progress, Cancellation, Training) = (networkName, constants, device, mostBytes, progress, cancellation, training);
    }

    /// <summary>What makes the run a step of a training; null for inference.</summary>
    public TrainingRun? Training { get; }

    public string NetworkName { get; }

    public torch.Device Device { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Multiplications of convolutions and how many convolutions there were.</summary>
    public (double Products, int Convolutions) Work { get; private set; }

    /// <summary>Counts a convolution.</summary>
    /// <param name="products">Its multiplications.</param>
    public void Multiplied(double products) => Work = (Work.Products + products, Work.Convolutions + 1);

    /// <summary>Whether a value is wanted after the run, so that nothing may write over it.</summary>
    public bool Keeps(string name) => _kept.Contains(name);

    /// <summary>Runs what the wanted values need.</summary>
    /// <param name="program">The network's own graph.</param>
    /// <param name="inputs">Values of its inputs, or of values between that are not to be computed; they stay the caller's.</param>
    /// <param name="wanted">Names of the values to return.</param>
    /// <returns>The values by name; the caller owns them.</returns>
    public Dictionary<string, torch.Tensor> Run(Program program, IReadOnlyDictionary<string, torch.Tensor> inputs, IReadOnlyCollection<string> wanted)
    {
        using var gradients = Training is null ? torch.no_grad() : torch.enable_grad();
        _kept.UnionWith(wanted);
        _kept.UnionWith(inputs.Keys);
        var demand = program.Needed(wanted, [.. inputs.Keys]);
        var values = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        _scopes.Add(values);
        try
        {
            foreach (var (name, value) in inputs)
                values[name] = value.alias();
            RunSteps(demand.Steps, values, new Dictionary<string, int>(demand.Readers, StringComparer.Ordinal), report: true);
            var found = wanted.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => Find(name) ?? throw NotThere(name), StringComparer.Ordinal);
            return found.ToDictionary(v => v.Key, v => v.Value.alias(), StringComparer.Ordinal);
        }
        finally
        {
            Release(values);
            foreach (var constants in _bodyConstants.Values)
                Release(constants);
            _bodyConstants.Clear();
            _scopes.Clear();
            _kept.Clear();
        }
    }

    /// <summary>Runs the body of a control flow operator within the run of its owner.</summary>
    public torch.Tensor[] RunBody(Program body, ReadOnlySpan<torch.Tensor> inputs)
    {
        var values = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        _scopes.Add(ConstantsOf(body));
        _scopes.Add(values);
        try
        {
            for (var i = 0; i < inputs.Length && i < body.Graph.Inputs.Length; i++)
                values[body.Graph.Inputs[i].Name] = inputs[i].alias();
            RunSteps(body.Steps, values, new Dictionary<string, int>(body.Readers, StringComparer.Ordinal), report: false);
            return [.. body.Graph.Outputs.Select(o => (Find(o) ?? throw NotThere(o)).alias())];
        }
        finally
        {
            Release(values);
            _scopes.RemoveRange(_scopes.Count - 2, 2);
        }
    }

    private Dictionary<string, torch.Tensor> ConstantsOf(Program body)
    {
        if (!_bodyConstants.TryGetValue(body, out var constants))
        {
            _bodyConstants[body] = constants = new(StringComparer.Ordinal);
            foreach (var (name, constant) in body.Graph.Constants)
                constants[name] = TorchTensor.FromConstant(constant, Device);
        }
        return constants;
    }

    /// <summary>Refuses a value that would not fit.</summary>
    public void Reserve(NodeCall call, ReadOnlySpan<long> shape, int elementSize)
    {
        var bytes = (double)elementSize;
        foreach (var dimension in shape)
            bytes *= Math.Max(dimension, 0);
        // More than the machine has would not fail but bring the whole machine to a halt. Only what is large is worth the question.
        if (bytes is > LargeBytes && bytes <= _mostBytes && bytes + Environment.WorkingSet > MachineBytes)
            throw call.Wrong($"a value of {string.Join('×', shape.ToArray())} elements ({bytes / (1 << 30):0.#} GB) beside {(double)Environment.WorkingSet / (1 << 30):0.#} GB in use", $"at most {(double)MachineBytes / (1 << 30):0.#} GB for all");
        if (bytes > _mostBytes)
            throw call.Wrong($"a value of {string.Join('×', shape.ToArray())} elements ({bytes / (1 << 30):0.#} GB)", $"at most {(double)_mostBytes / (1 << 30):0.#} GB for one value");
    }

    /// <summary>Runs nodes.</summary>
    /// <param name="steps">The nodes.</param>
    /// <param name="values">The values of their graph.</param>
    /// <param name="left">How often each value will be read; counted down.</param>
    /// <param name="report">Whether progress is told.</param>
    private void RunSteps(Step[] steps, Dictionary<string, torch.Tensor> values, Dictionary<string, int> left, bool report)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            Run(steps[i], values, left);
            if (report)
                _progress?.Report(new NetworkProgress(i + 1, steps.Length, steps[i].Node.Name));
        }
    }

    private void Run(Step step, Dictionary<string, torch.Tensor> values, Dictionary<string, int> left)
    {
        var node = step.Node;
        var inputs = new torch.Tensor?[node.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = node.Inputs[i].Length == 0 ? null : Find(node.Inputs[i]) ?? throw NotThere(node.Inputs[i]);
        var call = new NodeCall(this, step, inputs);
        using (torch.NewDisposeScope())
        {
            var outputs = Compute(step, call);
            for (var i = 0; i < node.Outputs.Length; i++)
            {
                var output = i < outputs.Length ? outputs[i] : null;
                // A value that is there already was given in place of this one.
                if (node.Outputs[i].Length == 0 || output is null || values.ContainsKey(node.Outputs[i]))
                    continue;
                // What is handed on as it came needs a handle of its own: the two are released at different times.
                var own = Array.Exists(inputs, input => ReferenceEquals(input, output)) ? output.alias() : output;
                values[node.Outputs[i]] = own.DetachFromDisposeScope();
            }
        }
        foreach (var name in step.Reads)
        {
            if (--left[name] == 0 && values.Remove(name, out var dead))
                dead.Dispose();
        }
        foreach (var name in node.Outputs)
        {
            if (!left.ContainsKey(name) && values.Remove(name, out var unread))
                unread.Dispose();
        }
    }

    private static torch.Tensor?[] Compute(Step step, NodeCall call)
    {
        try
        {
            return step.Operation!.Function(call);
        }
#pragma warning disable CA1031 // A node of a hostile file may be wrong in ways that nobody thought of: it is named all the same.
        catch (Exception e) when (e is not (PassbandException or OperationCanceledException))
#pragma warning restore CA1031
        {
            var shapes = string.Join(", ", Enumerable.Range(0, call.Count).Select(i => call.Optional(i) is { } t ? $"{t.dtype} [{string.Join(", ", t.shape)}]" : "none"));
            throw call.Wrong($"it cannot be computed from {shapes} ({FirstLine(e.Message)})", null, e);
        }
    }

    private static string FirstLine(string message)
    {
        var end = message.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }

    private torch.Tensor? Find(string name)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGetValue(name, out var value))
                return value;
        }
        return _constants.GetValueOrDefault(name);
    }

    private PassbandException NotThere(string name) =>
        new(ErrorKind.Format, NetworkName, $"the value '{Printable.Name(name)}' is read, but nothing computes it or feeds it", "a graph whose values are all defined", "Give all inputs, or export the network again.");

    private static void Release(Dictionary<string, torch.Tensor> values)
    {
        foreach (var value in values.Values)
            value.Dispose();
        values.Clear();
    }
}
