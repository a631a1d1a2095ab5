using Passband.Cli.Hosting;
using Passband.Kernels;
using Passband.Models;
using Passband.Synthesis;

namespace Passband.Cli.Filtering;

/// <summary>Where a kernel comes from.</summary>
internal enum KernelOrigin
{
    Model,
    File,
    Textbook,
    Typed,
}

/// <summary>
/// What <c>--kernel</c> named. Read in this order: a model and an address, <c>MODEL#conv1:17</c>, if what stands before a # is a model that is there; a file that is
/// there; the name of a textbook kernel, if the text begins with a letter (after a minus sign, perhaps); rows of numbers.
/// </summary>
internal sealed record KernelSource
{
    /// <summary>What stands for the sample network before the #; a file of that name is ./sample.</summary>
    public const string Sample = "sample";

    private static readonly string[] KernelEndings = [".csv", ".tsv", ".txt", ".npy"];

    /// <summary>As the user wrote it.</summary>
    public required string Spec { get; init; }

    /// <summary>The same for titles: of a model its file's name alone, without the folders of the machine at hand.</summary>
    public string Title { get => field ?? Spec; init; }

    public required KernelOrigin Origin { get; init; }

    /// <summary>The kernel, unless it is a network's.</summary>
    public KernelMatrix? Kernel { get; init; }

    public ConvNet? Net { get; init; }

    public ConvLayer? Layer { get; init; }

    /// <summary>The filter within the layer; null for the whole layer.</summary>
    public int? Filter { get; init; }

    /// <summary>The one input channel that was asked for.</summary>
    public int? Channel { get; init; }

    /// <summary>What the kernel is called, e.g. "conv1:17" or "gabor(0.2,45,90)".</summary>
    public string Name => Layer is { } layer
        ? Filter is { } filter ? new KernelAddress(Printable.Name(layer.Name), filter, Channel).ToString() : Printable.Name(layer.Name)
        : Printable.Name(Kernel!.Name);

