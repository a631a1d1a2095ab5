using CsCheck;
using Passband.Datasets;

namespace Passband.Tests.Datasets;

public sealed class StratifiedSplitTests
{
    [Fact]
    public void Every_picture_is_in_one_part_and_every_class_in_both()
    {
        Gen.Select(Gen.Byte[0, 5].Array[1, 80], Gen.Double[0.01, 0.99], Gen.ULong).Sample((labels, share, seed) =>
        {
            var (training, heldOut) = StratifiedSplit.Of(labels, share, seed);

            Assert.Equal(Enumerable.Range(0, labels.Length), training.Concat(heldOut).Order());
            Assert.Equal(training.Order(), training);
            foreach (var group in labels.GroupBy(l => l))
            {
                var held = heldOut.Count(i => labels[i] == group.Key);
                Assert.Equal(group.Count() == 1 ? 0 : Math.Clamp((int)Math.Round(group.Count() * share), 1, group.Count() - 1), held);
            }
        });
    }

    [Fact]
    public void The_seed_decides_which()
    {
        var labels = new byte[100];

        Assert.Equal(StratifiedSplit.Of(labels, 0.2, 1).HeldOut, StratifiedSplit.Of(labels, 0.2, 1).HeldOut);
        Assert.NotEqual(StratifiedSplit.Of(labels, 0.2, 1).HeldOut, StratifiedSplit.Of(labels, 0.2, 2).HeldOut);
    }
}
