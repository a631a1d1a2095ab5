using System.Collections.Immutable;
using Passband.Graphs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Inputs;

/// <summary>What a network's file says of the picture that it takes.</summary>
public static class NetworkInput
{
    /// <summary>Keys of ONNX's page on image metadata.</summary>
    private const string PixelFormat = "Image.BitmapPixelFormat";
    private const string PixelRange = "Image.NominalPixelRange";
    private const string ColorSpace = "Image.ColorSpaceGamma";

    /// <summary>The one input that takes pictures.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="where">What to call it in messages.</param>
    /// <returns>The input; where a file tells no shape it is taken for [n, c, h, w].</returns>
    /// <exception cref="PassbandException">No input, or more than one, has the four dimensions of a picture, or it has neither one channel nor three.</exception>
    public static GraphInput Find(Graph graph, string where)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ImmutableArray<GraphInput> candidates = [.. graph.Inputs.Where(i => i.Shape is not { } shape || shape.Length == 4)];
        if (candidates.Length != 1)
        {
            var inputs = string.Join(", ", graph.Inputs.Take(8).Select(i => $"'{Printable.Name(i.Name)}' {Text(i.Shape)}")) + (graph.Inputs.Length > 8 ? ", …" : "");
            throw new PassbandException(
                ErrorKind.Request, where, graph.Inputs.IsEmpty ? "it takes no input" : $"its input{(graph.Inputs.Length == 1 ? " is" : "s are")} {inputs}",
                candidates.IsEmpty ? "an input of four dimensions (pictures, channels, height, width)" : "a single input of four dimensions",
                candidates.IsEmpty ? "Networks for sound, text or series have no pictures to show maps of." : null);
        }
        var input = WithLayout(candidates[0]);
        if (ChannelsOf(input) is { } channels and not (1 or 3))
        {
            throw new PassbandException(
                ErrorKind.Request, $"{where} → input '{Printable.Name(input.Name)}'", $"{channels} channels in {Text(input.Shape)}", "1 (gray) or 3 (color)",
                "A picture does not say what the others should be.");
        }
        return input;
    }

    /// <summary>What the input's shape demands: the number of channels and the size, where they are fixed.</summary>
    /// <param name="input">The input, as <see cref="Find"/> gave it.</param>
    public static PreprocessingPart Demand(GraphInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (height, width) = input.Shape is { } shape ? input.ChannelsLast ? (shape[1], shape[2]) : (shape[2], shape[3]) : (null, null);
        return new PreprocessingPart
        {
            Source = "the network's input",
            Channels = ChannelsOf(input) == 1 ? InputChannels.Gray : null,
            Size = width is { } w && height is { } h ? new PixelSize(w, h) : null,
            // Whoever feeds bytes feeds the numbers of 8-bit files.
            Scale = input.Type == ElementType.UInt8 ? 255 : null,
            Mean = input.Type == ElementType.UInt8 ? [0] : null,
            Std = input.Type == ElementType.UInt8 ? [1] : null,
        };
    }

    /// <summary>What the file's metadata says, in the words of ONNX's page on images.</summary>
    /// <exception cref="PassbandException">The metadata asks for a range that is not known.</exception>
    public static PreprocessingPart FromMetadata(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var (scale, mean, std) = graph.Metadata.GetValueOrDefault(PixelRange) switch
        {
            "NominalRange_0_255" => (255.0, 0.0, 1.0),
            "Normalized_0_1" => (1.0, 0.0, 1.0),
            "Normalized_1_1" => (1.0, 0.5, 0.5),
            // 16 is black and 235 is white.
            "NominalRange_16_235" => (219.0, -16.0, 1.0),
            _ => ((double?)null, (double?)null, (double?)null),
        };
        return new PreprocessingPart
        {
            Source = "the model's metadata",
            Channels = graph.Metadata.GetValueOrDefault(PixelFormat)?.ToUpperInvariant() switch
            {
                "RGB8" => InputChannels.Rgb,
                "BGR8" => InputChannels.Bgr,
                "GRAY8" => InputChannels.Gray,
                _ => null,
            },
            Light = graph.Metadata.GetValueOrDefault(ColorSpace)?.ToUpperInvariant() switch { "LINEAR" => Transfer.Linear, "SRGB" => Transfer.Encoded, _ => null },
            Scale = scale,
            Mean = mean is { } m ? [m] : null,
            Std = std is { } s ? [s] : null,
        };
    }

    /// <summary>Refuses preprocessing whose result the network cannot be fed with.</summary>
    /// <param name="plan">The preprocessing.</param>
    /// <param name="input">The input, as <see cref="Find"/> gave it.</param>
    /// <param name="where">What to call the network.</param>
    /// <exception cref="PassbandException">Channels or size are others than the network's.</exception>
    public static void Check(PreprocessingPlan plan, GraphInput input, string where)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(input);
        var demand = Demand(input);
        var preprocessing = plan.Preprocessing;
        var channels = preprocessing.Channels == InputChannels.Gray ? 1 : 3;
        if (ChannelsOf(input) is { } needed && needed != channels)
            throw Wrong("channels", $"{needed} channel{(needed == 1 ? "" : "s")}");
        if (demand.Size is { } size && (preprocessing.Size != size || preprocessing.Fit == InputFit.None))
            throw Wrong(preprocessing.Size == size ? "fit" : "size", $"pictures of {size} pixels, which its input is fixed to");

        PassbandException Wrong(string name, string expected)
        {
            var setting = plan.Settings.First(s => s.Name == name);
            return new PassbandException(
                ErrorKind.Request, $"{where} → input '{Printable.Name(input.Name)}' {Text(input.Shape)}", $"{name} {setting.Value} (from {Printable.Line(setting.Source)})", expected);
        }
    }

    private static int? ChannelsOf(GraphInput input) => input.Shape is { } shape ? shape[input.ChannelsLast ? 3 : 1] : null;

    /// <summary>A file may tell the layout only by where the 1 or 3 stands.</summary>
    private static GraphInput WithLayout(GraphInput input) =>
        !input.ChannelsLast && input.Shape is [_, not (null or 1 or 3), _, 1 or 3] or [_, null, null, 1 or 3] ? input with { ChannelsLast = true } : input;

    private static string Text(ImmutableArray<int?>? shape) => shape is { } known
        ? $"[{string.Join(", ", known.Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"))}]"
        : "of no stated shape";
}
