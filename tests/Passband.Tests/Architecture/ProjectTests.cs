using System.Xml.Linq;
using Xunit;

namespace Passband.Tests.Architecture;

/// <summary>Projects depend one way, and the library only on managed packages.</summary>
public sealed class ProjectTests
{
    /// <summary>Each project with the projects that it may reference.</summary>
    private static readonly Dictionary<string, string[]> Knows = new()
    {
        ["Passband"] = [],
        ["Passband.Imaging"] = ["Passband"],
        ["Passband.Networks"] = ["Passband"],
        ["Passband.Cli"] = ["Passband", "Passband.Imaging", "Passband.Networks"],
    };

    public static TheoryData<string> Projects => [.. Knows.Keys];

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("Passband.slnx is not above the tests' output.");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_the_projects_below_it(string project)
    {
        var references = References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension);

        Assert.Subset(Knows[project].ToHashSet(), references.ToHashSet()!);
    }

    [Fact]
    public void Every_source_project_has_a_rule()
    {
        var projects = Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Knows.Keys.Order(), projects.Order()!);
    }

    [Fact]
    public void The_library_uses_managed_packages_only()
    {
        // Grpc.Tools holds the protobuf compiler, which runs while building and is not shipped.
        HashSet<string> managed = ["Google.Protobuf", "Grpc.Tools", "MathNet.Numerics", "System.Numerics.Tensors"];

        Assert.Subset(managed, References("Passband", "PackageReference").ToHashSet());
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj")).Descendants(kind)
            .Select(e => e.Attribute("Include")!.Value.Replace('\\', Path.DirectorySeparatorChar));
}
