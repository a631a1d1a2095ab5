using Passband.Networks.Engine;
using TorchSharp;

namespace Passband.Networks.Operators;

/// <summary>Recurrent layers. The part of all steps that depends on the input alone is one matrix product.</summary>
internal static class RecurrentOperators
{
    public static void Add(OperatorTable.Builder table) => table
        .AddMany("RNN", 1, call => Run(call, 1, hasCell: false, ["Tanh"], Simple), fresh: true)
        .AddMany("GRU", 1, call => Run(call, 3, hasCell: false, ["Sigmoid", "Tanh"], Gated), fresh: true)
        .AddMany("LSTM", 1, call => Run(call, 4, hasCell: true, ["Sigmoid", "Tanh", "Tanh"], LongShort), fresh: true);

    /// <summary>Makes the step of one direction.</summary>
    private delegate Step StepMaker(Weights weights);

    /// <summary>The next state from the input's part of the gates [batch, gates × hidden] and the state before.</summary>
    private delegate (torch.Tensor Hidden, torch.Tensor? Cell) Step(torch.Tensor gates, torch.Tensor hidden, torch.Tensor? cell);

    /// <summary>What one direction computes with.</summary>
    private sealed record Weights(
        NodeCall Call, torch.Tensor Recurrence, torch.Tensor? RecurrenceBias, torch.Tensor? Peepholes, Func<torch.Tensor, torch.Tensor>[] Functions, long Hidden, float Clip)
    {
        /// <summary>A function of values that are held within the clip first.</summary>
        public torch.Tensor Apply(int function, torch.Tensor x) => Functions[function](Clip > 0 ? x.clamp(-Clip, Clip) : x);
    }

    private static torch.Tensor?[] Run(NodeCall call, int gates, bool hasCell, string[] functions, StepMaker maker)
    {
        var batchFirst = call.Integer("layout", 0) != 0;
        var x = batchFirst ? call[0].transpose(0, 1) : call[0];
        var (input, recurrence) = (call[1], call[2]);
        var direction = call.Text("direction", "forward");
        var directions = direction switch { "forward" or "reverse" => 1, "bidirectional" => 2, _ => throw call.Wrong($"the direction {Kernels.Printable.Name(direction)}", "forward, reverse or bidirectional") };
        if (x.dim() != 3 || recurrence.dim() != 3)
            throw call.Wrong($"an input of {x.dim()} and weights of {recurrence.dim()} dimensions", "three each");
        var (steps, batch, hidden) = (x.shape[0], x.shape[1], recurrence.shape[2]);
        Fits(call, "weights", input, directions, gates * hidden, x.shape[2]);
        Fits(call, "recurrence weights", recurrence, directions, gates * hidden, hidden);
        if (call.Has("hidden_size") && call.Integer("hidden_size", hidden) != hidden)
            throw call.Wrong($"a hidden size of {hidden}", $"{call.Integer("hidden_size", hidden)}, as hidden_size says");
        Fits(call, "biases", call.Optional(3), directions, 2 * gates * hidden);
        Fits(call, "peepholes", hasCell ? call.Optional(7) : null, directions, 3 * hidden);
        call.Reserve([steps, batch, gates * hidden], (int)x.element_size());
        call.Reserve([steps, directions, batch, hidden], (int)x.element_size());
        var lengths = call.Optional(4) is { } given ? given.to_type(torch.ScalarType.Int64).to(x.device) : null;
        Fits(call, "sequence lengths", lengths, batch);
        var activations = RecurrentActivation.Of(call, directions, functions);

        var y = torch.zeros([steps, directions, batch, hidden], x.dtype, x.device);
        var lastHidden = new torch.Tensor[directions];
        var lastCell = new torch.Tensor[directions];
        for (var d = 0; d < directions; d++)
        {
            var bias = call.Optional(3)?.select(0, d);
            var weights = new Weights(
                call, recurrence.select(0, d).transpose(0, 1), bias?.narrow(0, gates * hidden, gates * hidden), hasCell ? call.Optional(7)?.select(0, d) : null, activations[d], hidden, call.Number("clip", 0));
            var parts = x.matmul(input.select(0, d).transpose(0, 1));
            if (bias is not null)
                parts.add_(bias.narrow(0, 0, gates * hidden));
            var state = State(call, 5, d, batchFirst, directions, batch, hidden, x);
            var cell = hasCell ? State(call, 6, d, batchFirst, directions, batch, hidden, x) : null;
            (lastHidden[d], var last) = Walk(call, parts, y.select(1, d), maker(weights), state, cell, lengths, reverse: direction == "reverse" || d == 1);
            if (last is not null)
                lastCell[d] = last;
        }
        var axis = batchFirst ? 1 : 0;
        return [batchFirst ? y.permute([2, 0, 1, 3]).contiguous() : y, torch.stack(lastHidden, axis), hasCell ? torch.stack(lastCell, axis) : null];
    }

