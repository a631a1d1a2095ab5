namespace Passband.Imaging.Filtering;

/// <summary>How signed numbers are made visible.</summary>
public enum SignedView
{
    /// <summary>Blue below zero, near-white at zero, red above (<see cref="DivergingMap"/>), from −scale to +scale.</summary>
    Diverging,

    /// <summary>Two gray pictures on one scale, black at zero: left what is above zero (ON, max(v, 0)), right what is below (OFF, max(−v, 0)).</summary>
    OnOff,

    /// <summary>Gray from black at 0 to white at the scale, what lies beyond clipped: for averages, which stay within the picture's own range.</summary>
    Gray,

    /// <summary>Gray around the middle: black at −scale, 128 of 255 at 0, white at +scale.</summary>
    MidGray,
}

/// <summary>What a picture of signed numbers looks like.</summary>
public sealed record SignedPictureOptions
{
    /// <summary>The diverging map, ± the largest magnitude, no legend.</summary>
    public static SignedPictureOptions Default { get; } = new();

    /// <summary>How numbers become colors.</summary>
    public SignedView View { get; init; } = SignedView.Diverging;

    /// <summary>The number at the end of the map, above 0; null to take it from the numbers (from 0 to 1 for <see cref="SignedView.Gray"/>).</summary>
    public double? Scale { get; init; }

    /// <summary>The percentile of |v| that is the scale, above 0 to 100; null for the largest. Not used with a scale, nor by <see cref="SignedView.Gray"/>.</summary>
    public double? Percentile { get; init; }

    /// <summary>Whether a strip below says what the colors mean.</summary>
    public bool Legend { get; init; }

    /// <summary>Whether what is around the picture is dark.</summary>
    public bool Dark { get; init; }
}
