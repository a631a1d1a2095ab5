using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Passband.Datasets;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Training;

/// <summary>One step of a training.</summary>
/// <param name="Step">Steps finished, this one included.</param>
/// <param name="Loss">Mean loss of the batch, without penalties.</param>
/// <param name="Accuracy">Share of the batch that was classified rightly, 0 to 1; null for <see cref="TrainingTask.Denoise"/>.</param>
/// <param name="LearningRate">The learning rate that the step was made with.</param>
public readonly record struct StepResult(int Step, double Loss, double? Accuracy, double LearningRate);

/// <summary>How well a network does on pictures that it was not trained on.</summary>
/// <param name="Pictures">How many pictures.</param>
/// <param name="Loss">Mean loss; not a number when there are no pictures.</param>
/// <param name="Accuracy">Share that was classified rightly; null for <see cref="TrainingTask.Denoise"/>.</param>
public readonly record struct HeldOutResult(int Pictures, double Loss, double? Accuracy);

/// <summary>
/// Trains a network step by step. What a step does depends on the options, the data, the weights and the number of the step alone, so that a training that is saved and resumed goes on
/// bit for bit as if it had not been interrupted. One trainer is for one thread at a time; several may work side by side.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly string _name;
    private readonly DataSplit _data;
    private readonly TrainingOptions _options;
    private readonly TrainableGraph _graph;
    private readonly LearningNetwork _network;
    private readonly Optimizer _optimizer;
    private readonly LossFunction _loss;
    private readonly BatchMaker _maker;
    private readonly int _threads;
    private readonly int _firstKernels;
    private BatchQueue? _queue;
    private Batch? _test;

    private Trainer(string name, DataSplit data, TrainingOptions options, TrainableGraph graph, LearningNetwork network, int classes)
    {
        (_name, _data, _options, _graph, _network) = (name, data, options, graph, network);
        _optimizer = Optimizer.Of(options, [.. network.Weights.Select(w => checked((int)w.numel()))]);
        _loss = new LossFunction(name, classes, data.Training.Shape);
        _maker = new BatchMaker(data, options);
        _threads = options.Threads ?? Environment.ProcessorCount;
        Steps = options.Steps ?? (int)Math.Clamp(Math.Ceiling(options.Epochs * data.Training.Count / options.Batch), 1, int.MaxValue);
        Trained = [.. graph.Weights.Select(w => w.Name)];
        var first = graph.Core.Nodes.FirstOrDefault(n => n.Operator == "Conv" && n.Inputs.Length > 1)?.Inputs[1];
        _firstKernels = Array.FindIndex([.. network.Weights], w => w.dim() == 4) is var place && place >= 0 && graph.Weights[place].Name == first ? place : -1;
    }

    /// <summary>Steps of the whole training.</summary>
    public int Steps { get; }

    /// <summary>Steps finished.</summary>
    public int Step { get; private set; }

    /// <summary>Names of the weights that are trained, in the graph's order.</summary>
    public IReadOnlyList<string> Trained { get; }

    /// <summary>Prepares a training.</summary>
    /// <param name="network">
    /// One input [batch, channels, height, width], and as first output [batch, classes] or, for <see cref="TrainingTask.Denoise"/>, the picture. Where the output is a softmax, the
    /// value before it is trained. How many pictures a file says that it is for does not matter.
    /// </param>
    /// <param name="name">What to call the network in messages.</param>
    /// <param name="data">The pictures.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <param name="state">What <see cref="State"/> gave, to go on from there; null to begin.</param>
    /// <exception cref="PassbandException">The network cannot learn this from these pictures, or the state is of another training.</exception>
    public static Trainer Create(Graph network, string name, DataSplit data, TrainingOptions? options = null, TrainingState? state = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        options ??= TrainingOptions.Default;
        TrainingChecks.Options(options);
        var classes = TrainingChecks.Data(data, options);
        var graph = TrainableGraph.Of(network, name, options);
        TrainingChecks.Input(graph.Input, data.Training.Shape, name);
        var learning = LearningNetwork.Load(graph, name);
        var trainer = new Trainer(name, data, options, graph, learning, classes);
        try
        {
            trainer.Try();
            if (state is not null)
                trainer.Restore(state);
            return trainer;
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    /// <summary>Makes one step.</summary>
    /// <param name="cancellation">Stops it; nothing is changed then.</param>
    /// <exception cref="PassbandException">The loss is no longer a number, or a picture cannot be drawn; the weights are those before the step.</exception>
    /// <exception cref="InvalidOperationException">All steps were made.</exception>
    public StepResult Advance(CancellationToken cancellation = default)
    {
        if (Step >= Steps)
            throw new InvalidOperationException("All steps of the training were made.");
        cancellation.ThrowIfCancellationRequested();
        _queue ??= new BatchQueue(_maker, Step, Steps);
        var batch = _queue.Peek(cancellation);
        var rate = LearningRate.At(_options, Step, Steps);
        using var threads = new ThreadScope(_threads);
        using var scope = torch.NewDisposeScope();
        try
        {
            using var run = _network.Begin(_options.Seed, Step);
            var output = _network.Run(Pictures(batch), run, cancellation);
            var loss = _loss.Of(output, batch);
            var (value, right) = (loss.item<float>(), _loss.Right(output, batch));
            if (!float.IsFinite(value))
                throw Diverged($"a loss that is {(float.IsNaN(value) ? "not a number" : "infinite")}", rate);
            var penalized = _options.Smoothness > 0 && FirstKernels() is { } kernels ? loss + _options.Smoothness * Roughness.Of(kernels) : loss;
            Move(torch.autograd.grad([penalized], _network.Weights, allow_unused: true), rate);
            _network.Accept(run);
            _queue.Done();
            Step++;
            return new StepResult(Step, value, right / (double?)batch.Count, rate);
        }
        catch (ExternalException e)
        {
            throw new PassbandException(
                ErrorKind.Request, $"{_name} → step {Step + 1} of {Steps}", $"libtorch could not compute it ({e.Message.Split('\n')[0].TrimEnd('.', ' ')})", "a batch that fits into memory", "Take a smaller batch.", e);
        }
    }

    /// <summary>Tests the network as it is on held-out pictures, without changing it.</summary>
    /// <param name="most">At most as many pictures, taken at equal distances from all; null for all. Where turns are learned, each is tested in all four.</param>
    /// <param name="cancellation">Stops the test.</param>
    public HeldOutResult Test(int? most = null, CancellationToken cancellation = default)
    {
        if (most is { } asked)
            ArgumentOutOfRangeException.ThrowIfNegative(asked, nameof(most));
        var pictures = Math.Min(most ?? int.MaxValue, _data.HeldOut.Count);
        var total = _maker.TestLength(pictures);
        var (loss, right) = (0.0, 0);
        var batch = _test ??= _maker.Empty();
        using var threads = new ThreadScope(_threads);
        using var noGradients = torch.no_grad();
        for (var start = 0; start < total; start += batch.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            _maker.FillTest(batch, start, pictures);
            using var scope = torch.NewDisposeScope();
            var output = _network.Run(Pictures(batch), null, cancellation);
            loss += batch.Count * (double)_loss.Of(output, batch).item<float>();
            right += _loss.Right(output, batch) ?? 0;
        }
        return new HeldOutResult(pictures, loss / total, _options.Task == TrainingTask.Denoise ? null : (double)right / total);
    }

    /// <summary>The network with the weights of now.</summary>
    public Graph Network() => _network.Graph();

    /// <summary>
    /// Everything that is needed to go on: weights and running statistics under their names in the graph, and what the optimizer remembers as lists.
    /// </summary>
    public TrainingState State() => new(Step, [.. _network.Arrays(), .. Memory().Select(m => Tensor.FromFloats(m.Name, [m.Values.Length], [.. m.Values]))]);

    /// <summary>Releases the weights, and stops drawing pictures.</summary>
    public void Dispose()
    {
        _queue?.Dispose();
        _queue = null;
        _network.Dispose();
    }

    /// <summary>Makes a step without its consequences, so that what does not fit is said before pictures are drawn.</summary>
    private void Try()
    {
        using var threads = new ThreadScope(_threads);
        using var scope = torch.NewDisposeScope();
        using var run = _network.Begin(_options.Seed, 0);
        var (count, shape) = (Math.Min(_options.Batch, 2), _data.Training.Shape);
        var output = _network.Run(torch.zeros(count, shape.Channels, shape.Height, shape.Width), run, CancellationToken.None);
        _loss.Check(output, count);
        if (!output.requires_grad)
            throw new PassbandException(ErrorKind.Request, $"{_name} → output", "no way back from it to any weight, as whole numbers or rounded values lie between", "a network that gradients can be followed through");
        try
        {
            torch.autograd.grad([output.sum()], _network.Weights, allow_unused: true);
        }
        catch (ExternalException e)
        {
            throw new PassbandException(ErrorKind.Request, $"{_name} → output", "an operator that gradients cannot be followed through", null, "Freeze what comes before it, or export the network in another way.", e);
        }
    }

    private void Restore(TrainingState state)
    {
        var where = $"{_name} → state";
        const string Remedy = "Resume with the network and the options that the training was begun with.";
        if (state.Step < 0 || state.Step > Steps)
            throw new PassbandException(ErrorKind.Request, where, $"{state.Step} steps that were made", $"at most the {Steps} of the training", Remedy);
        var given = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var array in state.Arrays)
        {
            if (!given.TryAdd(array.Name, array))
                throw new PassbandException(ErrorKind.Format, where, $"two arrays '{Printable.Name(array.Name)}'", "each once");
        }
        var memory = Memory().ToList();
        var arrays = _network.Arrays();
        foreach (var (name, shape) in arrays.Select(a => (a.Name, a.Shape)).Concat(memory.Select(m => (m.Name, Shape: ImmutableArray.Create(m.Values.Length)))))
        {
            if (!given.Remove(name, out var array))
                throw new PassbandException(ErrorKind.Request, where, $"no array '{Printable.Name(name)}'", "one for each weight and each number that the optimizer remembers", Remedy);
            if (array.Type != ElementType.Float32 || !array.Shape.SequenceEqual(shape))
                throw new PassbandException(ErrorKind.Request, where, $"'{Printable.Name(name)}' of {array.Type} [{string.Join(", ", array.Shape)}]", $"32-bit floats of [{string.Join(", ", shape)}]", Remedy);
        }
        if (given.Count > 0)
            throw new PassbandException(ErrorKind.Request, where, $"an array '{Printable.Name(given.Keys.Order(StringComparer.Ordinal).First())}' that this training does not have", "the state of this training", Remedy);
        var values = state.Arrays.ToDictionary(a => a.Name, StringComparer.Ordinal);
        foreach (var array in arrays)
            _network.Restore(array.Name, values[array.Name].ToFloats());
        foreach (var (name, target) in memory)
            values[name].ToFloats().CopyTo(target, 0);
        Step = state.Step;
    }

    private IEnumerable<(string Name, float[] Values)> Memory() =>
        _optimizer.Memory.SelectMany(kind => kind.Arrays.Select((values, i) => ($"optimizer.{kind.Name}/{_graph.Weights[i].Name}", values)));

    private torch.Tensor Pictures(Batch batch)
    {
        var shape = _data.Training.Shape;
        var pictures = torch.empty(batch.Count, shape.Channels, shape.Height, shape.Width);
        batch.Pixels.AsSpan(0, batch.Count * batch.PictureLength).CopyTo(MemoryMarshal.Cast<byte, float>(pictures.bytes));
        return pictures;
    }

    /// <summary>The weights of the first convolution; null where they are frozen.</summary>
    private torch.Tensor? FirstKernels() => _firstKernels >= 0 ? _network.Weights[_firstKernels] : null;

    private void Move(IList<torch.Tensor?> gradients, double rate)
    {
        var dense = gradients.Select(g => g is null || g.IsInvalid ? null : g.contiguous()).ToArray();
        foreach (var gradient in dense)
        {
            if (gradient is not null && !Finite.All(MemoryMarshal.Cast<byte, float>(gradient.bytes)))
                throw Diverged("a gradient that is not a finite number", rate);
        }
        for (var i = 0; i < dense.Length; i++)
        {
            if (dense[i] is { } gradient)
                _optimizer.Move(i, _network.Numbers(i), MemoryMarshal.Cast<byte, float>(gradient.bytes), Step, rate, _graph.Weights[i].Decays ? _options.WeightDecay : 0);
        }
    }

    private PassbandException Diverged(string found, double rate) => new(
        ErrorKind.Request, $"{_name} → step {Step + 1} of {Steps}", string.Create(CultureInfo.InvariantCulture, $"{found}, at a learning rate of {rate:g3}"), "a training that converges",
        "Begin again with a learning rate of a tenth, or check the pictures for values that are not numbers; the weights are still those before this step.");
}
