using System.Collections.Immutable;
using Passband.Kernels;

namespace Passband.Imaging.Inputs;

/// <summary>Preprocessing that many networks share, by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Origin">Where its numbers are published.</param>
/// <param name="Part">What it sets.</param>
public sealed record PreprocessingPreset(string Name, string Origin, PreprocessingPart Part)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<PreprocessingPreset> All { get; } =
    [
        Of("imagenet", "torchvision's pretrained networks: mean and standard deviation of ImageNet's training pictures", 1, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225], InputChannels.Rgb),
        Of("caffe-bgr", "Caffe's model zoo and the VGG networks of Simonyan and Zisserman (2014): mean color of ImageNet", 255, [103.939, 116.779, 123.68], [1], InputChannels.Bgr),
        Of("0..1", "samples of 8-bit files divided by 255", 1, [0], [1]),
        Of("-1..1", "samples of 8-bit files divided by 127.5, minus 1", 1, [0.5], [0.5]),
        Of("0..255", "samples of 8-bit files as they are", 255, [0], [1]),
        Of("clip", "OpenAI's CLIP (Radford and others 2021)", 1, [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711], InputChannels.Rgb),
        Of("inception", "Inception v3 (Szegedy and others 2015) as TensorFlow and timm have it: −1 to 1", 1, [0.5], [0.5], InputChannels.Rgb),
    ];

    /// <summary>A preset by its name.</summary>
    /// <exception cref="PassbandException">There is none of that name.</exception>
    public static PreprocessingPreset Find(string name) => All.FirstOrDefault(p => p.Name == name) ?? throw new PassbandException(
        ErrorKind.Request, "preprocessing", $"no preset '{Printable.Name(name)}'", $"one of {string.Join(", ", All.Select(p => p.Name))}");

    private static PreprocessingPreset Of(string name, string origin, double scale, ImmutableArray<double> mean, ImmutableArray<double> std, InputChannels? channels = null) =>
        new(name, origin, new PreprocessingPart { Source = $"preset {name}", Scale = scale, Mean = mean, Std = std, Channels = channels });
}
