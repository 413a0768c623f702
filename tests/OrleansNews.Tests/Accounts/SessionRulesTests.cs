namespace OrleansNews.Accounts;

public class SessionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 20, 0, TimeSpan.Zero);
    private static readonly AccountState Account = AccountRules.Create(new("ann", "Ann", "ann@example.org", Role.Editor, "hash"), "stamp", Now);

    [Fact]
    public void Session_StandsUntilItIsEndedOrTheStampChanges()
    {
        var state = SessionRules.Begin(SessionRules.Begin(Account, "one", "Firefox", Now), "two", "Chrome", Now);

        Assert.NotNull(SessionRules.Find(state, "stamp.one"));
        Assert.Null(SessionRules.Find(state, "other.one"));
        Assert.Null(SessionRules.Find(state, "stamp.three"));
        Assert.Null(SessionRules.Find(state, "stamp"));
        Assert.Null(SessionRules.Find(SessionRules.End(state, "one").Next, "stamp.one"));
        Assert.NotNull(SessionRules.Find(SessionRules.End(state, "one").Next, "stamp.two"));
        Assert.Null(SessionRules.Find(SessionRules.EndOthers(state, "one").Next, "stamp.two"));
        Assert.Null(SessionRules.Find(SessionRules.EndAll(state, "newer"), "stamp.one"));
        Assert.Null(SessionRules.Find(state with { Disabled = true }, "stamp.one"));
        Assert.False(SessionRules.End(state, "three").Ended);
    }

    [Fact]
    public void Begin_OfMoreThanAreListed_EndsTheOneNotSeenForLongest()
    {
        var state = Account;
        for (var i = 0; i < SessionRules.MaxSessions; i++) state = SessionRules.Begin(state, $"s{i}", "", Now.AddHours(i));
        state = SessionRules.See(state, "s0", Now.AddHours(60)).Next;

        state = SessionRules.Begin(state, "newest", "", Now.AddHours(61));

        Assert.Equal(SessionRules.MaxSessions, state.Sessions.Length);
        Assert.NotNull(SessionRules.Find(state, "stamp.s0"));
        Assert.Null(SessionRules.Find(state, "stamp.s1"));
        Assert.NotNull(SessionRules.Find(state, "stamp.newest"));
    }

    [Fact]
    public void Begin_LongAfterOthers_ForgetsThoseWhoseCookiesAreOver()
    {
        var state = SessionRules.Begin(Account, "old", "", Now);

        Assert.Equal(2, SessionRules.Begin(state, "new", "", Now + SessionStamps.Length).Sessions.Length);
        Assert.Single(SessionRules.Begin(state, "new", "", Now + SessionStamps.Length + TimeSpan.FromDays(1)).Sessions);
    }

    [Fact]
    public void See_KeepsTheHour_AndWritesOnceAnHour()
    {
        var state = SessionRules.Begin(Account, "one", new('x', 500), Now);
        Assert.Equal(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), state.Sessions[0].SeenAt);
        Assert.Equal(SessionRules.MaxBrowserLength, state.Sessions[0].Browser.Length);
        Assert.False(SessionRules.See(state, "one", Now.AddMinutes(30)).Noted);

        var (seen, noted) = SessionRules.See(state, "one", Now.AddMinutes(50));

        Assert.True(noted);
        Assert.Equal(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), seen.Sessions[0].SeenAt);
        Assert.False(SessionRules.See(seen, "two", Now.AddDays(1)).Noted);
    }
}
