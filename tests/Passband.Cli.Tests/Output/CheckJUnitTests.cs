using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Passband.Checks;
using Passband.Cli.Output;

namespace Passband.Cli.Tests.Output;

public class CheckJUnitTests
{
    [Fact]
    public void The_document_follows_the_schema_that_readers_share()
    {
        var document = Document(TestReport.Hostiles());

        Assert.Empty(Problems(document));
        // The schema is strict: what it does not know is an error.
        document.Root!.Element("testsuite")!.Add(new XAttribute("verdict", "bad"));
        Assert.NotEmpty(Problems(document));
    }

    [Fact]
    public void The_counts_are_those_of_the_cases()
    {
        var root = Document(TestReport.Hostiles()).Root!;

        Assert.Equal(["5", "2"], new[] { "tests", "failures" }.Select(a => root.Attribute(a)!.Value));
        foreach (var suite in root.Elements("testsuite").Append(root))
        {
            Assert.Equal(suite.Attribute("tests")!.Value, $"{suite.Descendants("testcase").Count()}");
            Assert.Equal(suite.Attribute("failures")!.Value, $"{suite.Descendants("failure").Count()}");
        }
        Assert.Equal(["1", "0"], root.Elements("testsuite").Select(s => s.Attribute("skipped")!.Value));
        Assert.Single(root.Descendants("skipped"));
    }

    [Fact]
    public void A_failure_says_what_and_names_the_filters()
    {
        var check = TestReport.Check(CheckKind.Duplicates, CheckOutcome.Failed, "conv1");
        var testCase = Document(TestReport.Of(TestReport.Network("model.onnx", check))).Descendants("testcase").Single();

        Assert.Equal(("duplicates", "conv1"), (testCase.Attribute("name")!.Value, testCase.Attribute("classname")!.Value));
        Assert.Equal(check.Words, testCase.Element("failure")!.Attribute("message")!.Value);
        Assert.Equal("conv1:3 like conv1:1 (cosine 0.250)\nconv1:1 like conv1:3 (cosine 0.125)", testCase.Element("failure")!.Value);
    }

    [Fact]
    public void Hostile_names_leave_the_file_valid_and_readable()
    {
        var text = Text(TestReport.Hostiles());

        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202E', text);
        Assert.Contains("evil", Document(TestReport.Hostiles()).Descendants("testcase").First().Attribute("classname")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes_without_a_mark_and_with_a_line_end()
    {
        Assert.Equal(Text(TestReport.Hostiles()), Text(TestReport.Hostiles()));
        Assert.StartsWith("<?xml", Text(TestReport.Hostiles()), StringComparison.Ordinal);
        Assert.EndsWith("</testsuites>\n", Text(TestReport.Hostiles()), StringComparison.Ordinal);
    }

    private static string Text(CheckReport report)
    {
        using var stream = new MemoryStream();
        CheckJUnit.Write(report, stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }

    private static XDocument Document(CheckReport report) => XDocument.Parse(Text(report));

    private static List<string> Problems(XDocument document)
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(TestSchemas.Path("junit.xsd"));
        schemas.Add(null, reader);
        var problems = new List<string>();
        document.Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }
}
