using Passband.Kernels;

namespace Passband.Datasets;

/// <summary>Divides pictures into those to learn from and those held out, class by class, so that both hold every class in the same share.</summary>
internal static class StratifiedSplit
{
    /// <summary>The share held out where a set does not come divided.</summary>
    public const double UsualShare = 0.2;

    /// <summary>
    /// Indices to learn from and indices held out, each ascending. Of a class of n pictures n times the share are held out, rounded, but at least one and at most all but one; a class
    /// of one picture is learned from.
    /// </summary>
    /// <param name="labels">The class of every picture.</param>
    /// <param name="share">The share held out, above 0 and below 1.</param>
    /// <param name="seed">What decides which.</param>
    public static (int[] Training, int[] HeldOut) Of(ReadOnlySpan<byte> labels, double share, ulong seed)
    {
        var heldOut = new bool[labels.Length];
        var members = new List<int>[256];
        for (var i = 0; i < labels.Length; i++)
            (members[labels[i]] ??= []).Add(i);
        for (var label = 0; label < members.Length; label++)
        {
            if (members[label] is not { Count: > 1 } own)
                continue;
            var random = new GaussianRandom(GaussianRandom.SeedOf(seed, (ulong)label));
            var count = Math.Clamp((int)Math.Round(own.Count * share), 1, own.Count - 1);
            // The first steps of a Fisher–Yates shuffle.
            for (var i = 0; i < count; i++)
            {
                var other = i + (int)(random.NextUniform() * (own.Count - i));
                (own[i], own[other]) = (own[other], own[i]);
                heldOut[own[i]] = true;
            }
        }
        var indices = Enumerable.Range(0, labels.Length);
        return ([.. indices.Where(i => !heldOut[i])], [.. indices.Where(i => heldOut[i])]);
    }
}
