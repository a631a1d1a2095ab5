using Passband.Kernels;

namespace Passband.Measures;

/// <summary>
/// The kernels of a bank, block by block and turned: all weights of one tap side by side, so that sums over kernels of products of two taps run over
/// contiguous memory, however small the kernels are.
/// </summary>
internal ref struct TapBlock
{
    private const int MostKernels = 512;
    private const int MostWeights = 1 << 16;

    private readonly ReadOnlySpan<float> _weights;
    private readonly ReadOnlySpan<double> _origin;
    private readonly int _taps;
    private readonly int _capacity;
    private readonly double[] _turned;
    private int _next;
    private int _count;

    /// <summary>Starts before the first block.</summary>
    /// <param name="bank">The kernels.</param>
    /// <param name="origin">Subtracted from every kernel, tap by tap; empty for nothing.</param>
    public TapBlock(KernelBank bank, ReadOnlySpan<double> origin = default)
    {
        _weights = bank.Weights;
        _origin = origin;
        _taps = bank.Shape.Taps;
        _capacity = (int)Math.Min(Math.Clamp(MostWeights / _taps, 1, MostKernels), bank.Shape.Kernels);
        _turned = new double[_taps * _capacity];
    }

    /// <summary>Goes to the next block; false when there is none.</summary>
    public bool MoveNext()
    {
        var left = _weights[_next..];
        _count = Math.Min(_capacity, left.Length / _taps);
        for (var tap = 0; tap < _taps; tap++)
        {
            var target = _turned.AsSpan(tap * _capacity, _count);
            var origin = _origin.IsEmpty ? 0 : _origin[tap];
            for (var kernel = 0; kernel < target.Length; kernel++)
                target[kernel] = left[kernel * _taps + tap] - origin;
        }
        _next += _count * _taps;
        return _count > 0;
    }

    /// <summary>One tap's weights in all kernels of the block.</summary>
    public readonly ReadOnlySpan<double> Tap(int tap) => _turned.AsSpan(tap * _capacity, _count);
}
