using Passband.Evolutions;

namespace Passband.Tests.Evolutions;

public class StepNamesTests
{
    [Theory]
    [InlineData("step-00000120.onnx", 120L)]
    [InlineData("ckpt_7.npz", 7L)]
    [InlineData("conv1-ckpt_7.npz", 7L)]
    [InlineData("final.onnx", null)]
    [InlineData("0000.npy", 0L)]
    [InlineData("run-12345678901234567890.npy", null)]
    public void The_last_number_of_a_single_name_is_its_step(string name, long? step) => Assert.Equal([step], StepNames.Of([name]));

    [Fact]
    public void A_number_that_all_names_share_is_none() => Assert.Equal([10L, 20L, 100L], StepNames.Of(["ckpt_10_fp16.npz", "ckpt_20_fp16.npz", "ckpt_100_fp16.npz"]));

    [Fact]
    public void The_word_step_goes_before_other_numbers() =>
        Assert.Equal([400L, 800L], StepNames.Of(["epoch=3-step=400-loss=0.51.safetensors", "epoch=6-step=800-loss=0.37.safetensors"]));

    [Fact]
    public void Folders_count_where_the_files_are_named_alike() =>
        Assert.Equal([500L, 1000L], StepNames.Of([Path.Combine("checkpoint-500", "model.safetensors"), Path.Combine("checkpoint-1000", "model.safetensors")]));

    [Fact]
    public void Names_with_the_same_number_have_no_step() => Assert.Equal([null, null, null], StepNames.Of(["a_1.npz", "b_1.npz", "c_2.npz"]));

    [Fact]
    public void A_name_without_a_number_has_no_step_among_those_that_have() => Assert.Equal([null, 10L, 20L], StepNames.Of(["best.npz", "ckpt_10.npz", "ckpt_20.npz"]));
}
