namespace OrleansNews.Cluster.Faults;

/// <summary>The checker of calms finds a cluster that refuses.</summary>
public sealed class CalmLedgerTests
{
    private static readonly CalmSpan[] _calms = [new(Second(100), Second(140))];
    private static readonly FaultSpan[] _faults = [new(FaultKind.KillSilo, Second(50), Second(100)), new(FaultKind.KillDatabase, Second(140), Second(240))];

    // Until the last fault is found out, and from the next one on, nobody need be answered at once.
    [Theory]
    [InlineData(90, 0)]
    [InlineData(114, 0)]
    [InlineData(116, 1)]
    [InlineData(138, 1)]
    [InlineData(139.5, 0)]
    [InlineData(200, 0)]
    public void Refusal_InACalm_IsNamed(double at, int count) => Assert.Equal(
        count, CalmLedger.Breaches("writers", [new FailedRequest(Second(at), Second(at + 1), "503")], _calms, _faults).Count(breach => breach == "writers were refused in a calm: 503"));

    [Theory]
    [InlineData(114, 0)]
    [InlineData(116, 1)]
    public void Comment_IsAcceptedStrictlyWhereNoFaultIsFoundOut(double at, int count) =>
        Assert.Equal(count, CalmLedger.Strict([new Acknowledged(1, "a text", 7, Second(at + 1)) { Began = Second(at) }], _faults).Count());

    private static long Second(double second) => FaultSpan.Seconds(second);
}
