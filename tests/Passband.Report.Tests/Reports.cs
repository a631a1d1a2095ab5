using System.Collections.Concurrent;
using Passband.Cli.Hosting;
using Passband.Cli.Report;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Report.Tests;

[assembly: AssemblyFixture(typeof(Reports))]

namespace Passband.Report.Tests;

/// <summary>Reports on disk, each made when a test first asks for it.</summary>
public sealed class Reports : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("passband-report-");
    private readonly ConcurrentDictionary<string, Lazy<string>> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<NetworkExplanation>> _explanations = new();

    /// <summary>The report of the sample network, as the tool writes it.</summary>
    public string Face => File("face", path =>
    {
        Assert.SkipUnless(System.IO.File.Exists(Path.Combine(AppContext.BaseDirectory, "sample", "face_recognition_model.bin")), "The sample network was not fetched: build again with Node 20 or later and a network.");
        Assert.Equal("", Run(path));
    });

    /// <summary>The report of a network.</summary>
    internal string Of(Func<ConvNet> network) => File(network.Method.Name, path =>
    {
        using var output = System.IO.File.Create(path);
        HtmlReport.Write(ReportPage.Read(ReportPage.Embedded()), Explain(network), network(), output);
    });

    /// <summary>What the report says of a network; found once.</summary>
    internal NetworkExplanation Explain(Func<ConvNet> network) => _explanations.GetOrAdd(
        network.Method.Name, _ => new Lazy<NetworkExplanation>(() => Explainer.Explain(network(), new ExplainOptions { Why = true }))).Value;

    public void Dispose() => _folder.Delete(recursive: true);

    private string File(string name, Action<string> write)
    {
        using (var page = ReportPage.Embedded())
            Assert.SkipWhen(page is null, "The tool was built without its front end: build again with Node 20 or later and a network.");
        return _files.GetOrAdd(name, _ => new Lazy<string>(() =>
        {
            var path = Path.Combine(_folder.FullName, $"{name}.html");
            write(path);
            return path;
        })).Value;
    }

    private static string Run(string path)
    {
        using var error = new StringWriter();
        using var host = new ToolHost(Stream.Null, Stream.Null, error) { BaseFolder = AppContext.BaseDirectory };
        Tool.Run(["explain", "-o", path], host);
        return error.ToString();
    }
}
