using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments.Simulation;

/// <summary>An answer of the thread.</summary>
/// <param name="IsFirst">Whether the first attempt brought it: else an earlier one may have been carried out, too, or still be on its way.</param>
/// <param name="Sent">How many events the log had when the attempt was made.</param>
internal readonly record struct Answer<T>(T Result, bool IsFirst, long Sent);

/// <summary>Calls the thread as front ends and the registry of outboxes do: whatever activation answers, and again when none does.</summary>
internal sealed class SimulatedCaller(SimulatedWorld world, SimulatedCluster cluster)
{
    /// <summary>Asks again and again under the same id, wherever the next attempt lands.</summary>
    /// <param name="needsNewer">Whether an older build does not know the command.</param>
    public async Task<Answer<T>> AskAsync<T>(Func<ThreadCore, Task<T>> call, Func<T, bool> accept, bool needsNewer = false)
    {
        for (var attempts = 0; ; attempts++)
        {
            var activation = cluster.Route();
            while (needsNewer && activation.IsOlder)
            {
                cluster.Activate(older: false);
                activation = cluster.Route();
            }

            var sent = cluster.Model.Events.Count;
            if (await AttemptAsync(call, activation) is { Done: true } attempt && accept(attempt.Result)) return new(attempt.Result, attempts == 0, sent);
            await world.Delay(world.Between(10, 500));
        }
    }

    /// <summary>Asks until there is an answer, whatever it is.</summary>
    public async Task<T> AskAsync<T>(Func<ThreadCore, Task<T>> call, bool needsNewer = false) => (await AskAsync(call, _ => true, needsNewer)).Result;

    /// <summary>As the registry does: on return it ends the registration that it knew.</summary>
    public async Task WakeAsync(long registration)
    {
        if (await AttemptAsync(async core => { await core.DeliverOutboxAsync(); return true; }, cluster.Route()) is { Done: true }) cluster.CompleteOutbox(registration);
    }

    /// <summary>Words that nobody else writes.</summary>
    public string Text(string kind) => $"{kind}-{NewGuid():N}{new string('.', world.Between(0, 60))}";

    public Guid NewGuid()
    {
        Span<byte> bits = stackalloc byte[16];
        world.Random.NextBytes(bits);
        return new(bits);
    }

    private async Task<(bool Done, T Result)> AttemptAsync<T>(Func<ThreadCore, Task<T>> call, SimulatedActivation activation)
    {
        var calling = call(activation.Core);
        if (await Task.WhenAny(calling, world.Delay(10_000)) != calling || activation.Connection.IsDead || world.Chance(cluster.Store.Faults.ReadError)) return default;
        try
        {
            return (true, await calling);
        }
        catch (Exception fault) when (fault is ThreadUnavailableException or TimeoutException)
        {
            return default;
        }
    }
}
