using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Passband.Imaging.Filtering;

/// <summary>The few operations of correlation on a vector of floats, so that one loop serves every vector length.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal interface IVectorLanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>The vector that begins at a sample.</summary>
    static abstract TVector Load(ref float source);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>weight · sample + sum, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector weight, TVector sample, TVector sum);

    /// <summary>Writes all lanes.</summary>
    static abstract void Store(TVector value, ref float destination);
}

/// <summary>Sixteen floats.</summary>
internal readonly struct Lanes512 : IVectorLanes<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source) => Vector512.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> weight, Vector512<float> sample, Vector512<float> sum) =>
        Vector512.FusedMultiplyAdd(weight, sample, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, ref float destination) => value.StoreUnsafe(ref destination);
}

/// <summary>Eight floats.</summary>
internal readonly struct Lanes256 : IVectorLanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source) => Vector256.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> weight, Vector256<float> sample, Vector256<float> sum) =>
        Vector256.FusedMultiplyAdd(weight, sample, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination) => value.StoreUnsafe(ref destination);
}
