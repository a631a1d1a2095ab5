namespace Passband.Shapes;

/// <summary>
/// A pattern with the numbers at which it comes closest to a kernel, as its formula takes them. The parameters of <see cref="ShapeFit"/> say the same in words that people use,
/// rounded to an axis here and there.
/// </summary>
/// <param name="Formula">The formula; null for a listed pattern, whose parameters are its taps.</param>
/// <param name="Parameters">What it depends on nonlinearly.</param>
/// <param name="Amplitudes">One for each of its patterns, in units of the kernel.</param>
internal sealed record FittedPattern(ParametricShape? Formula, double[] Parameters, double[] Amplitudes)
{
    /// <summary>The same for a kernel that is larger by a factor.</summary>
    public FittedPattern Scale(double factor) => this with { Amplitudes = Array.ConvertAll(Amplitudes, amplitude => amplitude * factor) };

    /// <summary>Whether both are the same formula at the same numbers.</summary>
    public bool Equals(FittedPattern? other) =>
        other is not null && Formula?.GetType() == other.Formula?.GetType() && Parameters.AsSpan().SequenceEqual(other.Parameters)
        && Amplitudes.AsSpan().SequenceEqual(other.Amplitudes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Formula?.GetType(), Parameters.Length, Amplitudes[0]);
}
