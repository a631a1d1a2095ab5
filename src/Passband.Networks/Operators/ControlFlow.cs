using Passband.Networks.Engine;
using static TorchSharp.torch;

namespace Passband.Networks.Operators;

/// <summary>Operators with graphs of their own: choices and loops.</summary>
internal static class ControlFlow
{
    /// <summary>About how many bytes a tensor takes beside its elements.</summary>
    private const int HandleSize = 512;

    public static void Add(OperatorTable.Builder table) => table
        .AddMany("If", 1, call => call.RunBody(Truth(call, call[0]) ? "then_branch" : "else_branch"))
        .AddMany("Loop", 1, Loop)
        .AddMany("Scan", 9, Scan);

    private static bool Truth(NodeCall call, Tensor condition) =>
        condition.numel() == 1 ? condition.to_type(ScalarType.Bool).item<bool>() : throw call.Wrong($"a condition of {condition.numel()} elements", "a single one");

    /// <summary>
    /// Runs a body as often as a count and a condition allow. It is given the number of the turn, the condition and the values that it carries on, and returns the
    /// condition, these values and one slice of each collected output.
    /// </summary>
    private static Tensor?[] Loop(NodeCall call)
    {
        var carried = Math.Max(call.Count - 2, 0);
        var most = call.IntegersOf(0) is { } count ? count is [var turns] ? turns : throw call.Wrong($"{count.Length} numbers of turns", "one") : long.MaxValue;
        var going = call.Optional(1) is not { } first || Truth(call, first);
        var state = new Tensor[carried];
        for (var i = 0; i < carried; i++)
            state[i] = call[i + 2].alias();
        var collected = Collections(call.Outputs - carried);
        for (var turn = 0L; turn < most && going; turn++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            // Nothing but what is carried on or collected outlives a turn: there may be millions.
            using var scope = NewDisposeScope();
            var results = call.RunBody("body", [tensor(turn, ScalarType.Int64), tensor(going), .. state]);
            if (results.Length < 1 + carried + collected.Length)
                throw call.Wrong($"a body of {results.Length} outputs", $"{1 + carried + collected.Length}");
            going = Truth(call, results[0]);
            Carry(state, results.AsSpan(1));
            Collect(call, collected, results.AsSpan(1 + carried));
        }
        return [.. state, .. collected.Select(slices => Stacked(slices, 0))];
    }

    /// <summary>Runs a body once for every slice of some inputs.</summary>
    private static Tensor?[] Scan(NodeCall call)
    {
        var scanned = (int)Math.Clamp(call.Integer("num_scan_inputs", 0), 0, int.MaxValue);
        var carried = call.Count - scanned;
        var outputs = call.Outputs - carried;
        if (scanned < 1 || carried < 0 || outputs < 0)
            throw call.Wrong($"{scanned} inputs of {call.Count} to scan", "at least one, and no more than there are");
        var axes = new long[scanned];
        for (var i = 0; i < scanned; i++)
            axes[i] = call.Axis(At(call.Integers("scan_input_axes"), i), call[carried + i].dim());
        var length = call[carried].dim() > 0 ? call[carried].shape[axes[0]] : 0;
        for (var i = 0; i < scanned; i++)
        {
            if (call[carried + i].dim() == 0 || call[carried + i].shape[axes[i]] != length)
                throw call.Wrong("inputs of different lengths to scan", "equal ones");
        }
        var state = new Tensor[carried];
        for (var i = 0; i < carried; i++)
            state[i] = call[i].alias();
        var collected = Collections(outputs);
        for (var turn = 0L; turn < length; turn++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var slices = new Tensor[scanned];
            for (var i = 0; i < scanned; i++)
                slices[i] = call[carried + i].select(axes[i], At(call.Integers("scan_input_directions"), i) == 0 ? turn : length - 1 - turn);
            var results = call.RunBody("body", [.. state, .. slices]);
            if (results.Length < carried + outputs)
                throw call.Wrong($"a body of {results.Length} outputs", $"{carried + outputs}");
            Carry(state, results);
            Collect(call, collected, results.AsSpan(carried));
        }
        return [.. state, .. collected.Select((slices, i) =>
        {
            if (At(call.Integers("scan_output_directions"), i) != 0)
                slices.Reverse();
            return Stacked(slices, At(call.Integers("scan_output_axes"), i));
        })];

        static long At(System.Collections.Immutable.ImmutableArray<long> list, int index) => index < list.Length ? list[index] : 0;
    }

    private static List<Tensor>[] Collections(int count)
    {
        var lists = new List<Tensor>[Math.Max(count, 0)];
        for (var i = 0; i < lists.Length; i++)
            lists[i] = [];
        return lists;
    }

    private static void Carry(Tensor[] state, ReadOnlySpan<Tensor> results)
    {
        for (var i = 0; i < state.Length; i++)
        {
            state[i].Dispose();
            state[i] = results[i].MoveToOuterDisposeScope();
        }
    }

    private static void Collect(NodeCall call, List<Tensor>[] collected, ReadOnlySpan<Tensor> results)
    {
        for (var i = 0; i < collected.Length; i++)
        {
            // What is collected grows with every turn: it must fit as the one value that it becomes, and so must the handles of slices of nothing.
            call.Reserve([collected[i].Count + 1, .. results[i].shape], (int)results[i].ElementSize);
            call.Reserve([collected[i].Count + 1], HandleSize);
            collected[i].Add(results[i].MoveToOuterDisposeScope());
        }
    }

    /// <summary>Slices along a new axis; of none nothing is known but that there are none.</summary>
    private static Tensor Stacked(List<Tensor> slices, long axis) => slices.Count == 0 ? zeros(0) : stack(slices, axis);
}
