namespace Passband.Kernels;

/// <summary>
/// Independent standard normal numbers from a seed: SplitMix64 (Steele, Lea and Flood 2014) and the Box–Muller transform. The same on every platform and
/// version, which the framework's own generator does not promise.
/// </summary>
internal struct GaussianRandom(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = seed;
    private double? _spare;

    /// <summary>The next number.</summary>
    public double Next()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextUniform()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextUniform());
        _spare = radius * sin;
        return radius * cos;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        _state += Step;
        return Scramble(_state);
    }

    /// <summary>
    /// A seed for one of many streams that share no numbers: of a seed and the numbers that tell the streams apart (an epoch, a picture), in their order.
    /// </summary>
    public static ulong SeedOf(ulong seed, params ReadOnlySpan<ulong> stream)
    {
        foreach (var number in stream)
            seed = Scramble(Scramble(seed + Step) ^ number);
        return Scramble(seed + Step);
    }

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
