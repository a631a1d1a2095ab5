using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Synthesis;

/// <summary>A kernel that can be asked for by name.</summary>
public sealed class TextbookEntry
{
    /// <param name="name">What it is asked for by.</param>
    /// <param name="parameters">The numbers in parentheses, in order, optional ones last.</param>
    /// <param name="meaning">What it does and how it is normalized.</param>
    /// <param name="make">Makes the weights: of the values, null where an optional one was left out, and of the name to give the kernel.</param>
    internal TextbookEntry(string name, ImmutableArray<TextbookParameter> parameters, string meaning, Func<double?[], string, KernelMatrix> make) =>
        (Name, Parameters, Meaning, Make) = (name, parameters, meaning, make);

    /// <summary>What it is asked for by.</summary>
    public string Name { get; }

    /// <summary>The numbers in parentheses, in order, optional ones last.</summary>
    public ImmutableArray<TextbookParameter> Parameters { get; }

    /// <summary>What it does and how it is normalized, for lists and help.</summary>
    public string Meaning { get; }

    /// <summary>How to write it, e.g. "gaussian(sigma[, size])".</summary>
    public string Signature
    {
        get
        {
            if (Parameters.IsEmpty)
                return Name;
            var required = string.Join(", ", Parameters.Where(p => !p.Optional).Select(p => p.Name));
            var optional = string.Concat(Parameters.Where(p => p.Optional).Select((p, i) => i == 0 && required.Length == 0 ? $"[{p.Name}]" : $"[, {p.Name}]"));
            return $"{Name}({required}{optional})";
        }
    }

    internal Func<double?[], string, KernelMatrix> Make { get; }
}
