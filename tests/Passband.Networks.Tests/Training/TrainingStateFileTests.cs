using Passband.Graphs;
using Passband.Kernels;
using Passband.Models;
using Passband.Models.SafeTensors;
using Passband.Networks.Training;

namespace Passband.Networks.Tests.Training;

public class TrainingStateFileTests
{
    private static readonly TrainingState State = new(7, [SmallNets.Draw("conv.weight", 1, 4, 1, 3, 3), SmallNets.Draw("optimizer.mean/conv.weight", 1, 36)]);

    [Fact]
    public void A_state_comes_back_bit_for_bit_when_its_file_is_closed()
    {
        TrainingState read;
        using (var source = ModelSource.FromMemory("state", Written()))
            read = TrainingStateFile.Read(source);

        Assert.Equal(7, read.Step);
        Assert.Equal(State.Arrays.Select(a => (a.Name, string.Join(',', a.Shape), Convert.ToHexString(a.Bytes.Span))), read.Arrays.Select(a => (a.Name, string.Join(',', a.Shape), Convert.ToHexString(a.Bytes.Span))));
    }

    [Fact]
    public void The_weights_of_a_state_can_be_opened_like_any_others()
    {
        using var source = ModelSource.FromMemory("state.safetensors", Written());

        var layer = Assert.Single(ModelFile.Open(source, null, TestContext.Current.CancellationToken).Layers);

        Assert.Equal([4, 1, 3, 3], layer.Bank.Shape.ToArray());
    }

    [Fact]
    public void A_training_goes_on_from_a_file()
    {
        var options = new TrainingOptions { Batch = 8, Steps = 6, Threads = 1 };
        using var whole = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), options);
        using var file = new MemoryStream();
        for (var i = 0; i < 6; i++)
        {
            if (i == 3)
                TrainingStateFile.Write(whole.State(), file);
            whole.Advance(TestContext.Current.CancellationToken);
        }
        using var source = ModelSource.FromMemory("state", file.ToArray());
        using var resumed = Trainer.Create(SmallNets.Full(), "full", StripePictures.Split(), options, TrainingStateFile.Read(source));
        for (var i = 0; i < 3; i++)
            resumed.Advance(TestContext.Current.CancellationToken);

        Assert.Equal(whole.State().Arrays.Select(a => Convert.ToHexString(a.Bytes.Span)), resumed.State().Arrays.Select(a => Convert.ToHexString(a.Bytes.Span)));
    }

    [Fact]
    public void Files_that_are_no_states_or_not_whole_are_refused()
    {
        Refused("no state of a training", Other([]));
        Refused("no state of a training", Other([KeyValuePair.Create("passband", "training-state-2")]));
        foreach (var step in (string[])["", "-1", "1.5", "99999999999", "x"])
            Refused("for the number of steps", Other([KeyValuePair.Create("passband", "training-state-1"), KeyValuePair.Create("step", step)]));
        var whole = Written();
        for (var length = 0; length < whole.Length; length += 41)
            Assert.Throws<PassbandException>(() => Read(whole[..length]));
    }

    private static void Refused(string found, byte[] file) => Assert.Contains(found, Assert.Throws<PassbandException>(() => Read(file)).Message, StringComparison.Ordinal);

    private static TrainingState Read(byte[] file)
    {
        using var source = ModelSource.FromMemory("state", file);
        return TrainingStateFile.Read(source);
    }

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        TrainingStateFile.Write(State, stream);
        return stream.ToArray();
    }

    private static byte[] Other(KeyValuePair<string, string>[] metadata)
    {
        using var stream = new MemoryStream();
        SafeTensorsFile.Write([SmallNets.Fill("a", 1, 2)], metadata, stream);
        return stream.ToArray();
    }
}
