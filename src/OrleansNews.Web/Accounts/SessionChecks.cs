using System.Collections.Concurrent;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>
/// Asks the account whether a session or application password still stands, at most every few seconds for each: what staff revoke ends within
/// five seconds on every front end.
/// </summary>
internal sealed class SessionChecks(IClusterClient cluster, TimeProvider time)
{
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(4);

    // Longer than an account takes that moves because its silo stops: nobody is signed out for a request by an upgrade.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<(string Login, string Proof), Known> _known = new();

    /// <summary>Who the session is; null when it is over.</summary>
    public Task<Actor?> CheckSessionAsync(string login, string stamp) =>
        CheckAsync(login, "s" + stamp, account => account.CheckSessionAsync(stamp));

    /// <summary>Ends a session: at once on this front end, and on every other when it next asks.</summary>
    public async Task EndSessionAsync(string login, string stamp)
    {
        await cluster.GetGrain<IAccountGrain>(login).EndSessionAsync(stamp).WaitAsync(AnswerWithin, time);
        _known.TryRemove((login, "s" + stamp), out _);
    }

    /// <summary>Asks the account anew with the next request of each of its sessions on this front end: something of it was changed here.</summary>
    public void Forget(string login)
    {
        foreach (var known in _known.Keys.Where(known => known.Login == login)) _known.TryRemove(known, out _);
    }

    /// <summary>Who the application password belongs to; null when to nobody.</summary>
    public Task<Actor?> CheckApplicationPasswordAsync(string login, string password)
    {
        var hash = ApplicationPasswords.Hash(password);
        return CheckAsync(login, "a" + Convert.ToHexString(hash.AsSpan()), account => account.CheckApplicationPasswordAsync(hash));
    }

    private async Task<Actor?> CheckAsync(string login, string proof, Func<IAccountGrain, Task<Actor?>> ask)
    {
        var asked = time.GetTimestamp();
        if (_known.TryGetValue((login, proof), out var known) && time.GetElapsedTime(known.Asked, asked) < RememberFor) return known.Actor;
        var actor = await ClusterCalls.AgainAsync(() => ask(cluster.GetGrain<IAccountGrain>(login)), AnswerWithin, time);
        if (actor is null)
        {
            _known.TryRemove((login, proof), out _);
            return null;
        }

        // Only what was right is remembered, so guesses cannot fill it; the bound is for a newsroom larger than any.
        if (_known.Count >= MaxRemembered) _known.Clear();
        _known[(login, proof)] = new(actor, asked);
        return actor;
    }

    private sealed record Known(Actor Actor, long Asked);
}
