using System.Collections.Frozen;
using Passband.Graphs;
using Passband.Kernels;
using Passband.Networks.FeatureMaps;
using Passband.Shapes;
using TorchSharp;

namespace Passband.Networks.Tests.FeatureMaps;

public class LayerProbeTests
{
    private const int Side = 24;
    private const int Filters = 8;

    private static readonly GraphInput Picture = new("x", [null, 1, Side, Side], Type: ElementType.Float32);

    [Fact]
    public void Stages_are_the_response_with_its_bias_and_what_the_activation_leaves()
    {
        using var network = Load([0, 0, 0, 0, 2, 0, 0, 0, 0], [-1f]);
        var samples = Enumerable.Range(0, Side * Side).Select(i => i % 2 == 0 ? 1f : 0.25f).ToArray();

        var maps = LayerProbe.Of(network, Layer(1)).Run([Given(samples)], [LayerStage.Before, LayerStage.After], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(samples.Select(s => 2 * s - 1), maps[0].Map(0, 0).ToArray());
        Assert.Equal(samples.Select(s => Math.Max(2 * s - 1, 0)), maps[1].Map(0, 0).ToArray());
        var statistics = FeatureMapStatistics.Of(maps[1], 0);
        Assert.Equal((1.0, 0.0, 0.5, 0.5), (statistics.Max, statistics.Min, statistics.Zeros, statistics.Positive));
    }

    [Fact]
    public void A_weight_that_is_given_takes_the_place_of_that_of_the_file_for_this_run_only()
    {
        using var network = Load([0, 0, 0, 0, 1, 0, 0, 0, 0], [0f]);
        var samples = Enumerable.Range(0, Side * Side).Select(i => (float)i).ToArray();
        var given = new Dictionary<string, Tensor>(Given(samples)) { ["w"] = Tensor.FromFloats("w", [1, 1, 3, 3], [0, 0, 0, 0, -3, 0, 0, 0, 0]) };

        Assert.Equal(-3 * samples[^1], network.Run(given, ["y"], cancellation: TestContext.Current.CancellationToken)["y"].ToFloats()[^1]);
        Assert.Equal(samples[^1], network.Run(Given(samples), ["y"], cancellation: TestContext.Current.CancellationToken)["y"].ToFloats()[^1]);
    }

    [Fact]
    public void An_inner_value_that_is_given_is_not_computed_nor_is_what_only_it_needs()
    {
        using var network = Load([0, 0, 0, 0, 1, 0, 0, 0, 0], [0f]);
        float[] inner = [-1, 2];
        var given = new Dictionary<string, Tensor> { ["s"] = Tensor.FromFloats("s", [1, 1, 1, 2], inner) };

        Assert.Equal([0, 2], network.Run(given, ["a"], cancellation: TestContext.Current.CancellationToken)["a"].ToFloats());
        Assert.Equal([-1, 2], given["s"].ToFloats());
    }

    [Fact]
    public void An_edge_kernel_on_a_picture_lies_beyond_the_chance_of_shuffled_pixels()
    {
        using var network = Load([-1, 0, 1, -1, 0, 1, -1, 0, 1], [0f]);
        var disk = Enumerable.Range(0, Side * Side).Select(i => Math.Pow(i % Side - 11.5, 2) + Math.Pow(i / Side - 11.5, 2) < 60 ? 1f : 0f).ToArray();

        var chance = Compare(network, 1, disk, ChanceKind.ShuffledPixels, 1);

        Assert.Equal(ChanceSide.Smoother, chance.Maps[0].Side);
        Assert.Equal(2.0 / 41, chance.Maps[0].RankP);
        Assert.StartsWith("The one map that varies is smoother than", chance.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_noise_through_Laplacians_and_averages_the_ones_are_sharper_and_the_others_smoother_than_through_redrawn_filters()
    {
        const int Each = 8;
        var random = new GaussianRandom(5);
        var noise = Draw(ref random, Side * Side);
        float[] laplacian = [1, -2, 1, -2, 4, -2, 1, -2, 1];
        float[] average = [1, 1, 1, 1, 1, 1, 1, 1, 1];
        float[] both = [.. Enumerable.Repeat(laplacian, Each).SelectMany(k => k), .. Enumerable.Repeat(average, Each).SelectMany(k => k)];
        using var network = Load(both, new float[2 * Each]);

        var chance = Compare(network, 2 * Each, noise, ChanceKind.RedrawnWeights, 1);

        Assert.Equal((2 * Each, Each, Each), (chance.Compared, chance.Smoother, chance.Sharper));
        Assert.All(chance.Maps.Take(Each), m => Assert.Equal(ChanceSide.Sharper, m.Side));
        Assert.StartsWith("Of 16 maps, 8 are smoother and 8 sharper than those of filters with redrawn weights", chance.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkerboard_is_sharper_than_its_shuffled_pixels()
    {
        using var network = Load([0, 0, 0, 0, 1, 0, 0, 0, 0], [0f]);
        var board = Enumerable.Range(0, Side * Side).Select(i => (float)((i % Side + i / Side) % 2)).ToArray();

        var chance = Compare(network, 1, board, ChanceKind.ShuffledPixels, 1);

        Assert.Equal((1, 0, 1), (chance.Compared, chance.Smoother, chance.Sharper));
        Assert.StartsWith("The one map that varies is sharper than", chance.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChanceKind.ShuffledPixels)]
    [InlineData(ChanceKind.RedrawnWeights)]
    public void Random_filters_on_white_noise_lie_beyond_chance_as_often_as_chance_has_it(ChanceKind kind)
    {
        const int Trials = 60;
        var (rank, pooled, beyond) = (0, 0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new GaussianRandom(1000 + (ulong)trial);
            var weights = Draw(ref random, Filters * 9);
            var noise = Draw(ref random, Side * Side);
            using var network = Load(weights, new float[Filters]);

            var chance = Compare(network, Filters, noise, kind, (ulong)trial);

            rank += chance.Maps.Count(m => m.RankP <= 0.05);
            pooled += chance.Maps.Count(m => m.PooledP <= 0.05);
            beyond += chance.Smoother + chance.Sharper > 0 ? 1 : 0;
        }
        // Maps of one picture and draws of one trial are dependent; four standard errors of as many independent trials as there are pictures are allowed.
        var allowed = 4 * Math.Sqrt(0.05 * 0.95 / Trials);
        Assert.InRange((double)rank / (Trials * Filters), 0.01, 0.05 + allowed);
        Assert.InRange((double)pooled / (Trials * Filters), 0.01, 0.05 + allowed);
        Assert.InRange((double)beyond / Trials, 0, 0.05 + allowed);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var random = new GaussianRandom(7);
        using var network = Load(Draw(ref random, Filters * 9), new float[Filters]);
        var noise = Draw(ref random, Side * Side);
        var threads = torch.get_num_threads();
        try
        {
            torch.set_num_threads(1);
            var one = Compare(network, Filters, noise, ChanceKind.RedrawnWeights, 3);
            torch.set_num_threads(4);
            var four = Compare(network, Filters, noise, ChanceKind.RedrawnWeights, 3);

            Assert.Equal(one.Maps, four.Maps);
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    [Fact]
    public void Shuffling_keeps_the_pixels_whole_and_moves_them()
    {
        var pictures = Tensor.FromFloats("x", [2, 2, 5, 5], [.. Enumerable.Range(0, 100).Select(i => (float)i)]);
        var random = new GaussianRandom(5);

        var shuffled = PixelShuffle.Of(pictures, channelsLast: false, ref random).ToFloats();

        foreach (var picture in (int[])[0, 50])
        {
            var (first, second) = (shuffled.AsSpan(picture, 25).ToArray(), shuffled.AsSpan(picture + 25, 25).ToArray());
            Assert.Equal(Enumerable.Range(picture, 25).Select(i => (float)i), first.Order());
            Assert.Equal(first.Select(v => v + 25), second);
            Assert.NotEqual(first.Order(), first);
        }
    }

    [Fact]
    public void A_picture_with_its_channels_last_is_shuffled_alike()
    {
        var pictures = Tensor.FromFloats("x", [1, 2, 3, 2], [.. Enumerable.Range(0, 12).Select(i => (float)i)]);
        var random = new GaussianRandom(5);

        var shuffled = PixelShuffle.Of(pictures, channelsLast: true, ref random).ToFloats().Chunk(2).ToArray();

        Assert.All(shuffled, pixel => Assert.Equal(pixel[0] + 1, pixel[1]));
        Assert.Equal([0, 2, 4, 6, 8, 10], shuffled.Select(p => p[0]).Order());
    }

    private static LayerAgainstChance Compare(Network network, int filters, float[] samples, ChanceKind kind, ulong seed)
    {
        var probe = LayerProbe.Of(network, Layer(filters));
        var maps = probe.Run([Given(samples)], [LayerStage.Before], cancellation: TestContext.Current.CancellationToken)[0];
        return probe.Compare([Given(samples)], Picture, maps, kind, 40, seed, cancellation: TestContext.Current.CancellationToken);
    }

    private static float[] Draw(ref GaussianRandom random, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)random.Next();
        return values;
    }

    private static Dictionary<string, Tensor> Given(float[] samples) => new() { ["x"] = Tensor.FromFloats("x", [1, 1, Side, Side], samples) };

    private static ConvLayer Layer(int filters) =>
        new() { Index = 0, Name = "conv", Operator = ConvOperator.Conv2d, Bank = new KernelBank(new BankShape(filters, 1, 1, 3, 3, 2), new float[filters * 9]), Output = "y" };

    /// <summary>A 3×3 convolution that keeps the size, a bias as an operator of its own, and an activation.</summary>
    private static Network Load(float[] weights, float[] bias)
    {
        var pads = new Dictionary<string, object> { ["pads"] = System.Collections.Immutable.ImmutableArray.Create(1L, 1, 1, 1) }.ToFrozenDictionary();
        var graph = new Graph
        {
            Inputs = [Picture],
            Outputs = ["a"],
            Nodes =
            [
                new GraphNode { Name = "conv", Operator = "Conv", Inputs = ["x", "w"], Outputs = ["y"], Attributes = pads },
                new GraphNode { Name = "bias", Operator = "Add", Inputs = ["y", "b"], Outputs = ["s"] },
                new GraphNode { Name = "relu", Operator = "Relu", Inputs = ["s"], Outputs = ["a"] },
            ],
            Constants = new Dictionary<string, Tensor>
            {
                ["w"] = Tensor.FromFloats("w", [weights.Length / 9, 1, 3, 3], weights),
                ["b"] = Tensor.FromFloats("b", [1, bias.Length, 1, 1], bias),
            }.ToFrozenDictionary(),
            OperatorSets = new Dictionary<string, long> { [""] = 13 }.ToFrozenDictionary(),
        };
        return Network.Load(graph, "test", new NetworkOptions { Device = "cpu" }, TestContext.Current.CancellationToken);
    }
}
