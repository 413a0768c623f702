namespace OrleansNews.Accounts;

/// <summary>Where an account is signed in. Pure.</summary>
internal static class SessionRules
{
    public const int MaxSessions = 50;
    public const int MaxBrowserLength = 60;

    // The time is kept to the hour, a front end may renew a cookie for some seconds after its session ended, and clocks differ.
    private static readonly TimeSpan Kept = SessionStamps.Length + TimeSpan.FromDays(1);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromHours(1);

    /// <summary>Whether the account is still what it was under this stamp.</summary>
    public static bool IsStamp(AccountState state, string stamp) => AccountRules.CanSignIn(state) && stamp.Length > 0 && state.Stamp == stamp;

    /// <summary>The session with this stamp; null when it is over.</summary>
    public static StoredSession? Find(AccountState state, string session)
    {
        var (stamp, id) = SessionStamps.Split(session);
        return IsStamp(state, stamp) ? state.Sessions.FirstOrDefault(known => known.Id == id) : null;
    }

    /// <summary>Begins a session. Of more than can be listed the one ends that was not seen for longest.</summary>
    public static AccountState Begin(AccountState state, string id, string browser, DateTimeOffset now)
    {
        var standing = state.Sessions.RemoveAll(known => known.SeenAt + Kept <= now);
        if (standing.Length >= MaxSessions) standing = standing.Remove(standing.MinBy(known => known.SeenAt)!);
        var name = browser.Length > MaxBrowserLength ? browser[..MaxBrowserLength] : browser;
        return state with { Sessions = standing.Add(new() { Id = id, BegunAt = now, SeenAt = Hour(now), Browser = name }) };
    }

    /// <summary>Whether it is worth a write that the session was seen now.</summary>
    public static bool IsNews(StoredSession session, DateTimeOffset now) => now - session.SeenAt >= SeenEvery;

    /// <summary>Notes that the session was seen.</summary>
    public static (AccountState Next, bool Noted) See(AccountState state, string id, DateTimeOffset now)
    {
        var session = state.Sessions.FirstOrDefault(known => known.Id == id);
        if (session is null || !IsNews(session, now)) return (state, false);
        return (state with { Sessions = state.Sessions.Replace(session, session with { SeenAt = Hour(now) }) }, true);
    }

    /// <summary>Ends one.</summary>
    public static (AccountState Next, bool Ended) End(AccountState state, string id)
    {
        var others = state.Sessions.RemoveAll(known => known.Id == id);
        return others.Length == state.Sessions.Length ? (state, false) : (state with { Sessions = others }, true);
    }

    /// <summary>Ends all but one.</summary>
    public static (AccountState Next, bool Ended) EndOthers(AccountState state, string id) =>
        (state with { Sessions = state.Sessions.RemoveAll(known => known.Id != id) }, true);

    /// <summary>Ends all, and every attempt that is under way.</summary>
    public static AccountState EndAll(AccountState state, string newStamp) => state with { Stamp = newStamp, Sessions = [] };

    private static DateTimeOffset Hour(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
