namespace OrleansNews.Cluster.Faults;

/// <summary>A plan has what a silo is given up for and what it is not, in every round.</summary>
public sealed class FaultPlanTests
{
    private static readonly List<(FaultKind Kind, TimeSpan Lasts)> _faults = [.. Enumerable.Range(0, 200).SelectMany(seed => Round(seed, canCut: true, isShort: false))];

    [Theory]
    [InlineData(true, false, 11)]
    [InlineData(false, false, 7)]
    [InlineData(true, true, 8)]
    [InlineData(false, true, 6)]
    public void Round_HasEveryKindOnce(bool canCut, bool isShort, int kinds) => Assert.Equal(kinds, Round(1, canCut, isShort).Select(fault => fault.Kind).Distinct().Count());

    // What others broke before would be taken for its doing.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Round_BeginsWithAStopInOrder_AndGoesOnAsTheSeedDecides(bool isShort)
    {
        var rounds = Enumerable.Range(0, 200).Select(seed => Round(seed, canCut: true, isShort).Select(fault => fault.Kind).ToList()).ToList();

        Assert.All(rounds, round => Assert.Equal(FaultKind.StopSilo, round[0]));
        Assert.True(rounds.Select(round => string.Join(' ', round)).Distinct().Count() > 100);
    }

    [Fact]
    public void BriefOnes_EndBeforeASiloIsGivenUp() =>
        Assert.All(_faults.Where(fault => fault.Kind is FaultKind.PauseSiloBriefly or FaultKind.CutSiloFromSilosBriefly), fault => Assert.InRange(fault.Lasts, TimeSpan.FromSeconds(1), FaultSpan.Silence - TimeSpan.FromSeconds(1)));

    [Fact]
    public void Pauses_AndCutsFromSilos_OutlastTheSilence_AndMostOfThemTheTimeInWhichASiloIsGivenUp()
    {
        var longer = _faults.Where(fault => fault.Kind is FaultKind.PauseSilo or FaultKind.CutSiloFromSilos).Select(fault => fault.Lasts).ToList();

        Assert.All(longer, lasts => Assert.InRange(lasts, FaultSpan.Silence + TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(25)));
        Assert.True(longer.Count(lasts => lasts >= FaultSpan.GivenUp) > longer.Count / 2);
    }

    [Fact]
    public void ShortRound_GivesUpASiloTwice_AndEndsSoon() => Assert.All(Enumerable.Range(0, 200), seed =>
    {
        var round = Round(seed, canCut: true, isShort: true).ToList();

        Assert.Equal(2, round.Count(fault => fault.Lasts >= FaultSpan.GivenUp));
        Assert.InRange(round.Sum(fault => fault.Lasts.TotalSeconds), 30, 60);
    });

    // A successor on the same port declares dead whom nobody has missed yet.
    [Fact]
    public void KilledSilos_StayDeadUntilOthersFindItOut_AsWellAsShorter()
    {
        var killed = _faults.Where(fault => fault.Kind == FaultKind.KillSilo).Select(fault => fault.Lasts.TotalSeconds).ToList();

        Assert.All(killed, seconds => Assert.InRange(seconds, 1, 15));
        Assert.Contains(killed, seconds => seconds <= 3);
        Assert.Contains(killed, seconds => seconds >= FaultSpan.GivenUp.TotalSeconds);
    }

    private static IEnumerable<(FaultKind Kind, TimeSpan Lasts)> Round(int seed, bool canCut, bool isShort)
    {
        var plan = new FaultPlan(seed, canCut, isShort);
        do
        {
            var (kind, _, lasts) = plan.Next();
            yield return (kind, lasts);
        }
        while (!plan.IsBetweenRounds);
    }
}
