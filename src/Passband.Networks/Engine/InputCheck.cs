using Passband.Graphs;
using Passband.Kernels;

namespace Passband.Networks.Engine;

/// <summary>Refuses inputs that a network cannot be fed with, in words, before anything is computed.</summary>
internal static class InputCheck
{
    /// <summary>More names than a message can show.</summary>
    private const int Shown = 8;

    /// <summary>The input as the network takes it. A value between the inputs and the outputs is taken as it is.</summary>
    /// <exception cref="PassbandException">There is no such input, or it takes another shape or type.</exception>
    public static Tensor Fit(Network network, Program program, string name, Tensor value)
    {
        var input = network.Inputs.FirstOrDefault(i => i.Name == name);
        if (input is null && (program.Producer(name) is not null || network.Graph.Constants.ContainsKey(name)))
            return value;
        if (input is null)
            throw new PassbandException(
                ErrorKind.Request, network.Name, $"no input '{Printable.Name(name)}'", $"one of {Names(network.Inputs.Select(i => i.Name))}");
        if (input.Type is { } type && type != value.Type)
            throw Wrong($"{value.Type} values", $"{type}");
        if (input.Shape is { } shape && (shape.Length != value.Shape.Length || shape.Zip(value.Shape).Any(d => d.First is { } fixedSize && fixedSize != d.Second)))
            throw Wrong($"{Text(value.Shape.Select(d => (int?)d))}", Text(shape));
        return value;

        PassbandException Wrong(string found, string expected) =>
            new(ErrorKind.Request, $"{network.Name} → input '{Printable.Name(name)}'", found, expected, "Bring the input into that form.");
    }

    /// <summary>Refuses a run whose inputs are not all there, whose wanted values do not exist, or that needs operators which are not there.</summary>
    public static void All(Network network, Program program, IReadOnlyCollection<string> given, IReadOnlyCollection<string> wanted)
    {
        var demand = program.Needed(wanted, given);
        if (demand.IsChecked)
            return;
        var known = given.ToHashSet(StringComparer.Ordinal);
        foreach (var name in wanted)
        {
            if (program.Producer(name) is null && !known.Contains(name) && !network.Graph.Constants.ContainsKey(name))
                throw new PassbandException(ErrorKind.Request, network.Name, $"no value '{Printable.Name(name)}'", $"a value of the graph, such as {Names(network.Outputs)}");
        }
        MissingOperators.Refuse(demand.Steps, network.Name);
        var read = demand.Steps.SelectMany(s => s.Reads).Concat(wanted).ToHashSet(StringComparer.Ordinal);
        var missing = network.Inputs.Where(i => read.Contains(i.Name) && !known.Contains(i.Name)).Select(i => i.Name).ToList();
        if (missing.Count > 0)
            throw new PassbandException(ErrorKind.Request, network.Name, $"nothing for its input{(missing.Count == 1 ? "" : "s")} {Names(missing)}", "a value for each input");
        var declined = network.Graph.Declined.FirstOrDefault(d => read.Contains(d.Key) && !known.Contains(d.Key));
        if (declined.Key is not null)
            throw new PassbandException(ErrorKind.Format, $"{network.Name} → tensor '{Printable.Name(declined.Key)}'", $"its values {declined.Value}", "numbers that Passband reads", "Export the network with 32-bit floats.");
        demand.IsChecked = true;
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(Shown).Select(n => $"'{Printable.Name(n)}'")) + (all.Count > Shown ? ", …" : "");
    }

    private static string Text(IEnumerable<int?> shape) => $"[{string.Join(", ", shape.Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"))}]";
}
