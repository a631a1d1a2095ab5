using System.Collections.Immutable;
using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class DataPatchesTests
{
    [Fact]
    public void Patches_are_parts_of_pictures()
    {
        var patches = Draw(2, 3, 57, 5);

        Assert.Equal(57 * 2 * 2 * 3, patches.Length);
        var corners = new HashSet<(float, float)>();
        for (var p = 0; p < 57; p++)
        {
            var patch = patches.AsSpan(p * 12, 12);
            var (picture, first) = ((int)patch[0] / 1000, (int)patch[0] % 1000);
            Assert.InRange(first % 10, 0, 5 - 3);
            Assert.InRange(first / 10, 0, 4 - 2);
            corners.Add((picture, first));
            for (var i = 0; i < 12; i++)
                Assert.Equal(picture * 1000 + i / 6 * 100 + first + i / 3 % 2 * 10 + i % 3, patch[i]);
        }
        Assert.True(corners.Count > 20, "Patches come from everywhere.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_patches()
    {
        Assert.Equal(Draw(2, 2, 30, 1), Draw(2, 2, 30, 1));
        Assert.NotEqual(Draw(2, 2, 30, 1), Draw(2, 2, 30, 2));
    }

    [Fact]
    public void A_patch_larger_than_the_pictures_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(5, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(1, 6, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(1, 1, 0, 1));
    }

    private static float[] Draw(int height, int width, int count, ulong seed) =>
        DataPatches.Draw(new Ramp(), height, width, count, seed, TestContext.Current.CancellationToken);

    /// <summary>Pictures whose samples tell where they are: 1000 × picture + 100 × channel + 10 × row + column.</summary>
    private sealed class Ramp : PictureData
    {
        public override string Name => "ramp";

        public override PictureShape Shape => new(2, 4, 5);

        public override ImmutableArray<string> Classes => [];

        public override int Count => 7;

        public override int Label(int index) => -1;

        public override void Draw(int index, ulong seed, Span<float> pixels)
        {
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = 1000 * index + i / 20 * 100 + i / 5 % 4 * 10 + i % 5;
        }
    }
}
