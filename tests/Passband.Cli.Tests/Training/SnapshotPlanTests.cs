using Passband.Cli.Training;

namespace Passband.Cli.Tests.Training;

public sealed class SnapshotPlanTests
{
    [Theory]
    [InlineData(1, new[] { 0, 1 })]
    [InlineData(5, new[] { 0, 1, 2, 3, 4, 5 })]
    public void Short_trainings_are_kept_step_by_step(int steps, int[] expected) => Assert.Equal(expected, new SnapshotPlan(steps).Snapshots);

    [Fact]
    public void Early_steps_are_kept_at_powers_of_two_and_later_ones_evenly()
    {
        var snapshots = new SnapshotPlan(4000).Snapshots;
        Assert.Equal([0, 1, 2, 4, 8, 16, 32, 64, 100, 200, 300], snapshots.Take(11));
        Assert.Equal([3900, 4000], snapshots.TakeLast(2));
    }

    [Theory]
    [InlineData(782)]
    [InlineData(10_000)]
    [InlineData(1_000_003)]
    public void About_fifty_are_kept(int steps)
    {
        var plan = new SnapshotPlan(steps);
        Assert.InRange(plan.Snapshots.Count, 40, 62);
        Assert.Equal(steps, plan.Snapshots.Max);
        Assert.All(plan.Snapshots, s => Assert.True(plan.IsLogged(s)));
        Assert.InRange(Enumerable.Range(0, steps + 1).Count(plan.IsLogged), 150, 270);
    }
}
