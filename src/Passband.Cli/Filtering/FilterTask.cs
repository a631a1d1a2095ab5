using System.Collections.Immutable;
using System.Globalization;
using Passband.Explanations;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>Which kernels are laid over which planes of a picture.</summary>
internal sealed record FilterTask
{
    private static readonly string[] Colors = ["red", "green", "blue"];

    /// <summary>One kernel for each plane, the responses summed; with <see cref="EachPlane"/> one kernel for all.</summary>
    public required ImmutableArray<KernelMatrix> Kernels { get; init; }

    /// <summary>The planes, in the order of the kernels.</summary>
    public required ImmutableArray<Plane> Planes { get; init; }

    /// <summary>What stands for a filter of feature maps, e.g. "its strongest spatial profile"; null for the weights as they are.</summary>
    public string? StandIn { get; init; }

    /// <summary>Whether every plane has a response of its own.</summary>
    public bool EachPlane { get; init; }

    /// <summary>The planes in words, e.g. "luma" or "red, green and blue, summed".</summary>
    public required string On { get; init; }

    /// <summary>The planes by name.</summary>
    public required ImmutableArray<string> Channels { get; init; }

    /// <summary>The network's channel that each plane is; null for a plane that is none of them.</summary>
    public required ImmutableArray<int?> NetworkChannels { get; init; }

    /// <summary>What was assumed, a sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The single kernel that is used, which can be described by itself; null for a filter in color.</summary>
    public KernelMatrix? Single => Kernels.Length == 1 ? Kernels[0] : null;

    /// <summary>Chooses kernels and planes.</summary>
    /// <param name="source">The kernel, or the layer.</param>
    /// <param name="filter">The filter, where the source is a layer.</param>
    /// <param name="picture">The picture, in the light that is filtered.</param>
    /// <param name="request">What was asked for.</param>
    /// <exception cref="PassbandException">The kernel cannot be laid over a picture, or the request does not fit.</exception>
    public static FilterTask Of(KernelSource source, int? filter, Picture picture, FilterRequest request)
    {
        var task = Choose(source, filter, picture, request);
        return request.Scaling is { } scaling ? task with { Planes = scaling.Apply(task.Planes, task.NetworkChannels) } : task;
    }

