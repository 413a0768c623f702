using System.Diagnostics;

namespace OrleansNews.Comments.Threads;

/// <summary>A command that waits for its batch, and its caller.</summary>
internal abstract class PendingCommand(int size, object? subject, bool mayOvertake)
{
    /// <summary>About how many bytes it holds.</summary>
    public int Size => size;

    /// <summary>What commands are about that keep their order, attempts of one submission above all; null when its order is of no matter.</summary>
    public object? Subject => subject;

    /// <summary>Whether it may be decided before commands that came earlier and wait for the registry of outboxes, unless they have its subject: nothing that it brings is about what they bring.</summary>
    public bool MayOvertake => mayOvertake;

    /// <summary>Whether what it was decided to be brings something that others must hear of.</summary>
    public bool OwesNews { get; set; }

    /// <summary>Whether it was taken out of its batch until the registry of outboxes has answered.</summary>
    public bool IsSetAside { get; set; }

    /// <summary>What it is part of, for traces; null when nobody traces.</summary>
    public Activity? Cause { get; } = Activity.Current;

    /// <summary>Decides the outcome against the draft and adds events to it; what it decided before against another draft is forgotten. Nobody hears of it before the commit.</summary>
    public abstract void Evaluate(ThreadDraft draft);

    /// <summary>The batch is durable, or there was nothing to write.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception fault);
}

internal sealed class PendingCommand<TResult>(int size, object? subject, bool mayOvertake, Func<ThreadDraft, TResult> decide) : PendingCommand(size, subject, mayOvertake)
{
    // Callers go on in turns of their own, not in the middle of the batch's.
    private readonly TaskCompletionSource<TResult> _caller = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public Task<TResult> Task => _caller.Task;

    public override void Evaluate(ThreadDraft draft) => _result = decide(draft);

    public override void Complete() => _caller.TrySetResult(_result);

    public override void Fail(Exception fault) => _caller.TrySetException(fault);
}
