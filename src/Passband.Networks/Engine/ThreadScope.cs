using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>
/// A number of threads for what the calling thread computes with libtorch, until it is disposed of. libtorch keeps the number for each thread that calls it, but a thread that
/// calls it for the first time takes over what any other has set last. So that several may work side by side, the number from before the first of them is what all go back to.
/// </summary>
internal sealed class ThreadScope : IDisposable
{
    private static readonly Lock Gate = new();
    private static int _open;
    private static int _usual;

    /// <summary>Begins.</summary>
    /// <param name="threads">How many threads.</param>
    public ThreadScope(int threads)
    {
        lock (Gate)
        {
            // To ask makes the calling thread take over the number of the process now rather than in the middle of its work.
            var now = torch.get_num_threads();
            if (_open++ == 0)
                _usual = now;
            torch.set_num_threads(threads);
        }
    }

    /// <summary>Puts the number back.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            _open--;
            torch.set_num_threads(_usual);
        }
    }
}
