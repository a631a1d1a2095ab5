using System.Text.Encodings.Web;
using System.Text.Json;
using Passband.Checks;
using Passband.Cli.Hosting;
using Passband.Kernels;

namespace Passband.Cli.Output;

/// <summary>
/// A report as SARIF 2.1.0 (OASIS): one run, a result for each exceeded limit at the model's file and the layer's name, the worst filters as related
/// locations. What was not checked is a notification, which readers do not count as a finding.
/// </summary>
internal static class CheckSarif
{
    private const string SchemaUri = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string NotCheckedId = "notChecked";

    public static void Write(CheckReport report, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", SchemaUri);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            WriteInvocation(json, report);
            WriteArtifacts(json, report);
            json.WriteStartArray("results");
            for (var n = 0; n < report.Networks.Length; n++)
            {
                foreach (var check in report.Networks[n].Checks.Where(c => c.Outcome == CheckOutcome.Failed))
                    WriteResult(json, report.Networks[n], n, check);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The file's place as SARIF wants it: a relative path as a relative reference, else a file URI; what a URI may not hold is escaped.</summary>
    internal static string Uri(string path)
    {
        var isAbsolute = Path.IsPathFullyQualified(path);
        var slashes = Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
        var escaped = string.Join('/', slashes.Split('/').Select(System.Uri.EscapeDataString));
        // A drive keeps its colon; anywhere else a colon would start a scheme.
        return isAbsolute ? $"file:///{escaped.TrimStart('/').Replace("%3A/", ":/", StringComparison.Ordinal)}" : escaped;
    }

    private static void WriteTool(Utf8JsonWriter json)
    {
        var version = ToolHost.Version;
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "passband");
        json.WriteString("version", version);
        json.WriteString("semanticVersion", version);
        json.WriteStartArray("rules");
        foreach (var kind in CheckKinds.All)
        {
            json.WriteStartObject();
            json.WriteString("id", kind.Key());
            WriteMessage(json, "shortDescription", $"Limit on {CheckWords.Subject(kind)}.");
            WriteMessage(json, "fullDescription", Meaning(kind));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", "error");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notifications");
        json.WriteStartObject();
        json.WriteString("id", NotCheckedId);
        WriteMessage(json, "shortDescription", "A layer could not be held against one of its limits.");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Meaning(CheckKind kind) => kind switch
    {
        CheckKind.NonFinite => "Weights that are NaN or infinite. They spread over everything behind them.",
        CheckKind.Dead => "Filters whose norm is below 1 % of that of the layer's strongest.",
        CheckKind.Duplicates => "Filters whose cosine with another filter of the layer is above 0.98.",
        CheckKind.Noise => "Filters that are not told from random weights one by one, at a false discovery rate of 5 %.",
        CheckKind.Pi0 => "Storey's estimate of the share of pure noise, from the p-values of the layer's filters.",
        _ => "Share of the output's power that the stride folds back for a 1/f² input, mean over the layer's filters.",
    };

    private static void WriteInvocation(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        for (var n = 0; n < report.Networks.Length; n++)
        {
            foreach (var check in report.Networks[n].Checks.Where(c => c.Outcome == CheckOutcome.NotChecked))
            {
                json.WriteStartObject();
                json.WriteStartObject("descriptor");
                json.WriteString("id", NotCheckedId);
                json.WriteNumber("index", 0);
                json.WriteEndObject();
                WriteAssociatedRule(json, check.Kind);
                json.WriteString("level", "note");
                WriteMessage(json, "message", $"{Printable.Name(check.Layer)}: {check.Words}");
                WriteLocations(json, report.Networks[n], n, check);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteAssociatedRule(Utf8JsonWriter json, CheckKind kind)
    {
        json.WriteStartObject("associatedRule");
        json.WriteString("id", kind.Key());
        json.WriteNumber("index", Index(kind));
        json.WriteEndObject();
    }

    private static void WriteArtifacts(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("artifacts");
        foreach (var network in report.Networks)
        {
            json.WriteStartObject();
            json.WriteStartObject("location");
            json.WriteString("uri", Uri(network.Model.Path));
            json.WriteEndObject();
            json.WriteStartArray("roles");
            json.WriteStringValue("analysisTarget");
            json.WriteEndArray();
            if (network.Model.Sha256 is { } hash)
            {
                json.WriteStartObject("hashes");
                json.WriteString("sha-256", hash);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, NetworkCheck network, int artifact, LayerCheck check)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", check.Kind.Key());
        json.WriteNumber("ruleIndex", Index(check.Kind));
        json.WriteString("kind", "fail");
        json.WriteString("level", "error");
        WriteMessage(json, "message", $"{Printable.Name(check.Layer)}: {check.Words}");
        WriteLocations(json, network, artifact, check);
        if (!check.Filters.IsEmpty)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var filter in check.Filters)
            {
                json.WriteStartObject();
                WriteLogicalLocation(json, filter.Address, "filter");
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        // What stays the same when the numbers change, so that readers can tell an old finding from a new one.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("layerAndLimit/v1", $"{Printable.Line(check.Layer)}/{check.Kind.Key()}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter json, NetworkCheck network, int artifact, LayerCheck check)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(network.Model.Path));
        json.WriteNumber("index", artifact);
        json.WriteEndObject();
        // Weights have no lines, but code scanning refuses a finding without one.
        json.WriteStartObject("region");
        json.WriteNumber("startLine", 1);
        json.WriteEndObject();
        json.WriteEndObject();
        WriteLogicalLocation(json, check.Layer, "layer");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLogicalLocation(Utf8JsonWriter json, string name, string kind)
    {
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", Printable.Line(name));
        json.WriteString("kind", kind);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Text in which a layer's name can be neither a placeholder ({0}) nor a link ([text](target)), which SARIF knows in messages.</summary>
    private static void WriteMessage(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString(
            "text",
            text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Replace("](", "] (", StringComparison.Ordinal));
        json.WriteEndObject();
    }

    private static int Index(CheckKind kind) => CheckKinds.All.ToList().IndexOf(kind);
}
