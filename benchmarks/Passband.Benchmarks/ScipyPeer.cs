using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Passband.Benchmarks;

/// <summary>Runs scipy_peer.py.</summary>
internal static class ScipyPeer
{
    /// <summary>What it measured.</summary>
    /// <param name="FiltersPerSecond">Over all filters, without starting Python.</param>
    /// <param name="Versions">Of Python, NumPy and SciPy.</param>
    /// <param name="R2">For every filter, R² by the name of the shape.</param>
    public sealed record Result(double FiltersPerSecond, string Versions, IReadOnlyList<IReadOnlyDictionary<string, double>> R2);

    /// <summary>Describes the filters of a file on one thread.</summary>
    public static Result Run(string python, string filters)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Machine.Repository, "benchmarks", "scipy_peer.py"));
        start.ArgumentList.Add(filters);
        foreach (var name in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"])
            start.Environment[name] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
        var r2 = new List<IReadOnlyDictionary<string, double>>();
        Result? result = null;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.TryGetProperty("r2", out var shapes))
                r2.Add(shapes.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble()));
            else
                result = new Result(root.GetProperty("filtersPerSecond").GetDouble(), root.GetProperty("versions").GetString()!, r2);
        }
        process.WaitForExit();
        return result ?? throw new InvalidOperationException($"{python} ended with exit code {process.ExitCode}; it needs NumPy and SciPy.");
    }

    /// <summary>Writes filters [filter, channel, row, column] as a .npy file.</summary>
    public static void WriteNpy(string path, int channels, int height, int width, IReadOnlyList<float[]> filters)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({filters.Count}, {channels}, {height}, {width}), }}";
        // Magic, version and length take ten bytes; data starts at a multiple of 64.
        header = header.PadRight(((header.Length + 11 + 63) / 64 * 64) - 11) + "\n";
        using var writer = new BinaryWriter(File.Create(path), Encoding.Latin1);
        writer.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]);
        writer.Write((ushort)header.Length);
        writer.Write(header.ToCharArray());
        foreach (var filter in filters)
        {
            foreach (var weight in filter)
                writer.Write(weight);
        }
    }
}
