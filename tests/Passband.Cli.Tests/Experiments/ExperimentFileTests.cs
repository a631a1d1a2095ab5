using Passband.Cli.Experiments;
using Passband.Kernels;

namespace Passband.Cli.Tests.Experiments;

public sealed class ExperimentFileTests : IDisposable
{
    private const string Toml = """
        name = "small"
        description = "What a description says."
        seeds = "3..5"

        [settings]
        data = "lines"
        net = ["tiny", "lenet"]
        weight-decay = 1e-3
        angles = [0, 90]

        [[variants]]
        name = "plain"

        [[variants]]
        name = "control"
        kernels = [4, 8]
        angles = [30, 120]
        """;

    private const string Json = """
        {
          // The same.
          "name": "small",
          "description": "What a description says.",
          "seeds": [3, 4, 5],
          "settings": { "data": "lines", "net": ["tiny", "lenet"], "weightDecay": 0.001, "angles": [0, 90] },
          "variants": [{ "name": "plain" }, { "name": "control", "kernels": [4, 8], "angles": [30, 120] }],
        }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Toml_and_json_give_the_same_runs()
    {
        var (toml, json) = (Expand("a.toml", Toml), Expand("a.json", Json));

        Assert.Equal(toml.Runs.Select(r => (r.Name, r.Group, RunRecord.Of(r, RunState.Started).Settings.GetRawText())), json.Runs.Select(r => (r.Name, r.Group, RunRecord.Of(r, RunState.Started).Settings.GetRawText())));
        Assert.Equal(("small", "What a description says."), (toml.Name, toml.Description));
    }

    [Fact]
    public void Every_variant_gets_every_combination_and_every_seed()
    {
        var experiment = Expand("a.toml", Toml);

        Assert.Equal(["plain-tiny", "plain-lenet", "control-tiny-kernels4", "control-tiny-kernels8", "control-lenet-kernels4", "control-lenet-kernels8"], experiment.Groups);
        Assert.Equal(["plain-tiny-seed3", "plain-tiny-seed4", "plain-tiny-seed5"], experiment.Runs.Take(3).Select(r => r.Name));
        Assert.Equal(18, experiment.Runs.Length);
        Assert.Equal(["net", "kernels", "angles"], experiment.Varying.Select(s => s.Name));
    }

    [Fact]
    public void A_variant_has_its_own_value_instead_of_the_general_one()
    {
        var run = Expand("a.toml", Toml).Runs.Single(r => r.Name == "control-lenet-kernels8-seed4");

        Assert.Equal("lines", run.Settings.Data);
        Assert.Equal("lenet", run.Settings.Net);
        Assert.Equal(8, run.Settings.Kernels);
        Assert.Equal(0.001, run.Settings.WeightDecay);
        Assert.Equal([30.0, 120], run.Settings.Angles);
        Assert.Equal(4UL, run.Settings.Seed);
        Assert.Equal(1, run.Settings.Threads);
    }

    [Fact]
    public void A_list_of_lists_is_an_axis_of_a_setting_that_is_a_list()
    {
        var experiment = Expand("a.toml", "settings = { data = \"lines\", angles = [[0, 90], [30, 120]] }");

        Assert.Equal(["angles0-90-seed1", "angles30-120-seed1"], experiment.Runs.Select(r => r.Name));
        Assert.Equal("a", experiment.Name);
    }

    [Fact]
    public void A_set_of_one_run_is_called_by_its_seed()
    {
        var run = Assert.Single(Expand("lines.toml", "seeds = 7\n[settings]\ndata = \"lines\"").Runs);

        Assert.Equal(("seed7", "lines"), (run.Name, run.Group));
    }

    [Fact]
    public void The_command_line_sets_variables_settings_and_seeds()
    {
        const string Text = "seeds = 1\n[variables]\nphotos = \"test:noise\"\n[settings]\ndata = \"photo:${photos}\"\nkernels = [4, 8]\n[[variants]]\nname = \"v\"\nkernels = 16";

        var run = Assert.Single(Expand("a.toml", Text, new("photos", "a folder"), new("kernels", "5"), new("seeds", "9")).Runs);

        Assert.Equal(("photo:a folder", 5, 9UL), (run.Settings.Data, run.Settings.Kernels, run.Settings.Seed));
        Assert.Equal("photo:test:noise", Expand("a.toml", Text).Runs[0].Settings.Data);
    }

    [Fact]
    public void Values_that_would_be_named_alike_are_told_apart()
    {
        var experiment = Expand("a.toml", "[settings]\ndata = [\"photos/a?\", \"photos/a!\"]\nmirror = [true, false]");

        Assert.Equal(["photos-a-1-mirror-seed1", "photos-a-1-no-mirror-seed1", "photos-a-2-mirror-seed1", "photos-a-2-no-mirror-seed1"], experiment.Runs.Select(r => r.Name));
    }

    [Theory]
    [InlineData("a.toml", "sedes = 1", "line 1: the unknown key sedes. Did you mean seeds?")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\nkernel = 3", "line 3: the unknown key kernel in settings. Did you mean kernels?")]
    [InlineData("a.json", "{\n\"settings\": {\n\"data\": \"lines\",\n\"weightDekay\": 3 } }", "line 4: the unknown key weightDekay in settings. Did you mean weightDecay?")]
    [InlineData("a.toml", "[settings]\nseed = 3", "line 2: the unknown key seed in settings; expected seeds at the top of the file")]
    [InlineData("a.toml", "[settings]\nthreads = 3", "--jobs")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\n\nkernels = \"many\"", "line 4: kernels is the text \"many\"; expected a whole number, or a list of such values")]
    [InlineData("a.json", "{\"settings\": {\"data\": \"lines\",\n\"kernels\": [3,\n4.5]}}", "line 3: kernels is the number 4.5; expected a whole number")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\nkernels = []", "line 3: kernels is a list; expected a whole number")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\nkernels = [3, 3]", "line 3: kernels has 3 twice")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\nkernels = [3, 9999]", "kernels 9999; expected a whole number from 1")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\noptimizer = \"adm\"", "expected \"sgd\", \"adam\"")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\nnoise = inf", "line 3: noise is the number")]
    [InlineData("a.toml", "[settings]\ndata = 1979-05-27", "line 2: data is a date; expected a text")]
    [InlineData("a.json", "{\"settings\": {\"data\": null}}", "line 1: data is null; expected a text")]
    [InlineData("a.toml", "[settings]\nkernels = 3", "no data for")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\ndata = \"blobs\"", "line 3: no TOML")]
    [InlineData("a.toml", "[settings]\nweight-decay = 1\nweightDecay = 1", "line 3: weight-decay a second time")]
    [InlineData("a.json", "{\"seeds\": 1,\n\"seeds\": 2}", "line 2: the key seeds a second time")]
    [InlineData("a.json", "{\"seeds\": 1,\n\"settings\": }", "line 2: no JSON")]
    [InlineData("a.json", "[1]", "a list; expected an object")]
    [InlineData("a.json", "{} {}", "no JSON")]
    [InlineData("a.toml", "a.b = 1", "line 1: the key a.b with a dot")]
    [InlineData("a.toml", "seeds = \"5..2\"\n[settings]\ndata = \"lines\"", "line 1: seeds is the text \"5..2\"; expected a whole number from 0, a list")]
    [InlineData("a.toml", "seeds = [1, 1]\n[settings]\ndata = \"lines\"", "line 1: a seed that is listed twice")]
    [InlineData("a.toml", "seeds = -1\n[settings]\ndata = \"lines\"", "line 1: seeds is the number -1")]
    [InlineData("a.toml", "seeds = \"1..9223372036854775807\"\n[settings]\ndata = \"lines\"", "runs; expected at most 10,000")]
    [InlineData("a.toml", "seeds = \"1..5001\"\n[settings]\ndata = \"lines\"\nmirror = [true, false]", "10,002 runs; expected at most 10,000")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\n[[variants]]\nkernels = 3", "line 3: a variant without a name")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\n[[variants]]\nname = \"../up\"", "line 4: name is the text \"../up\"")]
    [InlineData("a.toml", "[settings]\ndata = \"lines\"\n[[variants]]\nname = \"a\"\n[[variants]]\nname = \"A\"", "line 5: a second variant called a")]
    [InlineData("a.toml", "variants = 3\n[settings]\ndata = \"lines\"", "line 1: variants is the number 3")]
    [InlineData("a.toml", "[settings]\ndata = \"digits:${digits}\"", "line 2: the text \"digits:${digits}\" needs a value for digits. Give it with --set digits=….")]
    [InlineData("a.toml", "[variables]\nkernels = \"3\"", "line 2: the variable kernels")]
    public void What_is_wrong_is_named_with_its_line(string name, string text, string message)
    {
        var error = Assert.Throws<PassbandException>(() => Expand(name, text));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_nothing_uses_is_refused_on_the_command_line()
    {
        var error = Assert.Throws<PassbandException>(() => Expand("a.toml", "[settings]\ndata = \"${photos}\"", new("photos", "x"), new("fotos", "y")));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains("perhaps photos", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kernels", "many", "a whole number")]
    [InlineData("mirror", "yes", "true or false")]
    [InlineData("angles", "0,x", "a list of numbers with commas between")]
    [InlineData("optimizer", "adm", "\"sgd\", \"adam\"")]
    public void The_command_line_takes_only_what_a_setting_takes(string name, string value, string expected)
    {
        var error = Assert.Throws<PassbandException>(() => Expand("a.toml", "[settings]\ndata = \"lines\"", new Override(name, value)));

        Assert.Contains($"--set {name}", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_nested_a_hundred_thousand_times_is_refused()
    {
        var deep = new string('[', 100_000);

        Assert.Throws<PassbandException>(() => Expand("a.toml", $"a = {deep}"));
        Assert.Throws<PassbandException>(() => Expand("a.json", $"{{\"a\": {deep}"));
    }

    [Fact]
    public void Names_with_escape_sequences_are_not_shown_as_they_are()
    {
        var error = Assert.Throws<PassbandException>(() => Expand("a.json", """{"\u001b[31m": 1}"""));

        Assert.DoesNotContain("\e", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_or_no_text_is_refused()
    {
        File.WriteAllBytes(_folder["big.toml"], new byte[ExperimentFile.LargestFile + 1]);
        File.WriteAllBytes(_folder["bytes.toml"], [0x61, 0xFF, 0xFE]);

        Assert.Contains("at most 1,048,576", Assert.Throws<PassbandException>(() => ExperimentFile.Open(_folder["big.toml"], [])).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.Throws<PassbandException>(() => ExperimentFile.Open(_folder["bytes.toml"], [])).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<PassbandException>(() => ExperimentFile.Open(_folder["none.toml"], [])).Kind);
        Assert.Equal(ErrorKind.Request, Assert.Throws<PassbandException>(() => ExperimentFile.Open(_folder["a.yaml"], [])).Kind);
    }

    private Experiment Expand(string name, string text, params Override[] overrides)
    {
        File.WriteAllText(_folder[name], text);
        return ExperimentExpansion.Expand(ExperimentFile.Open(_folder[name], [.. overrides]));
    }
}
