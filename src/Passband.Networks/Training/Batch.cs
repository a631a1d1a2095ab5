namespace Passband.Networks.Training;

/// <summary>Pictures of one step, as the network takes them, with what it should say.</summary>
/// <param name="Capacity">At most as many pictures.</param>
/// <param name="PictureLength">Samples of one.</param>
/// <param name="WithTargets">Whether a clean picture goes with each.</param>
internal sealed record Batch(int Capacity, int PictureLength, bool WithTargets)
{
    /// <summary>How many pictures are in it.</summary>
    public int Count { get; set; }

    /// <summary>[capacity, channels, height, width].</summary>
    public float[] Pixels { get; } = new float[checked(Capacity * PictureLength)];

    /// <summary>The clean pictures, likewise; empty where there are none.</summary>
    public float[] Targets { get; } = WithTargets ? new float[checked(Capacity * PictureLength)] : [];

    /// <summary>The classes.</summary>
    public long[] Labels { get; } = new long[Capacity];
}
