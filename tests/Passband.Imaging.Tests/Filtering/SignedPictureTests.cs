using CsCheck;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using SkiaSharp;

namespace Passband.Imaging.Tests.Filtering;

public sealed class SignedPictureTests
{
    private static readonly Plane Four = new(2, 2, [-2, 0, 1, 0.5f]);

    [Fact]
    public void Zero_has_the_maps_own_color_and_the_largest_magnitude_its_end()
    {
        var picture = SignedPicture.Of(Four);

        Assert.Equal((2, 2, 2.0, 0L), (picture.Width, picture.Height, picture.Scale, picture.Clipped));
        Assert.Equal(DivergingMap.At(-1), At(picture, 0, 0));
        Assert.Equal(DivergingMap.Zero, At(picture, 1, 0));
        Assert.Equal(DivergingMap.At(0.5), At(picture, 0, 1));
        Assert.Equal(DivergingMap.At(0.25), At(picture, 1, 1));
        Assert.Contains("−2.0 to red +2.0 (the largest |value|).", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Negated_numbers_change_places_between_on_and_off() => Gen.Single[-3, 3].Array[12].Sample(values =>
    {
        var options = new SignedPictureOptions { View = SignedView.OnOff };
        var picture = SignedPicture.Of(new Plane(4, 3, values), options);
        var negated = SignedPicture.Of(new Plane(4, 3, Array.ConvertAll(values, v => -v)), options);

        Assert.Equal(8 + SignedPicture.Gap, picture.Width);
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y) = (i % 4, i / 4);
            var (on, off) = (At(picture, x, y), At(picture, x + 4 + SignedPicture.Gap, y));
            Assert.Equal((on, off), (At(negated, x + 4 + SignedPicture.Gap, y), At(negated, x, y)));
            Assert.Equal(0, Math.Min(on.R, off.R));
        }
    });

    [Fact]
    public void What_lies_beyond_a_given_scale_or_a_percentile_is_counted()
    {
        var given = SignedPicture.Of(Four, new SignedPictureOptions { Scale = 0.75 });
        var percentile = SignedPicture.Of(Four, new SignedPictureOptions { Percentile = 75 });

        Assert.Equal((0.75, 2L), (given.Scale, given.Clipped));
        Assert.Contains("50 % of the pixels lie beyond and are clipped", given.Caption, StringComparison.Ordinal);
        // Of the magnitudes 0, 0.5, 1, 2 three quarters do not exceed 1.
        Assert.Equal((1.0, 1L), (percentile.Scale, percentile.Clipped));
        Assert.Contains("percentile 75", percentile.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Gray_stays_within_the_range_of_pictures_and_middle_gray_within_both_signs()
    {
        var gray = SignedPicture.Of(Four, new SignedPictureOptions { View = SignedView.Gray });
        var middle = SignedPicture.Of(Four, new SignedPictureOptions { View = SignedView.MidGray });

        Assert.Equal([0, 0, 255, 128], Grays(gray));
        Assert.Equal(1, gray.Clipped);
        Assert.Equal([0, 128, 192, 160], Grays(middle));
    }

    [Fact]
    public void Numbers_that_are_not_finite_do_not_set_the_scale()
    {
        var picture = SignedPicture.Of(new Plane(4, 1, [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.5f]));

        Assert.Equal(0.5, picture.Scale);
        Assert.Equal(DivergingMap.Zero, At(picture, 0, 0));
        Assert.Equal(DivergingMap.At(1), At(picture, 1, 0));
        Assert.Equal(DivergingMap.At(-1), At(picture, 2, 0));
        Assert.Equal(1, SignedPicture.Of(new Plane(1, 1, [0])).Scale);
    }

    [Fact]
    public void A_legend_leaves_the_plane_as_it_is_and_survives_the_png()
    {
        foreach (var view in Enum.GetValues<SignedView>())
        {
            foreach (var dark in (bool[])[false, true])
            {
                var picture = SignedPicture.Of(Four, new SignedPictureOptions { View = view, Legend = true, Dark = dark });
                using var png = SKBitmap.Decode(picture.ToPng());

                Assert.True(picture.Width > 200 && picture.Height > 30);
                Assert.Equal((picture.Width, picture.Height), (png.Width, png.Height));
                Assert.Equal(At(SignedPicture.Of(Four, new SignedPictureOptions { View = view }), 1, 1), At(picture, 1, 1));
                var color = png.GetPixel(1, 1);
                Assert.Equal(At(picture, 1, 1), new Rgb(color.Red, color.Green, color.Blue));
            }
        }
    }

    [Fact]
    public void Scales_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedPicture.Of(Four, new SignedPictureOptions { Scale = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedPicture.Of(Four, new SignedPictureOptions { Scale = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedPicture.Of(Four, new SignedPictureOptions { Percentile = 101 }));
    }

    private static Rgb At(SignedPicture picture, int x, int y)
    {
        var at = 4 * (y * picture.Width + x);
        return new Rgb(picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]);
    }

    private static int[] Grays(SignedPicture picture) => [.. Enumerable.Range(0, 4).Select(i => (int)At(picture, i % 2, i / 2).R)];
}
