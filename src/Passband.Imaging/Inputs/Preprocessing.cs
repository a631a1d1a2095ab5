using System.Collections.Immutable;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Inputs;

/// <summary>The channels that a network is fed.</summary>
public enum InputChannels
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red, as OpenCV and Caffe have it.</summary>
    Bgr,

    /// <summary>One channel: luma of a color picture (<see cref="Gray"/>).</summary>
    Gray,
}

/// <summary>How a picture is brought to the size that a network takes.</summary>
public enum InputFit
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Resized to exactly that size, whatever becomes of its proportions.</summary>
    Resize,

    /// <summary>Resized with its proportions until it covers the size, then cut about its middle.</summary>
    Crop,

    /// <summary>Resized with its proportions until it fits into the size; black is added on the right and below.</summary>
    Pad,
}

/// <summary>A size in pixels.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Width}×{Height}");
}

/// <summary>
/// What is done with a picture before a network sees it. Its samples, 0 (black) to 1 (white), become (sample · <see cref="Scale"/> − <see cref="Mean"/>) / <see cref="Std"/>. Where each
/// setting came from is known to <see cref="PreprocessingPlan"/>.
/// </summary>
public sealed record Preprocessing
{
    /// <summary>What is done when nothing is known: red, green and blue from 0 to 1.</summary>
    public static Preprocessing Default { get; } = new();

    /// <summary>The order of the channels.</summary>
    public InputChannels Channels { get; init; } = InputChannels.Rgb;

    /// <summary>What white becomes before the mean is taken away: 1, or 255 for networks that are fed the numbers of 8-bit files. Not 0.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Taken away from each channel, in the order of <see cref="Channels"/> and after the scale: one number for all, or one for each.</summary>
    public ImmutableArray<double> Mean { get; init; } = [0];

    /// <summary>What each channel is then divided by, likewise. Not 0.</summary>
    public ImmutableArray<double> Std { get; init; } = [1];

    /// <summary>Whether samples are taken encoded, as files hold them, or in proportion to light.</summary>
    public Transfer Light { get; init; } = Transfer.Encoded;

    /// <summary>The size that the network takes; null to keep the picture's.</summary>
    public PixelSize? Size { get; init; }

    /// <summary>How the picture is brought to that size.</summary>
    public InputFit Fit { get; init; } = InputFit.Resize;

    /// <summary>
    /// The length that the shorter side is resized to, proportions kept: with <see cref="InputFit.Crop"/> before the cut (null for the least that covers the size), and where no size
    /// is asked for (null not to resize).
    /// </summary>
    public int? ShorterSide { get; init; }

    /// <summary>Where neither is asked for: width and height are resized to the nearest multiple of this, at least one.</summary>
    public int Multiple { get; init; } = 1;

    /// <summary>How samples between samples are found.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Bilinear;

    /// <summary>The mean of a channel.</summary>
    public double MeanOf(int channel) => Mean[Mean.Length == 1 ? 0 : channel];

    /// <summary>The divisor of a channel.</summary>
    public double StdOf(int channel) => Std[Std.Length == 1 ? 0 : channel];

    /// <summary>What the network is fed for a sample from 0 to 1 of a channel.</summary>
    public double Apply(double sample, int channel) => (sample * Scale - MeanOf(channel)) / StdOf(channel);

    /// <summary>How many units of the network's input one unit of a sample (black to white) is, for each channel.</summary>
    public double GainOf(int channel) => Scale / StdOf(channel);
}
