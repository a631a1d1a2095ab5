namespace Passband.Measures;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix of a few rows, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, section 8.5). A general
/// solver's allocations and start-up would cost many times the solving.
/// </summary>
internal static class SymmetricEigen
{
    /// <summary>Rotations converge quadratically: a handful of sweeps reach rounding for any matrix of this size.</summary>
    private const int MostSweeps = 30;

    /// <summary>Decomposes in place.</summary>
    /// <param name="matrix">Row-major, symmetric; overwritten, its diagonal then holds the eigenvalues, ascending.</param>
    /// <param name="vectors">Row-major; receives the eigenvectors as columns, in the same order.</param>
    /// <param name="size">Rows.</param>
    public static void Decompose(Span<double> matrix, Span<double> vectors, int size)
    {
        vectors[..(size * size)].Clear();
        for (var i = 0; i < size; i++)
            vectors[i * size + i] = 1;
        var rotated = true;
        for (var sweep = 0; rotated && sweep < MostSweeps; sweep++)
        {
            rotated = false;
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                    rotated |= Rotate(matrix, vectors, size, p, q);
            }
        }
        Sort(matrix, vectors, size);
    }

    /// <summary>Makes one off-diagonal element zero; false when it is zero to rounding already.</summary>
    private static bool Rotate(Span<double> a, Span<double> vectors, int size, int p, int q)
    {
        var (off, first, second) = (a[p * size + q], a[p * size + p], a[q * size + q]);
        if (Math.Abs(off) <= 1e-17 * Math.Sqrt(Math.Abs(first * second)) || off == 0)
            return false;
        var theta = (second - first) / (2 * off);
        var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < size; k++)
        {
            var (kp, kq) = (a[k * size + p], a[k * size + q]);
            (a[k * size + p], a[k * size + q]) = (c * kp - s * kq, s * kp + c * kq);
        }
        for (var k = 0; k < size; k++)
        {
            var (pk, qk) = (a[p * size + k], a[q * size + k]);
            (a[p * size + k], a[q * size + k]) = (c * pk - s * qk, s * pk + c * qk);
            var (vp, vq) = (vectors[k * size + p], vectors[k * size + q]);
            (vectors[k * size + p], vectors[k * size + q]) = (c * vp - s * vq, s * vp + c * vq);
        }
        a[p * size + q] = a[q * size + p] = 0;
        return true;
    }

    private static void Sort(Span<double> matrix, Span<double> vectors, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var smallest = i;
            for (var j = i + 1; j < size; j++)
            {
                if (matrix[j * size + j] < matrix[smallest * size + smallest])
                    smallest = j;
            }
            if (smallest == i)
                continue;
            (matrix[i * size + i], matrix[smallest * size + smallest]) = (matrix[smallest * size + smallest], matrix[i * size + i]);
            for (var k = 0; k < size; k++)
                (vectors[k * size + i], vectors[k * size + smallest]) = (vectors[k * size + smallest], vectors[k * size + i]);
        }
    }
}
