using System.Collections.Immutable;
using System.Globalization;
using Passband.Imaging.Pictures;
using Passband.Kernels;

namespace Passband.Imaging.Inputs;

/// <summary>One setting with where it came from.</summary>
/// <param name="Name">What is set, e.g. "mean".</param>
/// <param name="Value">The value as text.</param>
/// <param name="Source">Who says so, e.g. "--mean", "preset imagenet", "the network's input" or "default".</param>
public sealed record PreprocessingSetting(string Name, string Value, string Source);

/// <summary>Preprocessing put together from several sources.</summary>
/// <param name="Preprocessing">The result.</param>
/// <param name="Settings">Each setting with its source.</param>
public sealed record PreprocessingPlan(Preprocessing Preprocessing, ImmutableArray<PreprocessingSetting> Settings)
{
    private const string ByDefault = "default";

    /// <summary>Puts together what the sources say. Of two that speak of one thing, the first wins.</summary>
    /// <param name="parts">The sources, the strongest first.</param>
    /// <exception cref="PassbandException">The numbers do not fit each other.</exception>
    public static PreprocessingPlan Of(params IReadOnlyList<PreprocessingPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var settings = new List<PreprocessingSetting>();
        var defaults = Preprocessing.Default;
        var chosen = new Preprocessing
        {
            Channels = Pick("channels", p => p.Channels, defaults.Channels, c => Word(c)),
            Light = Pick("light", p => p.Light, defaults.Light, l => Word(l)),
            Scale = Pick("scale", p => p.Scale, defaults.Scale, Number),
            Mean = Pick("mean", p => p.Mean, defaults.Mean, Numbers),
            Std = Pick("std", p => p.Std, defaults.Std, Numbers),
            Size = PickSize(),
        };
        if (chosen.Size is not null)
        {
            chosen = chosen with
            {
                Fit = Pick("fit", p => p.Fit, defaults.Fit, f => Word(f)),
                Filter = Pick("filter", p => p.Filter, defaults.Filter, f => Word(f)),
            };
            if (chosen.Fit == InputFit.Crop && parts.Any(p => p.ShorterSide is not null))
                chosen = chosen with { ShorterSide = Pick("shorter side", p => p.ShorterSide, 0, n => n.ToString(CultureInfo.InvariantCulture)) };
        }
        else if (parts.Any(p => p.ShorterSide is not null))
        {
            chosen = chosen with
            {
                ShorterSide = Pick("shorter side", p => p.ShorterSide, 0, n => n.ToString(CultureInfo.InvariantCulture)),
                Filter = Pick("filter", p => p.Filter, defaults.Filter, f => Word(f)),
            };
        }
        else if (parts.Any(p => p.Multiple is > 1))
        {
            chosen = chosen with
            {
                Multiple = Pick("multiple", p => p.Multiple, 1, n => n.ToString(CultureInfo.InvariantCulture)),
                Filter = Pick("filter", p => p.Filter, defaults.Filter, f => Word(f)),
            };
        }
        Check(chosen, settings);
        return new PreprocessingPlan(chosen, [.. settings]);

        T Pick<T>(string name, Func<PreprocessingPart, T?> of, T orElse, Func<T, string> text) where T : struct
        {
            foreach (var part in parts)
            {
                if (of(part) is not { } value)
                    continue;
                settings.Add(new PreprocessingSetting(name, text(value), part.Source));
                return value;
            }
            settings.Add(new PreprocessingSetting(name, text(orElse), ByDefault));
            return orElse;
        }

        PixelSize? PickSize()
        {
            if (parts.Any(p => p.Size is not null))
                return Pick("size", p => p.Size, default, s => s.ToString());
            settings.Add(new PreprocessingSetting("size", "the picture's own", ByDefault));
            return null;
        }
    }

    /// <summary>The settings in one line each, for people.</summary>
    public IEnumerable<string> Lines => Settings.Select(s => $"{s.Name}: {s.Value} ({s.Source})");

    private static void Check(Preprocessing chosen, List<PreprocessingSetting> settings)
    {
        var channels = chosen.Channels == InputChannels.Gray ? 1 : 3;
        if (chosen.Scale == 0 || !double.IsFinite(chosen.Scale))
            throw Wrong("scale", "a number that is not 0");
        if (chosen.Mean.Length != 1 && chosen.Mean.Length != channels || !chosen.Mean.All(double.IsFinite))
            throw Wrong("mean", $"one number{(channels > 1 ? $", or {channels}" : "")}");
        if (chosen.Std.Length != 1 && chosen.Std.Length != channels || !chosen.Std.All(s => double.IsFinite(s) && s != 0))
            throw Wrong("std", $"one number{(channels > 1 ? $", or {channels}" : "")}, none of them 0");
        if (chosen.Size is { } size && (size.Width < 1 || size.Height < 1))
            throw Wrong("size", "at least 1×1");

        PassbandException Wrong(string name, string expected)
        {
            var setting = settings.First(s => s.Name == name);
            return new PassbandException(ErrorKind.Request, $"preprocessing → {Printable.Line(setting.Source)}", $"{name} {setting.Value} for {Word(chosen.Channels)} pictures", expected);
        }
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Numbers(ImmutableArray<double> numbers) => string.Join(", ", numbers.Select(Number));
}
