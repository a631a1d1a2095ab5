#:property PublishAot=false

// Remakes docs/answers.md and its pictures, from the folder of the repository, after `dotnet build -c Release` and `npm ci` in zoo/:
//     dotnet run docs/answers.cs -- PHOTO [FOLDER]
// PHOTO is the photo of which two of the rows are trained (the page names it); trainings go into FOLDER (default: answers-runs), where what is finished is not done again.
// From nothing it takes about half an hour on two cores.

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

if (args is not [var photo, ..])
{
    Console.Error.WriteLine("Usage: dotnet run docs/answers.cs -- PHOTO [FOLDER]");
    return 2;
}
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = args is [_, var named, ..] ? named : "answers-runs";
const string Tool = "src/Passband.Cli/bin/Release/net10.0/Passband.Cli.dll";
const string Pictures = "docs/images/answers";
const double Significant = 0.05;
Directory.CreateDirectory(folder);
Directory.CreateDirectory(Pictures);

var page = new StringBuilder();
var verdicts = new List<(string Claim, string Anchor, string Outcome, string Why)>();
string[] samples = ["lines", "lines-30-120", "gratings", "blobs", "colors", "textures", "digits", "photo", "photo-color"];
var explained = samples.ToDictionary(s => s, s => Json("explain", $"sample:{s}", "--json"));
var face = Json("explain", "--json");

var lines = Experiment("lines");
var tasks = Experiment("tasks", "--set", $"photos={photo}");
var onePhoto = Experiment("photo", "--set", $"photo={photo}");
var labels = Experiment("random-labels");
var count = Experiment("kernel-count");
var size = Experiment("kernel-size");
var regularization = Experiment("regularization");

CommonTerms();
ShowKernels();
Lines();
Filter();
Features();
Digits();
Photo();
Orders();
Tasks();
CountAndSize();
Bands();
Cortex();
Chance();
RandomLabels();
Regularization();
NotYet();
File.WriteAllText("docs/answers.md", Page());
return 0;

void CommonTerms()
{
    var rows = new List<string[]>();
    var named = 0;
    foreach (var (name, document) in explained.Select(e => ($"sample:{e.Key}", e.Value)).Append(("the face network of the build", face)))
    {
        var filters = Filters(document);
        var said = filters.Count(f => Text(f, "name") is not ("noise" or "mixed" or "dead"));
        named += said * 2 > filters.Length ? 1 : 0;
        rows.Add([name, $"{filters.Length}", Names(filters), $"{filters.Count(Structured)}", Two(Median(filters.Select(f => Number(f, "fit", "r2"))))]);
    }
    Section("Can convolutions be said in common terms?", "passband explain sample:digits", named == rows.Count,
        $"Confirmed means: in each network that is at hand, more than half of the first layer's filters get a word of signal processing. In {named} of {rows.Count} networks, more than half of the first layer's filters get a word of signal processing (neither noise, mixed nor dead).");
    Table(["network", "filters", "names", "told from noise", "median R²"], rows);
    Say("A name is given only where noise of the same size, sent through the same code, would hardly look as structured (q ≤ 0.05 within the layer). What has structure that no textbook shape explains is called mixed.");
}

void ShowKernels()
{
    foreach (var name in (string[])["photo", "digits", "photo-color"])
        Run("sheet", $"sample:{name}", "--layer", "0", "--response", "--labels", "-o", $"{Pictures}/{name}.png", "--force");
    Section("Sample kernels", "passband sheet sample:photo --layer 0 --response --labels -o photo.png", null, "Every kernel of a layer, each beside its frequency response, none chosen.");
    Picture("photo.png", "The first layer of a network that learned from one photo how it was turned");
}

