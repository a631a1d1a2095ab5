using Passband.Benchmarks;

if (args is ["calibrate", var path, .. var rest])
{
    Calibrate.Run(path, rest is [var count] ? _ => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : Calibrate.CommittedSamples);
    return 0;
}
Console.Error.WriteLine("Usage: calibrate FILE [SAMPLES]   remake the noise table");
return 2;
