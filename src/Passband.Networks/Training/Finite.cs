using System.Numerics;

namespace Passband.Networks.Training;

/// <summary>Tells whether numbers are numbers.</summary>
internal static class Finite
{
    /// <summary>The square of a larger one is no longer a 32-bit float, and optimizers square.</summary>
    private const float Largest = 1e18f;

    /// <summary>Whether all are finite, with some room.</summary>
    public static bool All(ReadOnlySpan<float> values)
    {
        var i = 0;
        for (var most = new Vector<float>(Largest); i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            // A comparison with what is not a number is false.
            if (!Vector.LessThanAll(Vector.Abs(new Vector<float>(values[i..])), most))
                return false;
        }
        for (; i < values.Length; i++)
        {
            if (!(MathF.Abs(values[i]) < Largest))
                return false;
        }
        return true;
    }
}
