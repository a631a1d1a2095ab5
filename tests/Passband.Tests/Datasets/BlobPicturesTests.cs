using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class BlobPicturesTests
{
    private static readonly PictureData Data = GeneratedData.Make(GeneratedKind.Blobs, new GeneratedOptions { Count = 800, Noise = 0 }).Training;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(2, 1)]
    [InlineData(3, -1)]
    public void Light_spots_stand_out_above_the_mean_and_dark_ones_below(int label, int sign)
    {
        Assert.EndsWith(sign > 0 ? "light" : "dark", Data.Classes[label], StringComparison.Ordinal);
        Assert.InRange(Data.OfClass(label).Average(p => sign * p.Sum(v => Math.Pow((v - 0.5) / 0.05, 3))), 100, double.PositiveInfinity);
    }

    [Fact]
    public void Small_spots_change_faster_than_large_ones_at_the_same_contrast()
    {
        var rough = Enumerable.Range(0, 4).Select(label => Data.OfClass(label).Select(Roughness).ToArray()).ToArray();

        Assert.StartsWith("small", Data.Classes[0], StringComparison.Ordinal);
        Assert.True(rough[0].Concat(rough[1]).Min() > rough[2].Concat(rough[3]).Max());

        static double Roughness(float[] pixels) =>
            Enumerable.Range(0, pixels.Length - 1).Where(i => i % 32 < 31).Sum(i => Math.Pow(pixels[i + 1] - pixels[i], 2)) / pixels.Sum(p => Math.Pow(p - 0.5, 2));
    }

    [Fact]
    public void Spots_favor_no_direction()
    {
        double right = 0, down = 0;
        for (var picture = 0; picture < Data.Count; picture++)
        {
            var pixels = Data.Picture(picture);
            for (var y = 0; y < 31; y++)
            {
                for (var x = 0; x < 31; x++)
                {
                    right += Math.Pow(pixels[y * 32 + x + 1] - pixels[y * 32 + x], 2);
                    down += Math.Pow(pixels[(y + 1) * 32 + x] - pixels[y * 32 + x], 2);
                }
            }
        }
        Assert.InRange(right / down, 0.97, 1.03);
    }
}
