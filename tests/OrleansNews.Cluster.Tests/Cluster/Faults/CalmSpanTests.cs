namespace OrleansNews.Cluster.Faults;

/// <summary>A run in which a bound never held is found out.</summary>
public sealed class CalmSpanTests
{
    private static readonly CalmSpan[] _calms = [new(Second(100), Second(140)), new(Second(240), Second(280))];
    private static readonly FaultSpan[] _faults = [new(FaultKind.KillSilo, Second(50), Second(100)), new(FaultKind.KillDatabase, Second(140), Second(240))];

    [Fact]
    public void Looks_InEveryCalm_AreEnough()
    {
        Assert.Empty(CalmSpan.Unwatched("pages", [Second(120), Second(279)], _calms));
        Assert.Equal(2, CalmSpan.CountIn(_calms, [Second(120), Second(200), Second(279)]));
    }

    [Fact]
    public void Calm_InWhichNobodyLooked_IsNamed() => Assert.Equal("pages: no look was judged strictly in calm 2 of 2", Assert.Single(CalmSpan.Unwatched("pages", [Second(120), Second(200)], _calms)));

    [Fact]
    public void Run_WithoutACalm_IsNamed() => Assert.Single(CalmSpan.Unwatched("pages", [Second(120)], []));

    // From a fault on, and until it is found out, none is.
    [Theory]
    [InlineData(20, 1)]
    [InlineData(60, 0)]
    [InlineData(114, 0)]
    [InlineData(116, 1)]
    [InlineData(138, 0)]
    public void HiddenText_AndAStoryThatWasSaved_AreJudgedStrictlyInTheCalmAlone(double at, int count)
    {
        Assert.Equal(count, HiddenTexts.Strict([new("a text", "/a/", Second(at), Second(at + 3), Shows: false, IsStale: false)], _faults).Count());
        Assert.Empty(HiddenTexts.Strict([new("a text", "/a/", Second(at), Second(at + 1), Shows: false, IsStale: false)], _faults));
        Assert.Equal(count, EditLedger.Strict([new(1, 1, "a", EditOutcome.Saved, Second(10), Second(11)) { After = 2 }, new(1, 2, "a", EditOutcome.Read, Second(at), Second(at + 3))], _faults).Count());
        Assert.Empty(EditLedger.Strict([new(1, 2, "a", EditOutcome.Read, Second(at), Second(at + 3))], _faults));
    }

    [Theory]
    [InlineData(null, 120, 0)]
    [InlineData(null, 131, 1)]
    [InlineData("quaybbbb", 131, 1)]
    [InlineData("quaycccc", 131, 0)]
    public void Story_IsMissedStrictlyInTheCalmAlone(string? word, double at, int count) => Assert.Equal(
        count, NewsLedger.Strict([new("http://a/", word, Second(at), Second(at + 1), [])], [new("quaybbbb", "/quaybbbb/", Second(40), Second(41))], _faults).Count());

    [Theory]
    [InlineData(90, 0)]
    [InlineData(114, 0)]
    [InlineData(116, 1)]
    [InlineData(138, 0)]
    public void Withdrawal_IsJudgedStrictlyInTheCalmAlone(double at, int count)
    {
        NewStory[] stories = [new("quaybbbb", "/quaybbbb/", Second(40), Second(41)) { WithdrawalBegan = Second(at), WithdrawnAt = Second(at) }];

        Assert.Equal(count, NewsLedger.StrictOfWithdrawn([new("http://a/", null, Second(at + 3), Second(at + 3), [])], stories, _faults).Count());
        Assert.Empty(NewsLedger.StrictOfWithdrawn([new("http://a/", null, Second(at + 1), Second(at + 1), [])], stories, _faults));
    }

    [Fact]
    public void Calm_LastsUntilNothingIsExcused() =>
        Assert.False(FaultSpan.Touches(_faults[..1], Second(100) + FaultSpan.Seconds((CalmSpan.Lasts - NewsLedger.Recovery).TotalSeconds - 9), Second(140)));

    private static long Second(double second) => FaultSpan.Seconds(second);
}
