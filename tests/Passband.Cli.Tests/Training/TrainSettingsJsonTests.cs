using System.Text.Json;
using Passband.Cli.Training;
using Passband.Imaging.Inputs;
using Passband.Kernels;
using Passband.Networks.Training;

namespace Passband.Cli.Tests.Training;

public sealed class TrainSettingsJsonTests
{
    private static TrainSettings Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TrainSettingsJson.Read(document.RootElement, "set.json");
    }

    [Fact]
    public void All_settings_come_back_as_they_were_written()
    {
        var settings = new TrainSettings
        {
            Data = "lines",
            Net = "alexnet-small",
            Kernels = 8,
            Size = 5,
            Stride = 2,
            Seed = ulong.MaxValue,
            Epochs = 2.5,
            Batch = 16,
            Optimizer = OptimizerKind.Sgd,
            LearningRate = 0.1,
            Schedule = LearningRateSchedule.Steps,
            Momentum = 0.5,
            WeightDecay = 0.25,
            Smoothness = 3,
            Mirror = true,
            Shift = 2,
            Noise = 0.5,
            RandomLabels = true,
            Frozen = ["conv1*"],
            Task = TrainingTask.Denoise,
            Angles = [30, 120],
            PictureSize = 24,
            Color = false,
            Threads = 1,
            Preset = "imagenet",
            InputScale = 255,
            Mean = [1, 2, 3],
            Std = [4],
            Channels = InputChannels.Bgr,
        };
        var text = TrainSettingsJson.Write(settings);
        var back = Read(text);
        Assert.Equal(text, TrainSettingsJson.Write(back));
        Assert.Equal(settings with { Frozen = [], Angles = [], Mean = [], Std = [] }, back with { Frozen = [], Angles = [], Mean = [], Std = [] });
        Assert.Equal([30, 120], back.Angles);
        Assert.Equal(["conv1*"], back.Frozen);
    }

    [Fact]
    public void What_is_left_open_is_left_out()
    {
        Assert.Equal("{\n  \"data\": \"lines\",\n  \"seed\": 1\n}", TrainSettingsJson.Write(new TrainSettings { Data = "lines" }));
        Assert.Equal(1UL, Read("""{"data":"lines"}""").Seed);
    }

    [Theory]
    [InlineData("""{"net":"tiny"}""")]
    [InlineData("""{"data":"lines","weightdecay":1}""")]
    [InlineData("""{"data":"lines","kernels":"many"}""")]
    [InlineData("""{"data":"lines","optimizer":0}""")]
    [InlineData("""{"data":"lines","data":"blobs"}""")]
    [InlineData("""{"data":"lines","epochs":1,"steps":1}""")]
    [InlineData("""{"data":"lines","net":"tiny","from":"a.onnx"}""")]
    [InlineData("""{"data":"lines","from":"a.onnx","kernels":4}""")]
    [InlineData("""{"data":"lines","learningRate":0}""")]
    [InlineData("""{"data":"lines","momentum":1}""")]
    [InlineData("""{"data":"","seed":1}""")]
    [InlineData("""["lines"]""")]
    [InlineData("null")]
    public void What_no_training_can_have_is_refused(string json)
    {
        var error = Assert.Throws<PassbandException>(() => Read(json));
        Assert.Equal(ErrorKind.Format, error.Kind);
        Assert.StartsWith("set.json: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_value_is_told_by_its_place()
    {
        var error = Assert.Throws<PassbandException>(() => Read("""{"data":"lines","schedule":"sometimes"}"""));
        Assert.Contains("at schedule", error.Message, StringComparison.Ordinal);
    }
}
