using TorchSharp;

namespace Passband.Networks.Tests;

/// <summary>What is counted for the whole process is counted while nothing else runs.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>Tensors that are in use, when those that other tests left to the collector are gone.</summary>
    public static long Tensors()
    {
        Collect();
        return torch.Tensor.TotalCount;
    }

    /// <summary>Lets the collector finish.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
