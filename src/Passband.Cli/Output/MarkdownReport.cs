using System.Text;
using Passband.Cli.Hosting;
using Passband.Explanations;
using Passband.Imaging;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>An explanation as a Markdown file with a sheet of each listed layer beside it.</summary>
internal sealed class MarkdownReport
{
    private readonly ExplanationView _view;
    private readonly ConvNet _net;
    private readonly ChannelOrder? _channels;
    private readonly OutputTarget _target;
    private readonly Dictionary<int, string> _pictures = [];

    public MarkdownReport(ExplanationView view, ConvNet net, ChannelOrder? channels, OutputTarget target)
    {
        _view = view;
        _net = net;
        _channels = channels;
        _target = target;
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in view.Listed)
        {
            var name = $"{Path.GetFileNameWithoutExtension(target.Path)}_{Safe(layer.Name)}";
            _pictures[layer.Index] = taken.Add(name) ? $"{name}.png" : $"{name}_{layer.Index}.png";
        }
    }

    /// <summary>Writes the pictures first, so that the report never names one that is not there.</summary>
    public void Write(ToolHost host)
    {
        foreach (var picture in _pictures.Values)
            AtomicFile.CheckFree(Beside(picture), _target.Force);
        foreach (var layer in _view.Listed)
        {
            var options = new KernelSheetOptions { Labels = true, Response = true, Channels = _channels, Names = [.. Names(layer)] };
            AtomicFile.Write(
                Beside(_pictures[layer.Index]), _target.Force, stream => KernelSheet.Write(_net.Layers[layer.Index], stream, options), host.Cancellation);
        }
        _target.Write(host, stream =>
        {
            using var output = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
            WriteText(output);
        });
    }

    /// <summary>Names by filter; empty where only some filters were described.</summary>
    private static IEnumerable<string> Names(LayerDescription layer) =>
        layer.Filters!.Value.Length == layer.Shape[0] ? layer.Filters.Value.Select(f => f.Name) : [];

    /// <summary>A layer's name as part of a file's name that every system takes and no link needs to encode.</summary>
    private static string Safe(string name)
    {
        var safe = new string([.. name.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-');
        return safe.Length > 0 ? safe : "layer";
    }

    private string Beside(string picture) => Path.Combine(Path.GetDirectoryName(_target.Path) ?? "", picture);

    private void WriteText(TextWriter output)
    {
        output.WriteLine($"# {MarkdownText.Escape(_view.Explanation.Model.Path)}");
        output.WriteLine();
        output.WriteLine($"Model: {MarkdownText.Escape(_view.ModelLine)}");
        output.WriteLine();
        foreach (var sentence in _view.Explanation.Verdict)
            output.WriteLine($"- {MarkdownText.Escape(sentence)}");
        foreach (var layer in _view.Listed)
        {
            output.WriteLine();
            output.WriteLine($"## {MarkdownText.Escape(Printable.Name(layer.Name))}");
            output.WriteLine();
            output.WriteLine($"Layer {MarkdownText.Escape(ExplanationView.LayerLine(layer))}");
            output.WriteLine();
            if (!layer.Verdict.IsEmpty)
            {
                WriteVerdict(layer, output);
                output.WriteLine();
            }
            output.WriteLine($"![The filters of the layer and their frequency responses]({Uri.EscapeDataString(_pictures[layer.Index])})");
            output.WriteLine();
            MarkdownText.Table(ExplanationView.FilterTable(layer), output);
        }
        if (_view.Why is { } filter)
        {
            output.WriteLine();
            output.WriteLine($"### {WhyTable.Heading}");
            output.WriteLine();
            MarkdownText.Table(WhyTable.Of(_view.Listed[0], filter), output);
            output.WriteLine();
            output.WriteLine(WhyTable.Note);
            output.WriteLine(WhyTable.NoiseLine(_view.Listed[0], filter));
        }
        if (!_view.Others.IsEmpty)
        {
            output.WriteLine();
            output.WriteLine($"## {(_view.Listed.IsEmpty ? "The layers, by their statistics" : ExplanationView.OtherHeading(_view.Others.Length))}");
            output.WriteLine();
            MarkdownText.Table(_view.OtherTable(), output);
            output.WriteLine();
            output.WriteLine(ExplanationView.OtherNote);
            foreach (var layer in _view.Others.Where(l => !l.Verdict.IsEmpty))
            {
                output.WriteLine();
                output.WriteLine($"### {MarkdownText.Escape(Printable.Name(layer.Name))}");
                output.WriteLine();
                WriteVerdict(layer, output);
            }
        }
        if (_view.Explanation.Model.Assumptions.IsEmpty)
            return;
        output.WriteLine();
        output.WriteLine("## Assumptions");
        output.WriteLine();
        foreach (var assumption in _view.Explanation.Model.Assumptions)
            output.WriteLine($"- {MarkdownText.Escape(assumption)}");
    }

    private static void WriteVerdict(LayerDescription layer, TextWriter output)
    {
        foreach (var sentence in layer.Verdict)
            output.WriteLine($"- {MarkdownText.Escape(sentence)}");
    }
}