void Lines()
{
    var groups = Groups(lines);
    var (axes, control) = (groups["axes"], groups["control"]);
    bool Follows(JsonElement group) => Figure(group, "stripes.angles").Mean >= 0.8 && Figure(group, "heldOutAccuracy").Min >= 0.99;
    Run("evolution", $"{folder}/lines-results/runs/{RunName("lines", "axes", "1")}", "-o", $"{Pictures}/lines.gif", "--force");
    Section("Pictures of horizontal and vertical lines give horizontal and vertical kernels", "passband experiment experiments/lines.toml", Follows(axes) && Follows(control),
        "Confirmed means: at least 99 % of held-out pictures told apart with every seed, and in the mean over ten seeds at least 80 % of the kernels that are neither dead nor noise have stripes within 10° of the lines that were shown. By chance it would be 22 %.");
    Table(["lines at", "held-out accuracy, smallest", "kernels along the lines, mean (smallest to largest)", "of these at 0° or 90°", "both directions occur"],
    [
        .. new[] { ("0° and 90°", axes, "axes"), ("30° and 120°", control, "control") }.Select(g => new[]
        {
            g.Item1, Percent(Figure(g.Item2, "heldOutAccuracy").Min), Range(Figure(g.Item2, "stripes.angles")), Range(Figure(g.Item2, "stripes.axes")),
            $"{Rows("lines").Count(r => r["group"] == g.Item3 && r["stripes.anglesAll"] is "true" or "1")} of {Figure(g.Item2, "stripes.angles").Runs} seeds",
        }),
    ]);
    Say("Seed by seed:");
    Table(["seed", "0° and 90°", "30° and 120°"], [.. Rows("lines").GroupBy(r => r["seed"]).Select(s => new[] { s.Key, Cell(s, "axes"), Cell(s, "control") })]);
    Picture("lines.gif", "The kernels of the first seed while they form, with the curves of the training");

    static string Cell(IEnumerable<Dictionary<string, string>> seed, string group) =>
        seed.Where(r => r["group"] == group).Select(r => $"{Percent(Parse(r["stripes.angles"]))} of {Percent(Parse(r["structured"]))} structured").FirstOrDefault("–");
}

void Filter()
{
    var strongest = Filters(explained["lines"]).Where(f => Text(f, "name") is not ("noise" or "dead")).MaxBy(f => Number(f, "fit", "r2") ?? 0);
    var address = Text(strongest, "address");
    Run("filter", "test:siemens(256)", "--kernel", $"sample:lines#{address}", "-o", $"{Pictures}/filtered.png", "--force");
    Section("Train a network, take a kernel, filter any picture with it", $"passband filter \"test:siemens(256)\" --kernel sample:lines#{address} -o filtered.png", null,
        $"Kernel {address} of sample:lines is called {Text(strongest, "words")}; of a Siemens star it lets pass the spokes that run so.");
    Picture("filtered.png", "A Siemens star through a kernel that was learned from lines");
}

void Features()
{
    const string Star = "test:siemens(32)";
    var document = Json("features", "sample:lines", Star, "--layer", "0", "--json");
    Run("features", "sample:lines", Star, "--layer", "0", "-o", $"{Pictures}/maps.png", "--force");
    var chances = document.GetProperty("stages")[0].GetProperty("chances").EnumerateArray().ToArray();
    var beyond = chances.Select(c => c.GetProperty("smoother").GetInt32() + c.GetProperty("sharper").GetInt32()).Min();
    var maps = chances[0].GetProperty("compared").GetInt32();
    Section("Feature maps have spatial structure beyond chance", $"passband features sample:lines \"{Star}\" --layer 0 -o maps.png", beyond * 2 > maps,
        $"Confirmed means: more than half of the maps differ both from those of shuffled pixels and from those of redrawn filters. {string.Join(" ", chances.Select(c => Text(c, "sentence")))} [features.md](features.md) says what the two tell.");
    Picture("maps.png", "What the kernels of sample:lines answer to a Siemens star");
}

