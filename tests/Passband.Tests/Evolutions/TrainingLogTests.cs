using CsCheck;
using Passband.Evolutions;
using Passband.Kernels;

namespace Passband.Tests.Evolutions;

public class TrainingLogTests
{
    private const string Good = "{\"step\":1,\"epoch\":0.5,\"loss\":0.25}";

    [Fact]
    public void What_was_written_is_read_back_exactly()
    {
        var number = Gen.Double.Where(double.IsFinite);
        var perhaps = Gen.Select(number, Gen.Bool, (n, there) => there ? n : (double?)null);
        var line = Gen.Select(number, perhaps, perhaps, perhaps, (epoch, loss, accuracy, rate) => new TrainingLogLine(0, epoch, loss, accuracy, null, null, rate, null, epoch));
        line.Array[0, 5].Sample(lines =>
        {
            TrainingLogLine[] numbered = [.. lines.Select((l, i) => l with { Step = 10 * i })];
            Assert.Equal(numbered, TrainingLog.Read(string.Concat(numbered.Select(l => TrainingLog.Write(l) + "\n")), "log"));
        }, iter: 200);
    }

    [Fact]
    public void Keys_are_stable_and_what_is_no_number_is_null() => Assert.Equal(
        """{"step":3,"epoch":0.5,"loss":null,"accuracy":0.75,"heldOutLoss":null,"heldOutAccuracy":null,"learningRate":0.001,"picturesPerSecond":null,"seconds":null}""",
        TrainingLog.Write(new TrainingLogLine(3, 0.5, double.NaN, 0.75, null, null, 1e-3)));

    [Theory]
    [InlineData("{\"step\":2,\"epoch\":1,\"los")]
    [InlineData("{\"step\":2")]
    [InlineData("{")]
    public void A_last_line_that_was_cut_off_is_left_out(string rest) => Assert.Equal([1], TrainingLog.Read($"{Good}\n{rest}", "log").Select(l => l.Step));

    [Fact]
    public void A_last_line_that_is_whole_counts_without_its_line_end() => Assert.Equal(0.25, Assert.Single(TrainingLog.Read(Good, "log")).Loss);

    [Theory]
    [InlineData("nonsense", "no JSON object with step and epoch")]
    [InlineData("{\"epoch\":1}", "no JSON object with step and epoch")]
    [InlineData("[1,2]", "no JSON object with step and epoch")]
    [InlineData("null", "null")]
    [InlineData("{\"step\":1.5,\"epoch\":1}", "a value that does not fit at $.step")]
    [InlineData("{\"step\":99999999999,\"epoch\":1}", "a value that does not fit at $.step")]
    [InlineData("{\"step\":-1,\"epoch\":1}", "a negative step")]
    [InlineData("{\"step\":2,\"epoch\":1,\"loss\":\"NaN\"}", "a value that does not fit at $.loss")]
    [InlineData("{\"step\":2,\"epoch\":1,\"loss\":1e999}", "a number beyond what a double holds")]
    public void A_line_that_is_none_is_told_with_its_number(string line, string found)
    {
        var error = Assert.Throws<PassbandException>(() => TrainingLog.Read($"{Good}\n\n{line}\n{Good}\n", "runs/log.jsonl"));

        Assert.StartsWith($"runs/log.jsonl, line 3: {found}; expected", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Format, error.Kind);
    }

    [Fact]
    public void Nesting_without_end_is_refused_and_not_followed() =>
        Assert.Throws<PassbandException>(() => TrainingLog.Read($"{{\"step\":1,\"epoch\":1,\"x\":{new string('[', 100_000)}\n", "log"));

    [Fact]
    public void Members_of_other_programs_and_empty_lines_are_passed_over() =>
        Assert.Equal([1, 2], TrainingLog.Read("\uFEFF{\"step\":1,\"epoch\":0.1,\"grad\":[1,{\"a\":2}]}\r\n\r\n{\"step\":2,\"epoch\":0.2}\r\n", "log").Select(l => l.Step));

    [Fact]
    public void Steps_that_were_made_again_replace_those_before() => Assert.Equal(
        [(1, 0.1), (2, 0.5), (3, 0.6)],
        TrainingLog.Read("{\"step\":1,\"epoch\":0.1}\n{\"step\":2,\"epoch\":0.2}\n{\"step\":3,\"epoch\":0.3}\n{\"step\":2,\"epoch\":0.5}\n{\"step\":3,\"epoch\":0.6}\n", "log").Select(l => (l.Step, l.Epoch)));
}
