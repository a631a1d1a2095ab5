using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Filtering;

/// <summary>
/// Computes responses tile by tile, so that a tile's samples stay in the cache while the kernel passes over them. Inside the picture the loops read the
/// picture itself; at the border, and where a stride would scatter the samples, they read a copy that has the border around it.
/// </summary>
internal sealed class CorrelationTiles<TLanes, TVector>
    where TLanes : struct, IVectorLanes<TVector>
    where TVector : struct
{
    /// <summary>Rows of a tile; many beside the kernel's, so that the rows that two tiles share cost little.</summary>
    public const int Rows = 32;

    /// <summary>Columns of a tile, a multiple of every block: ten rows of it, which a kernel of seven reads for four rows of responses, are 19 kB of samples.</summary>
    private const int Columns = 480;

    /// <summary>Kernels higher than this go row by row: a copy of all their rows would be larger than the cache.</summary>
    private const int HighestBlocked = 64;

    private readonly CorrelationGrid _grid;
    private readonly IReadOnlyList<Plane> _planes;
    private readonly float[][] _weights;
    private readonly float _bias;
    private readonly TapLayout _layout;
    private readonly int[] _sourceStarts;
    private readonly bool _blocked;
    private readonly long _reach;

    public CorrelationTiles(CorrelationGrid grid, IReadOnlyList<Plane> planes, IReadOnlyList<KernelMatrix> kernels, float bias)
    {
        (_grid, _planes, _bias) = (grid, planes, bias);
        _weights = [.. kernels.Select(k => k.Weights.Select(w => (float)w).ToArray())];
        _layout = new TapLayout(grid, Math.Min(Columns, RoundUp(grid.Width, CorrelationLoops<TLanes, TVector>.BlockColumns)));
        _reach = (grid.KernelWidth - 1L) * grid.DilationX;
        _sourceStarts = _reach < grid.InputWidth ? [.. Enumerable.Range(0, grid.KernelWidth).Select(n => n * grid.DilationX)] : [];
        _blocked = grid.StrideY == 1 && grid.DilationY == 1 && grid.KernelHeight <= HighestBlocked;
    }

    /// <summary>Bands of <see cref="Rows"/> rows that the result has.</summary>
    public int Bands => (_grid.Height - 1) / Rows + 1;

    /// <summary>Memory for one thread.</summary>
    public (float[] Samples, float[] Sums) CreateScratch() =>
        (new float[_layout.Length * (_blocked ? Rows + _grid.KernelHeight - 1 : 1)], new float[Rows * Columns]);

    /// <summary>Computes one band of rows.</summary>
    /// <param name="band">From 0.</param>
    /// <param name="scratch">Of <see cref="CreateScratch"/>, used by nobody else meanwhile.</param>
    /// <param name="responses">All responses, row by row; those of the band are written.</param>
    public void Compute(int band, (float[] Samples, float[] Sums) scratch, Span<float> responses)
    {
        var y = band * Rows;
        var rows = Math.Min(Rows, _grid.Height - y);
        for (var x = 0; x < _grid.Width; x += Columns)
        {
            var columns = Math.Min(Columns, _grid.Width - x);
            // Blocks that would reach beyond the result are computed aside.
            if (columns % CorrelationLoops<TLanes, TVector>.BlockColumns == 0 && rows % CorrelationLoops<TLanes, TVector>.BlockRows == 0)
            {
                Compute(new Tile(x, y, columns, rows), scratch.Samples, responses[(y * _grid.Width + x)..], _grid.Width);
                continue;
            }
            Compute(new Tile(x, y, columns, rows), scratch.Samples, scratch.Sums, Columns);
            for (var row = 0; row < rows; row++)
                scratch.Sums.AsSpan(row * Columns, columns).CopyTo(responses.Slice((y + row) * _grid.Width + x, columns));
        }
    }

    private void Compute(Tile tile, float[] samples, Span<float> sums, int sumStride)
    {
        for (var channel = 0; channel < _planes.Count; channel++)
        {
            if (_blocked)
                AddBlocks(channel, tile, samples, sums, sumStride);
            else
                AddRows(channel, tile, samples, sums, sumStride);
        }
    }

    private void AddBlocks(int channel, Tile tile, float[] scratch, Span<float> sums, int sumStride)
    {
        var plane = _planes[channel];
        var blockRows = RoundUp(tile.Rows, CorrelationLoops<TLanes, TVector>.BlockRows);
        var blockColumns = RoundUp(tile.Columns, CorrelationLoops<TLanes, TVector>.BlockColumns);
        var (left, top) = (tile.X - _grid.Left, tile.Y - _grid.Top);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights[channel]);
        var inside = IsInside(tile.X, blockColumns) && top >= 0 && top + blockRows + _grid.KernelHeight - 1 <= plane.Height;
        if (!inside)
        {
            for (var row = 0; row < tile.Rows + _grid.KernelHeight - 1; row++)
                Copy(plane, tile.X, top + row, scratch.AsSpan(row * _layout.Length, _layout.Length));
        }
        ref var samples = ref inside
            ? ref Unsafe.Add(ref MemoryMarshal.GetReference(plane.Samples), (nint)(top * plane.Width + left))
            : ref MemoryMarshal.GetArrayDataReference(scratch);
        var (stride, starts) = inside ? (plane.Width, _sourceStarts) : (_layout.Length, _layout.Starts);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nint row = 0; row < blockRows; row += CorrelationLoops<TLanes, TVector>.BlockRows)
        {
            CorrelationLoops<TLanes, TVector>.AddFourRows(
                ref Unsafe.Add(ref samples, row * stride), stride, ref weights, _grid.KernelHeight, starts, channel == 0 ? _bias : null,
                ref Unsafe.Add(ref sum, row * sumStride), sumStride, blockColumns);
        }
    }

    private void AddRows(int channel, Tile tile, float[] scratch, Span<float> sums, int sumStride)
    {
        var plane = _planes[channel];
        var blockColumns = RoundUp(tile.Columns, CorrelationLoops<TLanes, TVector>.BlockColumns);
        var inside = IsInside(tile.X, blockColumns);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights[channel]);
        for (var row = 0; row < tile.Rows; row++)
        {
            ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), row * sumStride);
            for (nint m = 0; m < _grid.KernelHeight; m++)
            {
                var position = (tile.Y + row) * (long)_grid.StrideY - _grid.Top + m * (long)_grid.DilationY;
                ref var kernelRow = ref Unsafe.Add(ref weights, m * _grid.KernelWidth);
                float? initial = channel == 0 && m == 0 ? _bias : null;
                if (inside && BorderModes.Resolve(position, plane.Height, _grid.Border) is var source and >= 0)
                {
                    ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(plane.Samples), (nint)((long)source * plane.Width + tile.X - _grid.Left));
                    CorrelationLoops<TLanes, TVector>.AddKernelRow(ref first, ref kernelRow, _sourceStarts, initial, ref sum, blockColumns);
                    continue;
                }
                Copy(plane, tile.X, position, scratch);
                ref var copied = ref MemoryMarshal.GetArrayDataReference(scratch);
                CorrelationLoops<TLanes, TVector>.AddKernelRow(ref copied, ref kernelRow, _layout.Starts, initial, ref sum, blockColumns);
            }
        }
    }

    /// <summary>Whether all that a tile's blocks read of a row lies within the picture, neighbor beside neighbor.</summary>
    private bool IsInside(int x, int blockColumns) => _grid.StrideX == 1 && x >= _grid.Left && x - _grid.Left + blockColumns + _reach <= _grid.InputWidth;

    private void Copy(Plane plane, int x, long y, Span<float> scratch)
    {
        var row = BorderModes.Resolve(y, plane.Height, _grid.Border);
        _layout.Fill(row < 0 ? [] : plane.Row(row), (long)x * _grid.StrideX - _grid.Left, _grid, scratch);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    /// <summary>Responses that are computed together, within one band.</summary>
    private readonly record struct Tile(int X, int Y, int Columns, int Rows);
}
