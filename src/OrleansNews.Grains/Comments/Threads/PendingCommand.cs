using System.Diagnostics;

namespace OrleansNews.Comments.Threads;

/// <summary>A command that waits for its batch, and its caller.</summary>
internal abstract class PendingCommand(int size)
{
    /// <summary>About how many bytes it holds.</summary>
    public int Size => size;

    /// <summary>What it is part of, for traces; null when nobody traces.</summary>
    public Activity? Cause { get; } = Activity.Current;

    /// <summary>Decides the outcome against the draft and adds events to it. Nobody hears of it before the commit.</summary>
    public abstract void Evaluate(ThreadDraft draft);

    /// <summary>The batch is durable, or there was nothing to write.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception fault);
}

internal sealed class PendingCommand<TResult>(int size, Func<ThreadDraft, TResult> decide) : PendingCommand(size)
{
    // Callers go on in turns of their own, not in the middle of the batch's.
    private readonly TaskCompletionSource<TResult> _caller = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public Task<TResult> Task => _caller.Task;

    public override void Evaluate(ThreadDraft draft) => _result = decide(draft);

    public override void Complete() => _caller.TrySetResult(_result);

    public override void Fail(Exception fault) => _caller.TrySetException(fault);
}
