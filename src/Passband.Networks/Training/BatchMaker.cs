using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Passband.Datasets;
using Passband.Kernels;

namespace Passband.Networks.Training;

/// <summary>
/// Draws the pictures of each step. All randomness is counted rather than remembered: what a picture looks like depends on the seed, the epoch and the number of the picture alone, so
/// that any step can be made at any time, by any number of threads, with the same result.
/// </summary>
internal sealed class BatchMaker
{
    private readonly DataSplit _data;
    private readonly TrainingOptions _options;
    private readonly PictureChange _change;
    private (long Epoch, int[] Order) _order = (-1, []);

    public BatchMaker(DataSplit data, TrainingOptions options)
    {
        (_data, _options) = (data, options);
        _change = new PictureChange(data.Training.Shape, options);
    }

    /// <summary>An empty batch.</summary>
    public Batch Empty() => new(_options.Batch, _data.Training.Shape.Count, _options.Task == TrainingTask.Denoise);

    /// <summary>Fills a batch with the pictures of a step of the training. For one thread at a time.</summary>
    public void Fill(Batch batch, int step)
    {
        var data = _data.Training;
        var places = new (long Epoch, int Index)[batch.Capacity];
        for (var i = 0; i < places.Length; i++)
        {
            // Epochs follow one another without a break, so that all batches are full.
            var (epoch, place) = Math.DivRem((long)step * batch.Capacity + i, data.Count);
            places[i] = (epoch, Order(epoch)[place]);
        }
        batch.Count = places.Length;
        InParallel(places.Length, i =>
        {
            var (epoch, index) = places[i];
            var pixels = batch.Pixels.AsSpan(i * batch.PictureLength, batch.PictureLength);
            data.Draw(index, Stream(Purpose.Draw, (ulong)epoch, (ulong)index), pixels);
            var random = new GaussianRandom(Stream(Purpose.Change, (ulong)epoch, (ulong)index));
            batch.Labels[i] = _change.Train(pixels, Targets(batch, i), Label(index), ref random);
        });
    }

    /// <summary>The label that a picture of the training has.</summary>
    public int Label(int index)
    {
        if (!_options.RandomLabels || _options.Task != TrainingTask.Classify)
            return _data.Training.Label(index);
        var random = new GaussianRandom(Stream(Purpose.Label, (ulong)index));
        return Math.Min((int)(random.NextUniform() * _data.Training.Classes.Length), _data.Training.Classes.Length - 1);
    }

    /// <summary>How many pictures a test on so many held-out ones has: each of them in all four turns where turns are what is learned.</summary>
    public int TestLength(int pictures) => _options.Task == TrainingTask.Rotation ? checked(4 * pictures) : pictures;

    /// <summary>Fills a batch with pictures of a test.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="start">The first of the test's pictures.</param>
    /// <param name="pictures">How many held-out pictures the test has; fewer than there are, one is taken from each of as many equal parts, as sets may be sorted by class, at a place that is drawn, as classes may come in turn.</param>
    public void FillTest(Batch batch, int start, int pictures)
    {
        var data = _data.HeldOut;
        var turns = TestLength(1);
        batch.Count = Math.Min(batch.Capacity, TestLength(pictures) - start);
        InParallel(batch.Count, i =>
        {
            var (number, turn) = Math.DivRem(start + i, turns);
            var index = Spread(number, pictures, data.Count);
            var pixels = batch.Pixels.AsSpan(i * batch.PictureLength, batch.PictureLength);
            data.Draw(index, 0, pixels);
            var random = new GaussianRandom(GaussianRandom.SeedOf(0, (ulong)Purpose.Change, (ulong)index));
            batch.Labels[i] = _change.Test(pixels, Targets(batch, i), data.Label(index), turn, ref random);
        });
    }

    private static int Spread(int number, int count, int all)
    {
        var (from, to) = ((int)((long)number * all / count), (int)((long)(number + 1) * all / count));
        return from + (int)(new GaussianRandom(GaussianRandom.SeedOf(0, (ulong)number)).NextUniform() * (to - from));
    }

    private static Span<float> Targets(Batch batch, int index) => batch.WithTargets ? batch.Targets.AsSpan(index * batch.PictureLength, batch.PictureLength) : [];

    private ulong Stream(Purpose purpose, ulong first, ulong second = 0) => GaussianRandom.SeedOf(_options.Seed, (ulong)purpose, first, second);

    /// <summary>The order of an epoch's pictures: a permutation, every one as likely (Fisher and Yates).</summary>
    private int[] Order(long epoch)
    {
        if (_order.Epoch == epoch)
            return _order.Order;
        var order = new int[_data.Training.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var random = new GaussianRandom(Stream(Purpose.Order, (ulong)epoch));
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = (int)(random.NextUniform() * (i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
        _order = (epoch, order);
        return order;
    }

    private static void InParallel(int count, Action<int> draw)
    {
        try
        {
            Parallel.For(0, count, draw);
        }
        catch (AggregateException e)
        {
            // One picture that cannot be drawn is what the user hears of, as if there were one thread.
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }

    /// <summary>What a stream of random numbers is for.</summary>
    private enum Purpose : ulong
    {
        Order = 1,
        Draw,
        Change,
        Label,
    }
}