    /// <summary>Finds what a text names.</summary>
    /// <param name="spec">The text.</param>
    /// <param name="all">Whether a whole layer is wanted.</param>
    /// <param name="host">Where the tool runs.</param>
    /// <exception cref="PassbandException">There is no such kernel.</exception>
    public static KernelSource Find(string spec, bool all, ToolHost host)
    {
        if (ModelPart(spec) is { } length)
            return OfModel(spec, length, all, host);
        if (all)
        {
            throw new PassbandException(ErrorKind.Request, $"--kernel {Printable.Name(spec)}", spec.Contains('#', StringComparison.Ordinal) ? "no such model file" : "no layer",
                "MODEL#LAYER with --all, as in model.onnx#conv1 or sample#0");
        }
        if (File.Exists(spec))
            return new KernelSource { Spec = spec, Origin = KernelOrigin.File, Kernel = ReadFile(spec) };
        var start = spec.TrimStart().TrimStart('-').TrimStart();
        var isFile = Array.Exists(KernelEndings, e => spec.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        if (isFile || spec.Contains('#', StringComparison.Ordinal))
        {
            throw new PassbandException(
                ErrorKind.Unreadable, $"--kernel {Printable.Name(spec)}", isFile ? "there is no such file" : "no model file stands before the #", null, "Check the path; the sample network is called sample.");
        }
        if (start.Length == 0 || !char.IsAsciiLetter(start[0]))
            return new KernelSource { Spec = spec, Origin = KernelOrigin.Typed, Kernel = KernelMatrixText.Parse(spec) with { Name = spec } };
        return new KernelSource { Spec = spec, Origin = KernelOrigin.Textbook, Kernel = Textbook(spec, start) };
    }

    /// <summary>The length of what names the model; null if nothing before any # does.</summary>
    private static int? ModelPart(string spec)
    {
        for (var hash = spec.IndexOf('#', StringComparison.Ordinal); hash > 0; hash = spec.IndexOf('#', hash + 1))
        {
            var path = spec[..hash];
            if (path is Sample or ModelOpener.Standard || SampleFiles.IsAsked(path) || File.Exists(path) || Directory.Exists(path))
                return hash;
        }
        return null;
    }

    private static KernelSource OfModel(string spec, int length, bool all, ToolHost host)
    {
        var (path, place) = (spec[..length], spec[(length + 1)..]);
        var net = ModelOpener.Open(path == Sample ? null : path, host);
        var source = new KernelSource { Spec = spec, Title = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}#{place}", Origin = KernelOrigin.Model, Net = net };
        if (all && net.FindLayer(place) is { } whole)
            return source with { Layer = whole };
        if (!KernelAddress.TryParse(place, out var parsed))
        {
            if (net.FindLayer(place) is not { } found || all)
                throw NoLayer(net, place);
            var last = found.Bank.Shape.Filters - 1;
            throw new PassbandException(
                ErrorKind.Request, $"--kernel {Printable.Name(spec)}", "a layer without the number of a filter", $"{Printable.Name(place)}:0 to {Printable.Name(place)}:{last}", "Give --all for all of them.");
        }
        var address = parsed.Value;
        var layer = net.FindLayer(address.Layer) ?? throw NoLayer(net, address.Layer);
        if (all)
            throw new PassbandException(ErrorKind.Request, "--all", $"one filter, {Printable.Name(place)}", "a layer, as in MODEL#conv1");
        var shape = layer.Bank.Shape;
        if (address.Filter >= shape.Filters)
            throw new PassbandException(ErrorKind.Request, $"layer {Printable.Name(layer.Name)}", $"no filter {address.Filter}", $"0 to {shape.Filters - 1}");
        if (address.Channel >= shape.Channels)
        {
            throw new PassbandException(
                ErrorKind.Request, $"layer {Printable.Name(layer.Name)}", $"no channel {address.Channel}", $"0 to {shape.Channels - 1}",
                "Of LAYER:FILTER:CHANNEL the last number is the channel; a layer whose name ends in a number needs all three.");
        }
        return source with { Layer = layer, Filter = address.Filter, Channel = address.Channel };
    }

    private static PassbandException NoLayer(ConvNet net, string name) => new(
        ErrorKind.Request, net.Name, $"no layer '{Printable.Name(name)}'", net.Layers.IsEmpty ? "nothing, as the file holds no convolution" : $"a name or an index from 0 to {net.Layers.Length - 1}",
        "`passband layers` lists them.");

    private static KernelMatrix ReadFile(string path)
    {
        if (Array.Exists(KernelEndings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            return KernelFile.Read(path);
        throw new PassbandException(
            ErrorKind.Request, path, $"a file that ends in '{Path.GetExtension(path)}'", $"a kernel in one of {string.Join(", ", KernelEndings)}",
            $"A kernel of a network is {Path.GetFileName(path)}#LAYER:FILTER, as in model.onnx#conv1:17.");
    }

    private static KernelMatrix Textbook(string spec, string start)
    {
        var open = start.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? start : start[..open]).Trim();
        if (TextbookKernel.All.Any(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            return TextbookKernel.Parse(spec);
        try
        {
            return TextbookKernel.Parse(spec);
        }
        catch (PassbandException e) when (e.Kind == ErrorKind.Request)
        {
            // What else the text could have been is only worth saying where the name is not known at all.
            throw new PassbandException(
                ErrorKind.Request, $"--kernel {Printable.Name(spec)}", "no model before a #, no file and no textbook kernel of that name",
                $"MODEL#LAYER:FILTER, a file in {string.Join(", ", KernelEndings)}, one of {string.Join(", ", TextbookKernel.All.Select(k => k.Signature))}, or rows like 1 0 -1; 2 0 -2; 1 0 -1",
                null, e);
        }
    }
}
