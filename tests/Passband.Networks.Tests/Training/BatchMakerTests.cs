using Passband.Datasets;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public class BatchMakerTests
{
    private static readonly TrainingOptions Plain = new() { Batch = 8 };

    [Fact]
    public void Every_epoch_shows_every_picture_once_and_each_in_another_order()
    {
        var shown = Shown(Plain with { Batch = 10 }, count: 40, steps: 8);

        Assert.Equal(Enumerable.Range(0, 40), shown[..40].Order());
        Assert.Equal(Enumerable.Range(0, 40), shown[40..].Order());
        Assert.NotEqual(shown[..40], shown[40..]);
        Assert.NotEqual(Enumerable.Range(0, 40), shown[..40]);
    }

    [Fact]
    public void A_batch_goes_over_the_end_of_an_epoch()
    {
        var shown = Shown(Plain with { Batch = 16 }, count: 6, steps: 3);

        for (var epoch = 0; epoch < 8; epoch++)
            Assert.Equal(Enumerable.Range(0, 6), shown.Skip(6 * epoch).Take(6).Order());
    }

    [Fact]
    public void A_step_is_the_same_whatever_was_drawn_before()
    {
        var options = Plain with { Mirror = true, Shift = 2, Noise = 0.1 };
        var split = StripePictures.Split();
        var (forward, backward) = (new BatchMaker(split, options), new BatchMaker(split, options));
        var expected = Enumerable.Range(0, 30).Select(step => Pixels(forward, step)).ToArray();

        for (var step = 29; step >= 0; step--)
            Assert.Equal(expected[step], Pixels(backward, step));
    }

    [Fact]
    public void Mirror_reverses_rows_of_about_half_of_the_pictures()
    {
        var (mirrored, same) = (0, 0);
        Compare(Plain with { Mirror = true }, (before, after, _) =>
        {
            float[] reversed = [.. before.Chunk(4).SelectMany(row => row.Reverse())];
            mirrored += after.SequenceEqual(reversed) ? 1 : 0;
            same += after.SequenceEqual(before) ? 1 : 0;
        });

        Assert.Equal(800, mirrored + same);
        Assert.InRange(mirrored, 340, 460);
    }

    [Fact]
    public void Shifts_of_every_size_occur_and_repeat_the_border()
    {
        var seen = new HashSet<(int, int)>();
        Compare(Plain with { Shift = 1 }, (before, after, _) =>
        {
            for (var down = -1; down <= 1; down++)
            {
                for (var right = -1; right <= 1; right++)
                {
                    var moved = Enumerable.Range(0, 32).Select(i => before[(i / 16 * 4 + Math.Clamp(i / 4 % 4 - down, 0, 3)) * 4 + Math.Clamp(i % 4 - right, 0, 3)]);
                    if (after.SequenceEqual(moved))
                    {
                        seen.Add((down, right));
                        return;
                    }
                }
            }
            Assert.Fail("No shift of a pixel at most.");
        });

        Assert.Equal(9, seen.Count);
    }

    [Fact]
    public void The_label_of_a_turn_counts_quarters_counterclockwise()
    {
        var seen = new int[4];
        Compare(Plain with { Task = TrainingTask.Rotation }, (before, after, label) =>
        {
            var turned = before;
            for (var i = 0; i < label; i++)
                // The right column becomes the top row.
                turned = [.. Enumerable.Range(0, 32).Select(j => turned[j / 16 * 16 + j % 4 * 4 + 3 - j / 4 % 4])];
            Assert.Equal(turned, after);
            seen[label]++;
        });

        Assert.All(seen, n => Assert.InRange(n, 150, 250));
    }

    [Fact]
    public void A_test_of_turns_shows_each_picture_in_all_four()
    {
        var maker = new BatchMaker(Numbered(12), Plain with { Task = TrainingTask.Rotation, Noise = 0 });
        var batch = maker.Empty();
        maker.FillTest(batch, 4, 12);

        Assert.Equal(48, maker.TestLength(12));
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], batch.Labels);
        Assert.Equal(4, batch.Pixels.Chunk(32).Take(4).Select(p => string.Join(' ', p)).Distinct().Count());
        Assert.Equal(100, batch.Pixels[0]);
    }

    [Fact]
    public void Fewer_pictures_of_a_test_are_taken_from_everywhere()
    {
        var maker = new BatchMaker(Numbered(30), Plain);
        var batch = maker.Empty();
        maker.FillTest(batch, 0, 3);

        Assert.Equal(3, batch.Count);
        Assert.Equal([0, 1, 2], batch.Pixels.Chunk(32).Take(3).Select(p => (int)p[0] / 1000));
    }

    [Fact]
    public void Pictures_of_a_test_are_of_all_classes_even_where_classes_come_in_turn()
    {
        var maker = new BatchMaker(Numbered(1000), Plain with { Batch = 200 });
        var batch = maker.Empty();
        maker.FillTest(batch, 0, 200);

        Assert.Equal([0, 1, 2, 3, 4], batch.Pixels.Chunk(32).Take(200).Select(p => (int)p[0] / 100 % 5).Distinct().Order());
    }

    [Fact]
    public void Noise_has_its_deviation_and_the_target_has_none()
    {
        var options = Plain with { Task = TrainingTask.Denoise, Noise = 0.2, Batch = 200 };
        var batch = new BatchMaker(Numbered(1000), options).Empty();
        new BatchMaker(Numbered(1000), options).Fill(batch, 0);
        double[] noise = [.. batch.Pixels.Zip(batch.Targets, (a, b) => (double)a - b)];

        Assert.All(batch.Targets, t => Assert.Equal(MathF.Round(t), t));
        Assert.Equal(0, noise.Average(), 0.01);
        Assert.Equal(0.2, Math.Sqrt(noise.Average(n => n * n)), 0.01);
    }

    [Fact]
    public void Pictures_are_normalized_for_each_channel()
    {
        var options = Plain with { Batch = 4, Normalization = ([1, 2], [2, 4]) };
        var (plain, normal) = (Pixels(new BatchMaker(Numbered(9), Plain with { Batch = 4 }), 0), Pixels(new BatchMaker(Numbered(9), options), 0));

        for (var i = 0; i < plain.Length; i++)
            Assert.Equal((plain[i] - (i / 16 % 2 + 1)) / (i / 16 % 2 == 0 ? 2 : 4), normal[i], 1e-4f);
    }

    [Fact]
    public void Random_labels_are_drawn_once_for_each_picture()
    {
        var split = new DataSplit(new StripePictures(3000, classes: 3), new StripePictures(10, classes: 3));
        var (maker, other) = (new BatchMaker(split, Plain with { RandomLabels = true }), new BatchMaker(split, Plain with { RandomLabels = true, Seed = 2 }));
        int[] labels = [.. Enumerable.Range(0, 3000).Select(maker.Label)];

        Assert.Equal(labels, Enumerable.Range(0, 3000).Select(maker.Label));
        Assert.NotEqual(labels, Enumerable.Range(0, 3000).Select(other.Label));
        for (var label = 0; label < 3; label++)
        {
            Assert.InRange(labels.Count(l => l == label), 900, 1100);
            Assert.InRange(labels.Where((l, i) => i % 3 == 0 && l == label).Count(), 270, 400);
        }
    }

    [Fact]
    public void A_picture_that_cannot_be_drawn_is_told_when_its_step_comes_and_again_when_asked_again()
    {
        var split = new DataSplit(new Broken(), new Broken());
        using var queue = new BatchQueue(new BatchMaker(split, Plain), 0, 10);

        for (var i = 0; i < 2; i++)
            Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() => queue.Peek(TestContext.Current.CancellationToken)).Message);
    }

    private static int[] Shown(TrainingOptions options, int count, int steps)
    {
        var maker = new BatchMaker(Numbered(count), options);
        var batch = maker.Empty();
        var shown = new List<int>();
        for (var step = 0; step < steps; step++)
        {
            maker.Fill(batch, step);
            shown.AddRange(batch.Pixels.Chunk(32).Select(p => (int)(p[0] / 100)));
        }
        return [.. shown];
    }

    private static void Compare(TrainingOptions options, Action<float[], float[], int> compare)
    {
        var (plain, changed) = (new BatchMaker(Numbered(50), Plain), new BatchMaker(Numbered(50), options));
        var (before, after) = (plain.Empty(), changed.Empty());
        for (var step = 0; step < 100; step++)
        {
            plain.Fill(before, step);
            changed.Fill(after, step);
            foreach (var ((a, b), label) in before.Pixels.Chunk(32).Zip(after.Pixels.Chunk(32)).Zip(after.Labels))
                compare(a, b, (int)label);
        }
    }

    private static float[] Pixels(BatchMaker maker, int step)
    {
        var batch = maker.Empty();
        maker.Fill(batch, step);
        return batch.Pixels;
    }

    private static DataSplit Numbered(int count) => new(new NumberedPictures(count), new NumberedPictures(count));

    /// <summary>Two channels of 4×4 whose samples are all different.</summary>
    private sealed class NumberedPictures(int count) : PictureData
    {
        public override string Name => "numbered";

        public override PictureShape Shape => new(2, 4, 4);

        public override System.Collections.Immutable.ImmutableArray<string> Classes => ["one", "two"];

        public override int Count => count;

        public override int Label(int index) => index % 2;

        public override void Draw(int index, ulong seed, Span<float> pixels)
        {
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = 100 * index + i;
        }
    }

    private sealed class Broken : PictureData
    {
        public override string Name => "broken";

        public override PictureShape Shape => new(1, 4, 4);

        public override System.Collections.Immutable.ImmutableArray<string> Classes => ["one", "two"];

        public override int Count => 10;

        public override int Label(int index) => index % 2;

        public override void Draw(int index, ulong seed, Span<float> pixels) => throw new InvalidOperationException("broken");
    }
}
