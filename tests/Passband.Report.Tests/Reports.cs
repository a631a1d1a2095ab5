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

    /// <summary>The report of the sample network, as the tool writes it.</summary>
    public string Face => File("face", path =>
    {
        Assert.SkipUnless(System.IO.File.Exists(Path.Combine(AppContext.BaseDirectory, "sample", "face_recognition_model.bin")), "The sample network was not fetched: build again with Node 20 or later and a network.");
        Assert.Equal("", Run(path));
    });

    /// <summary>The report of a network.</summary>
    internal string Of(Func<ConvNet> net) => File(net.Method.Name, path =>
    {
        var made = net();
        using var output = System.IO.File.Create(path);
        HtmlReport.Write(ReportPage.Read(ReportPage.Embedded()), Explain(made), made, output);
    });

    /// <summary>What a report says of a network.</summary>
    internal static NetworkExplanation Explain(ConvNet net) => Explainer.Explain(net, new ExplainOptions { Why = true }, cancellation: TestContext.Current.CancellationToken);

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