    private static FilterTask Choose(KernelSource source, int? filter, Picture picture, FilterRequest request)
    {
        if (source.Layer is not { } layer)
        {
            if (request.Channels is not null && request.Scaling is null)
                throw new PassbandException(ErrorKind.Request, "--channels", "a kernel of one plane", "a filter of a network that sees color");
            return OnPlane(Along(source.Kernel!, request, isLine: source.Kernel!.Height == 1), request.On ?? FilterTarget.Luma, picture, request);
        }
        var shape = layer.Bank.Shape;
        var address = new KernelAddress(layer.Name, filter!.Value, source.Channel);
        if (shape.Depth > 1 || shape.Rank == 3)
        {
            throw new PassbandException(
                ErrorKind.Request, $"layer {Printable.Name(layer.Name)}", $"3-D kernels of {shape.Depth}×{shape.Height}×{shape.Width}", "kernels of a plane or of a line",
                "A picture has no depth or time that they could run along; `passband explain` describes them.");
        }
        var notes = ImmutableArray.CreateBuilder<string>();
        if (layer.Operator == ConvOperator.Transposed)
            notes.Add("A transposed convolution stamps its kernels into a larger picture; here the kernel is laid over the picture like any other.");
        var order = OrderOf(layer, request.Channels);
        if (source.Channel is { } channel)
        {
            var kernel = Along(KernelMatrix.Of(layer.Bank, address.Filter, channel, address.ToString()), request, shape.Rank == 1);
            var own = order is null || !picture.IsColor ? FilterTarget.Luma : FilterTarget.Red + order[channel];
            return OnPlane(kernel, request.On ?? own, picture, request) with { Notes = notes.ToImmutable() };
        }
        if (order is not null)
            return InColor(layer, address, order, picture, request, notes);
        if (shape.Channels == 1)
        {
            if (!layer.SeesInput)
                notes.Add($"The layer works on feature maps; here its kernel works on {OnWords(request.On ?? FilterTarget.Luma, picture)} of the picture.");
            var kernel = Along(KernelMatrix.Of(layer.Bank, address.Filter, 0, address.ToString()), request, shape.Rank == 1);
            return OnPlane(kernel, request.On ?? FilterTarget.Luma, picture, request) with { Notes = notes.ToImmutable() };
        }
        var profile = request.Profile == ProfileKind.Mean
            ? FilterProfile.Mean(layer.Bank, address.Filter, address.ToString())
            : FilterProfile.Strongest(layer.Bank, address.Filter, address.ToString());
        var standIn = request.Profile == ProfileKind.Mean ? "the mean of its kernels" : "its strongest spatial profile";
        notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"The filter has {shape.Channels} input channels that are no picture's; in their place stands {standIn}, "
            + $"which holds {100 * profile.Share:0} % of its energy. MODEL#LAYER:FILTER:CHANNEL takes one kernel."));
        return OnPlane(Along(profile.Kernel, request, shape.Rank == 1), request.On ?? FilterTarget.Luma, picture, request) with { Notes = notes.ToImmutable(), StandIn = standIn };
    }

    /// <summary>The color, 0 red to 2 blue, of each channel of a layer that sees a color picture; null for other layers.</summary>
    private static int[]? OrderOf(ConvLayer layer, ChannelOrder? asked)
    {
        var seesColor = layer.Bank.Shape is { Channels: 3, Rank: 2 } && layer.Input is InputSpace.Picture or InputSpace.Rgb or InputSpace.Bgr;
        if (!seesColor || asked == ChannelOrder.Gray)
            return null;
        return asked == ChannelOrder.Bgr || asked is null && layer.Input == InputSpace.Bgr ? [2, 1, 0] : [0, 1, 2];
    }

    private static FilterTask InColor(
        ConvLayer layer, KernelAddress address, int[] order, Picture picture, FilterRequest request, ImmutableArray<string>.Builder notes)
    {
        if (request.On is not null)
        {
            throw new PassbandException(
                ErrorKind.Request, "--on", $"a filter of three channels ({Printable.Name(address.ToString())})", "a kernel of one plane",
                "One of its kernels is MODEL#LAYER:FILTER:CHANNEL.");
        }
        if (request.Channels is null && layer.Input == InputSpace.Picture)
            notes.Add("The file does not tell the order of the channels; red, green, blue was taken (--channels bgr turns it around).");
        if (!picture.IsColor)
            notes.Add("The picture is gray; each of the three channels sees the same.");
        return new FilterTask
        {
            Kernels = [.. Enumerable.Range(0, 3).Select(c => KernelMatrix.Of(layer.Bank, address.Filter, c, address.ToString()))],
            Planes = picture.IsColor ? [.. order.Select(c => picture.Planes[c])] : [picture.Planes[0], picture.Planes[0], picture.Planes[0]],
            On = picture.IsColor ? $"{Colors[order[0]]}, {Colors[order[1]]} and {Colors[order[2]]}, summed" : "gray in all three channels, summed",
            Channels = picture.IsColor ? [.. order.Select(c => Colors[c])] : ["gray", "gray", "gray"],
            NetworkChannels = [0, 1, 2],
            Notes = notes.ToImmutable(),
        };
    }

    private static FilterTask OnPlane(KernelMatrix kernel, FilterTarget target, Picture picture, FilterRequest request)
    {
        if (!picture.IsColor && request.On is not null and not FilterTarget.Luma)
            throw new PassbandException(ErrorKind.Request, "--on", $"the picture {Printable.Name(picture.Name)}, which is gray", "a picture in color");
        ImmutableArray<Plane> planes = target switch
        {
            FilterTarget.Luma => [Gray.Of(picture)],
            FilterTarget.Each => picture.Planes,
            _ => [picture.Planes[target - FilterTarget.Red]],
        };
        var words = OnWords(target, picture);
        return new FilterTask
        {
            Kernels = [kernel],
            Planes = planes,
            EachPlane = target == FilterTarget.Each,
            On = words,
            Channels = target == FilterTarget.Each ? [.. Colors] : [words],
            NetworkChannels = target switch
            {
                FilterTarget.Luma => [null],
                FilterTarget.Each => [Channel(0, request), Channel(1, request), Channel(2, request)],
                _ => [Channel(target - FilterTarget.Red, request)],
            },
        };
    }

    private static int? Channel(int color, FilterRequest request) => request.Channels == ChannelOrder.Bgr ? 2 - color : color;

    private static string OnWords(FilterTarget target, Picture picture) => target switch
    {
        FilterTarget.Luma => !picture.IsColor ? "gray" : picture.Transfer == Transfer.Linear ? "luminance" : "luma",
        FilterTarget.Each => "red, green and blue, each by itself",
        _ => Colors[target - FilterTarget.Red],
    };

    private static KernelMatrix Along(KernelMatrix kernel, FilterRequest request, bool isLine)
    {
        if (request.Along is null)
            return kernel;
        if (!isLine)
        {
            throw new PassbandException(
                ErrorKind.Request, "--along", $"a kernel of {kernel.Height}×{kernel.Width}", "a kernel of one row, which may run along rows or columns");
        }
        return request.Along == KernelDirection.Columns ? new KernelMatrix(kernel.Width, 1, kernel.Weights, kernel.Name) : kernel;
    }
}
