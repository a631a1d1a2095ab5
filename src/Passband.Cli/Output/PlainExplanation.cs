using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>An explanation as plain text: for pipes, files, and terminals that can do nothing more.</summary>
internal static class PlainExplanation
{
    public static void Write(ExplanationView view, TextWriter output)
    {
        output.WriteLine(view.ModelLine);
        output.WriteLine();
        foreach (var sentence in view.Explanation.Verdict)
            output.WriteLine(Printable.Line(sentence));
        foreach (var layer in view.Listed)
        {
            output.WriteLine();
            output.WriteLine(ExplanationView.LayerLine(layer));
            foreach (var sentence in layer.Verdict)
                output.WriteLine(Printable.Line(sentence));
            PlainTable.Write(ExplanationView.FilterTable(layer), output);
        }
        if (view.Why is { } filter)
        {
            output.WriteLine();
            output.WriteLine(WhyTable.Heading);
            PlainTable.Write(WhyTable.Of(view.Listed[0], filter), output);
            output.WriteLine(WhyTable.Note);
            output.WriteLine(WhyTable.NoiseLine(view.Listed[0], filter));
        }
        if (!view.Others.IsEmpty)
        {
            output.WriteLine();
            output.WriteLine(view.Listed.IsEmpty ? "The layers, by their statistics" : ExplanationView.OtherHeading(view.Others.Length));
            PlainTable.Write(view.OtherTable(), output);
            output.WriteLine(ExplanationView.OtherNote);
        }
        if (view.Explanation.Model.Assumptions.IsEmpty)
            return;
        output.WriteLine();
        output.WriteLine("Assumptions");
        foreach (var assumption in view.Explanation.Model.Assumptions)
            output.WriteLine($"- {Printable.Line(assumption)}");
    }
}
