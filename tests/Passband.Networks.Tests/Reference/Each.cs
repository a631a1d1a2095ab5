namespace Passband.Networks.Tests.Reference;

/// <summary>Comparisons over many seeds, always the same ones.</summary>
internal static class Each
{
    /// <summary>Demands that nothing differs for any seed, and that ONNX Runtime took most of the models.</summary>
    /// <param name="count">How many seeds.</param>
    /// <param name="difference">What differs for one; null for nothing.</param>
    public static void Seed(int count, Func<RandomCase, string?> difference)
    {
        var failures = new List<string>();
        var refused = Sameness.Refused;
        for (var seed = 0; seed < count; seed++)
        {
            if (difference(new RandomCase(seed)) is { } found)
                failures.Add($"seed {seed}: {found}");
        }
        refused = Sameness.Refused - refused;
        Assert.True(2 * refused <= count, $"ONNX Runtime refused {refused} of {count} models.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} differ\n{string.Join('\n', failures.Take(12))}");
    }

    /// <summary>Attributes as a message shows them.</summary>
    public static string Text(IEnumerable<(string Name, object Value)> attributes) =>
        string.Join("; ", attributes.Select(a => $"{a.Name} {(a.Value is long[] list ? string.Join(",", list) : a.Value)}"));
}
