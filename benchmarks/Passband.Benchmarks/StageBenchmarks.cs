using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Passband.Explanations;
using Passband.Kernels;
using Passband.Measures;
using Passband.Shapes;

namespace Passband.Benchmarks;

/// <summary>Every stage of describing one filter, by size (channels×rows×columns). One operation is one synthetic filter out of sixteen, in turn.</summary>
[MemoryDiagnoser]
public class StageBenchmarks
{
    private const int Filters = 16;

    private FilterShape _shape;
    private Transform _transform = null!;
    private DerivativeBank _hermite = null!;
    private ShapeFitter _fitter = null!;
    private FitWorkspace _work = null!;
    private FilterMeasurer _measurer = null!;
    private float[][] _weights = null!;
    private double[][] _filters = null!;
    private ColorSplit[] _splits = null!;
    private Spectrum[] _spectra = null!;
    private double[] _power = null!;
    private int _next;

    /// <summary>The size of the filters.</summary>
    [Params("3x3x3", "3x7x7", "3x11x11", "1x1x512")]
    public string Size { get; set; } = "";

    public static void Run(string[] filter)
    {
        // In this process: the library's internals are visible to this assembly only.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromTypes([typeof(StageBenchmarks)]).Run(["--filter", filter is [var name] ? $"*{name}*" : "*"], config);
    }

    [GlobalSetup]
    public void SetUp()
    {
        var sides = Array.ConvertAll(Size.Split('x'), side => int.Parse(side, System.Globalization.CultureInfo.InvariantCulture));
        _shape = new FilterShape(sides[0], sides[1], sides[2]);
        _transform = new Transform(_shape);
        _hermite = new DerivativeBank(_shape);
        _fitter = new ShapeFitter(_shape);
        _work = _fitter.CreateWorkspace();
        _measurer = new FilterMeasurer(_shape, Extent.One, blueFirst: false, NoiseNullTable.Load());
        _weights = [.. Enumerable.Range(0, Filters).Select(i => SampleFilters.Synthetic(_shape, i))];
        _filters = Array.ConvertAll(_weights, w => Array.ConvertAll(w, v => (double)v));
        _splits = Array.ConvertAll(_filters, f => ColorSplit.Of(f, _shape));
        _spectra = Array.ConvertAll(_filters, f => new Spectrum(f, _shape, _transform));
        _power = new double[_transform.GridLength];
    }

    [Benchmark]
    public object TablesDerivative() => new DerivativeBank(_shape);

    [Benchmark]
    public object TablesShapes() => new ShapeFitter(_shape);

    [Benchmark]
    public void TransformPower() => _transform.Power(_filters[Next()], _power);

    [Benchmark]
    public object SpectrumAndPeak() => new Spectrum(_filters[Next()], _shape, _transform);

    [Benchmark]
    public object Color() => ColorSplit.Of(_filters[Next()], _shape);

    [Benchmark]
    public double OrientationMoments() => Orientation.Of(_filters[Next()], _shape).Coherence;

    [Benchmark]
    public object BandAlongDirection() => Band.Of(_spectra[Next()], 30);

    [Benchmark]
    public object BandAllDirections() => Band.Of(_spectra[Next()], null);

    [Benchmark]
    public object Order() => DifferentialOrder.Of(_splits[Next()].Profile, _hermite);

    [Benchmark]
    public double EvenAndOdd() => Symmetry.Of(_splits[Next()].Profile, _shape, 0.2, 0.1).Even;

    [Benchmark]
    public double Separable() => Separability.Of(_splits[Next()].Profile, _shape);

    [Benchmark]
    public object Shapes() => _fitter.Fit(_splits[Next()].Profile, _work);

    [Benchmark]
    public object WholeFilter() => _measurer.Measure(_weights[Next()], _work);

    private int Next() => _next = (_next + 1) % Filters;
}
