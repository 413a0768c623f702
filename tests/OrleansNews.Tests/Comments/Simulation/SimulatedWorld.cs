namespace OrleansNews.Comments.Simulation;

/// <summary>
/// One thread, one clock, one source of chance: everything that awaits goes on here, in an order that the seed alone decides. Time moves only when nothing is left to do.
/// </summary>
internal sealed class SimulatedWorld : SynchronizationContext
{
    private readonly PriorityQueue<Action, (long At, long Order)> _later = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _now = new();
    private long _order;

    public SimulatedWorld(int seed)
    {
        Random = new(seed);
        Time = new(this);
    }

    public Random Random { get; }

    public SimulatedTime Time { get; }

    /// <summary>Milliseconds since the beginning.</summary>
    public long Now { get; private set; }

    /// <summary>What went wrong in work that nobody awaits.</summary>
    public Exception? Fault { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => _now.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public void After(long milliseconds, Action action) => _later.Enqueue(action, (Now + Math.Max(0, milliseconds), _order++));

    public Task Delay(long milliseconds)
    {
        var done = new TaskCompletionSource();
        After(milliseconds, () => done.SetResult());
        return done.Task;
    }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public int Between(int least, int most) => Random.Next(least, most + 1);

    /// <summary>Starts work beside the rest.</summary>
    public void Start(Func<Task> work) => Post(_ => _ = Watch(work), null);

    /// <summary>Ends the run with a broken promise.</summary>
    public void Report(Exception fault) => Fault ??= fault;

    /// <summary>Runs until a task is done.</summary>
    public void Run(Func<Task> main, long limit)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = main();
            while (!task.IsCompleted)
            {
                if (Fault is not null) throw new SimulationException(Fault.Message, Fault);
                if (_now.TryDequeue(out var next)) next.Callback(next.State);
                else if (_later.TryDequeue(out var action, out var key))
                {
                    Now = Math.Max(Now, key.At);
                    if (Now > limit) throw new SimulationException("Nothing comes to an end.");
                    action();
                }
                else throw new SimulationException("Everybody waits for somebody.");
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private async Task Watch(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            Fault ??= fault;
        }
    }
}

/// <summary>A promise was broken.</summary>
internal sealed class SimulationException(string message, Exception? inner = null) : Exception(message, inner);
