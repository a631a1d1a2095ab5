using System.Runtime.ExceptionServices;

namespace Passband.Networks.Training;

/// <summary>Draws the batches of the next steps on a thread of its own, so that the training does not wait for pictures.</summary>
internal sealed class BatchQueue : IDisposable
{
    /// <summary>Batches that are drawn ahead: more than one, as some take longer than others.</summary>
    private const int Ahead = 3;

    private readonly BatchMaker _maker;
    private readonly Lock _gate = new();
    private readonly Queue<Batch> _drawn = new();
    private readonly SemaphoreSlim _full = new(0);
    private readonly SemaphoreSlim _free = new(Ahead);
    private readonly Stack<Batch> _spare = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _end;
    private int _next;
    private Thread? _thread;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Prepares a queue.</summary>
    /// <param name="maker">Draws a batch.</param>
    /// <param name="first">The step to begin with.</param>
    /// <param name="end">The step after the last.</param>
    public BatchQueue(BatchMaker maker, int first, int end) => (_maker, _next, _end) = (maker, first, end);

    /// <summary>The batch of the step that comes next; stays the queue's, and the next one until <see cref="Done"/>.</summary>
    public Batch Peek(CancellationToken cancellation)
    {
        if (_thread is null)
        {
            _thread = new Thread(Work) { IsBackground = true, Name = "pictures of a training" };
            _thread.Start();
        }
        _full.Wait(cancellation);
        _full.Release();
        lock (_gate)
        {
            if (_drawn.TryPeek(out var batch))
                return batch;
        }
        // Given back above: whoever asks again hears the same.
        _failure!.Throw();
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>Says that the step was made.</summary>
    public void Done()
    {
        _full.Wait();
        lock (_gate)
            _spare.Push(_drawn.Dequeue());
        _free.Release();
    }

    /// <summary>Stops drawing.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        _stop.Dispose();
        _full.Dispose();
        _free.Dispose();
    }

    private void Work()
    {
        try
        {
            for (; _next < _end; _next++)
            {
                _free.Wait(_stop.Token);
                Batch? batch;
                lock (_gate)
                    _spare.TryPop(out batch);
                batch ??= _maker.Empty();
                _maker.Fill(batch, _next);
                lock (_gate)
                    _drawn.Enqueue(batch);
                _full.Release();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
#pragma warning disable CA1031 // Whatever a set of pictures throws belongs to the thread that trains.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(e);
            _full.Release();
        }
    }
}
