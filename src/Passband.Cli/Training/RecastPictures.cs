using System.Collections.Immutable;
using Passband.Datasets;
using Passband.Imaging.Pictures;

namespace Passband.Cli.Training;

/// <summary>Pictures with the channels that a network takes: gray ones three times over, colored ones as gray, or blue first.</summary>
internal sealed class RecastPictures : PictureData
{
    private readonly PictureData _pictures;
    private readonly bool _reversed;

    private RecastPictures(PictureData pictures, int channels, bool reversed)
    {
        (_pictures, _reversed) = (pictures, reversed);
        Shape = pictures.Shape with { Channels = channels };
    }

    public override string Name => _pictures.Name;

    public override PictureShape Shape { get; }

    public override ImmutableArray<string> Classes => _pictures.Classes;

    public override int Count => _pictures.Count;

    public override ImmutableArray<string> Notes => _pictures.Notes;

    /// <summary>The data with as many channels, in that order; the same data where they are so already.</summary>
    /// <param name="data">Pictures of one channel, or of red, green and blue.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="reversed">Whether blue is to come first.</param>
    public static DataSplit Of(DataSplit data, int channels, bool reversed)
    {
        if (data.Training.Shape.Channels == channels && !(reversed && channels == 3))
            return data;
        return new DataSplit(new RecastPictures(data.Training, channels, reversed), new RecastPictures(data.HeldOut, channels, reversed));
    }

    public override int Label(int index) => _pictures.Label(index);

    public override void Draw(int index, ulong seed, Span<float> pixels)
    {
        var own = _pictures.Shape;
        var plane = own.Height * own.Width;
        if (own.Channels == 1)
        {
            _pictures.Draw(index, seed, pixels[..plane]);
            for (var channel = 1; channel < Shape.Channels; channel++)
                pixels[..plane].CopyTo(pixels[(channel * plane)..]);
            return;
        }
        var (red, green, blue) = Gray.LumaWeights;
        var drawn = Shape.Channels == 3 ? pixels : new float[own.Count];
        _pictures.Draw(index, seed, drawn);
        for (var i = 0; i < plane; i++)
        {
            if (Shape.Channels == 1)
                pixels[i] = (float)(red * drawn[i] + green * drawn[plane + i] + blue * drawn[2 * plane + i]);
            else if (_reversed)
                (pixels[i], pixels[2 * plane + i]) = (pixels[2 * plane + i], pixels[i]);
        }
    }
}
