using Passband.Cli.Training;
using Passband.Networks.Training;

namespace Passband.Cli.Tests.Training;

public sealed class StepTallyTests
{
    [Fact]
    public void Means_are_over_the_steps_that_have_them()
    {
        var tally = default(StepTally).With(new StepResult(1, 2, 0.5, 0.1)).With(new StepResult(2, 1, 1, 0.1));
        Assert.Equal(1.5, tally.Loss);
        Assert.Equal(0.75, tally.Accuracy);
        Assert.Null(default(StepTally).Loss);
        Assert.Null(default(StepTally).With(new StepResult(1, 2, null, 0.1)).Accuracy);
    }

    [Fact]
    public void A_state_keeps_them_and_gives_back_the_trainers_own_part()
    {
        var tally = new StepTally(3, 0.1 + 0.2, 1.0 / 3, 2, 1e-3 / 7);
        var state = new TrainingState(7, []);
        var (own, back) = StepTally.Split(tally.AddTo(state));
        Assert.Equal(tally, back);
        Assert.Equal(7, own.Step);
        Assert.Empty(own.Arrays);
        Assert.Equal(default, StepTally.Split(state).Tally);
    }
}
