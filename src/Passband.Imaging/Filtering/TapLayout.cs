namespace Passband.Imaging.Filtering;

/// <summary>A run of samples of one row, <see cref="CorrelationGrid.StrideX"/> apart, as it lies in the scratch.</summary>
/// <param name="Position">Of its first sample, relative to what the first tap of the first response reads.</param>
/// <param name="Start">Where it begins in the scratch row.</param>
/// <param name="Length">Its samples.</param>
internal readonly record struct TapRun(long Position, int Start, int Length);

/// <summary>
/// How the samples that a row of responses reads lie in scratch, so that neighboring responses read neighboring samples whatever stride and dilation are:
/// every phase of the stride that a tap falls on is a run of its own; where taps are farther apart than responses are many, every tap has its own run.
/// </summary>
internal sealed class TapLayout
{
    public TapLayout(CorrelationGrid grid, int columns)
    {
        var offsets = Enumerable.Range(0, grid.KernelWidth).Select(n => (long)n * grid.DilationX).ToArray();
        var phases = offsets.Select(o => o % grid.StrideX).Distinct().Order().ToArray();
        var length = columns + offsets[^1] / grid.StrideX;
        Starts = new int[offsets.Length];
        if (phases.Length * length <= (long)columns * offsets.Length)
        {
            Runs = [.. phases.Select((phase, i) => new TapRun(phase, i * (int)length, (int)length))];
            for (var n = 0; n < offsets.Length; n++)
                Starts[n] = Array.IndexOf(phases, offsets[n] % grid.StrideX) * (int)length + (int)(offsets[n] / grid.StrideX);
        }
        else
        {
            Runs = [.. offsets.Select((offset, n) => new TapRun(offset, n * columns, columns))];
            for (var n = 0; n < offsets.Length; n++)
                Starts[n] = n * columns;
        }
        Length = Runs.Sum(r => r.Length);
    }

    /// <summary>For every column of the kernel, where the sample of the first response lies in the scratch row.</summary>
    public int[] Starts { get; }

    public TapRun[] Runs { get; }

    /// <summary>Samples of a scratch row.</summary>
    public int Length { get; }

    /// <summary>Fills a scratch row from a row of the picture, the border included.</summary>
    /// <param name="row">The row of the picture; empty for one that is all border value.</param>
    /// <param name="first">The position, in the picture, of what the first tap of the first response reads.</param>
    /// <param name="grid">Stride and border.</param>
    /// <param name="scratch">Receives <see cref="Length"/> samples.</param>
    public void Fill(ReadOnlySpan<float> row, long first, CorrelationGrid grid, Span<float> scratch)
    {
        foreach (var run in Runs)
        {
            var target = scratch.Slice(run.Start, run.Length);
            if (row.IsEmpty)
                target.Fill(grid.BorderValue);
            else
                FillRun(row, first + run.Position, grid, target);
        }
    }

    private static void FillRun(ReadOnlySpan<float> row, long position, CorrelationGrid grid, Span<float> target)
    {
        var stride = grid.StrideX;
        var begin = (int)Math.Clamp(Ceiling(-position, stride), 0, target.Length);
        var end = (int)Math.Clamp(Ceiling(row.Length - position, stride), begin, target.Length);
        for (var i = 0; i < begin; i++)
            target[i] = Beyond(row, position + (long)i * stride, grid);
        if (stride == 1 && end > begin)
        {
            row.Slice((int)(position + begin), end - begin).CopyTo(target[begin..]);
        }
        else
        {
            for (var i = begin; i < end; i++)
                target[i] = row[(int)(position + (long)i * stride)];
        }
        for (var i = end; i < target.Length; i++)
            target[i] = Beyond(row, position + (long)i * stride, grid);
    }

    private static float Beyond(ReadOnlySpan<float> row, long position, CorrelationGrid grid)
    {
        var index = BorderModes.Resolve(position, row.Length, grid.Border);
        return index < 0 ? grid.BorderValue : row[index];
    }

    private static long Ceiling(long dividend, long divisor) => dividend <= 0 ? 0 : (dividend - 1) / divisor + 1;
}
