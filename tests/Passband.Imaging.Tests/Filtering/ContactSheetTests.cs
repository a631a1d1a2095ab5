using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;
using SkiaSharp;

namespace Passband.Imaging.Tests.Filtering;

public class ContactSheetTests
{
    [Fact]
    public void Plain_sheets_hold_the_pictures_alone_in_their_colors()
    {
        var tile = new ContactTile { Planes = [new Plane(2, 1, [1, -0.5f])], Scale = 1 };
        using var sheet = SKBitmap.Decode(ContactSheet.ToPng([tile, tile], new ContactSheetOptions { Plain = true, Columns = 1 }));

        Assert.Equal((2, 1 + 12 + 1), (sheet.Width, sheet.Height));
        Assert.Equal(Color(DivergingMap.At(1)), sheet.GetPixel(0, 0));
        Assert.Equal(Color(DivergingMap.At(-0.5)), sheet.GetPixel(1, 13));
    }

    [Fact]
    public void A_tile_without_a_scale_is_a_picture()
    {
        var plane = new Plane(1, 1, [1]);
        var none = new Plane(1, 1, [0]);
        using var sheet = SKBitmap.Decode(ContactSheet.ToPng([new ContactTile { Planes = [plane, none, none] }], new ContactSheetOptions { Plain = true }));

        Assert.Equal(new SKColor(255, 0, 0), sheet.GetPixel(0, 0));
    }

    [Fact]
    public void Halves_of_on_and_off_stand_side_by_side()
    {
        var tile = new ContactTile { Planes = [new Plane(1, 1, [-1])], Scale = 1 };
        using var sheet = SKBitmap.Decode(ContactSheet.ToPng([tile], new ContactSheetOptions { Plain = true, View = SignedView.OnOff }));

        Assert.Equal(6, sheet.Width);
        Assert.Equal((SKColors.Black, SKColors.White), (sheet.GetPixel(0, 0), sheet.GetPixel(5, 0)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_have_room_on_every_side(bool dark)
    {
        var tile = new ContactTile { Planes = [new Plane(8, 8, new float[64])], Scale = 1, Label = $"17 {new string('W', 90)}", Note = "±0.1" };
        using var sheet = SKBitmap.Decode(ContactSheet.ToPng([tile, tile, tile], new ContactSheetOptions { Title = new string('M', 100), Caption = "One. Two.", Dark = dark, Columns = 2 }));
        var background = sheet.GetPixel(0, 0);

        for (var y = 0; y < sheet.Height; y++)
        {
            for (var x = 0; x < 10; x++)
                Assert.Equal((background, background), (sheet.GetPixel(x, y), sheet.GetPixel(sheet.Width - 1 - x, y)));
        }
    }

    [Fact]
    public void Tiles_must_be_of_one_size()
    {
        var small = new ContactTile { Planes = [new Plane(1, 1, [0])] };
        var large = new ContactTile { Planes = [new Plane(2, 1, [0, 0])] };

        Assert.Throws<ArgumentException>(() => ContactSheet.ToPng([small, large]));
        Assert.Throws<ArgumentException>(() => ContactSheet.ToPng([]));
    }

    private static SKColor Color(Rgb color) => new(color.R, color.G, color.B);
}
