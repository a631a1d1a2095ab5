using System.Text.Json.Nodes;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Filtering;

/// <summary>Held against scipy.ndimage.correlate in float64 (tests/oracles/correlation.py).</summary>
public sealed class CorrelationOracleTests
{
    public static TheoryData<string> Modes => ["reflect", "mirror", "nearest", "wrap", "constant", "grid-mirror", "grid-wrap", "grid-constant"];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_border_of_scipy_gives_its_responses(string mode)
    {
        var compared = 0;
        foreach (var golden in Cases().Where(c => (string?)c["mode"] == mode))
        {
            var (plane, kernel) = (Picture(golden), Kernel(golden));
            var (origin, center) = (Numbers(golden, "origin"), KernelAnchor.Center(kernel.Height, kernel.Width));
            var found = Correlation.Apply(plane, kernel, new CorrelationOptions
            {
                Border = BorderModes.Parse(mode),
                BorderValue = (float)golden["value"]!.GetValue<double>(),
                Anchor = new KernelAnchor(center.Row + (int)origin[0], center.Column + (int)origin[1]),
            });
            var expected = Numbers(golden, "response");
            // Samples and weights are exact in float32; N roundings of partial sums, each at most 2⁻²⁴ of Σ|k|·max|input|.
            var tolerance = (kernel.Weights.Length + 1) * Math.Pow(2, -24) * kernel.AbsoluteSum * 4;
            Assert.Equal((plane.Width, plane.Height), (found.Width, found.Height));
            for (var i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - found.Samples[i]) <= tolerance, $"{mode}, {kernel.Height}×{kernel.Width}, {i}: {found.Samples[i]} for {expected[i]}");
            compared++;
        }
        Assert.True(compared >= 9);
    }

    [Fact]
    public void Valid_borders_give_what_scipy_gives_where_the_border_plays_no_part()
    {
        foreach (var golden in Cases().Where(c => (string?)c["mode"] == "constant" && Numbers(c, "origin").All(o => o == 0)))
        {
            var (plane, kernel) = (Picture(golden), Kernel(golden));
            if (kernel.Width > plane.Width || kernel.Height > plane.Height)
                continue;
            var found = Correlation.Apply(plane, kernel, new CorrelationOptions { Border = BorderMode.Valid });
            var expected = new Plane(plane.Width, plane.Height, [.. Numbers(golden, "response").Select(v => (float)v)]);
            Assert.Equal((plane.Width - kernel.Width + 1, plane.Height - kernel.Height + 1), (found.Width, found.Height));
            for (var y = 0; y < found.Height; y++)
            {
                for (var x = 0; x < found.Width; x++)
                    Assert.Equal(expected[x + kernel.Width / 2, y + kernel.Height / 2], found[x, y], 1e-4f);
            }
        }
    }

    private static Plane Picture(JsonNode golden) =>
        new((int)Numbers(golden, "pictureSize")[1], (int)Numbers(golden, "pictureSize")[0], [.. Numbers(golden, "picture").Select(v => (float)v)]);

    private static KernelMatrix Kernel(JsonNode golden) =>
        new((int)Numbers(golden, "kernelSize")[0], (int)Numbers(golden, "kernelSize")[1], [.. Numbers(golden, "kernel")]);

    private static double[] Numbers(JsonNode node, string name) => [.. node[name]!.AsArray().Select(v => v!.GetValue<double>())];

    private static IEnumerable<JsonNode> Cases()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
            folder = folder.Parent;
        Assert.SkipWhen(folder is null, "The tests run outside the repository, where there are no golden numbers.");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "tests", "golden", "correlation.json")))!["correlate"]!.AsArray().Select(n => n!);
    }
}