void Digits()
{
    var kernels = Kernels("tasks").Concat(Kernels("random-labels").Where(k => k["group"].StartsWith("true-", StringComparison.Ordinal))).ToArray();
    var rows = kernels.GroupBy(k => k["group"]).Select(g => (Name: Words(g.Key), IsDigits: g.Key is not ("gratings" or "photos"), Gabors: Share(g, k => k["name"] == "gabor"), Structured: Share(g, k => k["name"] is not ("noise" or "dead")), Kernels: g.Count(), Names: Counted(g.Select(k => k["name"])))).ToArray();
    var digits = rows.Where(r => r.IsDigits).ToArray();
    Section("Kernels that were trained on digits are not the Gabors of classical vision", "passband experiment experiments/tasks.toml --set photos=PHOTO; passband experiment experiments/random-labels.toml", digits.All(r => r.Gabors < 0.5),
        $"Confirmed means: in each kind of network, fewer than half of the kernels are named gabor. The share is {Percent(digits.Min(r => r.Gabors))} to {Percent(digits.Max(r => r.Gabors))}: it depends on the network and on how long it learned, so that the claim holds for most kernels and not for all.");
    Table(["trained on", "kernels", "told from noise", "gabors", "names"], [.. rows.Select(r => new[] { r.Name, $"{r.Kernels}", Percent(r.Structured), Percent(r.Gabors), r.Names })]);
    Say($"The network sample:digits, trained on 8,000 digits for ten epochs: {Names(Filters(explained["digits"]))}.");
    Picture("digits.png", "The first layer of sample:digits, a network that learned to read digits");

    static string Words(string group) => group switch { "true-lenet" => "digits (lenet, 20 epochs)", "true-alexnet-small" => "digits (alexnet-small, 20 epochs)", _ => $"{group} (tiny, 10 epochs)" };
}

void Photo()
{
    static bool Shaped(Dictionary<string, string> kernel) => kernel["name"] is "edge" or "line" or "gabor";
    var runs = Kernels("photo").GroupBy(k => k["group"]).Select(g => (g.Key, PerSeed: g.GroupBy(k => k["seed"]).Select(s => Share(s, Shaped)).ToArray(), Names: Counted(g.Select(k => k["name"])))).ToArray();
    Section("One picture is enough for a first layer", "passband experiment experiments/photo.toml --set photo=PHOTO", runs.All(r => r.PerSeed.Average() >= 0.5),
        "Asano, Rupprecht and Vedaldi (2020) say it of one augmented picture without labels. Confirmed means: in the mean over the seeds, at least half of the 7×7 kernels of each network are edges, lines or Gabors beyond noise. What was learned is by how many quarter turns a patch was turned.");
    Table(["network, in color or not", "edges, lines and Gabors, by seed", "names", "turned back rightly (chance: 25 %)"],
        [.. runs.Select(r => new[] { r.Key, string.Join(", ", r.PerSeed.Select(Percent)), r.Names, Range(Figure(Groups(onePhoto)[r.Key], "heldOutAccuracy")) })]);
    Say($"Of the samples, sample:photo (without color) has {Names(Filters(explained["photo"]))}; sample:photo-color has {Names(Filters(explained["photo-color"]))}.");
}

void Orders()
{
    var rows = explained.Select(e => ($"sample:{e.Key}", e.Value)).Append(("face network", face)).Select(e =>
    {
        var summary = Layer(e.Item2).GetProperty("summary");
        return new[] { e.Item1, Shares(summary, "orders"), Shares(summary, "colors"), $"{Filters(e.Item2).Count(f => Text(f, "name") is "edge" or "line" or "gabor" && Try(f, "color", "kind") is { } k && k.GetString() is "opponent" or "colored")}" };
    }).ToList();
    Section("First and higher derivatives in a few directions, some of them in a direction of color space", "passband explain sample:photo --json", null, "Dominant differential orders and colors of the first layers; the last column counts kernels that are both: oriented and colored.");
    Table(["network", "orders", "colors", "both"], rows);
    Picture("photo-color.png", "The first layer of a network that learned from one photo in color");
}

