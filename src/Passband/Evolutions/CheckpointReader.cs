using System.Globalization;
using Passband.Kernels;
using Passband.Models;

namespace Passband.Evolutions;

/// <summary>Reads the followed layer of one file after another; the first that can be read decides which layer that is.</summary>
/// <param name="layer">Its name or index; null to choose.</param>
internal sealed class CheckpointReader(string? layer)
{
    private const string StepKey = "step";

    private static readonly ModelOptions Options = new() { Hash = false };

    private (ConvLayer Layer, string File)? _first;

    /// <summary>Whether the last file could be read as such, whatever else is wrong with it.</summary>
    public bool Opened { get; private set; }

    /// <summary>Whether the last file could be read and is of another network.</summary>
    public bool Disagrees { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Which.</param>
    /// <param name="step">The step that its name tells.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PassbandException">It cannot be read, its weights are not finite, or it is of another network.</exception>
    public Checkpoint Read(CheckpointFile file, long? step, CancellationToken cancellation)
    {
        (Opened, Disagrees) = (false, false);
        var net = Open(file, cancellation);
        (Opened, Disagrees) = (true, true);
        var followed = _first is { } first ? FollowedLayer.Same(net, file.Name, first.Layer, first.File) : FollowedLayer.Choose(net, file.Name, layer);
        Disagrees = false;
        followed.RequireFinite();
        _first ??= (followed, file.Name);
        // The other layers would fill the memory for nothing.
        return new Checkpoint(file.Name, StepOf(net) ?? step, net with { Layers = [followed] });
    }

    private static ConvNet Open(CheckpointFile file, CancellationToken cancellation)
    {
        try
        {
            return ModelFile.Open(file.Path, Options, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PassbandException(ErrorKind.Unreadable, Printable.Name(file.Name), $"cannot be read ({e.Message.TrimEnd('.')})", null, null, e);
        }
    }

    private static long? StepOf(ConvNet net) =>
        net.Metadata.TryGetValue(StepKey, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null;
}
