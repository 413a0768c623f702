namespace OrleansNews.Cluster.Faults;

/// <summary>A plan has what a silo is given up for and what it is not, in every round.</summary>
public sealed class FaultPlanTests
{
    private static readonly List<(FaultKind Kind, TimeSpan Lasts)> _faults = [.. Enumerable.Range(0, 200).SelectMany(seed => Round(seed, canCut: true))];

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 7)]
    public void Round_HasEveryKindOnce(bool canCut, int kinds) => Assert.Equal(kinds, Round(1, canCut).Select(fault => fault.Kind).Distinct().Count());

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

    // A successor on the same port declares dead whom nobody has missed yet.
    [Fact]
    public void KilledSilos_StayDeadUntilOthersFindItOut_AsWellAsShorter()
    {
        var killed = _faults.Where(fault => fault.Kind == FaultKind.KillSilo).Select(fault => fault.Lasts.TotalSeconds).ToList();

        Assert.All(killed, seconds => Assert.InRange(seconds, 1, 15));
        Assert.Contains(killed, seconds => seconds <= 3);
        Assert.Contains(killed, seconds => seconds >= FaultSpan.GivenUp.TotalSeconds);
    }

    private static IEnumerable<(FaultKind Kind, TimeSpan Lasts)> Round(int seed, bool canCut)
    {
        var plan = new FaultPlan(seed, canCut);
        do
        {
            var (kind, _, lasts) = plan.Next();
            yield return (kind, lasts);
        }
        while (!plan.IsBetweenRounds);
    }
}
