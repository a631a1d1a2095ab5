using System.Globalization;
using System.Text;
using System.Xml;
using Passband.Checks;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>
/// A report as JUnit XML, which build servers show as tests: a suite for each network, a test case for each layer and limit. There is no standard; this is the part
/// that all readers share. It holds no times, so that the same network gives the same file.
/// </summary>
internal static class CheckJUnit
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        CloseOutput = false,
    };

    public static void Write(CheckReport report, Stream stream)
    {
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "passband check");
            WriteCounts(xml, report.Networks.SelectMany(n => n.Checks).ToList());
            foreach (var network in report.Networks)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", Printable.Line(network.Model.Path));
                WriteCounts(xml, network.Checks);
                xml.WriteAttributeString("skipped", Number(network.Checks.Count(c => c.Outcome == CheckOutcome.NotChecked)));
                foreach (var check in network.Checks)
                    WriteCase(xml, check);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<LayerCheck> checks)
    {
        xml.WriteAttributeString("tests", Number(checks.Count));
        xml.WriteAttributeString("failures", Number(checks.Count(c => c.Outcome == CheckOutcome.Failed)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("time", "0");
    }

    private static void WriteCase(XmlWriter xml, LayerCheck check)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", check.Kind.Key());
        // What is left after Printable is allowed in XML 1.0: neither control characters nor lone surrogates.
        xml.WriteAttributeString("classname", Printable.Line(check.Layer));
        xml.WriteAttributeString("time", "0");
        if (check.Outcome == CheckOutcome.NotChecked)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", check.Words);
            xml.WriteEndElement();
        }
        else if (check.Outcome == CheckOutcome.Failed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", check.Words);
            xml.WriteAttributeString("type", check.Kind.Key());
            xml.WriteString(string.Join('\n', check.Filters.Select(f => CheckText.Filter(check.Kind, f))));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
