using System.Diagnostics;
using System.Globalization;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Networks;
using Passband.Networks.FeatureMaps;

namespace Passband.Cli.Hosting;

/// <summary>One line on standard error that says how far long work is. Silent off a terminal and for the first second; gone when the work is done.</summary>
internal sealed class ProgressLine(ToolHost host) : IProgress<ExplainProgress>, IProgress<NetworkProgress>, IProgress<ChanceProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _enabled = host.ErrorIsTerminal && host.Variable("TERM") != "dumb";
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _last;

    public void Report(ExplainProgress value) => Show(value.Done, value.Total, "filters", value.Layer);

    public void Report(NetworkProgress value) => Show(value.Done, value.All, "operators", value.Node);

    public void Report(ChanceProgress value) => Show(value.Done, value.All, "draws of chance", "");

    /// <summary>Takes shares from 0 to 1 of one piece of work.</summary>
    /// <param name="what">The work, in words that are safe to show.</param>
    public IProgress<double> Of(string what) => new Share(this, what);

    private void Show(long done, long all, string what, string where) =>
        Write(() => string.Create(CultureInfo.InvariantCulture, $"{100 * done / Math.Max(1, all),3} %  {done} of {all} {what}  {Printable.Name(where)}"));

    private void Write(Func<string> text)
    {
        if (!_enabled)
            return;
        lock (_lock)
        {
            var now = Stopwatch.GetElapsedTime(_start);
            if (now < Patience || now - _last < Interval)
                return;
            _last = now;
            var line = text();
            host.Error.Write($"\r{(line.Length < host.Width ? line : line[..(host.Width - 1)])}\e[K");
        }
    }

    public void Dispose()
    {
        if (_last > TimeSpan.Zero)
            host.Error.Write("\r\e[K");
    }

    private sealed class Share(ProgressLine line, string what) : IProgress<double>
    {
        public void Report(double value) => line.Write(() => string.Create(CultureInfo.InvariantCulture, $"{(int)(100 * value),3} %  {what}"));
    }
}
