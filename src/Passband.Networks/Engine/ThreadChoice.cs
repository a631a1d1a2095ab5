using TorchSharp;

namespace Passband.Networks.Engine;

/// <summary>
/// How many threads convolutions are computed with. Those of small pictures take a few microseconds, less than it takes to wake a second thread and wait for it. The number
/// is libtorch's for the whole process; a run that wants another puts it back when it ends.
/// </summary>
/// <param name="Single">Whether one thread is enough.</param>
internal sealed record ThreadChoice(bool Single)
{
    /// <summary>
    /// Multiplications of a convolution, in the mean, below which one thread is at least as fast as two. Text angle of one line (0.3 million) ran 1.3 times as fast on one, text angle
    /// of six and the audio embedding (2 million) as fast, and text recognition of one line (17 million) 0.7 times as fast; two processors. The limit lies between, chosen on these.
    /// </summary>
    private const double WorthAThread = 5e6;

    /// <summary>What the work of a run says about the next.</summary>
    public static ThreadChoice Of((double Products, int Convolutions) work) => new(work.Convolutions > 0 && work.Products / work.Convolutions < WorthAThread);

    /// <summary>Runs something with that many threads.</summary>
    public T Run<T>(Func<T> work)
    {
        var usual = torch.get_num_threads();
        if (!Single || usual == 1)
            return work();
        torch.set_num_threads(1);
        try
        {
            return work();
        }
        finally
        {
            torch.set_num_threads(usual);
        }
    }
}