    /// <summary>Goes through the steps; beyond the end of its sequence a row keeps its state, and its outputs stay zero.</summary>
    private static (torch.Tensor Hidden, torch.Tensor? Cell) Walk(
        NodeCall call, torch.Tensor parts, torch.Tensor outputs, Step step, torch.Tensor hidden, torch.Tensor? cell, torch.Tensor? lengths, bool reverse)
    {
        var count = parts.shape[0];
        for (var i = 0L; i < count; i++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var t = reverse ? count - 1 - i : i;
            var (nextHidden, nextCell) = step(parts.select(0, t), hidden, cell);
            if (lengths is null)
                outputs.select(0, t).copy_(nextHidden);
            else
            {
                var there = lengths.gt(t).unsqueeze(1);
                outputs.select(0, t).copy_(nextHidden.masked_fill(there.logical_not(), 0));
                nextHidden = torch.where(there, nextHidden, hidden);
                nextCell = cell is null ? null : torch.where(there, nextCell!, cell);
            }
            hidden = nextHidden.MoveToOuterDisposeScope();
            cell = nextCell?.MoveToOuterDisposeScope();
        }
        return (hidden, cell);
    }

    private static torch.Tensor State(NodeCall call, int index, int direction, bool batchFirst, int directions, long batch, long hidden, torch.Tensor x)
    {
        if (call.Optional(index) is not { } state)
            return torch.zeros([batch, hidden], x.dtype, x.device);
        Fits(call, "an initial state", state, batchFirst ? [batch, directions, hidden] : [directions, batch, hidden]);
        return state.select(batchFirst ? 1 : 0, direction);
    }

    private static void Fits(NodeCall call, string what, torch.Tensor? value, params ReadOnlySpan<long> shape)
    {
        if (value is not null && !value.shape.AsSpan().SequenceEqual(shape))
            throw call.Wrong($"{what} of [{string.Join(", ", value.shape)}]", $"[{string.Join(", ", shape.ToArray())}]");
    }

    private static Step Simple(Weights w) => (gates, hidden, _) =>
    {
        var sum = gates.add(hidden.matmul(w.Recurrence));
        return (w.Apply(0, w.RecurrenceBias is null ? sum : sum.add_(w.RecurrenceBias)), null);
    };

    private static Step LongShort(Weights w)
    {
        var peepholes = w.Peepholes?.split(w.Hidden);
        var coupled = w.Call.Integer("input_forget", 0) != 0;
        return (gates, hidden, cell) =>
        {
            var sum = gates.add(hidden.matmul(w.Recurrence));
            if (w.RecurrenceBias is not null)
                sum.add_(w.RecurrenceBias);
            var parts = sum.split(w.Hidden, 1);
            var input = w.Apply(0, peepholes is null ? parts[0] : parts[0].addcmul(peepholes[0], cell!, 1));
            var forget = coupled ? input.neg().add_(1) : w.Apply(0, peepholes is null ? parts[2] : parts[2].addcmul(peepholes[2], cell!, 1));
            var next = forget.mul(cell!).add_(input.mul(w.Apply(1, parts[3])));
            var output = w.Apply(0, peepholes is null ? parts[1] : parts[1].addcmul(peepholes[1], next, 1));
            return (output.mul(w.Apply(2, next)), next);
        };
    }

    private static Step Gated(Weights w)
    {
        var h = w.Hidden;
        var linearFirst = w.Call.Integer("linear_before_reset", 0) != 0;
        var gatesOnly = w.Recurrence.narrow(1, 0, 2 * h);
        var candidateOnly = w.Recurrence.narrow(1, 2 * h, h);
        var gatesBias = w.RecurrenceBias?.narrow(0, 0, 2 * h);
        var candidateBias = w.RecurrenceBias?.narrow(0, 2 * h, h);
        return (gates, hidden, _) =>
        {
            var sum = gates.narrow(1, 0, 2 * h).add(hidden.matmul(gatesOnly));
            if (gatesBias is not null)
                sum.add_(gatesBias);
            var update = w.Apply(0, sum.narrow(1, 0, h));
            var reset = w.Apply(0, sum.narrow(1, h, h));
            var recurrent = (linearFirst ? hidden : reset.mul(hidden)).matmul(candidateOnly);
            if (candidateBias is not null)
                recurrent.add_(candidateBias);
            if (linearFirst)
                recurrent.mul_(reset);
            var candidate = w.Apply(1, recurrent.add_(gates.narrow(1, 2 * h, h)));
            return (candidate.add(update.mul(hidden.sub(candidate))), null);
        };
    }
}
