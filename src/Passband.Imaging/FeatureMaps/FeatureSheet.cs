using System.Collections.Immutable;
using Passband.Imaging.Inputs;
using Passband.Imaging.Pictures;
using Passband.Kernels;
using SkiaSharp;

namespace Passband.Imaging.FeatureMaps;

/// <summary>
/// The maps of a layer on one sheet, the picture before them. Maps with negative values are blue, near-white at zero and red; others go from dark violet for zero to yellow. One
/// scale for all maps of a section, stated in its heading, so that brightness can be compared.
/// </summary>
public static class FeatureSheet
{
    private const int Margin = 20;
    private const int Gap = 10;
    private const int SectionGap = 18;
    private const int BarWidth = 140;
    private const int BarHeight = 10;
    private const int NarrowestContent = 520;
    private const int WidestContent = 1500;

    /// <summary>Room for labels under maps narrower than these: for a letter, and for all at most.</summary>
    private const int LetterWidth = 7;
    private const int WidestLabel = 110;

    /// <summary>The sheet as a PNG.</summary>
    /// <param name="title">What stands above it; shown as it is.</param>
    /// <param name="caption">Further words under the title; shown as they are.</param>
    /// <param name="sections">At least one section with at least one map.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <exception cref="PassbandException">The sheet would be too large for a picture.</exception>
    public static byte[] ToPng(string title, string caption, ImmutableArray<FeatureSection> sections, FeatureSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        options ??= FeatureSheetOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Columns ?? 1, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cell, 1, nameof(options));
        using var fonts = new SheetFonts();
        var plans = sections.Select(s => new SectionPlan(s, options)).ToArray();
        var content = Math.Max(NarrowestContent, plans.Max(p => p.Columns * (p.TileWidth + Gap) - Gap));
        var titleLines = SheetFonts.Wrap(fonts.Title, title, content).ToArray();
        var captionLines = caption.Length == 0 ? [] : SheetFonts.Wrap(fonts.Caption, caption, content).ToArray();
        var height = 2 * Margin + titleLines.Length * SheetFonts.LineHeight(fonts.Title) + captionLines.Length * SheetFonts.LineHeight(fonts.Caption);
        var headings = plans.Select(p => SheetFonts.Wrap(fonts.Caption, p.Heading, content).ToArray()).ToArray();
        for (var i = 0; i < plans.Length; i++)
            height += SectionGap + headings[i].Length * SheetFonts.LineHeight(fonts.Caption) + BarHeight + SheetFonts.LineHeight(fonts.Label) + Gap + plans[i].Rows * PitchY(plans[i], fonts);
        var width = content + 2 * Margin;
        if ((long)width * height > KernelSheet.MaxPixels)
        {
            throw new PassbandException(
                ErrorKind.Request, title, $"a sheet of {width}×{height} pixels", $"at most {KernelSheet.MaxPixels / 1_000_000} megapixels", "Ask for fewer maps or smaller cells.");
        }
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        var theme = SheetTheme.Of(options.Dark);
        canvas.Clear(theme.Background);
        var painter = new FeatureSheetPainter(canvas, bitmap, fonts, theme);
        var y = Margin;
        y = painter.Lines(titleLines, fonts.Title, Margin, y, muted: false);
        y = painter.Lines(captionLines, fonts.Caption, Margin, y, muted: true);
        for (var i = 0; i < plans.Length; i++)
        {
            y = painter.Lines(headings[i], fonts.Caption, Margin, y + SectionGap, muted: false);
            y = painter.Legend(plans[i], Margin, y, BarWidth, BarHeight) + Gap;
            y = painter.Tiles(plans[i], Margin, y, Gap, PitchY(plans[i], fonts));
        }
        canvas.Flush();
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static int PitchY(SectionPlan plan, SheetFonts fonts) => plan.CellHeight + SheetFonts.LineHeight(fonts.Label) + 2 + Gap;

    /// <summary>A section measured: how its maps are enlarged or reduced, how many stand in a row, and its scale.</summary>
    internal sealed class SectionPlan
    {
        private readonly FeatureSheetOptions _options;
        private readonly double _scale;

        public SectionPlan(FeatureSection section, FeatureSheetOptions options)
        {
            (Section, _options) = (section, options);
            Shown = [.. section.Tiles.Take(options.MaxMaps)];
            _scale = FeatureSection.ScaleOf(Shown);
            var map = section.Tiles[0].Map;
            var longer = Math.Max(map.Width, map.Height);
            Block = Math.Max(1, (int)Math.Round((double)longer / options.Cell));
            Zoom = Math.Max(1, (int)Math.Round((double)options.Cell / longer));
            CellWidth = (map.Width + Block - 1) / Block * Zoom;
            CellHeight = (map.Height + Block - 1) / Block * Zoom;
            TileWidth = Math.Max(CellWidth, Math.Min(WidestLabel, LetterWidth * Shown.Max(t => LabelOf(t).Length)));
            Count = Shown.Length + (section.Picture is null ? 0 : 1);
            var most = Math.Max(1, (WidestContent + Gap) / (TileWidth + Gap));
            // About three columns for two rows of square tiles.
            Columns = Math.Min(options.Columns ?? Math.Clamp((int)Math.Ceiling(Math.Sqrt(1.5 * Count)), 1, most), Count);
            Rows = (Count + Columns - 1) / Columns;
        }

        public FeatureSection Section { get; }

        public ImmutableArray<FeatureTile> Shown { get; }

        /// <summary>Samples along a side that are averaged into one pixel.</summary>
        public int Block { get; }

        /// <summary>Pixels along a side that one sample takes.</summary>
        public int Zoom { get; }

        public int CellWidth { get; }

        public int CellHeight { get; }

        /// <summary>The width of a map with its label.</summary>
        public int TileWidth { get; }

        public int Count { get; }

        public int Columns { get; }

        public int Rows { get; }

        public double? CommonScale => _options.OwnScale ? null : _scale;

        public string Heading
        {
            get
            {
                var map = Shown[0].Map;
                var scale = _options.OwnScale ? "each map at its own scale, which stands under it" : $"one scale for all maps, the strongest color at {(Section.IsSigned ? "±" : "")}{SheetCaption.Number(_scale)} (99.9th percentile)";
                var drawn = Block > 1 ? $", each pixel the mean of {Block}×{Block} samples" : Zoom > 1 ? $", each sample {Zoom}×{Zoom} pixels" : "";
                var left = Section.Tiles.Length - Shown.Length;
                return $"{Section.Heading}: {Section.Tiles.Length} map{(Section.Tiles.Length == 1 ? "" : "s")} of {map.Width}×{map.Height}{drawn}; {scale}."
                    + (left > 0 ? $" Shown are the first {Shown.Length}; {left} not shown." : "");
            }
        }

        /// <summary>What stands under a map: its label, and its scale where it has one of its own.</summary>
        public string LabelOf(FeatureTile tile) => _options.OwnScale ? $"{tile.Label}  {(Section.IsSigned ? "±" : "")}{SheetCaption.Number(ScaleOf(tile))}" : tile.Label;

        public double ScaleOf(FeatureTile tile) => _options.OwnScale ? FeatureSection.ScaleOf([tile]) : _scale;
    }
}
