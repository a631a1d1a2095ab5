using Passband.Explanations;
using Passband.Kernels;

namespace Passband.Imaging;

/// <summary>
/// A kernel as one pixel per weight, zero in the neutral color. Three channels of a color picture become one picture around mid-gray
/// (each channel's weight moves its own color up or down); one channel goes through <see cref="DivergingMap"/>. The planes of a 3-D kernel stand
/// side by side, one empty column apart.
/// </summary>
public sealed class KernelRaster
{
    private readonly Rgb?[] _pixels;

    private KernelRaster(int width, int height, Rgb?[] pixels)
    {
        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>The color of zero in color kernels.</summary>
    public static Rgb MidGray { get; } = new(128, 128, 128);

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>The color at a column and a row; null between the planes of a 3-D kernel.</summary>
    public Rgb? this[int x, int y] => _pixels[y * Width + x];

    /// <summary>Whether a layer's filters can be shown in color: three channels of a color picture.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="channels">The channels' order as asked for; null to believe the layer, and RGB where it does not know.</param>
    public static bool ShowsColor(ConvLayer layer, ChannelOrder? channels = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Bank.Shape.Channels == 3 && layer.Input is InputSpace.Picture or InputSpace.Rgb or InputSpace.Bgr && channels != ChannelOrder.Gray;
    }

    /// <summary>The largest |w| of some weights, 0 if there are none; what a scale is made from.</summary>
    public static float Largest(ReadOnlySpan<float> weights)
    {
        var largest = 0f;
        foreach (var weight in weights)
            largest = Math.Max(largest, Math.Abs(weight));
        return largest;
    }

    /// <summary>A whole filter of a layer that <see cref="ShowsColor"/>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="filter">The filter, from 0.</param>
    /// <param name="scale">The |w| shown as the strongest color.</param>
    /// <param name="channels">The channels' order; null to believe the layer, and RGB where it does not know.</param>
    public static KernelRaster Color(ConvLayer layer, int filter, double scale, ChannelOrder? channels = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!ShowsColor(layer, channels))
            throw new ArgumentException("The layer does not see a color picture.", nameof(layer));
        var blueFirst = channels is { } order ? order == ChannelOrder.Bgr : layer.Input == InputSpace.Bgr;
        var shape = layer.Bank.Shape;
        var weights = layer.Bank.Filter(filter).ToArray();
        var (red, green, blue) = blueFirst ? (2, 1, 0) : (0, 1, 2);
        return Draw(shape, tap => new Rgb(
            Around(weights[red * shape.Taps + tap], scale), Around(weights[green * shape.Taps + tap], scale), Around(weights[blue * shape.Taps + tap], scale)));
    }

    /// <summary>One kernel of any layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="filter">The filter, from 0.</param>
    /// <param name="channel">The input channel of the filter, from 0.</param>
    /// <param name="scale">The |w| shown as the strongest color.</param>
    public static KernelRaster Plane(ConvLayer layer, int filter, int channel, double scale)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var weights = layer.Bank.Kernel(filter, channel).ToArray();
        return Draw(layer.Bank.Shape, tap => DivergingMap.At(scale > 0 ? weights[tap] / scale : 0));
    }

    private static KernelRaster Draw(BankShape shape, Func<int, Rgb> colorOf)
    {
        var width = shape.Depth * (shape.Width + 1) - 1;
        var pixels = new Rgb?[width * shape.Height];
        for (var tap = 0; tap < shape.Taps; tap++)
        {
            var (plane, within) = Math.DivRem(tap, shape.Height * shape.Width);
            var (y, x) = Math.DivRem(within, shape.Width);
            pixels[y * width + plane * (shape.Width + 1) + x] = colorOf(tap);
        }
        return new KernelRaster(width, shape.Height, pixels);
    }

    /// <summary>Mid-gray plus or minus up to 127, so that both signs have the same room.</summary>
    private static byte Around(float weight, double scale)
    {
        var relative = scale > 0 ? weight / scale : 0;
        return (byte)(128 + Math.Round(127 * (double.IsNaN(relative) ? 0 : Math.Clamp(relative, -1, 1))));
    }
}
