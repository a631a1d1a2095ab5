using Passband.Cli.Training;
using Passband.Networks.Training;

namespace Passband.Cli.Tests.Training;

public sealed class TrainCommandLineTests
{
    [Fact]
    public void Only_what_was_asked_for_is_said() =>
        Assert.Equal("passband train lines --kernels 8 --seed 3 --learning-rate 0.02 --schedule constant --angles 30,120.5", TrainCommandLine.Of(new TrainSettings
        {
            Data = "lines",
            Kernels = 8,
            Seed = 3,
            LearningRate = 0.02,
            Schedule = LearningRateSchedule.Constant,
            Angles = [30, 120.5],
        }));

    [Fact]
    public void What_a_shell_would_take_for_its_own_is_quoted() =>
        Assert.Equal("passband train 'my photos' --frozen 'conv*' --frozen 'it'\\''s'", TrainCommandLine.Of(new TrainSettings { Data = "my photos", Frozen = ["conv*", "it's"] }));
}
