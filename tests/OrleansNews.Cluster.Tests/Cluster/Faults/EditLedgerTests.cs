namespace OrleansNews.Cluster.Faults;

/// <summary>The checker of editing finds what it is there to find.</summary>
public sealed class EditLedgerTests
{
    private static readonly Edit[] History =
    [
        new(1, 1, "imported", EditOutcome.Read, 0, 1),
        new(1, 1, "a", EditOutcome.Saved, 2, 4) { After = 2 },
        new(1, 1, "b", EditOutcome.Conflict, 3, 5),
        new(1, 2, "a", EditOutcome.Read, 6, 7),
        new(1, 2, "c", EditOutcome.Unknown, 8, 9),
        new(1, 3, "c", EditOutcome.Read, 10, 11),
        new(1, 3, "d", EditOutcome.Saved, 12, 13) { After = 4 },
        new(1, 4, "d", EditOutcome.Read, 1_000_000, 1_000_001),
    ];

    [Fact]
    public void Breaches_OfOneChain_AreNone() => Assert.Empty(Breaches());

    [Fact]
    public void Breaches_OfASaveThatIsGone_NameIt() => Assert.Contains(Breaches(replace: 7, new(1, 3, "c", EditOutcome.Read, 1_000_000, 1_000_001)), breach => breach.StartsWith("lost", StringComparison.Ordinal));

    [Fact]
    public void Breaches_OfTwoSavesOfOneVersion_NameBoth() => Assert.Contains(Breaches(replace: 2, new(1, 1, "b", EditOutcome.Saved, 3, 5) { After = 2 }), breach => breach.StartsWith("two saves", StringComparison.Ordinal));

    [Fact]
    public void Breaches_OfAVersionLeftOut_NameIt() => Assert.Contains(Breaches(replace: 1, new(1, 1, "a", EditOutcome.Saved, 2, 4) { After = 3 }), breach => breach.StartsWith("a version was left out", StringComparison.Ordinal));

    [Fact]
    public void Breaches_OfATextThatNobodySaved_NameIt() => Assert.Contains(Breaches(replace: 3, new(1, 2, "x", EditOutcome.Read, 6, 7)), breach => breach.StartsWith("nobody saved", StringComparison.Ordinal));

    [Fact]
    public void Breaches_OfAnOldReading_NameItUnlessAFaultIsBeingFoundOut()
    {
        var old = new Edit(1, 2, "a", EditOutcome.Read, 14, 15);

        Assert.Contains(EditLedger.Breaches([.. History, old], []), breach => breach.StartsWith("an old version", StringComparison.Ordinal));
        Assert.Empty(EditLedger.Breaches([.. History, old], [new(FaultKind.CutSiloFromSilos, 1, 13)]));
    }

    // c was saved, and nobody heard of it but by reading it.
    [Fact]
    public void Breaches_OfAReadingBehindAnother_NameItUnlessAFaultIsBeingFoundOut()
    {
        var back = new Edit(1, 2, "a", EditOutcome.Read, 12, 13);
        Edit[] history = [.. History[..6], back, new(1, 3, "c", EditOutcome.Read, 14, 15)];

        Assert.StartsWith("it went back", Assert.Single(EditLedger.Breaches(history, [])), StringComparison.Ordinal);
        Assert.Empty(EditLedger.Breaches(history, [new(FaultKind.CutSiloFromSilos, 1, 11)]));
        Assert.Empty(EditLedger.Breaches([.. history.Select(edit => edit == back ? edit with { Began = 10 } : edit)], []));
    }

    [Fact]
    public void Breaches_OfAnOrderAgainstTime_NameIt() => Assert.Contains(
        Breaches(replace: 6, new(1, 3, "d", EditOutcome.Saved, 0, 1) { After = 4 }), breach => breach.StartsWith("against the order of time", StringComparison.Ordinal));

    // Each neighbour overlaps the next one; the first and the last do not.
    [Fact]
    public void Breaches_OfAnOrderAgainstTimeAcrossOthers_NameIt()
    {
        Edit[] history =
        [
            new(1, 1, "imported", EditOutcome.Read, 0, 1),
            new(1, 1, "a", EditOutcome.Saved, 20, 30) { After = 2 },
            new(1, 2, "b", EditOutcome.Saved, 10, 25) { After = 3 },
            new(1, 3, "c", EditOutcome.Saved, 11, 15) { After = 4 },
            new(1, 4, "c", EditOutcome.Read, 40, 41),
        ];

        Assert.StartsWith("against the order of time", Assert.Single(EditLedger.Breaches(history, [])), StringComparison.Ordinal);
    }

    // b was saved as 2, its answer was lost, d went on from it, and b, sent again, met d.
    [Fact]
    public void Breaches_OfASaveThatWasOvertakenBeforeItWasAnswered_NameItUnlessAFaultLostItsAnswer()
    {
        Edit[] history =
        [
            new(1, 1, "imported", EditOutcome.Read, 0, 1),
            new(1, 1, "b", EditOutcome.Conflict, 2, 9),
            new(1, 2, "b", EditOutcome.Read, 3, 4),
            new(1, 2, "d", EditOutcome.Saved, 5, 6) { After = 3 },
            new(1, 3, "d", EditOutcome.Read, 10, 11),
        ];
        var unfinished = history.Select(edit => edit.Text == "d" && edit.Outcome == EditOutcome.Saved ? edit with { Began = 10, Ended = 10 } : edit);

        Assert.Empty(EditLedger.Breaches(history, [new(FaultKind.KillDatabase, 1, 3)]));
        Assert.Contains(EditLedger.Breaches(history, []), breach => breach.StartsWith("nobody saved", StringComparison.Ordinal));
        Assert.Contains(EditLedger.Breaches([.. unfinished], [new(FaultKind.KillDatabase, 1, 3)]), breach => breach.StartsWith("nobody saved", StringComparison.Ordinal));
    }

    private static List<string> Breaches() => [.. EditLedger.Breaches(History, [])];

    private static List<string> Breaches(int replace, Edit by) => [.. EditLedger.Breaches([.. History.Select((edit, place) => place == replace ? by : edit)], [])];
}
