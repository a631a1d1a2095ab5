using System.Globalization;
using Passband.Kernels;
using TorchSharp;

namespace Passband.Networks.LibTorch;

/// <summary>Finds libtorch and its devices.</summary>
internal static class TorchLibrary
{
    private const string Where = "libtorch";

    /// <summary>The device of a name.</summary>
    /// <param name="name">"auto", "cpu", "cuda" or "cuda:N".</param>
    /// <exception cref="PassbandException">libtorch or the device is not there, or the name is of another form.</exception>
    public static torch.Device Device(string name)
    {
        RequireLoaded();
        if (name == "cpu")
            return torch.CPU;
        if (name is "auto" or "cuda" || name.StartsWith("cuda:", StringComparison.Ordinal))
        {
            var count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
            if (name == "auto")
                return count > 0 ? torch.CUDA : torch.CPU;
            var index = 0;
            if (name == "cuda" || int.TryParse(name.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            {
                return index < count ? torch.device($"cuda:{index.ToString(CultureInfo.InvariantCulture)}") : throw new PassbandException(
                    ErrorKind.PartMissing, $"device '{name}'", count == 0 ? "no CUDA device, or a libtorch without CUDA" : $"{count} CUDA devices", null,
                    "Use --device cpu, or install a CUDA libtorch and a driver.");
            }
        }
        throw new PassbandException(ErrorKind.Request, $"device '{Printable.Name(name)}'", "no such device", "auto, cpu, cuda or cuda:N");
    }

    /// <summary>Loads libtorch, which the first use of a tensor would do with a message about a missing package.</summary>
    private static void RequireLoaded()
    {
        WaitAsleep.Ask();
        try
        {
            torch.zeros(1).Dispose();
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException or BadImageFormatException or FileNotFoundException or EntryPointNotFoundException)
        {
            throw new PassbandException(
                ErrorKind.PartMissing, Where, "its native libraries cannot be loaded on this machine", "libtorch for Linux or Windows on x64, or macOS or Windows on Arm64",
                "Kernels can be explained, shown and used as filters without it; to run networks, use a machine of these kinds.", e);
        }
    }
}
