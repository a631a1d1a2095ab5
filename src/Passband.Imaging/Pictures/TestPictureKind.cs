using System.Collections.Immutable;
using System.Globalization;
using Passband.Kernels;

namespace Passband.Imaging.Pictures;

/// <summary>A kind of test picture: its name, what it shows and what it can be asked for.</summary>
public sealed class TestPictureKind
{
    internal TestPictureKind(string name, string meaning, ImmutableArray<TestPictureParameter> parameters, Func<IReadOnlyList<double>, ImmutableArray<Plane>> draw)
    {
        (Name, Meaning, Parameters, Draw) = (name, meaning, parameters, draw);
    }

    /// <summary>As it is asked for, e.g. <c>zone-plate</c>.</summary>
    public string Name { get; }

    /// <summary>What it shows, in a sentence.</summary>
    public string Meaning { get; }

    /// <summary>What may follow in parentheses, in order.</summary>
    public ImmutableArray<TestPictureParameter> Parameters { get; }

    /// <summary>The name with its parameters and their defaults, as in <c>zone-plate(size=256,frequency=0.5)</c>.</summary>
    public string Usage => $"{Name}({string.Join(",", Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Default}")))})";

    internal Func<IReadOnlyList<double>, ImmutableArray<Plane>> Draw { get; }
}

/// <summary>A parameter of a test picture.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Its unit, e.g. <c>pixels</c>; empty where it has none.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Default">What is taken when it is left out.</param>
/// <param name="IsWhole">Whether only whole numbers make sense.</param>
public sealed record TestPictureParameter(string Name, string Unit, double Minimum, double Maximum, double Default, bool IsWhole = false)
{
    /// <exception cref="PassbandException">The value does not fit.</exception>
    internal void Check(double value, string picture)
    {
        if (value >= Minimum && value <= Maximum && (!IsWhole || value == Math.Floor(value)))
            return;
        var unit = Unit.Length == 0 ? "" : $" {Unit}";
        throw new PassbandException(
            ErrorKind.Request, $"test picture '{picture}'", string.Create(CultureInfo.InvariantCulture, $"its {Name} is {value}"),
            string.Create(CultureInfo.InvariantCulture, $"{(IsWhole ? "a whole number" : "a number")} from {Minimum} to {Maximum}{unit}"));
    }
}
