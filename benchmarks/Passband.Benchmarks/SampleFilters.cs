using Passband.Measures;
using Passband.Models;
using Passband.Shapes;

namespace Passband.Benchmarks;

/// <summary>Filters to describe: pure noise, synthetic Gabors and edges with some noise, and those of a real network where it is at hand.</summary>
internal static class SampleFilters
{
    private const int NoiseFilters = 16;
    private const int SyntheticFilters = 16;

    private const ulong Seed = 7;

    private const string FaceFile = "zoo/sample/node_modules/@vladmandic/face-api/model/face_recognition_model-weights_manifest.json";

    /// <summary>The face network that comes with the build; null when it was not fetched.</summary>
    public static string? FaceModel => Path.Combine(Machine.Repository, FaceFile) is var path && File.Exists(path) ? path : null;

    /// <summary>Filters of 3×7×7.</summary>
    /// <param name="face">The face network; null to leave it out.</param>
    public static (string Source, float[] Filter)[] For7x7(string? face)
    {
        var shape = new FilterShape(3, 7, 7);
        var filters = new List<(string, float[])>();
        for (var i = 0; i < NoiseFilters; i++)
            filters.Add(("noise", Noise(shape, i)));
        for (var i = 0; i < SyntheticFilters; i++)
            filters.Add(("synthetic", Synthetic(shape, i)));
        if (face is not null)
        {
            var bank = ModelFile.Open(face).Layers[0].Bank;
            for (var i = 0; i < bank.Shape.Filters; i++)
                filters.Add(("face network", bank.Filter(i).ToArray()));
        }
        return [.. filters];
    }

    public static float[] Noise(FilterShape shape, int index) => Array.ConvertAll(NoiseNull.Draw(shape, Seed, index), v => (float)v);

    /// <summary>A Gabor (even index) or an edge (odd) at an angle, a scale and a color of its own, with a tenth of its amplitude in noise.</summary>
    public static float[] Synthetic(FilterShape shape, int index)
    {
        var filter = Noise(shape, index + 1000);
        var (sin, cos) = Math.SinCos(Math.PI * index / SyntheticFilters);
        var sigma = shape.Side * (0.15 + 0.01 * (index % 8));
        for (var i = 0; i < filter.Length; i++)
        {
            var (channel, tap) = (i / shape.Taps, i % shape.Taps);
            var (x, y) = (tap % shape.Width - (shape.Width - 1) / 2.0, tap / shape.Width - (shape.Height - 1) / 2.0);
            var u = x * cos - y * sin;
            var wave = index % 2 == 0 ? Math.Cos(2 * Math.PI * (0.15 + 0.01 * index) * u - index) : u / sigma;
            var color = channel == index % 3 ? 1.0 : 0.6;
            filter[i] = (float)(color * wave * Math.Exp(-0.5 * (x * x + y * y) / (sigma * sigma)) + 0.1 * filter[i]);
        }
        return filter;
    }
}
