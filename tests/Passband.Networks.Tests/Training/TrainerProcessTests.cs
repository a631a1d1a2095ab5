using System.Diagnostics;
using Passband.Networks.Training;
using TorchSharp;

namespace Passband.Networks.Tests.Training;

/// <summary>What trainings do to the process that they run in.</summary>
[Collection(nameof(Alone))]
public class TrainerProcessTests
{
    [Fact]
    public void Memory_does_not_grow_over_ten_thousand_steps()
    {
        using var trainer = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), new TrainingOptions { Batch = 4, Steps = 10_000, Smoothness = 0.01, Noise = 0.1, Shift = 1, Threads = 1 });
        Advance(trainer, 1000);
        trainer.Test(cancellation: TestContext.Current.CancellationToken);
        var (tensors, bytes) = (Alone.Tensors(), Working());

        Advance(trainer, 9000);
        trainer.Test(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(tensors, Alone.Tensors());
        // Three kilobytes that are lost in each step would be 27 MB; the heaps of a young process settle within fewer than 10.
        Assert.InRange(Working() - bytes, long.MinValue, 20 << 20);
    }

    [Fact]
    public void Nothing_is_left_when_a_trainer_is_disposed_of()
    {
        var before = Alone.Tensors();
        using (var trainer = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), new TrainingOptions { Batch = 4, Steps = 10 }))
            Advance(trainer, 3);

        Assert.Equal(before, Alone.Tensors());
    }

    [Fact]
    public void Two_trainings_side_by_side_give_the_bits_that_each_gives_alone_and_put_the_threads_back()
    {
        TrainingOptions[] options = [.. Enumerable.Range(0, 4).Select(i => new TrainingOptions { Batch = 32, Steps = 15, Seed = (ulong)i, Threads = i == 3 ? 2 : 1 })];
        var alone = options.Select(Train).ToArray();
        var usual = torch.get_num_threads();

        var together = new string[options.Length];
        var after = new int[options.Length];
        Thread[] threads = [.. options.Select((o, i) => new Thread(() =>
        {
            together[i] = Train(o);
            after[i] = torch.get_num_threads();
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Equal(alone, together);
        Assert.All(after, n => Assert.Equal(usual, n));
        Assert.Equal(usual, torch.get_num_threads());
    }

    private static string Train(TrainingOptions options)
    {
        using var trainer = Trainer.Create(SmallNets.Full(channels: 3, side: 24), "full", StripePictures.Split(channels: 3, side: 24), options);
        Advance(trainer, trainer.Steps);
        return string.Join('\n', trainer.State().Arrays.Select(a => $"{a.Name} {Convert.ToHexString(a.Bytes.Span)}"));
    }

    private static void Advance(Trainer trainer, int steps)
    {
        for (var i = 0; i < steps; i++)
            trainer.Advance(CancellationToken.None);
    }

    private static long Working()
    {
        Alone.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
