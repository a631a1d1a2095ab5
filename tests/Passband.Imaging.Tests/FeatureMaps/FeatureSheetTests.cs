using Passband.Imaging.FeatureMaps;
using Passband.Imaging.Pictures;
using SkiaSharp;

namespace Passband.Imaging.Tests.FeatureMaps;

public class FeatureSheetTests
{
    [Fact]
    public void Signed_maps_have_zero_in_the_middle_of_the_colors_and_others_at_their_dark_end()
    {
        using var sheet = Draw([Section(-1, 0, 0, 1), Section(0, 0, 0, 1)]);
        var colors = Enumerable.Range(0, sheet.Width * sheet.Height).Select(i => sheet.GetPixel(i % sheet.Width, i / sheet.Width)).ToHashSet();

        Assert.Contains(Color(DivergingMap.At(-1)), colors);
        Assert.Contains(Color(DivergingMap.At(1)), colors);
        Assert.Contains(Color(SequentialMap.At(0)), colors);
        Assert.Contains(Color(SequentialMap.At(1)), colors);
    }

    [Fact]
    public void The_scale_is_one_for_all_or_each_maps_own()
    {
        var weak = new FeatureTile(new Plane(2, 2, [0, 0.25f, 0.25f, 0.5f]), "weak");
        var strong = new FeatureTile(new Plane(2, 2, [0, 1, 1, 2]), "strong");
        var section = new FeatureSection("after", null, [weak, strong]);

        var common = new FeatureSheet.SectionPlan(section, FeatureSheetOptions.Default);
        var own = new FeatureSheet.SectionPlan(section, FeatureSheetOptions.Default with { OwnScale = true });

        Assert.Equal((2, 2), (common.ScaleOf(weak), common.ScaleOf(strong)));
        Assert.Equal((0.5, 2), (own.ScaleOf(weak), own.ScaleOf(strong)));
        Assert.Contains("one scale for all maps, the strongest color at 2.0", common.Heading, StringComparison.Ordinal);
        Assert.Equal(("weak", "weak  0.50", "strong  2.0"), (common.LabelOf(weak), own.LabelOf(weak), own.LabelOf(strong)));
        Assert.Contains("each map at its own scale, which stands under it", own.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_maps_grow_and_large_ones_shrink_by_whole_numbers()
    {
        var small = new FeatureSheet.SectionPlan(Section(0, 1, 2, 3), FeatureSheetOptions.Default);
        var large = new FeatureSheet.SectionPlan(new FeatureSection("x", null, [new FeatureTile(new Plane(800, 401, new float[800 * 401]), "0")]), FeatureSheetOptions.Default);

        Assert.Equal((80, 160, 160), (small.Zoom, small.CellWidth, small.CellHeight));
        Assert.Equal((5, 160, 81), (large.Block, large.CellWidth, large.CellHeight));
        Assert.Contains("each pixel the mean of 5×5 samples", large.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public void Narrow_maps_leave_room_for_their_labels()
    {
        var narrow = new FeatureTile(new Plane(3, 300, new float[900]), "12 smoothing");
        var plan = new FeatureSheet.SectionPlan(new FeatureSection("after", null, [narrow]), FeatureSheetOptions.Default);

        Assert.Equal((2, 84), (plan.CellWidth, plan.TileWidth));
    }

    [Fact]
    public void Maps_that_are_left_out_are_counted()
    {
        var section = new FeatureSection("after", null, [.. Enumerable.Range(0, 5).Select(i => new FeatureTile(new Plane(1, 1, [i]), $"{i}"))]);

        Assert.Contains("Shown are the first 2; 3 not shown.", new FeatureSheet.SectionPlan(section, FeatureSheetOptions.Default with { MaxMaps = 2 }).Heading, StringComparison.Ordinal);
    }

    private static FeatureSection Section(params float[] samples) =>
        new("after", new Picture { Name = "p", Planes = [new Plane(2, 2, [0, 0.5f, 0.5f, 1])] }, [new FeatureTile(new Plane(2, 2, samples), "0 edge")]);

    private static SKBitmap Draw(System.Collections.Immutable.ImmutableArray<FeatureSection> sections) => SKBitmap.Decode(FeatureSheet.ToPng("title", "caption", sections));

    private static SKColor Color(Rgb color) => new(color.R, color.G, color.B);
}
