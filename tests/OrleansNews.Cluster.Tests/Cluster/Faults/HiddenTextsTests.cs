namespace OrleansNews.Cluster.Faults;

/// <summary>The checker of hidden comments finds what it is there to find.</summary>
public sealed class HiddenTextsTests
{
    [Theory]
    [InlineData(1.5, true, false, 0)]
    [InlineData(2.5, true, false, 1)]
    [InlineData(2.5, false, false, 0)]
    [InlineData(2.5, true, true, 1)]
    public void Breaches_ByWhatIsSeenAndWhen_AreFound(double after, bool shows, bool isStale, int breaches) =>
        Assert.Equal(breaches, HiddenTexts.Breaches([LookAfter(after, shows, isStale)], []).Count());

    [Theory]
    [InlineData(14, 0)]
    [InlineData(16, 1)]
    public void Breaches_WhileAFaultIsFoundOut_HaveThatMuchTime(double after, int breaches) =>
        Assert.Equal(breaches, HiddenTexts.Breaches([LookAfter(after, shows: true, isStale: false)], [new(FaultKind.CutSiloFromSilos, 0, FaultSpan.Seconds(100))]).Count());

    [Theory]
    [InlineData(FaultKind.StopSilo, 94, 1)]
    [InlineData(FaultKind.StopSilo, 200, 0)]
    [InlineData(FaultKind.KillFrontEnd, 94, 1)]
    [InlineData(FaultKind.KillFrontEnd, 200, 0)]
    [InlineData(FaultKind.KillSilo, 94, 0)]
    public void Breaches_BehindWhatNobodyHasToFindOut_AreNotExcused(object kind, double ended, int breaches) =>
        Assert.Equal(breaches, HiddenTexts.Breaches([LookAfter(3, shows: true, isStale: false)], [new((FaultKind)kind, 0, FaultSpan.Seconds(ended))]).Count());

    [Theory]
    [InlineData(60, 0)]
    [InlineData(120, 1)]
    public void Breaches_InAPageThatSaysThatItIsOld_AreExcusedWhileSomethingIsDown(double after, int breaches) =>
        Assert.Equal(breaches, HiddenTexts.Breaches([LookAfter(after, shows: true, isStale: true)], [new(FaultKind.KillDatabase, FaultSpan.Seconds(101), FaultSpan.Seconds(200))]).Count());

    [Fact]
    public void Excused_IsToldByTheFaultThatExcuses()
    {
        FaultSpan[] faults = [new(FaultKind.KillSilo, 0, FaultSpan.Seconds(20)), new(FaultKind.KillDatabase, FaultSpan.Seconds(101), FaultSpan.Seconds(200))];
        Look[] looks = [LookAfter(14, shows: true, isStale: true), LookAfter(16, shows: true, isStale: true), LookAfter(60, shows: true, isStale: true), LookAfter(61, shows: false, isStale: true), LookAfter(62, shows: true, isStale: false)];

        Assert.Equal([(FaultKind.KillDatabase, 2, 60.0)], HiddenTexts.Excused(looks, faults));
    }

    // Nobody is given up then: whoever cannot be asked is found out all the same.
    [Theory]
    [InlineData(14, 0)]
    [InlineData(16, 1)]
    public void Breaches_WhileTwoSilosDoNotHearOfEachOther_AreExcusedNoLongerThanOthers(double after, int breaches) =>
        Assert.Equal(breaches, HiddenTexts.Breaches([LookAfter(after, shows: true, isStale: false)], [new(FaultKind.CutSiloFromOneSilo, 0, FaultSpan.Seconds(125))]).Count());

    [Fact]
    public void Breaches_LongAfterAFault_AreNotExcused() =>
        Assert.Single(HiddenTexts.Breaches([LookAfter(3, shows: true, isStale: false)], [new(FaultKind.KillSilo, 0, FaultSpan.Seconds(80))]));

    private static Look LookAfter(double seconds, bool shows, bool isStale) => new("a text", "/a/", FaultSpan.Seconds(100), FaultSpan.Seconds(100 + seconds), shows, isStale);
}
