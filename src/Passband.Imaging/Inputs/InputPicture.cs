using System.Buffers.Binary;
using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Inputs;

/// <summary>Makes of pictures what a network is fed.</summary>
public static class InputPicture
{
    /// <summary>A batch of pictures as a network's input.</summary>
    /// <param name="pictures">At least one picture; all must have one size after preprocessing.</param>
    /// <param name="preprocessing">What is done with them.</param>
    /// <param name="input">The input: its name, whether its channels come last, and the type of its elements, float32 where the file does not tell.</param>
    /// <returns>[n, c, h, w], or [n, h, w, c].</returns>
    /// <exception cref="PassbandException">The pictures differ in size, or the type is none that pictures are fed as.</exception>
    public static Tensor Of(IReadOnlyList<Picture> pictures, Preprocessing preprocessing, GraphInput input)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfZero(pictures.Count, nameof(pictures));
        var type = input.Type ?? ElementType.Float32;
        var prepared = pictures.Select(p => Prepare(p, preprocessing)).ToArray();
        var (width, height, channels) = (prepared[0][0].Width, prepared[0][0].Height, prepared[0].Length);
        for (var i = 1; i < prepared.Length; i++)
        {
            if (prepared[i][0].Width != width || prepared[i][0].Height != height)
            {
                throw new PassbandException(
                    ErrorKind.Request, pictures[i].Name, $"{prepared[i][0].Width}×{prepared[i][0].Height} pixels after {width}×{height} of {Printable.Name(pictures[0].Name)}", "pictures of one size",
                    "Give a size to bring them to (--size), or run them one by one.");
            }
        }
        CheckSide("pixels high", height, input.Shape?[input.ChannelsLast ? 1 : 2], h => $"WIDTHx{h}");
        CheckSide("pixels wide", width, input.Shape?[input.ChannelsLast ? 2 : 3], w => $"{w}xHEIGHT");
        var values = new float[checked(prepared.Length * channels * width * height)];
        for (var picture = 0; picture < prepared.Length; picture++)
        {
            for (var channel = 0; channel < channels; channel++)
                Fill(prepared[picture][channel].Samples, picture, channel);
        }
        ImmutableArray<int> shape = input.ChannelsLast ? [prepared.Length, height, width, channels] : [prepared.Length, channels, height, width];
        return InType(input.Name, type, shape, values);

        void CheckSide(string words, int found, int? needed, Func<int, string> size)
        {
            if (needed is { } side && side != found)
            {
                throw new PassbandException(
                    ErrorKind.Request, pictures[0].Name, $"{found} {words} as the network's input", $"{side}, which input '{Printable.Name(input.Name)}' is fixed to",
                    $"Give a size to bring it to (--size {size(side)}).");
            }
        }

        void Fill(ReadOnlySpan<float> samples, int picture, int channel)
        {
            var area = width * height;
            for (var i = 0; i < area; i++)
            {
                var at = input.ChannelsLast ? (picture * area + i) * channels + channel : (picture * channels + channel) * area + i;
                values[at] = (float)preprocessing.Apply(samples[i], channel);
            }
        }
    }

    /// <summary>The picture as the network sees it, before its numbers are scaled: resized, in the network's channels and their order, samples from 0 to 1.</summary>
    public static ImmutableArray<Plane> Prepare(Picture picture, Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(preprocessing);
        picture = preprocessing.Light == Transfer.Linear ? TransferCurve.Linearize(picture) : TransferCurve.Encode(picture);
        ImmutableArray<Plane> planes = preprocessing.Channels switch
        {
            InputChannels.Gray => [Gray.Of(picture)],
            _ when !picture.IsColor => [picture.Planes[0], picture.Planes[0], picture.Planes[0]],
            InputChannels.Bgr => [picture.Planes[2], picture.Planes[1], picture.Planes[0]],
            _ => picture.Planes,
        };
        return [.. planes.Select(p => Fit(p, preprocessing))];
    }

    private static Plane Fit(Plane plane, Preprocessing how)
    {
        if (how.Size is null && how.ShorterSide is { } side)
            return PictureResize.Of(plane, Scaled((double)side / Math.Min(plane.Width, plane.Height)), how.Filter);
        if (how.Size is not { } size)
            return how.Multiple == 1 ? plane : PictureResize.Of(plane, new PixelSize(Nearest(plane.Width), Nearest(plane.Height)), how.Filter);
        var (across, down) = ((double)size.Width / plane.Width, (double)size.Height / plane.Height);
        switch (how.Fit)
        {
            case InputFit.None:
                return plane;
            case InputFit.Resize:
                return PictureResize.Of(plane, size, how.Filter);
            case InputFit.Crop:
                var factor = how.ShorterSide is { } shorter ? (double)shorter / Math.Min(plane.Width, plane.Height) : Math.Max(across, down);
                return Crop(PictureResize.Of(plane, Scaled(factor), how.Filter), size);
            default:
                var fitted = Scaled(Math.Min(across, down));
                return Place(PictureResize.Of(plane, new PixelSize(Math.Min(fitted.Width, size.Width), Math.Min(fitted.Height, size.Height)), how.Filter), size, 0, 0);
        }

        int Nearest(int side) => Math.Max((int)Math.Round((double)side / how.Multiple, MidpointRounding.AwayFromZero), 1) * how.Multiple;

        // The tiny addition undoes the rounding error of a quotient that is a whole number; like torchvision, the longer side is cut to whole pixels.
        PixelSize Scaled(double factor) => new(Math.Max((int)(plane.Width * factor + 1e-9), 1), Math.Max((int)(plane.Height * factor + 1e-9), 1));
    }

    /// <summary>The middle of a plane; where it is smaller than the size, black is added on both sides.</summary>
    private static Plane Crop(Plane plane, PixelSize size) =>
        Place(plane, size, -Middle(plane.Width - size.Width), -Middle(plane.Height - size.Height));

    /// <summary>Half of what is left over, a half rounded to even, as torchvision does.</summary>
    private static int Middle(int leftOver) => (int)Math.Round(leftOver / 2.0, MidpointRounding.ToEven);

    private static Plane Place(Plane plane, PixelSize size, int left, int top)
    {
        var samples = new float[checked(size.Width * size.Height)];
        for (var y = Math.Max(top, 0); y < Math.Min(top + plane.Height, size.Height); y++)
        {
            var start = Math.Max(left, 0);
            var end = Math.Min(left + plane.Width, size.Width);
            plane.Row(y - top)[(start - left)..(end - left)].CopyTo(samples.AsSpan(y * size.Width + start));
        }
        return new Plane(size.Width, size.Height, samples);
    }

    private static Tensor InType(string name, ElementType type, ImmutableArray<int> shape, float[] values)
    {
        switch (type)
        {
            case ElementType.Float32:
                return Tensor.FromFloats(name, shape, values);
            case ElementType.UInt8:
                var levels = Array.ConvertAll(values, v => (byte)Math.Clamp(MathF.Round(v), 0, 255));
                return new Tensor(name, type, shape, () => levels);
            case ElementType.Float16:
                var halves = new byte[values.Length * 2];
                for (var i = 0; i < values.Length; i++)
                    BinaryPrimitives.WriteHalfLittleEndian(halves.AsSpan(2 * i), (Half)values[i]);
                return new Tensor(name, type, shape, () => halves);
            default:
                throw new PassbandException(ErrorKind.Request, $"input '{Printable.Name(name)}'", $"values of the type {type}", "an input of floats or bytes, as pictures are fed");
        }
    }
}
