using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>
/// Squares out of large textures, at any place, mirrored and turned: noise with the spectrum of dead leaves, or dead leaves. Every picture is given mean and contrast without
/// regard to the class. Squares that lie within a single leaf are drawn again, as there is nothing on them.
/// </summary>
internal sealed class TexturePictures : GeneratedPictures
{
    private const double UsualNoise = 0.01;

    /// <summary>A square is drawn again while its standard deviation is below this (that of a whole texture is about 0.25), a few times at most.</summary>
    private const double LeastContrast = 0.08;
    private const int Tries = 8;

    private readonly Lazy<TextureBank> _bank;

    public TexturePictures(GeneratedOptions options, bool heldOut)
        : base(GeneratedKind.Textures, options, heldOut, 1, ["1/f noise", "dead leaves"], (0.1, 0.2), UsualNoise)
    {
        _bank = new Lazy<TextureBank>(() => new TextureBank(Size, BankSeed));
    }

    private protected override void Paint(int label, ref GaussianRandom random, Span<float> pixels)
    {
        var bank = _bank.Value;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var which = Between(ref random, 0, bank.Count - 1);
            Cut(label == 0 ? bank.Noise(which) : bank.Leaves(which), bank.Side, random.NextBits(), pixels);
            if (PictureContrast.Of(pixels).Deviation >= LeastContrast)
                break;
        }
        SetContrast(ref random, pixels);
    }

    /// <summary>Cuts a square out, at a place and in one of eight ways that random bits tell.</summary>
    private void Cut(ReadOnlySpan<float> texture, int side, ulong bits, Span<float> pixels)
    {
        var mask = side - 1;
        var (left, top) = ((int)(bits >> 8) & mask, (int)(bits >> 32) & mask);
        var (mirrorX, mirrorY, turned) = ((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (u, v) = turned ? (y, x) : (x, y);
                var column = left + (mirrorX ? Size - 1 - u : u) & mask;
                var row = top + (mirrorY ? Size - 1 - v : v) & mask;
                pixels[y * Size + x] = texture[row * side + column];
            }
        }
    }
}
