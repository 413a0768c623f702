namespace OrleansNews.Operations;

/// <summary>
/// The undelivered messages of one grain and their delivery: at least once, each message the whole desired state with a version, so that the
/// receiver can tell a late one. The messages themselves are part of the owner's head and are committed with what caused them.
/// </summary>
/// <param name="owner">The grain whose head holds the messages; it implements <see cref="IOutboxOwner"/>.</param>
/// <param name="grains">Reaches the registry.</param>
/// <param name="pending">The undelivered messages of the committed head.</param>
/// <param name="send">Sends one message to its receiver; throws when that does not answer.</param>
/// <param name="remove">
/// Commits a head without these messages, through <see cref="CommitAsync"/> and in turn with the owner's commands. A message that was replaced by a newer one since it was
/// sent must stay.
/// </param>
/// <remarks>For one activation; the owner lets no two commits run at the same time.</remarks>
internal sealed class Outbox<TMessage>(
    GrainId owner,
    IGrainFactory grains,
    Func<IReadOnlyList<TMessage>> pending,
    Func<TMessage, Task> send,
    Func<IReadOnlyList<TMessage>, Task> remove)
{
    private long? _registration;
    private Task? _delivery;

    /// <summary>
    /// Runs a write of the owner's head. A head that holds messages is written only after the owner stands in the registry; one that holds none ends the
    /// dirty period once it is durable.
    /// </summary>
    public async Task CommitAsync(bool leavesPending, Func<Task> write)
    {
        if (leavesPending) _registration ??= await grains.RegisterOutboxAsync(owner);
        await write();
        if (!leavesPending) Complete();
    }

    /// <summary>
    /// Delivers until nothing is pending. One delivery runs at a time; a caller that finds one running waits for it and looks again.
    /// Throws what the last receiver threw, after the others were served.
    /// </summary>
    public async Task DeliverAsync()
    {
        while (_delivery is { } running) await running.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _delivery = DeliverPendingAsync();
        try
        {
            await _delivery;
        }
        finally
        {
            _delivery = null;
        }
    }

    private async Task DeliverPendingAsync()
    {
        while (pending() is { Count: > 0 } messages)
        {
            var attempts = messages.Select(message => (Message: message, Task: SendAsync(message))).ToList();
            var all = Task.WhenAll(attempts.Select(attempt => attempt.Task));
            await all.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            var delivered = attempts.Where(attempt => attempt.Task.IsCompletedSuccessfully).Select(attempt => attempt.Message).ToList();
            if (delivered.Count > 0) await remove(delivered);
            await all;
        }
    }

    // A fault before the first await must not keep the other messages back.
    private async Task SendAsync(TMessage message) => await send(message);

    /// <summary>
    /// Forgets the registration when nothing is pending: the registry is about to end it, so the next dirty period needs its own. In turn with the owner's commands.
    /// </summary>
    public void EndIfEmpty()
    {
        if (pending().Count == 0) Complete();
    }

    private void Complete()
    {
        if (_registration is not { } ended) return;
        _registration = null;
        grains.RegistryOf(owner).CompleteAsync(owner, ended).Ignore(); // A lost completion costs one needless wake, which ends the registration.
    }
}