void Tasks()
{
    var runs = Kernels("tasks").GroupBy(k => k["run"]).Select(r => (Group: r.First()["group"], Histogram: r.GroupBy(k => k["name"]).ToDictionary(n => n.Key, n => n.Count() / (double)r.Count()))).ToArray();
    var groups = runs.Select(r => r.Group).ToArray();
    var observed = Apart(runs, groups);
    var (more, draws, random) = (0, 9999, new Random(1));
    for (var i = 0; i < draws; i++)
    {
        random.Shuffle(groups);
        more += Apart(runs, groups).Difference >= observed.Difference ? 1 : 0;
    }
    var p = (1.0 + more) / (1 + draws);
    Section("They are application-dependent", "passband experiment experiments/tasks.toml --set photos=PHOTO", p <= Significant,
        $"Confirmed means: histograms of names differ more between kinds of pictures than between seeds (p ≤ 0.05, permutation of the runs). Their total variation distance is {Two(observed.Between)} between kinds and {Two(observed.Within)} between seeds of a kind (p {p:0.####}).");
    Table(["trained on", .. Names2()], [.. runs.GroupBy(r => r.Group).Select(g => (string[])[g.Key, .. Names2().Select(n => Percent(g.Average(r => r.Histogram.GetValueOrDefault(n))))])]);

    string[] Names2() => [.. runs.SelectMany(r => r.Histogram.Keys).Distinct().Order(StringComparer.Ordinal)];
}

void CountAndSize()
{
    Section("It also depends on the number of kernels and their size", "passband experiment experiments/kernel-count.toml; passband experiment experiments/kernel-size.toml", null, "Means over the seeds, with the smallest and the largest.");
    Table(["", "held-out accuracy", "told from noise", "dead", "gabors", "median peak, c/px", "median octaves"], [.. Groups(count).Concat(Groups(size)).Select(g => new[]
    {
        g.Key, Range(Figure(g.Value, "heldOutAccuracy")), Range(Figure(g.Value, "structured")), Range(Figure(g.Value, "names.dead")), Range(Figure(g.Value, "names.gabor")), Number2(Figure(g.Value, "peak.median")), Number2(Figure(g.Value, "octaves.median")),
    })]);
}

void Bands()
{
    Section("Low-pass because grain does not matter, high-pass because large-scale parts do not", "passband explain sample:textures --json", null, "The response of whole first layers: how much of it lies below 1/8, between, and above 1/4 cycles per pixel (a white layer: 5, 15 and 80 %).");
    Table(["network", "low", "middle", "high"], [.. explained.Select(e => ($"sample:{e.Key}", e.Value)).Append(("face network", face)).Select(e => new[] { e.Item1, Band(e.Item2, "low"), Band(e.Item2, "middle"), Band(e.Item2, "high") })]);
}

void Cortex()
{
    // Ringach (2002), joint counts of n_x (rows) and n_y (columns) of Gabor fits of neurons of the macaque's primary visual cortex, bin edges 10^(−1, −0.76, −0.52, −0.28, −0.04, 0.2).
    int[][] counts = [[2, 0, 1, 0, 0], [8, 9, 4, 1, 0], [1, 2, 19, 17, 3], [0, 0, 1, 7, 4], [0, 0, 0, 0, 0]];
    double[] edges = [-1, -0.76, -0.52, -0.28, -0.04, 0.2];
    var rows = new List<string[]>();
    var cortex = counts.SelectMany(r => r).Select(c => c / (double)counts.Sum(r => r.Sum())).ToArray();
    foreach (var group in Kernels("tasks").Concat(Kernels("kernel-size")).Where(k => k["nx"].Length > 0 && k["ny"].Length > 0).GroupBy(k => k["group"]))
    {
        var found = new double[25];
        var outside = 0;
        foreach (var kernel in group)
        {
            var (x, y) = (Bin(Parse(kernel["nx"])), Bin(Parse(kernel["ny"])));
            if (x < 0 || y < 0)
                outside++;
            else
                found[5 * x + y]++;
        }
        if (group.Count() < 10)
            continue;
        var overlap = found.Select((f, i) => Math.Min(f / group.Count(), cortex[i])).Sum();
        rows.Add([group.Key, $"{group.Count()}", Two(Median(group.Select(k => (double?)Parse(k["nx"])))), Two(Median(group.Select(k => (double?)Parse(k["ny"])))), Percent(overlap), $"{outside}"]);
    }
    Section("Receptive fields of the visual cortex are like them", "passband experiment experiments/tasks.toml --set photos=PHOTO; passband experiment experiments/kernel-size.toml", null,
        "Gabors in Ringach's plane: n = σ·f across (n_x) and along (n_y) the stripes, columns nx and ny of kernels.csv. Overlap is the part that a histogram shares with the 79 neurons of Ringach (2002). These small networks have few Gabors: groups of fewer than ten Gabors are left out.");
    Table(["trained on", "gabors", "median n_x", "median n_y", "overlap with the cortex", "outside the plane"], rows);

    int Bin(double n) => Math.Log10(n) is var l && l >= edges[0] && l < edges[^1] ? Array.FindLastIndex(edges, e => l >= e) : -1;
}

