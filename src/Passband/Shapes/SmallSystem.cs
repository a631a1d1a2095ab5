namespace Passband.Shapes;

/// <summary>Damped normal equations of a handful of unknowns, solved on the stack: a general solver's allocations would cost more than the solving.</summary>
internal static class SmallSystem
{
    /// <summary>Solves (A + damping·diag(A))·x = b by Cholesky's factorization.</summary>
    /// <returns>Whether the system was positive definite.</returns>
    public static bool Solve(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double damping, int size, Span<double> x)
    {
        Span<double> factor = stackalloc double[size * size];
        var largest = 0.0;
        for (var i = 0; i < size; i++)
            largest = Math.Max(largest, a[i * size + i]);
        if (!(largest > 0))
            return false;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i * size + j];
                if (i == j)
                {
                    // A parameter without influence (the angle of a round Gaussian) must not make the system singular.
                    sum = sum * (1 + damping) + 1e-12 * largest;
                }
                for (var k = 0; k < j; k++)
                    sum -= factor[i * size + k] * factor[j * size + k];
                if (i != j)
                {
                    factor[i * size + j] = sum / factor[j * size + j];
                    continue;
                }
                if (!(sum > 0))
                    return false;
                factor[i * size + i] = Math.Sqrt(sum);
            }
        }
        for (var i = 0; i < size; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++)
                sum -= factor[i * size + k] * x[k];
            x[i] = sum / factor[i * size + i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            var sum = x[i];
            for (var k = i + 1; k < size; k++)
                sum -= factor[k * size + i] * x[k];
            x[i] = sum / factor[i * size + i];
        }
        return true;
    }
}
