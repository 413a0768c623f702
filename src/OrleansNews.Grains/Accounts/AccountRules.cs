using System.Collections.Immutable;
using System.Security.Cryptography;

namespace OrleansNews.Accounts;

/// <summary>What may happen to an account. Pure.</summary>
internal static class AccountRules
{
    public const int MaxApplicationPasswords = 50;
    public const int MaxEndedSessions = 100;
    public const int MaxNameLength = 245;
    public const int MaxEmailLength = 100;

    // A front end may renew a cookie for some seconds after its session ended, and clocks differ.
    private static readonly TimeSpan RememberEnded = SessionStamps.Length + TimeSpan.FromDays(1);

    // Five slips of the finger are free; then waiting doubles from two seconds up to a quarter of an hour: about a hundred guesses a day,
    // and an owner who is being attacked waits minutes, not for an administrator.
    private const int FreeAttempts = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public static bool Exists(AccountState state) => state.Login.Length > 0;

    public static bool CanSignIn(AccountState state) => Exists(state) && !state.Disabled;

    /// <summary>Whether an account can be made of this.</summary>
    public static bool IsPossible(NewAccount account) =>
        Logins.TryNormalise(account.Login, out var login) && login == account.Login &&
        account.Name.Length is >= 1 and <= MaxNameLength &&
        account.Email.Length is >= 3 and <= MaxEmailLength && account.Email.IndexOf('@') is > 0 and var at && at < account.Email.Length - 1 &&
        Enum.IsDefined(account.Role) &&
        account.PasswordHash.Length > 0;

    public static AccountState Create(NewAccount account, string stamp, DateTimeOffset now) => new()
    {
        Login = account.Login,
        Name = account.Name,
        Email = account.Email,
        Role = account.Role,
        PasswordHash = account.PasswordHash,
        Stamp = stamp,
        CreatedAt = now,
    };

    /// <summary>Counts an attempt and says what it may compare with.</summary>
    public static (AccountState Next, SignInAttempt Attempt) TakeAttempt(AccountState state, DateTimeOffset now)
    {
        if (!CanSignIn(state)) return (state, new(null, "", TimeSpan.Zero));
        if (now < state.RefusedUntil) return (state, new(null, "", state.RefusedUntil - now));
        var failed = state.FailedAttempts + 1;
        return (state with { FailedAttempts = failed, RefusedUntil = now + WaitAfter(failed) }, new(state.PasswordHash, state.Stamp, TimeSpan.Zero));
    }

    /// <summary>The attempt was right.</summary>
    public static (AccountState Next, bool SignedIn) CompleteAttempt(AccountState state, string stamp, string? rehashed)
    {
        if (!IsStamp(state, stamp)) return (state, false);
        return (state with { FailedAttempts = 0, RefusedUntil = default, PasswordHash = rehashed ?? state.PasswordHash }, true);
    }

    /// <summary>How long attempts are refused after this many failed.</summary>
    public static TimeSpan WaitAfter(int failed)
    {
        if (failed < FreeAttempts) return TimeSpan.Zero;
        var seconds = Math.Pow(2, Math.Min(failed - FreeAttempts + 1, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
    }

    /// <summary>Whether a session stands.</summary>
    public static bool IsSession(AccountState state, string session)
    {
        var (stamp, id) = SessionStamps.Split(session);
        return IsStamp(state, stamp) && state.EndedSessions.All(ended => ended.Id != id);
    }

    /// <summary>Ends one session; all of them when it cannot be told from the others, or too many ended of late.</summary>
    /// <param name="state">The account.</param>
    /// <param name="session">The session.</param>
    /// <param name="newStamp">What ends all.</param>
    /// <param name="now">The time.</param>
    public static (AccountState Next, bool Ended) EndSession(AccountState state, string session, string newStamp, DateTimeOffset now)
    {
        if (!IsSession(state, session)) return (state, false);
        var (_, id) = SessionStamps.Split(session);
        var remembered = state.EndedSessions.RemoveAll(ended => ended.ForgetAt <= now);
        if (id.Length == 0 || remembered.Length >= MaxEndedSessions) return (state with { Stamp = newStamp, EndedSessions = [] }, true);
        return (state with { EndedSessions = remembered.Add(new() { Id = id, ForgetAt = now + RememberEnded }) }, true);
    }

    private static bool IsStamp(AccountState state, string stamp) => CanSignIn(state) && stamp.Length > 0 && state.Stamp == stamp;

    public static bool HasApplicationPassword(AccountState state, ImmutableArray<byte> hash) =>
        CanSignIn(state) && state.ApplicationPasswords.Any(known => CryptographicOperations.FixedTimeEquals(known.Hash, hash.AsSpan()));

    public static (AccountState Next, bool Added) AddApplicationPassword(AccountState state, string name, ImmutableArray<byte> hash, DateTimeOffset now)
    {
        if (!Exists(state) || state.ApplicationPasswords.Length >= MaxApplicationPasswords) return (state, false);
        var added = new StoredApplicationPassword { Name = name, CreatedAt = now, Hash = [.. hash] };
        return (state with { ApplicationPasswords = state.ApplicationPasswords.Add(added) }, true);
    }

    /// <summary>Whether the actor may change or see the account: its owner, or who manages accounts.</summary>
    public static bool MayTouch(string login, Actor actor) => actor.May(Permission.ManageAccounts) || (actor.Login.Length > 0 && actor.Login == login);
}