void Chance()
{
    var (structured, all) = (0, 0);
    foreach (var run in Directory.EnumerateDirectories($"{folder}/lines-results/runs").Concat(Directory.EnumerateDirectories($"{folder}/tasks-results/runs")).Order(StringComparer.Ordinal))
    {
        var filters = Filters(Json("explain", $"{run}/snapshots/step-00000000.onnx", "--json"));
        (structured, all) = (structured + filters.Count(Structured), all + filters.Length);
    }
    Section("These examples look too perfect: were they chosen?", "passband explain RUN/snapshots/step-00000000.onnx", structured <= Significant * all,
        $"Every kernel is shown, with its fit and its q-value. Confirmed that chance is not called structure means: of untrained networks, at most 5 % of the kernels are told from noise. {structured} of {all} are, in the first layers with which the runs of two experiments began.");
}

void RandomLabels()
{
    var groups = Groups(labels);
    var rows = new List<string[]>();
    var holds = true;
    foreach (var pair in labels.GetProperty("energy").EnumerateArray())
    {
        var (first, second) = (Text(pair, "first"), Text(pair, "second"));
        if (Kind(first) != Kind(second))
            continue;
        var (between, untrained) = (Spread(pair, "correlation"), Spread(groups[first].GetProperty("energy"), "withUntrained"));
        holds &= between.Mean > untrained.Mean;
        rows.Add([$"{first} with {second}", Number2(between), Number2(Spread(groups[first].GetProperty("energy"), "betweenSeeds")), Number2(untrained), Percent(Figure(groups[first], "heldOutAccuracy").Mean), Percent(Figure(groups[second], "heldOutAccuracy").Mean)]);
    }
    Section("Random labels give a first layer like that of true labels", "passband experiment experiments/random-labels.toml", holds,
        "Confirmed means: the energy profile (Chowers and Weiss 2023) of true labels correlates more with that of random labels than with that of the untrained weights.");
    Table(["", "correlation", "between seeds of the first", "with its untrained weights", "held-out accuracy of the first", "of the second"], rows);
    Table(["", "told from noise", "names"], [.. groups.Keys.Select(g => new[] { g, Range(Figure(groups[g], "structured")), Counted(Kernels("random-labels").Where(k => k["group"] == g).Select(k => k["name"])) })]);

    static string Kind(string group) => group[(group.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

void Regularization()
{
    var groups = Groups(regularization);
    double Share(Func<string, bool> which) => groups.Where(g => which(g.Key)).Average(g => Figure(g.Value, "structured").Mean);
    var (barely, undecayed, decayed) = (Share(g => g == "barely"), Share(g => g.Contains("decay0-", StringComparison.Ordinal)), Share(g => g.Contains("decay1-", StringComparison.Ordinal)));
    var (training, regularized) = (barely < undecayed, undecayed < decayed);
    Judged("Smooth kernels mean a well-trained network, noisy ones too little training or regularization", "passband experiment experiments/regularization.toml", training && regularized ? true : training || regularized ? null : false,
        training != regularized ? "half confirmed" : null,
        $"{(training ? "Too little training does leave noise" : "Too little training leaves no noise")}: after 20 steps {Percent(barely)} of the kernels are told from noise. {(regularized ? "So does too little weight decay" : "Too little weight decay does not, in this network")}: {Percent(undecayed)} without any, {Percent(decayed)} with the largest. Decay and noise in the pictures show in the fits and in the high band instead.");
    Table(["", "held-out accuracy", "told from noise", "high band", "median R²"], [.. groups.Select(g => new[] { g.Key, Range(Figure(g.Value, "heldOutAccuracy")), Range(Figure(g.Value, "structured")), Range(Figure(g.Value, "bands.high")), Number2(Figure(g.Value, "r2.median")) })]);
    Say("The rule goes one way only: random labels give structured first layers, too.");
}

void NotYet()
{
    page.AppendLine("## What no command here answers yet\n");
    page.AppendLine("- Kernels as the sparse, tied matrix of a perceptron (`explain --matrix`).");
    page.AppendLine("- What deeper units look for: deconvolutional projection and the patches that excite a unit most.");
    page.AppendLine("- How far networks of different makers differ beyond their seeds: the runs above are small networks of one architecture at a time.");
}

// What the page is made of.

void Section(string claim, string command, bool? holds, string text) => Judged(claim, command, holds, null, text);

void Judged(string claim, string command, bool? holds, string? word, string text)
{
    var outcome = word ?? holds switch { true => "confirmed", false => "not confirmed", null => "shown" };
    verdicts.Add((claim, Anchor(claim), outcome, ""));
    page.Append($"## {claim}\n\n");
    foreach (var line in command.Split("; "))
        page.Append($"    {line}\n");
    page.Append($"\n**{char.ToUpperInvariant(outcome[0])}{outcome[1..]}.** {text}\n\n");
}

void Say(string text) => page.Append($"{text}\n\n");

void Picture(string file, string words) => page.Append($"![{words}](images/answers/{file})\n\n");

void Table(string[] head, IReadOnlyList<string[]> rows)
{
    page.Append($"| {string.Join(" | ", head)} |\n| {string.Join(" | ", head.Select(_ => "---"))} |\n");
    foreach (var row in rows)
        page.Append($"| {string.Join(" | ", row)} |\n");
    page.Append('\n');
}

string Page()
{
    var text = new StringBuilder("# The question, answered by trainings that anyone can repeat\n\n");
    text.Append("Can the convolutions of a network's early stages be said in common terms, or do they depend on the application and cannot be interpreted? Each answer below has its command, and numbers that\n");
    text.Append($"the command gave. All of it was made by `dotnet run docs/answers.cs -- PHOTO` ({File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "one machine"}, {Environment.ProcessorCount} cores); the networks are small, and so is what they prove. The photo is {Path.GetFileNameWithoutExtension(photo)} of scikit-image.\n\n");
    text.Append("| claim | outcome |\n| --- | --- |\n");
    foreach (var (claim, anchor, outcome, _) in verdicts)
        text.Append($"| [{claim}](#{anchor}) | {outcome} |\n");
    return text.Append('\n').Append(page).ToString().TrimEnd() + "\n";
}

static string Anchor(string claim) => string.Concat(claim.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

// The tool.

JsonElement Experiment(string name, params string[] more) => Json(["experiment", $"experiments/{name}.toml", "-o", $"{folder}/{name}-results", "--json", .. more]);

JsonElement Json(params string[] arguments) => JsonDocument.Parse(Run(arguments)).RootElement;

string Run(params string[] arguments)
{
    Console.Error.WriteLine($"passband {string.Join(' ', arguments)}");
    var start = new ProcessStartInfo("dotnet", [Tool, .. arguments]) { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException($"passband {string.Join(' ', arguments)} ended with code {process.ExitCode}.");
}

List<Dictionary<string, string>> Rows(string name) => Csv($"{folder}/{name}-results/results.csv");

List<Dictionary<string, string>> Kernels(string name) => Csv($"{folder}/{name}-results/kernels.csv");

// No field of these tables has a comma or a quotation mark but messages of failed runs, of which there are none.
static List<Dictionary<string, string>> Csv(string path)
{
    var lines = File.ReadAllLines(path);
    var head = lines[0].Split(',');
    return [.. lines.Skip(1).Select(l => l.Split(',').Zip(head).ToDictionary(c => c.Second, c => c.First))];
}

string RunName(string experiment, string group, string seed) => Rows(experiment).First(r => r["group"] == group && r["seed"] == seed)["run"];

// Numbers of the documents.

static JsonElement Layer(JsonElement document) => document.GetProperty("layers")[0];

static JsonElement[] Filters(JsonElement document) => [.. Layer(document).GetProperty("filters").EnumerateArray()];

static bool Structured(JsonElement filter) => Text(filter, "name") is not ("noise" or "dead");

static Dictionary<string, JsonElement> Groups(JsonElement experiment) => experiment.GetProperty("groups").EnumerateArray().ToDictionary(g => Text(g, "name"));

static (double Mean, double Min, double Max, int Runs) Figure(JsonElement group, string name) => Spread(group.GetProperty("figures"), name);

static (double Mean, double Min, double Max, int Runs) Spread(JsonElement parent, string name) =>
    parent.TryGetProperty(name, out var s) && s.ValueKind == JsonValueKind.Object
        ? (s.GetProperty("mean").GetDouble(), s.GetProperty("min").GetDouble(), s.GetProperty("max").GetDouble(), s.GetProperty("runs").GetInt32())
        : (double.NaN, double.NaN, double.NaN, 0);

static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

static JsonElement? Try(JsonElement element, params string[] path)
{
    foreach (var name in path)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element) || element.ValueKind == JsonValueKind.Null)
            return null;
    }
    return element;
}

static double? Number(JsonElement element, params string[] path) => Try(element, path)?.GetDouble();

static string Shares(JsonElement summary, string name) => Try(summary, name) is { } shares
    ? string.Join(", ", shares.EnumerateObject().Select(s => $"{s.Name} {Percent(s.Value.GetDouble())}"))
    : "–";

static string Band(JsonElement document, string band) => Number(Layer(document), "summary", "bands", band) is { } share ? Percent(share) : "–";

static string Names(JsonElement[] filters) => Counted(filters.Select(f => Text(f, "name")));

static string Counted(IEnumerable<string> names) => string.Join(", ", names.GroupBy(n => n).OrderByDescending(n => n.Count()).ThenBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Count()} {n.Key}"));

static (double Between, double Within, double Difference) Apart((string Group, Dictionary<string, double> Histogram)[] runs, string[] groups)
{
    var (between, within) = (new List<double>(), new List<double>());
    for (var i = 0; i < runs.Length; i++)
    {
        for (var j = 0; j < i; j++)
            (groups[i] == groups[j] ? within : between).Add(runs[i].Histogram.Keys.Union(runs[j].Histogram.Keys).Sum(n => Math.Abs(runs[i].Histogram.GetValueOrDefault(n) - runs[j].Histogram.GetValueOrDefault(n))) / 2);
    }
    return (between.Average(), within.Average(), between.Average() - within.Average());
}

static double Median(IEnumerable<double?> values)
{
    double[] sorted = [.. values.Where(v => v is not null).Select(v => v!.Value).Order()];
    return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

static double Share(IEnumerable<Dictionary<string, string>> rows, Func<Dictionary<string, string>, bool> which) => rows.Count(which) / (double)rows.Count();

static double Parse(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

static string Two(double value) => double.IsNaN(value) ? "–" : value.ToString("0.00", CultureInfo.InvariantCulture);

static string Percent(double share) => double.IsNaN(share) ? "–" : $"{100 * share:0.#} %";

static string Range((double Mean, double Min, double Max, int Runs) s) => s.Runs == 0 ? "–" : $"{Percent(s.Mean)} ({Percent(s.Min)} to {Percent(s.Max)})";

static string Number2((double Mean, double Min, double Max, int Runs) s) => s.Runs == 0 ? "–" : $"{Two(s.Mean)} ({Two(s.Min)} to {Two(s.Max)})";
