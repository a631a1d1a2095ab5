using System.Collections.Immutable;
using Passband.Imaging.Pictures;

namespace Passband.Imaging.Filtering;

/// <summary>One picture of a contact sheet.</summary>
public sealed record ContactTile
{
    /// <summary>One plane, or three for a picture in color; all tiles of a sheet have planes of one size.</summary>
    public required ImmutableArray<Plane> Planes { get; init; }

    /// <summary>The line below; not trusted, shown through <see cref="Kernels.Printable"/>.</summary>
    public string Label { get; init; } = "";

    /// <summary>A second, fainter line; empty for none on this tile.</summary>
    public string Note { get; init; } = "";

    /// <summary>The number at the end of the color map; null for a picture, which is shown as it is, 0 black and 1 white.</summary>
    public double? Scale { get; init; }
}

/// <summary>What a contact sheet looks like.</summary>
public sealed record ContactSheetOptions
{
    /// <summary>The first line; not trusted.</summary>
    public string Title { get; init; } = "";

    /// <summary>What is shown, in sentences below the title.</summary>
    public string Caption { get; init; } = "";

    /// <summary>How numbers become colors.</summary>
    public SignedView View { get; init; } = SignedView.Diverging;

    /// <summary>Tiles in a row; null to choose.</summary>
    public int? Columns { get; init; }

    /// <summary>Light on dark rather than dark on light.</summary>
    public bool Dark { get; init; }

    /// <summary>Pictures alone, without words and legend.</summary>
    public bool Plain { get; init; }
}
