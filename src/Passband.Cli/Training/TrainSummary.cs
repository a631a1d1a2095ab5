using System.Globalization;
using Passband.Cli.Hosting;
using Passband.Cli.Output;
using Passband.Cli.Terminal;
using Passband.Kernels;
using Passband.Networks.Training;
using Spectre.Console;

namespace Passband.Cli.Training;

/// <summary>What came of a training, for people and for programs.</summary>
internal static class TrainSummary
{
    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(decoration: Decoration.Dim);

    /// <summary>How well the network does, where everything lies, and what its kernels are.</summary>
    public static void Write(TrainResult result, ToolHost host)
    {
        var depth = ColorDepths.Of(host);
        var console = depth == ColorDepth.Plain ? null : TerminalConsole.Create(host, depth);
        Line(Outcome(result), Strong);
        Line(Effort(result), Style.Plain);
        Line($"{Printable.Line(result.Folder)}: {string.Join(", ", Files(result.Folder))}", Style.Plain);
        foreach (var note in result.Notes)
            Line($"- {Printable.Line(note)}", Style.Plain);
        Line("", Style.Plain);
        var view = new ExplanationView(result.Explanation, detailed: false);
        foreach (var sentence in result.Explanation.Verdict)
            Line(Printable.Line(sentence), Strong);
        foreach (var layer in view.Listed)
        {
            Line("", Style.Plain);
            Line(ExplanationView.LayerLine(layer), Strong);
            foreach (var sentence in layer.Verdict)
                Line(Printable.Line(sentence), Style.Plain);
        }
        Line("", Style.Plain);
        Line($"Every kernel: passband explain {Printable.Line(Path.Combine(result.Folder, RunFolder.NetworkName))}", Faint);
        host.Text.Flush();

        void Line(string text, Style style)
        {
            if (console is null)
            {
                host.Text.WriteLine(text);
                return;
            }
            console.Write(new Text(text, style));
            console.WriteLine();
        }
    }

    /// <summary>The document of the run.</summary>
    public static void WriteJson(TrainResult result, ToolHost host)
    {
        host.Text.Flush();
        using var document = File.OpenRead(Path.Combine(result.Folder, RunFolder.DocumentName));
        document.CopyTo(host.Output);
        host.Output.Flush();
    }

    private static string Outcome(TrainResult result)
    {
        var held = result.HeldOut;
        var pictures = string.Create(CultureInfo.InvariantCulture, $"{held.Pictures} held-out pictures");
        return held.Accuracy is { } accuracy
            ? $"{TrainingStatus.Percent(accuracy)} of {pictures} {(result.Settings.Task == TrainingTask.Rotation ? "turned back" : "told apart")} rightly (loss {TrainingStatus.Number(held.Loss)})"
            : $"mean squared error {TrainingStatus.Number(held.Loss)} on {pictures}";
    }

    private static string Effort(TrainResult result)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{result.Steps} steps, {result.Epochs:0.##} epochs, {TrainingPace.Text(result.Seconds)}");
        return result.TrainingAccuracy is { } accuracy ? $"{line}; {TrainingStatus.Percent(accuracy)} of the last pictures of the training" : line;
    }

    private static IEnumerable<string> Files(string folder)
    {
        foreach (var name in new[] { RunFolder.NetworkName, RunFolder.ExplanationName, RunFolder.LogName, RunFolder.PageName })
        {
            if (File.Exists(Path.Combine(folder, name)))
                yield return name;
        }
        var snapshots = Path.Combine(folder, RunFolder.SnapshotsName);
        if (Directory.Exists(snapshots))
            yield return string.Create(CultureInfo.InvariantCulture, $"{Directory.GetFiles(snapshots, "step-*").Length} snapshots");
    }
}
