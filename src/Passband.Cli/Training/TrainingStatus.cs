using System.Globalization;
using Passband.Evolutions;
using Passband.Networks.Training;

namespace Passband.Cli.Training;

/// <summary>Where a training stands, in words.</summary>
internal sealed class TrainingStatus(TrainingBeginning beginning, TimeProvider clock)
{
    /// <summary>How much of the loss before a step is kept: single batches jump.</summary>
    private const double Inertia = 0.9;

    private readonly TrainingPace _pace = new(clock);
    private double? _loss;
    private double? _accuracy;
    private double? _heldOut;
    private double? _heldOutLoss;

    public int Step { get; private set; } = beginning.Step;

    public void Begin() => _pace.Add(beginning.Step);

    public void Add(StepResult step)
    {
        Step = step.Step;
        _pace.Add(step.Step);
        _loss = Smooth(_loss, step.Loss);
        _accuracy = step.Accuracy is { } accuracy ? Smooth(_accuracy, accuracy) : null;
    }

    public void Add(TrainingLogLine line)
    {
        _heldOut = line.HeldOutAccuracy ?? _heldOut;
        _heldOutLoss = line.HeldOutLoss ?? _heldOutLoss;
    }

    /// <summary>The same as numbers; what is not known is null.</summary>
    public (double? Loss, double? Accuracy, double? HeldOutAccuracy, double? PicturesPerSecond, double? SecondsLeft) Numbers =>
        (_loss, _accuracy, _heldOut, _pace.Rate * (beginning.Settings.Batch ?? 1), _pace.Rate is { } rate ? (beginning.Steps - Step) / rate : null);

    /// <summary>"43 %  step 340 of 782  12 s left".</summary>
    public IEnumerable<string> Progress()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{100L * Step / beginning.Steps,3} %");
        yield return string.Create(CultureInfo.InvariantCulture, $"step {Step} of {beginning.Steps}");
        if (_pace.Rate is { } rate && Step < beginning.Steps)
            yield return $"{TrainingPace.Text((beginning.Steps - Step) / rate)} left";
    }

    /// <summary>"loss 0.213  accuracy 92.1 %  held out 93.4 %  2310 pictures/s".</summary>
    public IEnumerable<string> Figures()
    {
        if (_loss is { } loss)
            yield return $"loss {Number(loss)}";
        if (_accuracy is { } accuracy)
            yield return $"accuracy {Percent(accuracy)}";
        if (_heldOut is { } heldOut)
            yield return $"held out {Percent(heldOut)}";
        else if (_heldOutLoss is { } heldOutLoss)
            yield return $"held out {Number(heldOutLoss)}";
        if (_pace.Rate is { } rate)
            yield return string.Create(CultureInfo.InvariantCulture, $"{rate * (beginning.Settings.Batch ?? 1):0} pictures/s");
    }

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    public static string Number(double value) => value.ToString(Math.Abs(value) is >= 0.001 and < 1000 ? "0.0000" : "0.0e+0", CultureInfo.InvariantCulture);

    private static double Smooth(double? before, double value) => before is { } old ? Inertia * old + (1 - Inertia) * value : value;
}
