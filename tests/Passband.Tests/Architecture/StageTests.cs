using System.Reflection;
using NetArchTest.Rules;
using Passband.Kernels;
using Xunit;

namespace Passband.Tests.Architecture;

/// <summary>Data flows one way: read → measure → fit → name → explain → check. A stage that needs something from a later one is in the wrong place.</summary>
public sealed class StageTests
{
    private static readonly Assembly Library = typeof(KernelBank).Assembly;

    /// <summary>Each stage with the stages that it may know.</summary>
    private static readonly Dictionary<string, string[]> Knows = new()
    {
        ["Kernels"] = [],
        ["Graphs"] = ["Kernels"],
        ["Models"] = ["Kernels", "Graphs"],
        ["Measures"] = ["Kernels"],
        ["Shapes"] = ["Kernels", "Measures"],
        ["Naming"] = ["Kernels", "Measures", "Shapes"],
        ["Explanations"] = ["Kernels", "Measures", "Shapes", "Naming"],
        ["Synthesis"] = ["Kernels", "Measures", "Shapes", "Naming"],
        ["Datasets"] = ["Kernels"],
        ["Evolutions"] = ["Kernels", "Graphs", "Models", "Measures", "Shapes", "Naming", "Explanations"],
        ["Checks"] = ["Kernels", "Measures", "Naming", "Explanations"],
    };

    public static TheoryData<string> Stages => [.. Knows.Keys];

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_knows_only_the_stages_before_it(string stage)
    {
        var others = Knows.Keys.Except([stage, .. Knows[stage]]).Select(s => $"Passband.{s}").ToArray();

        var result = Types.InAssembly(Library).That().ResideInNamespaceStartingWith($"Passband.{stage}").ShouldNot().HaveDependencyOnAny(others).GetResult();

        Assert.True(result.IsSuccessful, $"{stage} must not know {string.Join(", ", others)}; these types do: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void Every_type_of_the_library_belongs_to_a_stage()
    {
        var strays = Library.GetTypes()
            .Where(t => t.Namespace?.StartsWith("Passband", StringComparison.Ordinal) == true && !Knows.ContainsKey(t.Namespace.Split('.').ElementAtOrDefault(1) ?? ""))
            .Select(t => t.FullName);

        Assert.Empty(strays);
    }

    [Fact]
    public void The_test_notices_a_dependency_within_a_method_body()
    {
        // Explanations call Shapes only inside methods; if that were invisible, the rule above could not fail.
        var result = Types.InAssembly(Library).That().HaveName("FilterMeasurer").ShouldNot().HaveDependencyOn("Passband.Shapes.StructureStatistics").GetResult();

        Assert.False(result.IsSuccessful);
    }

    [Fact]
    public void The_library_calls_no_native_code()
    {
        const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

        var native = Library.GetTypes().SelectMany(t => t.GetMethods(Everything)).Where(m => m.Attributes.HasFlag(MethodAttributes.PinvokeImpl));

        Assert.Empty(native);
    }
}
