using System.Globalization;
using System.Text;
using Passband.Graphs;
using Passband.Networks.Engine;
using Passband.Networks.Tests.Conformance;

namespace Passband.Networks.Tests.Docs;

/// <summary>docs/operators.md as the operator table and ONNX's backend tests give it.</summary>
internal static class OperatorsPage
{
    /// <summary>What stands above the tables.</summary>
    private const string Introduction = """
        # Operators

        The operators that Passband runs networks with, and what becomes of ONNX's own backend tests. This page is made by a test, which holds it to the operator
        table and to what the tests give; this remakes it:

            PASSBAND_REMAKE=1 dotnet test --project tests/Passband.Networks.Tests --filter-class Passband.Networks.Tests.Docs.OperatorsPageTests

        A network with an operator that is not here is refused before anything is computed, and the message names every such operator. Its kernels can be explained
        and used as filters all the same.

        Unsigned integers of 16, 32 and 64 bits are computed with in the next wider signed type that libtorch has (64 bits for the last two): results that would
        wrap around in the file's own type do not, except in `Cast`, and in `BitShift` for those of 16 bits. 8-bit floats are read as 32-bit floats. Text, sequences,
        optional values and complex numbers are not computed with.

        """;

    private const string Versions = """
        ## Operators that are run

        The versions are those of the operator set from which on the operator is run with another meaning than before: the first is the oldest that is run, and the
        last meaning holds for all later versions. Cases are the backend tests that use the operator and pass; Debian's package has those of ONNX 1.12 (operator set
        17). Operators and versions without one are held against ONNX Runtime, or against a formula.

        """;

    /// <summary>Renders the page; this runs every case.</summary>
    public static string Render()
    {
        var cases = ConformanceCase.Names.Select(Of).ToList();
        var page = new StringBuilder(Introduction).Append('\n');
        Counts(page, cases);
        Claimed(page, cases);
        Groups(page, "Declined cases", cases.Where(c => c.Kind == "declined"));
        Groups(page, "Cases that are not of numbers", cases.Where(c => c.Kind == "not of numbers"));
        NotRun(page, cases.Where(c => c.Kind == "not run"));
        return page.ToString();
    }

    private static Case Of(string name)
    {
        var (outcome, reason) = ConformanceTests.Outcome(name);
        var operators = outcome == CaseOutcome.Passed ? Operators(ConformanceCase.Of(name).Graph()).ToHashSet() : [];
        var declined = DeclinedCases.Reason(name);
        return outcome switch
        {
            CaseOutcome.Passed => new(name, "passed", "", operators),
            CaseOutcome.OperatorMissing => new(name, "not run", $"`{reason}`", operators),
            _ when declined is not null => new(name, "declined", declined, operators),
            CaseOutcome.NotTensors => new(name, "not of numbers", reason, operators),
            _ => new(name, "failed", reason, operators),
        };
    }

    private static IEnumerable<(string, string)> Operators(Graph graph) =>
        graph.Nodes.SelectMany(n => n.Attributes.Values.OfType<Graph>().SelectMany(Operators).Append((n.Domain, n.Operator)));

    private static void Counts(StringBuilder page, List<Case> cases)
    {
        page.Append("## ONNX's backend tests\n\n| outcome | cases |\n| --- | ---: |\n");
        foreach (var kind in (string[])["passed", "declined", "not of numbers", "not run", "failed"])
        {
            var count = cases.Count(c => c.Kind == kind);
            if (count > 0 || kind != "failed")
                page.Append(CultureInfo.InvariantCulture, $"| {kind} | {count} |\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"| all | {cases.Count} |\n\n");
    }

    private static void Claimed(StringBuilder page, List<Case> cases)
    {
        page.Append(Versions).Append('\n');
        foreach (var domain in OperatorTable.Default.Names.GroupBy(n => n.Domain).OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (domain.Key.Length > 0)
                page.Append(CultureInfo.InvariantCulture, $"### {domain.Key}\n\n");
            page.Append("| operator | versions | cases |\n| --- | --- | ---: |\n");
            foreach (var name in domain.Select(n => n.Name).Order(StringComparer.Ordinal))
            {
                var count = cases.Count(c => c.Operators.Contains((domain.Key, name)));
                page.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(", ", OperatorTable.Default.Versions(domain.Key, name))} | {count} |\n");
            }
            page.Append('\n');
        }
    }

    private static void Groups(StringBuilder page, string title, IEnumerable<Case> cases)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        foreach (var group in cases.GroupBy(c => c.Reason).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var names = group.Select(c => $"`{c.Name}`").ToList();
            page.Append(CultureInfo.InvariantCulture, $"- {group.Key} {names.Count}: {string.Join(", ", names)}\n");
        }
        page.Append('\n');
    }

    private static void NotRun(StringBuilder page, IEnumerable<Case> cases)
    {
        page.Append("## Operators that are not run\n\nThe first operator of a case that is not run:\n\n| operator | cases |\n| --- | ---: |\n");
        foreach (var group in cases.GroupBy(c => c.Reason).OrderBy(g => g.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {group.Count()} |\n");
    }

    /// <summary>A case, the heading under which it stands, why, and the operators that it uses when it passes.</summary>
    private sealed record Case(string Name, string Kind, string Reason, HashSet<(string, string)> Operators);
}
