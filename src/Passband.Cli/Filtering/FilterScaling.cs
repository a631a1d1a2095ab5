using System.Collections.Immutable;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Cli.Filtering;

/// <summary>What a network does with samples from 0 to 1 before its first layer sees them.</summary>
/// <param name="Plan">The numbers, each with its source.</param>
internal sealed record FilterScaling(PreprocessingPlan Plan)
{
    private Preprocessing Numbers => Plan.Preprocessing;

    /// <summary>Whether the source of the numbers says that the network's first channel is blue.</summary>
    public bool IsBgr => Numbers.Channels == InputChannels.Bgr;

    /// <summary>Whether it says that the network takes light.</summary>
    public bool IsLinear => Numbers.Light == Transfer.Linear;

    /// <summary>In words, e.g. "(255·x − 103.939, 116.779, 123.68) / 1 (preset caffe-bgr)".</summary>
    public string Words
    {
        get
        {
            var sources = Plan.Settings.Where(s => s.Name is "scale" or "mean" or "std").Where(s => s.Source != "default").Select(s => s.Source).Distinct();
            return $"({Value("scale")}·x − [{Value("mean")}]) / [{Value("std")}], from {string.Join(" and ", sources)}";
        }
    }

    /// <summary>The planes as the network sees them.</summary>
    /// <param name="planes">Samples from 0 to 1.</param>
    /// <param name="channels">The network's channel of each plane; null for a plane that is none of them.</param>
    /// <exception cref="PassbandException">There is a number for each channel, and a plane is none of them.</exception>
    public ImmutableArray<Plane> Apply(ImmutableArray<Plane> planes, ImmutableArray<int?> channels)
    {
        if (channels.Any(c => c is null) && (Numbers.Mean.Length > 1 || Numbers.Std.Length > 1))
        {
            throw new PassbandException(
                ErrorKind.Request, "input scaling", "a mean or a divisor for each channel of color, for one plane of gray", "one number for all", "Give --mean and --std one number each.");
        }
        return [.. planes.Select((plane, i) => Apply(plane, channels[i] ?? 0))];
    }

    private Plane Apply(Plane plane, int channel)
    {
        var samples = new float[plane.Samples.Length];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)Numbers.Apply(plane.Samples[i], channel);
        return new Plane(plane.Width, plane.Height, samples);
    }

    private string Value(string name) => Plan.Settings.First(s => s.Name == name).Value;
}
