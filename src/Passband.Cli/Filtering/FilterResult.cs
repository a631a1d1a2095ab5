using System.Collections.Immutable;
using Passband.Cli.Hosting;
using Passband.Imaging.Filtering;
using Passband.Imaging.Pictures;

namespace Passband.Cli.Filtering;

/// <summary>A picture through one kernel.</summary>
/// <param name="Task">What was laid over what.</param>
/// <param name="Placement">Border, stride, dilation.</param>
/// <param name="Planes">The result: one plane, or one for each of the picture's.</param>
/// <param name="Statistics">Of all its numbers.</param>
internal sealed record FilterResult(FilterTask Task, FilterPlacement Placement, ImmutableArray<Plane> Planes, FilterStatistics Statistics)
{
    /// <summary>Filters a picture.</summary>
    /// <param name="source">The kernel, or the layer.</param>
    /// <param name="filter">The filter, where the source is a network's.</param>
    /// <param name="picture">The picture, in the light that is filtered.</param>
    /// <param name="request">How.</param>
    /// <param name="progress">Told the share that is done; null for nobody.</param>
    /// <param name="host">Where the tool runs.</param>
    public static FilterResult Of(KernelSource source, int? filter, Picture picture, FilterRequest request, IProgress<double>? progress, ToolHost host)
    {
        var task = FilterTask.Of(source, filter, picture, request);
        var placement = FilterPlacement.Of(request, source.Layer, source.Net?.HasGraph == true, task.Kernels[0], picture.Width, picture.Height);
        var options = placement.Options with { Progress = progress, Cancellation = host.Cancellation };
        ImmutableArray<Plane> planes = task.EachPlane
            ? [.. task.Planes.Select(p => Correlation.Apply(p, task.Kernels[0], options))]
            : [Correlation.Apply(task.Planes, task.Kernels, options)];
        return new FilterResult(task, placement, planes, FilterStatistics.Of(planes));
    }
}
