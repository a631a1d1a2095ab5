using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// Large textures that pictures are cut from: dead leaves, and for each of them a noise that has the amplitudes of its Fourier transform and random phases. The two then
/// agree in mean, variance and power spectrum, exactly and in every direction; what tells them apart is what no spectrum holds: edges.
/// </summary>
internal sealed class TextureBank
{
    /// <summary>Radii of the leaves in pixels.</summary>
    private const double SmallestLeaf = 1;

    private readonly float[][] _leaves, _noises;

    public TextureBank(int size, ulong seed)
    {
        Side = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4 * size, 256));
        // Four megabytes for the usual size and as many different squares; no more than four textures of a large one.
        var count = Math.Max(8 * 256 * 256 / (Side * Side), 4);
        _leaves = new float[count][];
        _noises = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var random = new GaussianRandom(GaussianRandom.SeedOf(seed, (ulong)i));
            _leaves[i] = DeadLeaves.Make(Side, SmallestLeaf, Side / 8.0, ref random);
            _noises[i] = WithRandomPhases(_leaves[i], Side, ref random);
        }
    }

    /// <summary>Rows of a texture, and pixels in a row; a power of 2. Textures go on at the opposite side.</summary>
    public int Side { get; }

    /// <summary>How many textures there are of each sort.</summary>
    public int Count => _leaves.Length;

    public ReadOnlySpan<float> Leaves(int index) => _leaves[index];

    public ReadOnlySpan<float> Noise(int index) => _noises[index];

    /// <summary>
    /// The texture with the phases of white noise: real, because the phases of a real noise are odd. Frequency 0 keeps its own, which is the mean.
    /// </summary>
    private static float[] WithRandomPhases(float[] texture, int side, ref GaussianRandom random)
    {
        var field = Array.ConvertAll(texture, v => new Complex(v, 0));
        var noise = new Complex[field.Length];
        foreach (ref var value in noise.AsSpan())
            value = random.NextUniform() - 0.5;
        Transform(field, side, inverse: false);
        Transform(noise, side, inverse: false);
        for (var i = 1; i < field.Length; i++)
        {
            var amplitude = noise[i].Magnitude;
            field[i] = amplitude == 0 ? field[i].Magnitude : field[i].Magnitude / amplitude * noise[i];
        }
        Transform(field, side, inverse: true);
        return Array.ConvertAll(field, v => (float)v.Real);
    }

    /// <summary>The two-dimensional transform: along rows, then along columns.</summary>
    private static void Transform(Complex[] field, int side, bool inverse)
    {
        var line = new Complex[side];
        for (var y = 0; y < side; y++)
        {
            var row = field.AsSpan(y * side, side);
            row.CopyTo(line);
            Apply();
            line.CopyTo(row);
        }
        for (var x = 0; x < side; x++)
        {
            for (var y = 0; y < side; y++)
                line[y] = field[y * side + x];
            Apply();
            for (var y = 0; y < side; y++)
                field[y * side + x] = line[y];
        }

        void Apply()
        {
            if (inverse)
                Fourier.Inverse(line, FourierOptions.Default);
            else
                Fourier.Forward(line, FourierOptions.Default);
        }
    }
}
