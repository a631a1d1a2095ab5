using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Tests.Pictures;

public sealed class TestPictureTests
{
    public static TheoryData<string> Names => [.. TestPicture.Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_picture_has_defaults_and_samples_from_black_to_white(string name)
    {
        var picture = TestPicture.Make(name);

        Assert.Equal((256, 256), (picture.Width, picture.Height));
        Assert.StartsWith($"test:{name}(256", picture.Name, StringComparison.Ordinal);
        Assert.Equal(name == "color-wheel", picture.IsColor);
        Assert.Equal((32, Transfer.Encoded), (picture.Bits, picture.Transfer));
        Assert.All(picture.Planes, p => Assert.All(p.Samples.ToArray(), s => Assert.InRange(s, 0, 1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_words_give_the_same_bytes_however_many_threads_are_free(string name)
    {
        var alone = TestPicture.Make($"{name}(97)");
        // Made many at once, each gets fewer threads and another share of them.
        var crowded = new Picture[12];
        Parallel.For(0, crowded.Length, i => crowded[i] = TestPicture.Make($"test:{name}(97)"));

        foreach (var picture in crowded)
        {
            for (var c = 0; c < alone.Planes.Length; c++)
                Assert.Equal(alone.Planes[c].Samples.ToArray(), picture.Planes[c].Samples.ToArray());
        }
    }

    [Theory]
    [InlineData("zone-plate", "test:zone-plate(256,0.5)")]
    [InlineData("zone-plate()", "test:zone-plate(256,0.5)")]
    [InlineData("test:zone-plate( 64 , .25 )", "test:zone-plate(64,0.25)")]
    [InlineData(" grating (64,0.1,45,-90,0.5) ", "test:grating(64,0.1,45,-90,0.5)")]
    [InlineData("white-noise(64,9007199254740992)", "test:white-noise(64,9007199254740992)")]
    [InlineData("siemens(6.4e1)", "test:siemens(64,36)")]
    public void A_specification_is_read(string text, string name) => Assert.Equal(name, TestPicture.Make(text).Name);

    [Theory]
    [InlineData("zoneplate", "there is no such test picture; expected one of zone-plate, siemens")]
    [InlineData("", "there is no such test picture")]
    [InlineData("\u001B[31m", "\uFFFD[31m")]
    [InlineData("zone-plate(512", "its parenthesis is not closed")]
    [InlineData("zone-plate(512)x", "its parenthesis is not closed")]
    [InlineData("zone-plate(512,0.5,3)", "has 3 arguments; expected at most 2: zone-plate(size=256,frequency=0.5)")]
    [InlineData("zone-plate(512,)", "its frequency is ''; expected a number")]
    [InlineData("zone-plate(512,0;5)", "its frequency is '0;5'")]
    [InlineData("zone-plate(512,NaN)", "its frequency is NaN; expected a number from 0.01 to 0.5 cycles per pixel")]
    [InlineData("zone-plate(512,0.51)", "its frequency is 0.51; expected a number from 0.01 to 0.5 cycles per pixel")]
    [InlineData("zone-plate(7)", "its size is 7; expected a whole number from 8 to 8192 pixels")]
    [InlineData("zone-plate(99.5)", "its size is 99.5; expected a whole number")]
    [InlineData("zone-plate(1e9)", "expected a whole number from 8 to 8192 pixels")]
    [InlineData("pink-noise(8192)", "expected a whole number from 8 to 4096 pixels")]
    [InlineData("white-noise(64,-1)", "its seed is -1")]
    [InlineData("siemens(64,0)", "its spokes is 0; expected a whole number from 1 to 1024 white spokes")]
    [InlineData("grating(64,0.6)", "its frequency is 0.6")]
    [InlineData("grating(64,0.1,361)", "its wavevector is 361; expected a number from 0 to 360 degrees")]
    [InlineData("grating(64,0.1,0,0,1.1)", "its contrast is 1.1; expected a number from 0 to 1")]
    public void A_specification_that_does_not_fit_is_refused(string text, string words)
    {
        var error = Assert.Throws<PassbandException>(() => TestPicture.Make(text));

        Assert.Equal(ErrorKind.Request, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_command_names_is_a_test_picture_or_a_file()
    {
        Assert.Equal("test:step(8)", PictureSource.Open("test:step(8)").Name);
        Assert.Equal(ErrorKind.Unreadable, Assert.Throws<PassbandException>(() => PictureSource.Open("./test:step(8)")).Kind);
    }
}
