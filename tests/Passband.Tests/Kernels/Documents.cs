using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Passband.Explanations;

namespace Passband.Tests.Kernels;

/// <summary>Explanations as JSON.</summary>
internal static class Documents
{
    public static string Text(NetworkExplanation explanation)
    {
        using var stream = new MemoryStream();
        ExplanationJson.Write(explanation, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>One filter as the document shows it, numbers rounded as there.</summary>
    public static string Text(FilterDescription filter)
    {
        var layer = Nets.Explain(Nets.Gray(Plane.Parse("1"))) with { Filters = ImmutableArray.Create(filter) };
        var net = new NetworkExplanation { Model = new ModelDescription("", "", null, 1, 1, 1, []), Verdict = [], Layers = [layer] };
        return JsonNode.Parse(Text(net))!["layers"]![0]!["filters"]![0]!.ToJsonString();
    }
}
